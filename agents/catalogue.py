"""What is told of models: which are there, how a download goes. Light to import."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from domain.values import Value

PROVIDER_KEYS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "openai": "OPENAI_API_KEY",
        "openai-chat": "OPENAI_API_KEY",
        "openai-responses": "OPENAI_API_KEY",
        "anthropic": "ANTHROPIC_API_KEY",
        "deepseek": "DEEPSEEK_API_KEY",
        "fireworks": "FIREWORKS_API_KEY",
        "openrouter": "OPENROUTER_API_KEY",
        "together": "TOGETHER_API_KEY",
    }
)
"""The providers whose libraries Manta brings, and the variable of the environment each key is in."""


class InstalledModel(Value):
    """A model of an Ollama server; what the server does not tell is null or empty."""

    name: str
    size_bytes: int | None = None
    family: str = ""
    parameters: str = ""
    quantisation: str = ""
    context_tokens: int | None = None


class PullStep(Value):
    """How far a download is: of the layer `digest`, or of the whole where there is none."""

    status: str
    digest: str | None = None
    completed_bytes: int | None = None
    total_bytes: int | None = None

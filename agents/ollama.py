"""Models of an Ollama server, or of another that speaks as it does.

`agents.providers` names this module instead of importing it: who uses no Ollama need not wait for it.
"""

from urllib.parse import urlparse

from pydantic_ai.models.ollama import OllamaModel
from pydantic_ai.providers.ollama import OllamaProvider

from agents.team import Brain
from agents.turns import Turns
from agents.wire import bounded_client


def build_ollama_brain(name: str, root: str, retries: int, turns: Turns) -> Brain:
    """Return the model of the server at `root`; a failed request is tried `retries` times more."""
    client = bounded_client()
    provider = OllamaProvider(base_url=f"{root}/v1", http_client=client)
    provider.client.max_retries = retries
    return Brain(
        name=f"ollama:{name}",
        model=OllamaModel(name, provider=provider),
        is_free=not _is_cloud(name, root),
        turns=turns,
        client=client,
    )


def _is_cloud(name: str, root: str) -> bool:
    """Whether Ollama's own cloud answers, where requests may cost something."""
    host = urlparse(root).hostname or ""
    return name.endswith("-cloud") or host == "ollama.com" or host.endswith(".ollama.com")

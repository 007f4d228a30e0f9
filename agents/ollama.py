"""Models of an Ollama server, or of another that speaks as it does.

`agents.providers` names this module instead of importing it: who uses no Ollama need not wait for it.
"""

from pydantic_ai.models import Model
from pydantic_ai.models.ollama import OllamaModel
from pydantic_ai.providers.ollama import OllamaProvider

from agents.wire import bounded_client


def build_ollama_model(name: str, root: str, retries: int) -> Model:
    """Return the model of the server at `root`; a failed request is tried `retries` times more."""
    provider = OllamaProvider(base_url=f"{root}/v1", http_client=bounded_client())
    provider.client.max_retries = retries
    return OllamaModel(name, provider=provider)

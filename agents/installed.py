"""Which models an Ollama server has."""

import httpx
from ollama import AsyncClient, ResponseError
from pydantic import ValidationError

from domain.errors import ConfigurationError

PROBE_TIMEOUT_S = 2.0

_EMBEDDING_FAMILIES = ("bert", "embed", "minilm", "bge-", "e5-")


async def find_installed(root: str, transport: httpx.AsyncBaseTransport | None = None) -> list[str] | None:
    """Return the models Ollama at `root` has, asked by GET /api/tags; None when the server has no such list.

    Other servers of the same wire (llama.cpp's, for example) have none. Each step of the request may take
    `PROBE_TIMEOUT_S`.

    Args:
        root: Address without a path, for example `http://127.0.0.1:11434`.
        transport: What carries the request; None is the network.

    Raises:
        ConfigurationError: Nothing answers at that address.
    """
    client = AsyncClient(host=root, timeout=PROBE_TIMEOUT_S, transport=transport)
    try:
        listed = await client.list()
    except (ConnectionError, httpx.HTTPError) as error:
        raise ConfigurationError(
            f"Nothing answers at {root}, where Ollama should be.",
            remedy="Start it with `ollama serve`, correct OLLAMA_BASE_URL, or choose the model `embedded`.",
        ) from error
    except (ResponseError, ValidationError, ValueError):
        return None
    finally:
        await client.close()
    return [model.model for model in listed.models if model.model]


def can_chat(name: str) -> bool:
    """Return False for models that only embed, as far as their names tell."""
    return not any(family in name.lower() for family in _EMBEDDING_FAMILIES)

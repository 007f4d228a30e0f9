"""Which models an Ollama server has."""

import asyncio

import httpx
from ollama import AsyncClient, ListResponse, ResponseError
from pydantic import ValidationError

from agents.catalogue import InstalledModel
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
        listed = await _list(client, root)
    finally:
        await client.close()
    return None if listed is None else [model.model for model in listed.models if model.model]


async def describe_installed(
    root: str, transport: httpx.AsyncBaseTransport | None = None
) -> list[InstalledModel] | None:
    """Return what Ollama at `root` has, with size and kind; None when the server has no such list.

    Raises:
        ConfigurationError: Nothing answers at that address.
    """
    client = AsyncClient(host=root, timeout=PROBE_TIMEOUT_S, transport=transport)
    try:
        listed = await _list(client, root)
        if listed is None:
            return None
        return list(
            await asyncio.gather(*(_describe(client, model) for model in listed.models if model.model))
        )
    finally:
        await client.close()


async def _list(client: AsyncClient, root: str) -> ListResponse | None:
    try:
        return await client.list()
    except (ConnectionError, httpx.HTTPError) as error:
        raise ConfigurationError(
            f"Nothing answers at {root}, where Ollama should be.",
            remedy="Start it with `ollama serve`, correct OLLAMA_BASE_URL, or choose the model `embedded`.",
        ) from error
    except (ResponseError, ValidationError, ValueError):
        return None


async def _describe(client: AsyncClient, model: ListResponse.Model) -> InstalledModel:
    details = model.details
    return InstalledModel(
        name=model.model or "",
        size_bytes=model.size,
        family=(details.family if details else None) or "",
        parameters=(details.parameter_size if details else None) or "",
        quantisation=(details.quantization_level if details else None) or "",
        context_tokens=await _find_context(client, model.model or ""),
    )


async def _find_context(client: AsyncClient, name: str) -> int | None:
    """Return how many tokens a model can read; only /api/show tells, under a name with the architecture."""
    try:
        told = (await client.show(name)).modelinfo or {}
    except (ConnectionError, httpx.HTTPError, ResponseError, ValueError):
        return None  # a column stays empty; the list itself is what was asked for
    sizes: list[object] = [value for key, value in told.items() if key.endswith(".context_length")]
    return next((size for size in sizes if isinstance(size, int)), None)


def can_chat(name: str) -> bool:
    """Return False for models that only embed, as far as their names tell."""
    return not any(family in name.lower() for family in _EMBEDDING_FAMILIES)

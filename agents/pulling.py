"""Downloads a model to an Ollama server, and tells how far it is."""

from collections.abc import Iterator
from typing import Final

import httpx
from ollama import Client, ResponseError

from agents.catalogue import PullStep
from domain.errors import ConfigurationError

_TIMEOUT: Final = httpx.Timeout(120.0, connect=3.0)
"""Of each step; the server says something every second while it downloads, less often while it checks."""


def pull_model(root: str, name: str, transport: httpx.BaseTransport | None = None) -> Iterator[PullStep]:
    """Yield each step of the download of `name` by the server at `root`.

    A download that was broken off goes on where it stopped when it is asked for again.

    Raises:
        ConfigurationError: No server answers, or it can't get the model.
    """
    client = Client(host=root, timeout=_TIMEOUT, transport=transport)
    try:
        for step in client.pull(name, stream=True):
            yield PullStep(
                status=step.status or "",
                digest=step.digest,
                completed_bytes=step.completed,
                total_bytes=step.total,
            )
    except ResponseError as error:
        raise ConfigurationError(
            f"Ollama can't get {name!r}: {error.error}.",
            remedy="Look the name up at https://ollama.com/library, as in qwen3:4b.",
        ) from error
    except (ConnectionError, httpx.HTTPError) as error:
        raise ConfigurationError(
            f"Ollama at {root} does not answer ({type(error).__name__}).",
            remedy="Start it with `ollama serve`, or mend OLLAMA_BASE_URL; pulls go on where they stopped.",
        ) from error
    finally:
        client.close()

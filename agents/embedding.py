"""The meaning of texts, whatever model the agents use: search and links compare vectors of one encoder."""

import asyncio
from collections.abc import Sequence
from typing import Final, Protocol

import numpy as np

from agents.embedded.encoder import Matrix, get_encoder
from agents.embedded.head import load_head
from domain.analysis import Embedding

ENCODER: Final = "e5-small-1"
"""Names the encoder and what is done to its vectors; whoever changes either changes the name."""


class TextEncoder(Protocol):
    """Turns texts into raw embeddings, blocking."""

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Return an array of shape (len(texts), 384)."""
        ...


class EngineEmbedder:
    """`domain.ports.Embedder` on the embedded engine's encoder, in a thread.

    The encoder's vectors all point much the same way: those of unrelated texts have a cosine of 0.78. With
    the mean taken off it is 0, and a cosine says something.

    Args:
        encoder: Makes the raw embeddings.
        mean: Their mean, shape (384,).
    """

    def __init__(self, encoder: TextEncoder, mean: Matrix) -> None:
        self._encoder = encoder
        self._mean = mean

    async def embed(self, texts: Sequence[str]) -> list[Embedding]:
        """See `domain.ports.Embedder`."""
        vectors = await asyncio.to_thread(self._centre, list(texts))
        return [Embedding(encoder=ENCODER, vector=[float(value) for value in row]) for row in vectors]

    def _centre(self, texts: list[str]) -> Matrix:
        shifted = self._encoder.encode(texts) - self._mean
        return shifted / np.maximum(np.linalg.norm(shifted, axis=1, keepdims=True), 1e-6)


def load_embedder() -> EngineEmbedder:
    """Return this process's embedder.

    Raises:
        ConfigurationError: The processor is not supported, or the weights can't be read.
    """
    return EngineEmbedder(get_encoder(), load_head().mean)

"""The meaning of texts, whatever model the agents use: search and links compare vectors of one encoder."""

import asyncio
from collections.abc import Sequence
from typing import Final, Protocol

from agents.embedded.e5.weights import Matrix
from agents.embedded.encoder import get_encoder
from agents.embedded.model import get_engine
from domain.analysis import Embedding

ENCODER: Final = "e5-small-1"
"""Names the encoder and what is done to its vectors; whoever changes either changes the name."""


class TextEngine(Protocol):
    """Embeds texts, as `agents.embedded.engine.Engine` does."""

    async def embed(self, texts: Sequence[str]) -> Matrix:
        """Return centred unit vectors of shape (len(texts), 384)."""
        ...


class EngineEmbedder:
    """`domain.ports.Embedder` on the embedded engine, whose batches and memory it shares with the agents."""

    def __init__(self, engine: TextEngine) -> None:
        self._engine = engine

    async def embed(self, texts: Sequence[str]) -> list[Embedding]:
        """See `domain.ports.Embedder`."""
        vectors = await self._engine.embed(texts)
        return [Embedding(encoder=ENCODER, vector=[float(value) for value in row]) for row in vectors]


async def load_embedder() -> EngineEmbedder:
    """Return the embedder of the running event loop; the first call loads the encoder, in a thread.

    Raises:
        ConfigurationError: The processor is not supported, or the weights can't be read.
    """
    await asyncio.to_thread(get_encoder)
    return EngineEmbedder(get_engine())

"""Embeddings laid out by the test, instead of a model's."""

from collections.abc import Mapping, Sequence
from math import sqrt

from domain.analysis import Embedding
from tests.fakes.outage import Outage

DIMENSIONS = 384


def towards(axis: int, cosine: float = 1.0, aside: int = 0, encoder: str = "fake-1") -> Embedding:
    """Return an embedding with this cosine to the one along `axis`; the rest of it points along `aside`."""
    vector = [0.0] * DIMENSIONS
    vector[aside] = sqrt(1 - cosine**2)
    vector[axis] = cosine
    return Embedding(encoder=encoder, vector=vector)


async def known(meaning: Embedding | None) -> Embedding | None:
    """Return a meaning as one is waited for that is still being made."""
    return meaning


class FakeEmbedder(Outage):
    """`domain.ports.Embedder`: texts that begin with a word of `axes` point along its axis."""

    def __init__(self, axes: Mapping[str, int] | None = None, encoder: str = "fake-1") -> None:
        super().__init__()
        self.axes = dict(axes or {})
        self.encoder = encoder
        self.asked: list[str] = []

    async def embed(self, texts: Sequence[str]) -> list[Embedding]:
        self.check()
        self.asked += texts
        return [towards(self._axis(text), encoder=self.encoder) for text in texts]

    def _axis(self, text: str) -> int:
        return next((axis for word, axis in self.axes.items() if text.startswith(word)), DIMENSIONS - 1)

"""Making the meaning of what has none: tasks made or edited by hand, and old messages."""

import asyncio
import logging
from dataclasses import dataclass, field
from time import monotonic

from domain.errors import MantaError
from domain.ports import Embedder
from domain.search import Unindexed

log = logging.getLogger(__name__)

BATCH = 32


@dataclass
class Indexer:
    """Embeds what is bare, a batch at a time.

    It keeps nothing: whatever it did not get to store is still bare. Any number may run at once; what two of
    them happen to do twice is stored once. After a full batch it rests as long as the batch took, so that a
    long backlog takes half of a processor at most. Durations are in seconds.

    Args:
        unindexed: What is bare.
        embedder: Makes the embeddings.
        poll_s: Pause between two looks when there was less than a batch.
        review_s: How often embeddings of other encoders are looked for; an old worker may have left some.
        batch: Most texts embedded at once.
    """

    unindexed: Unindexed
    embedder: Embedder
    poll_s: float = 3.0
    review_s: float = 3600.0
    batch: int = BATCH
    indexed: int = field(default=0, init=False)
    _reviewed_at_s: float | None = field(default=None, init=False)

    async def run(self) -> None:
        """Index until cancelled."""
        while True:
            pause_s = await self._try_step()
            await asyncio.sleep(pause_s)

    async def _try_step(self) -> float:
        begun_s = monotonic()
        try:
            taken = await self.step()
        except MantaError as error:
            log.warning("nothing can be indexed now, trying again: %s", error.detail)
            return self.poll_s
        return monotonic() - begun_s if taken == self.batch else self.poll_s

    async def step(self) -> int:
        """Index one batch and return how many there were to index.

        Raises:
            UnavailableError: The database does not answer.
            AnalysisError: Too many texts wait at the embedder.
        """
        await self._review()
        bare = await self.unindexed.take(self.batch)
        if bare:
            embeddings = await self.embedder.embed([each.text for each in bare])
            self.indexed += await self.unindexed.put(list(zip(bare, embeddings, strict=True)))
        return len(bare)

    async def _review(self) -> None:
        now_s = monotonic()
        if self._reviewed_at_s is not None and now_s - self._reviewed_at_s < self.review_s:
            return
        [any_] = await self.embedder.embed([""])  # only an embedding tells its encoder
        await self.unindexed.forget(any_.encoder)
        self._reviewed_at_s = now_s

import asyncio
from collections.abc import Sequence

from domain.analysis import Embedding
from domain.search import Bare, HitKind
from pipeline.indexer import Indexer
from tests.fakes.embedder import FakeEmbedder
from tests.fakes.outage import Outage


class FakeUnindexed(Outage):
    """`domain.search.Unindexed` over a list."""

    def __init__(self, texts: int) -> None:
        super().__init__()
        self.bare = [
            Bare(kind=HitKind.TASK, id=number, workspace_id=1, text=f"t{number}", mark="")
            for number in range(texts)
        ]
        self.forgotten: list[str] = []
        self.done = asyncio.Event()

    async def take(self, limit: int) -> list[Bare]:
        self.check()
        return self.bare[:limit]

    async def put(self, made: Sequence[tuple[Bare, Embedding]]) -> int:
        self.check()
        self.bare = self.bare[len(made) :]
        if not self.bare:
            self.done.set()
        return len(made)

    async def forget(self, encoder: str) -> int:
        self.check()
        self.forgotten.append(encoder)
        return 0


async def test_everything_is_indexed_in_batches() -> None:
    unindexed, embedder = FakeUnindexed(5), FakeEmbedder()
    indexer = Indexer(unindexed, embedder, batch=2)
    assert [await indexer.step() for _ in range(4)] == [2, 2, 1, 0]
    assert indexer.indexed == 5
    assert [text for text in embedder.asked if text] == ["t0", "t1", "t2", "t3", "t4"]


async def test_other_encoders_are_looked_for_at_first_and_now_and_then() -> None:
    unindexed = FakeUnindexed(0)
    rare, often = Indexer(unindexed, FakeEmbedder()), Indexer(unindexed, FakeEmbedder(), review_s=0.0)
    for _ in range(3):
        await rare.step()
    assert unindexed.forgotten == ["fake-1"]
    for _ in range(3):
        await often.step()
    assert unindexed.forgotten == ["fake-1"] * 4


async def test_it_goes_on_after_an_outage_on_either_side() -> None:
    unindexed, embedder = FakeUnindexed(3), FakeEmbedder()
    unindexed.unavailable = embedder.unavailable = True
    indexer = Indexer(unindexed, embedder, poll_s=0.0)
    running = asyncio.create_task(indexer.run())
    async with asyncio.timeout(5):
        embedder.unavailable = False
        unindexed.unavailable = False
        await unindexed.done.wait()
    assert not running.done()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert indexer.indexed == 3

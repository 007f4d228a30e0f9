import asyncio
import logging
from collections.abc import Awaitable, Sequence

import pytest

from domain.analysis import Embedding
from domain.errors import UnavailableError
from domain.search import Hit, HitKind, Match, SearchQuery
from pipeline.search import HybridSearch
from tests.fakes.clock import FakeClock
from tests.fakes.embedder import FakeEmbedder, towards

HIT = Hit(kind=HitKind.TASK, score=1.0, matched=[Match.WORDS], snippet="", highlights=[])


class FakeIndex:
    """`pipeline.search.SearchIndex` that has one hit and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, str]] = []
        self.meanings: list[Embedding | None] = []

    async def find(
        self, workspace_id: int, query: SearchQuery, meaning: Awaitable[Embedding | None]
    ) -> list[Hit]:
        self.asked.append((workspace_id, query.text))
        self.meanings.append(await meaning)
        return [HIT]


class BrokenIndex:
    """An index that fails before it asks for the meaning."""

    async def find(
        self, workspace_id: int, query: SearchQuery, meaning: Awaitable[Embedding | None]
    ) -> list[Hit]:
        raise UnavailableError(f"nothing for {workspace_id}, {query.text}, {meaning}")


class HungEmbedder:
    """An embedder that never answers."""

    async def embed(self, texts: Sequence[str]) -> list[Embedding]:
        await asyncio.Event().wait()
        return [towards(1) for _ in texts]


async def test_the_index_gets_the_meaning_of_what_is_wanted() -> None:
    index, embedder = FakeIndex(), FakeEmbedder({"dark": 1})
    found = await HybridSearch(index, embedder, FakeClock()).search(1, SearchQuery(text="dark mode -pdf"))
    assert (found.hits, found.meaning) == ([HIT], True)
    assert index.asked == [(1, "dark mode -pdf")]
    assert (index.meanings, embedder.asked) == ([towards(1)], ["dark mode"])


@pytest.mark.parametrize("error", [None, RuntimeError("broken")])
async def test_words_are_looked_for_when_nothing_embeds(
    error: Exception | None, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    index, embedder, clock = FakeIndex(), FakeEmbedder(), FakeClock()
    embedder.unavailable = True
    embedder.error = error
    search = HybridSearch(index, embedder, clock)
    for _ in range(3):
        found = await search.search(1, SearchQuery(text="dark"))
        assert (found.hits, found.meaning) == ([HIT], False)
    assert index.meanings == [None] * 3
    assert len(caplog.records) == 1
    assert caplog.records[0].levelno == logging.INFO
    clock.advance(61)
    await search.search(1, SearchQuery(text="dark"))
    assert len(caplog.records) == 2


async def test_a_hung_embedder_is_not_waited_for() -> None:
    search = HybridSearch(FakeIndex(), HungEmbedder(), FakeClock(), timeout_s=0.01)
    async with asyncio.timeout(5):
        assert not (await search.search(1, SearchQuery(text="dark"))).meaning


@pytest.mark.parametrize("text", [" ", "-pdf", '-"dark mode"'])
async def test_nothing_wanted_is_nothing_found(text: str) -> None:
    index = FakeIndex()
    found = await HybridSearch(index, FakeEmbedder(), FakeClock()).search(1, SearchQuery(text=text))
    assert (found.hits, index.meanings) == ([], [])


async def test_when_the_index_fails_nothing_goes_on() -> None:
    search = HybridSearch(BrokenIndex(), HungEmbedder(), FakeClock(), timeout_s=60)
    with pytest.raises(UnavailableError):
        await search.search(1, SearchQuery(text="dark"))
    await asyncio.sleep(0)
    assert asyncio.all_tasks() == {asyncio.current_task()}

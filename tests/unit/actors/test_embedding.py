"""Asking the analysis workers in turn, without Ray: the directory is laid out by the test."""

from collections.abc import Awaitable, Callable
from typing import Concatenate, ParamSpec, TypeVar, cast

import pytest

from actors.analysis_worker import AnalysisWorkerActor
from actors.calls import Directory
from actors.embedding import EmbedderHandle
from domain.errors import AnalysisError, UnavailableError
from tests.fakes.embedder import FakeEmbedder, towards

A = TypeVar("A")
P = ParamSpec("P")
T = TypeVar("T")


class FakeDirectory(Directory):
    """Workers that answer as an embedder, except those that are away; keeps who was asked."""

    def __init__(self, *away: str) -> None:
        super().__init__()
        self.away = away
        self.asked: list[str] = []
        self.embedder = FakeEmbedder()

    async def ask(
        self,
        name: str,
        method: Callable[Concatenate[A, P], Awaitable[T]],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        assert method.__name__ == AnalysisWorkerActor.embed.__name__
        self.asked.append(name)
        if name in self.away:
            raise UnavailableError(f"{name} is away")
        return await cast("Callable[P, Awaitable[T]]", self.embedder.embed)(*args, **kwargs)


async def test_workers_are_asked_in_turn() -> None:
    directory = FakeDirectory()
    handle = EmbedderHandle(directory, 2)
    assert [await handle.embed(["x"]) for _ in range(3)] == [[towards(383)]] * 3
    assert directory.asked == ["analysis-worker-0", "analysis-worker-1", "analysis-worker-0"]


async def test_the_next_is_asked_when_one_is_away() -> None:
    directory = FakeDirectory("analysis-worker-0")
    handle = EmbedderHandle(directory, 2)
    for _ in range(2):
        assert len(await handle.embed(["x"])) == 1
    assert directory.asked == ["analysis-worker-0", "analysis-worker-1", "analysis-worker-1"]


async def test_when_all_are_away_so_is_the_embedder() -> None:
    directory = FakeDirectory("analysis-worker-0", "analysis-worker-1")
    with pytest.raises(UnavailableError):
        await EmbedderHandle(directory, 2).embed(["x"])
    with pytest.raises(UnavailableError):
        await EmbedderHandle(directory, 0).embed(["x"])
    assert len(directory.asked) == 2


async def test_a_workers_own_error_is_not_asked_away() -> None:
    directory = FakeDirectory()
    directory.embedder.fail_with(AnalysisError("too many texts wait"))
    with pytest.raises(AnalysisError):
        await EmbedderHandle(directory, 2).embed(["x"])
    assert len(directory.asked) == 1

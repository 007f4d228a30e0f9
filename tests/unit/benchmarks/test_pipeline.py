import subprocess
from collections.abc import AsyncGenerator, Generator, Mapping
from contextlib import asynccontextmanager, contextmanager

import pytest

from benchmarks.http import BenchmarkError
from benchmarks.pipeline import Moment, compare
from benchmarks.pipeline_sides import CountDone, ensure_right


class FakeSide:
    """A pipeline that has run already; `right` messages came out well."""

    name = "fake"
    messages = 4
    servers: Mapping[str, int] = {}

    def __init__(self, right: int) -> None:
        self._right = right

    def fill(self) -> None: ...

    @contextmanager
    def running_worker(self) -> Generator[subprocess.Popen[bytes]]:
        raise NotImplementedError
        yield

    @asynccontextmanager
    async def counting(self) -> AsyncGenerator[CountDone]:
        raise NotImplementedError
        yield

    async def count_right(self) -> int:
        return self._right

    async def forget(self) -> None: ...


def test_only_what_is_done_between_the_moments_counts() -> None:
    first = Moment(at=10.0, done=100, cpu_s={"worker": 2.0, "PostgreSQL": 1.0})
    last = Moment(at=12.0, done=1_100, cpu_s={"worker": 2.5, "PostgreSQL": 1.25})

    outcome = compare(first, last)

    assert outcome.per_s == 500
    assert outcome.cpu_us == {"worker": 500, "PostgreSQL": 250}
    assert outcome.whole_cpu_us == 750


def test_a_queue_that_was_empty_at_the_first_look_measures_nothing() -> None:
    moment = Moment(at=10.0, done=100, cpu_s={"worker": 2.0})

    with pytest.raises(BenchmarkError, match="--queued"):
        compare(moment, moment)


async def test_every_message_with_its_result_is_right() -> None:
    await ensure_right(FakeSide(right=4))


@pytest.mark.parametrize("right", [3, 5])
async def test_a_lost_or_doubled_result_ends_the_measurement(right: int) -> None:
    with pytest.raises(BenchmarkError, match=f"{right} of 4 messages of fake"):
        await ensure_right(FakeSide(right))

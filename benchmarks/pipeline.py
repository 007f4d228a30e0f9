"""How many stored messages a second get their results, with agents that cost nothing: the way itself.

Four sides, each with one worker process, on the same PostgreSQL server and settings: Manta's worker
(`benchmarks.free_worker`); the seed's worker doing the same database work, row for row in Manta's tables
(`benchmarks/peers/same_rows.py`); the seed's worker with no more than a message's result, in three tables of
its own (`benchmarks/peers/seed_tasks.py`); and the seed's queue alone, whose jobs do nothing. A round fills
each side's queue, starts its worker and measures from the first results that are seen to the last, so that no
start counts. At the end every message must have its result, once.
"""

import asyncio
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter

from benchmarks.database import MANTA, running_database
from benchmarks.figures import Figure, ratio
from benchmarks.http import BenchmarkError
from benchmarks.options import Options
from benchmarks.peers.nats import running_nats
from benchmarks.peers.running import Seed
from benchmarks.pipeline_sides import (
    SEED,
    CountDone,
    MantaSide,
    NoopSide,
    SameRowsSide,
    SeedSide,
    Side,
    ensure_right,
)
from benchmarks.processes import cpu_by_title

LOOK_S = 0.1
"""Between two looks at how much is done; the measured time is wrong by no more than this."""

TIMEOUT_S = 600.0
SEED_SHARE = 5
"""The seed's worker gets so many times fewer messages, or a round of it would take minutes."""


@dataclass(frozen=True)
class Moment:
    """What was done and spent at a moment; times are in seconds, `cpu_s` by process."""

    at: float
    done: int
    cpu_s: Mapping[str, float]


@dataclass(frozen=True)
class Outcome:
    """A run's rate, and what each process spent, in processor microseconds a message."""

    per_s: float
    cpu_us: Mapping[str, float]

    @property
    def whole_cpu_us(self) -> float:
        """Return the processor microseconds a message of all processes."""
        return sum(self.cpu_us.values())


def measure_pipeline(options: Options) -> list[Figure]:
    """Return rates, processor time and ratios."""
    folder = options.data_dir / "pipeline"
    folder.mkdir(exist_ok=True)
    with running_database(folder) as database, running_nats(folder) as queue:
        asyncio.run(database.execute("postgres", f"CREATE DATABASE {SEED}"))
        seed = Seed(database.superuser_url(SEED), queue, folder)
        few = max(1, options.queued // SEED_SHARE)
        on_manta = Seed(database.superuser_url(MANTA), queue, folder)
        sides: list[Side] = [
            MantaSide(options.queued, database, folder),
            SameRowsSide(MantaSide(few, database, folder), on_manta),
            SeedSide(few, database, seed),
            NoopSide(options.queued, database, seed),
        ]
        rounds = [{side.name: _run(side, options) for side in sides} for _ in range(options.rounds)]
    return _figures(rounds)


def _run(side: Side, options: Options) -> Outcome:
    side.fill()
    with side.running_worker() as worker:
        first, last = asyncio.run(_watch(side, worker))
    asyncio.run(ensure_right(side))
    asyncio.run(side.forget())
    outcome = compare(first, last)
    options.console.print(
        f"  {side.name:<20} {outcome.per_s:8,.0f}/s  {outcome.whole_cpu_us:7,.0f} µs of processor a message"
    )
    return outcome


def compare(first: Moment, last: Moment) -> Outcome:
    """Return what happened between two moments.

    Raises:
        BenchmarkError: Nothing did: there were too few messages to measure with.
    """
    done = last.done - first.done
    if done <= 0:
        raise BenchmarkError("all was done at the first look; ask for more messages by --queued")
    cpu_us = {name: (last.cpu_s[name] - first.cpu_s[name]) / done * 1e6 for name in last.cpu_s}
    return Outcome(done / (last.at - first.at), cpu_us)


async def _watch(side: Side, worker: subprocess.Popen[bytes]) -> tuple[Moment, Moment]:
    """Return the first moment at which something was seen to be done, and the first at which all was."""
    pids = {"worker": worker.pid} | dict(side.servers)
    async with side.counting() as count_done, asyncio.timeout(TIMEOUT_S):
        first = await _wait_for(1, count_done, worker, pids)
        return first, await _wait_for(side.messages, count_done, worker, pids)


async def _wait_for(
    least: int, count_done: CountDone, worker: subprocess.Popen[bytes], pids: Mapping[str, int]
) -> Moment:
    while (done := await count_done()) < least:
        if worker.poll() is not None:
            raise BenchmarkError(f"{worker.args!r} ended with {worker.returncode}")
        await asyncio.sleep(LOOK_S)
    return Moment(perf_counter(), done, {name: _cpu_s(pid) for name, pid in pids.items()})


def _cpu_s(pid: int) -> float:
    return sum(cpu_by_title(pid, {}).values())


def _figures(rounds: Sequence[Mapping[str, Outcome]]) -> list[Figure]:
    figures: list[Figure] = []
    for name in rounds[0]:
        outcomes = [outcomes[name] for outcomes in rounds]
        figures.append(_figure(f"{name}/rate", "messages/s", [one.per_s for one in outcomes]))
        figures += [
            _figure(f"{name}/processor: {part}", "µs/message", [one.cpu_us[part] for one in outcomes])
            for part in outcomes[0].cpu_us
        ]
    return figures + _ratios(rounds)


def _figure(name: str, unit: str, samples: Sequence[float]) -> Figure:
    return Figure(name=f"pipeline/{name}", unit=unit, samples=tuple(samples))


def _ratios(rounds: Sequence[Mapping[str, Outcome]]) -> list[Figure]:
    manta = [outcomes[MantaSide.name] for outcomes in rounds]
    goals = {SameRowsSide.name: "goal ≥ 10", SeedSide.name: "", NoopSide.name: "goal ≥ 1"}
    figures: list[Figure] = []
    for name, goal in goals.items():
        other = [outcomes[name] for outcomes in rounds]
        rates = [one.per_s for one in manta], [one.per_s for one in other]
        spent = [one.whole_cpu_us for one in other], [one.whole_cpu_us for one in manta]
        figures += [
            ratio(f"pipeline/ratio: manta to {name}", *rates, goal),
            ratio(f"pipeline/ratio: processor time, {name} to manta", *spent),
        ]
    return figures

"""How throughput grows with workers and nodes, and how the number of workers follows a backlog."""

import asyncio
import os
from dataclasses import dataclass
from statistics import linear_regression, median
from time import monotonic

import psutil

from actors.registry import list_running
from actors.roster import WORKER
from actors.staffing import Staffing, scaling_rules
from benchmarks.crowd import LATENCY_S, Crowd, crowd
from benchmarks.figures import Figure
from benchmarks.http import BenchmarkError
from benchmarks.options import Options
from benchmarks.plots import Sample, draw_autoscaling, draw_scaling
from db.demand import PostgresBacklog
from tests.support.polling import wait_until_async

GOAL = "goal ≥ 0.9"
HELD = 8
"""Chats a worker may have in hand beside those that it works through."""

MOST = 8
BACKLOG = 240
"""Messages, one a chat: four minutes of work for one worker."""

SAMPLE_S = 1.0
IN_SWING_TIMEOUT_S = 120.0
CALM_TIMEOUT_S = 600.0


@dataclass(frozen=True)
class Throughput:
    """Messages a second of so many workers, by round, and how busy the whole machine was, 1 for all of it."""

    workers: int
    rates: tuple[float, ...]
    busy: float


def measure_cluster(options: Options) -> list[Figure]:
    """Return throughput by number of workers, its share of linear growth, and the course of a backlog."""
    throughputs = asyncio.run(_measure_throughputs(options))
    course = asyncio.run(_measure_autoscaling(options))
    if options.plots is not None:
        options.plots.mkdir(parents=True, exist_ok=True)
        rates = {each.workers: median(each.rates) for each in throughputs}
        draw_scaling(rates, options.plots / "scaling.svg")
        draw_autoscaling(course, options.plots / "autoscaling.svg")
    return [*_scaling_figures(throughputs), *_autoscaling_figures(course)]


async def _measure_throughputs(options: Options) -> list[Throughput]:
    taken: list[Throughput] = []
    most = max(options.workers)
    async with crowd(options.data_dir / "scaling", {"manta_workers": most}) as lent:
        for workers in options.workers:
            await lent.grow(workers)
            taken.append(await _measure_throughput(lent, workers, options))
            options.console.print(f"  {workers} workers: {median(taken[-1].rates):.2f} messages/s")
    return taken


async def _measure_throughput(lent: Crowd, workers: int, options: Options) -> Throughput:
    rates: list[float] = []
    busy: list[float] = []
    for _ in range(options.rounds):
        # Enough for the whole round, for what each has in hand, and for getting into swing.
        await lent.fill(workers * (int(options.seconds / LATENCY_S) + HELD + 4))
        await wait_until_async(lambda: _has_done(lent, 2 * workers), IN_SWING_TIMEOUT_S)
        idle_s, began_s = _idle_s(), monotonic()
        await asyncio.sleep(options.seconds)
        passed_s = monotonic() - began_s
        busy.append(1 - (_idle_s() - idle_s) / passed_s / (os.cpu_count() or 1))
        rates.append(_rate(await lent.ended_at(), passed_s))
        await lent.clear()
    return Throughput(workers, tuple(rates), median(busy))


async def _has_done(lent: Crowd, messages: int) -> bool:
    return len(await lent.ended_at()) >= messages


def _idle_s() -> float:
    """Return for how long the machine's processors have had nothing to do so far, all together."""
    return float(psutil.cpu_times().idle)


def _rate(ended_at: list[float], window_s: float) -> float:
    """Return messages a second in the last seconds: the slope of the line through them.

    To count them and divide by the time would depend on where the window cuts the workers' steps, which is
    one message in five for a single worker.
    """
    times = [moment for moment in ended_at if moment >= ended_at[-1] - window_s]
    if len(times) < 3:  # noqa: PLR2004 - a slope needs some points
        raise BenchmarkError("too few messages were finished to tell a rate; raise --seconds")
    return linear_regression(times, range(len(times))).slope


async def _measure_autoscaling(options: Options) -> list[Sample]:
    async with crowd(
        options.data_dir / "autoscaling", {"manta_workers": 1, "manta_workers_max": MOST}
    ) as lent:
        await lent.grow(1)
        rules = scaling_rules(lent.settings)
        probe = PostgresBacklog(lent.database, MOST * rules.chats_per_worker, BACKLOG)
        staffing = Staffing(lent.settings, lent.supervisor, lent.crew, probe)
        following = asyncio.create_task(staffing.run())
        try:
            return await _follow(lent, options)
        finally:
            following.cancel()
            await asyncio.wait({following})


async def _follow(lent: Crowd, options: Options) -> list[Sample]:
    """Return what was seen each second, from a moment before the backlog until one worker is left."""
    samples = [await _sample(lent, 0.0)]
    began_s = monotonic()
    await lent.fill(BACKLOG)
    while samples[-1].waiting or samples[-1].workers > 1 or len(samples) == 1:
        await asyncio.sleep(SAMPLE_S)
        samples.append(await _sample(lent, monotonic() - began_s))
        if samples[-1].second > CALM_TIMEOUT_S:
            raise BenchmarkError(f"there was no calm within {CALM_TIMEOUT_S:g} s: {samples[-1]}")
    options.console.print(f"  done after {samples[-1].second:.0f} s")
    return samples


async def _sample(lent: Crowd, second: float) -> Sample:
    backlog = await PostgresBacklog(lent.database, BACKLOG, BACKLOG).read_backlog()
    running = await asyncio.to_thread(list_running)
    return Sample(second, backlog.messages, sum(name.startswith(WORKER.name) for name in running))


def _scaling_figures(throughputs: list[Throughput]) -> list[Figure]:
    first = throughputs[0]
    one = median(first.rates) / first.workers
    figures: list[Figure] = []
    for each in throughputs:
        name = f"cluster/{each.workers} workers"
        linear = tuple(rate / (each.workers * one) for rate in each.rates)
        figures += [
            Figure(name=name, unit="messages/s", samples=each.rates),
            Figure(name=f"{name}/share of linear", unit="x", samples=linear, goal=GOAL),
            Figure(name=f"{name}/machine busy", unit="x", samples=(each.busy,)),
        ]
    return figures


def _autoscaling_figures(course: list[Sample]) -> list[Figure]:
    most = max(sample.workers for sample in course)
    moments = {
        "second worker at": next((each.second for each in course if each.workers > 1), 0.0),
        f"{most} workers at": next(each.second for each in course if each.workers == most),
        "backlog done at": next(each.second for each in course[1:] if not each.waiting),
        "one worker again at": course[-1].second,
    }
    return [
        Figure(name=f"cluster/autoscaling/{name}", unit="s", samples=(at,)) for name, at in moments.items()
    ]

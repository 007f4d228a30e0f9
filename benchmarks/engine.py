"""What the embedded engine costs a message, by batch size and threads, in a process of its own.

Three depths: the encoder alone; the engine, which classifies, extracts and summarises; and the agents, which
is the engine as the analysis worker runs it, by pydantic-ai. Every text is another, because the engine
remembers what it judged. Processor time counts all threads, so that it does not depend on what else the
machine does as the rate does.
"""

import os
import subprocess

from benchmarks.analysing import DEPTHS, EngineReport
from benchmarks.figures import Figure
from benchmarks.http import BenchmarkError
from benchmarks.options import Options
from benchmarks.processes import python_module

BATCHES = (1, 4, 16, 32)
THREADS = (1, 2)
TIMEOUT_S = 600.0
GOALS = {("engine", 16): "goal ≤ 15", ("engine", 32): "goal ≤ 15"}


def measure_engine(options: Options) -> list[Figure]:
    """Return rates and processor time for each depth, number of threads and batch size."""
    seconds = options.seconds / 5
    samples: dict[tuple[str, int, int], list[EngineReport]] = {}
    for _ in range(options.rounds):
        for threads in THREADS:
            for report in _run(threads, seconds):
                samples.setdefault((report.depth, threads, report.batch), []).append(report)
                options.console.print(f"  {threads} threads  {report.line()}")
    return [figure for key in sorted(samples, key=_order) for figure in _figures(*key, samples[key])]


def _order(key: tuple[str, int, int]) -> tuple[int, int, int]:
    depth, threads, batch = key
    return DEPTHS.index(depth), threads, batch


def _run(threads: int, seconds: float) -> list[EngineReport]:
    arguments = ("--threads", str(threads), "--seconds", str(seconds), *map(str, BATCHES))
    done = subprocess.run(  # noqa: S603 - our own module
        python_module("benchmarks.analysing", *arguments),
        env=os.environ,
        capture_output=True,
        text=True,
        timeout=TIMEOUT_S,
        check=False,
    )
    if done.returncode:
        raise BenchmarkError(f"the engine could not be measured: {done.stderr.strip()}")
    return [EngineReport.model_validate_json(line) for line in done.stdout.splitlines()]


def _figures(depth: str, threads: int, batch: int, reports: list[EngineReport]) -> list[Figure]:
    label = f"engine/{depth}/{threads} threads/batches of {batch}"
    goal = GOALS.get((depth, batch), "") if threads == 1 else ""
    return [
        Figure(name=f"{label}/rate", unit="messages/s", samples=tuple(one.per_s for one in reports)),
        Figure(
            name=f"{label}/processor",
            unit="ms/message",
            samples=tuple(one.cpu_ms for one in reports),
            goal=goal,
        ),
    ]

"""How long `manta up` takes until /api/health answers 200, on a data folder used before, and the stop.

Before it stops, the idle system is weighed: the memory of its processes, what they share in proportion.
"""

import re
from time import perf_counter

from benchmarks.figures import Figure
from benchmarks.options import Options
from benchmarks.processes import bytes_by_title, stop
from benchmarks.system import running_system

WEIGHED = {
    "ray::ServeReplica:manta:ingress": "ingress replica",
    "ray::AnalysisWorkerActor": "analysis worker",
    "ray::TaskBoardActor": "task board",
    "ray::EventHubActor": "event hub",
    "ray::SchedulerActor": "scheduler",
    "ray::ServeReplica:manta:supervisor": "supervisor",
    "ray::": "Serve's actors",
    "haproxy": "HAProxy",
    "postgres": "PostgreSQL",
    "cli.": "manta up",
    "ray": "Ray itself",
}
"""The parts of a system by what their command lines have, the first that fits."""

_STEP = re.compile(r"✓ (?P<name>.+) (?P<seconds>[0-9.]+) s$", re.MULTILINE)


def measure_startup(options: Options) -> list[Figure]:
    """Return the seconds of the start, of its steps and of the stop."""
    samples: dict[str, list[float]] = {}
    weights: dict[str, list[float]] = {}
    for number in range(options.rounds + 1):
        measured, weighed = _start_and_stop(options)
        warm = number > 0  # the first start makes the database
        options.console.print(
            f"  {'warm' if warm else 'first'} start {measured['manta up to healthy']:.1f} s"
        )
        if warm:
            for name, seconds in measured.items():
                samples.setdefault(name, []).append(seconds)
            for name, megabytes in weighed.items():
                weights.setdefault(name, []).append(megabytes)
    goals = {"manta up to healthy": "goal ≤ 20"}
    return [
        *(
            Figure(name=f"startup/{name}", unit="s", samples=tuple(values), goal=goals.get(name, ""))
            for name, values in samples.items()
        ),
        *(
            Figure(name=f"startup/idle memory: {name}", unit="MB", samples=tuple(values))
            for name, values in weights.items()
        ),
    ]


def _start_and_stop(options: Options) -> tuple[dict[str, float], dict[str, float]]:
    """Return the seconds of the steps, and the megabytes of the parts while nothing happens."""
    log = options.data_dir / "bench.log"
    log.unlink(missing_ok=True)
    with running_system(options.data_dir) as system:
        system.wait_until_up()
        steps = {f"step: {found['name']}": float(found["seconds"]) for found in _STEP.finditer(system.log)}
        system.wait_until_analysis_rests()
        parts = bytes_by_title(system.process.pid, WEIGHED)
        weighed = {name: size / 1e6 for name, size in {**parts, "all": sum(parts.values())}.items()}
        began = perf_counter()
        stop(system.process)
        seconds = {"manta up to healthy": system.start_s} | steps | {"manta down": perf_counter() - began}
    return seconds, weighed

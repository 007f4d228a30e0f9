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

_Measured = tuple[str, str]
"""What is measured, and its unit."""

_HEALTHY: _Measured = ("manta up to healthy", "s")
_STEP = re.compile(r"✓ (?P<name>.+) (?P<seconds>[0-9.]+) s$", re.MULTILINE)


def measure_startup(options: Options) -> list[Figure]:
    """Return the seconds of the start, of its steps and of the stop."""
    samples: dict[_Measured, list[float]] = {}
    for number in range(options.rounds + 1):
        measured = _start_and_stop(options)
        warm = number > 0  # the first start makes the database
        options.console.print(f"  {'warm' if warm else 'first'} start {measured[_HEALTHY]:.1f} s")
        for each, value in measured.items():
            if warm:
                samples.setdefault(each, []).append(value)
    goals = {_HEALTHY: "goal ≤ 20"}
    return [
        Figure(name=f"startup/{name}", unit=unit, samples=tuple(values), goal=goals.get((name, unit), ""))
        for (name, unit), values in samples.items()
    ]


def _start_and_stop(options: Options) -> dict[_Measured, float]:
    """Return the seconds of the steps and the megabytes of the idle parts, by name and unit."""
    log = options.data_dir / "bench.log"
    log.unlink(missing_ok=True)
    with running_system(options.data_dir) as system:
        system.wait_until_up()
        steps = {
            (f"step: {found['name']}", "s"): float(found["seconds"]) for found in _STEP.finditer(system.log)
        }
        system.wait_until_analysis_rests()
        parts = bytes_by_title(system.process.pid, WEIGHED)
        parts["all"] = sum(parts.values())
        began = perf_counter()
        stop(system.process)
        down_s = perf_counter() - began
    weights = {(f"idle memory: {name}", "MB"): size / 1e6 for name, size in parts.items()}
    return {_HEALTHY: system.start_s, **steps, ("manta down", "s"): down_s, **weights}

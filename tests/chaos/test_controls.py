"""The checker can fail: each script ends well on the honest system, and red without its safeguard."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from db.message_corrections import PostgresCorrections
from db.proposals import PostgresProposals
from db.tasks import PostgresTasks
from domain.access import Principal
from domain.errors import UnavailableError
from domain.task import TaskChange
from domain.values import Role, TaskStatus
from pipeline.board import CachedTaskBoard
from tests.chaos import sabotage
from tests.chaos.bench import Bench, bench_of, broken
from tests.chaos.checker import Invariant
from tests.chaos.small import MAX_ATTEMPTS, WORKSPACE, HeldAnalyst, Parts
from tests.chaos.writer import Writer
from tests.support.polling import wait_until_async

Script = Callable[[Bench], Awaitable[None]]


async def freeze_a_worker(bench: Bench) -> None:
    """A worker stops past its lease and wakes up while another one has its chat."""
    frozen = bench.system.add_worker()
    frozen.analyst.hold()
    await bench.write()
    await wait_until_async(lambda: frozen.analyst.waiting == 1)
    await frozen.inbox.pause()
    await bench.system.expire()
    heir = bench.system.add_worker()
    heir.analyst.hold()
    await wait_until_async(lambda: heir.analyst.waiting == 1)
    frozen.analyst.let_go()
    await wait_until_async(lambda: frozen.inbox.finished == 1)
    heir.analyst.let_go()
    await wait_until_async(lambda: heir.inbox.finished == 1)


async def lose_nothing(bench: Bench) -> None:
    """Nothing goes wrong."""
    bench.system.add_worker()
    await bench.write()
    await bench.settle()


async def lose_answers(bench: Bench) -> None:
    """Each message's first answer is lost after the commit, so that it is posted again."""
    bench.system.add_worker()
    await bench.write(each=3, chats=2)


async def cut_at_the_commit(bench: Bench) -> None:
    """The database goes away between a message's statement and its commit."""
    intake = bench.system.intake
    assert isinstance(intake, sabotage.HeldIntake)
    bench.system.add_worker()
    writing = asyncio.create_task(bench.write())
    await wait_until_async(lambda: len(intake.commits) == 1)
    await bench.system.cut_database()
    intake.may_commit.set()
    await writing
    results = await asyncio.gather(*intake.commits, return_exceptions=True)
    assert isinstance(results[0], UnavailableError)


async def cut_sockets(bench: Bench) -> None:
    """A watcher loses its socket and can't come back until more has happened."""
    bench.system.add_worker()
    watcher = bench.watch()
    await bench.hear_beyond(watcher, 0)
    bench.system.door.is_open = False
    bench.system.cut_sockets()
    await bench.write(each=3)
    missed = await bench.newest()
    bench.system.door.is_open = True
    await bench.hear_beyond(watcher, missed)


async def queue_a_chat(bench: Bench) -> None:
    """A chat has several messages when a worker comes."""
    await bench.write(each=4)
    bench.system.add_worker()


async def fail_in_a_finish(bench: Bench) -> None:
    """The database goes away while a result is written."""
    bench.system.add_worker()
    await bench.write()
    await wait_until_async(lambda: bench.system.workers[0].inbox.finished == 1)
    await bench.system.expire()


async def poison(bench: Bench) -> None:
    """A message can't be analysed for longer than it may be tried."""
    bench.system.add_worker(HeldAnalyst(failures=MAX_ATTEMPTS + 2))
    await bench.write()


async def fail_in_a_burial(bench: Bench) -> None:
    """The database goes away while a message is given up."""
    worker = bench.system.add_worker(HeldAnalyst(failures=MAX_ATTEMPTS))
    await bench.write()
    await wait_until_async(lambda: worker.inbox.finished == MAX_ATTEMPTS)
    await bench.system.expire()


async def change_elsewhere(bench: Bench) -> None:
    """Tasks that the board has read are changed by another copy of it, as a partition makes one."""
    bench.system.add_worker()
    await bench.write(each=6)
    await bench.settle()
    stored = [task["id"] for task in (await bench.client.get("/api/tasks")).json()]
    assert stored
    database = bench.system.database
    other = CachedTaskBoard(
        PostgresTasks(database), PostgresProposals(database), PostgresCorrections(database)
    )
    by = Principal(workspace_id=WORKSPACE, role=Role.MEMBER, name="Ann")
    for task_id in stored:
        (await bench.client.get(f"/api/tasks/{task_id}")).raise_for_status()
        await other.change_task(by, task_id, TaskChange(status=TaskStatus.CLOSED), None)


_HONEST = Parts()


@dataclass(frozen=True)
class Control:
    """A script, what the system is without its safeguard, and what the checker must say then.

    Args:
        script: The faults.
        sabotaged: The system without a safeguard.
        breaks: The invariants that are broken then, and no others.
        honest: The system as it is.
    """

    script: Script
    sabotaged: Parts
    breaks: frozenset[Invariant]
    honest: Parts = _HONEST


_HELD = partial(sabotage.HeldIntake, hasty=False)
_HASTY = partial(sabotage.HeldIntake, hasty=True)
_LOSSY = sabotage.LossyIntake

CONTROLS = {
    "fence": Control(
        freeze_a_worker,
        Parts(inbox=sabotage.UnfencedInbox),
        frozenset({Invariant.FENCE}),
    ),
    "fence and the key of analyses": Control(
        freeze_a_worker,
        Parts(inbox=sabotage.UnfencedInbox, schema=sabotage.NO_SECOND_DEFENCE),
        frozenset({Invariant.FENCE, Invariant.ONCE}),
        honest=Parts(schema=sabotage.NO_SECOND_DEFENCE),
    ),
    "epochs that grow": Control(
        freeze_a_worker,
        Parts(schema=sabotage.NO_SECOND_DEFENCE + sabotage.EPOCH_STANDS_STILL),
        frozenset({Invariant.ONCE}),
    ),
    "unique keys": Control(
        lose_answers,
        Parts(intake=_LOSSY, schema=sabotage.NO_UNIQUE_KEYS),
        frozenset({Invariant.ONCE}),
        honest=Parts(intake=_LOSSY),
    ),
    "commit before the answer": Control(
        cut_at_the_commit,
        Parts(intake=_HASTY),
        frozenset({Invariant.DURABLE_ACK}),
        honest=Parts(intake=_HELD),
    ),
    "resuming": Control(cut_sockets, Parts(resumes=False), frozenset({Invariant.RESUME})),
    "order": Control(queue_a_chat, Parts(inbox=sabotage.DisorderlyInbox), frozenset({Invariant.ORDER})),
    "one transaction": Control(
        fail_in_a_finish,
        Parts(inbox=sabotage.torn_inbox, schema=sabotage.FAIL_FIRST_RESULT),
        frozenset({Invariant.ATOMIC}),
        honest=Parts(schema=sabotage.FAIL_FIRST_RESULT),
    ),
    "one transaction, giving up": Control(
        fail_in_a_burial,
        Parts(inbox=sabotage.torn_inbox, schema=sabotage.FAIL_FIRST_RESULT),
        frozenset({Invariant.ATOMIC}),
        honest=Parts(schema=sabotage.FAIL_FIRST_RESULT),
    ),
    "bound of attempts": Control(poison, Parts(max_attempts=100), frozenset({Invariant.ATTEMPTS})),
    "version of the cache": Control(
        change_elsewhere, Parts(board=sabotage.StaleBoard), frozenset({Invariant.CACHE})
    ),
}

each_control = pytest.mark.parametrize("control", CONTROLS.values(), ids=CONTROLS)


@each_control
async def test_the_honest_system_passes(control: Control, own_database_url: str, tmp_path: Path) -> None:
    async with bench_of(own_database_url, control.honest, tmp_path) as bench:
        await control.script(bench)
        await bench.settle()
        verdict = await bench.verdict()
    assert verdict.acked > 0
    assert verdict.violations() == []
    assert verdict.ok


@each_control
async def test_the_checker_notices_a_missing_safeguard(
    control: Control, own_database_url: str, tmp_path: Path
) -> None:
    async with bench_of(own_database_url, control.sabotaged, tmp_path) as bench:
        await control.script(bench)
        await bench.settle()
        verdict = await bench.verdict()
    assert broken(verdict) == control.breaks
    assert not verdict.ok
    assert len(verdict.violations()) == len(control.breaks)


async def test_the_frozen_worker_meets_the_fence(own_database_url: str, tmp_path: Path) -> None:
    async with bench_of(own_database_url, Parts(), tmp_path) as bench:
        await freeze_a_worker(bench)
        assert bench.system.fenced == 1


async def test_the_checker_sees_what_the_queue_forgets(own_database_url: str, tmp_path: Path) -> None:
    async with bench_of(own_database_url, Parts(inbox=sabotage.ForgetfulInbox), tmp_path) as bench:
        await queue_a_chat(bench)
        await bench.settle()
        verdict = await bench.verdict()
    assert verdict.count(Invariant.NO_LOSS) == 4


_STRAY = """
INSERT INTO outbox (workspace_id, dedupe_key, kind, destination, payload)
VALUES (1, 'stray', 'card', '7', '{"card": "task", "subject_id": 0}')
"""


async def test_the_checker_sees_what_is_sent_without_a_cause(own_database_url: str, tmp_path: Path) -> None:
    async with bench_of(own_database_url, Parts(), tmp_path) as bench:
        await lose_nothing(bench)
        await bench.system.execute(_STRAY)
        assert broken(await bench.verdict()) == {Invariant.OUTBOX}


async def test_a_refused_message_ends_its_chat_and_is_judged(own_database_url: str, tmp_path: Path) -> None:
    async with bench_of(own_database_url, Parts(), tmp_path) as bench:
        await lose_nothing(bench)
        # The same keys with other texts, as a server that mixes up its keys would see them.
        again = Writer(bench.client, bench.journal, seed=99, chats=1, rate=1000.0, prefix="w0")
        async with asyncio.timeout(10):
            await again.run()
        verdict = await bench.verdict()
    assert broken(verdict) == {Invariant.ONCE}
    assert "409" in verdict.violations()[0]


async def test_everything_at_once_breaks_nothing(own_database_url: str, tmp_path: Path) -> None:
    async with bench_of(own_database_url, Parts(lease_s=1.0), tmp_path) as bench:
        for _ in range(2):
            bench.system.add_worker()
            bench.watch()
        writer = bench.new_writer(chats=4, rate=100.0)
        writing = asyncio.create_task(writer.run())
        for strike in (_cut_sockets, _cut_database, _restart_hub, _freeze) * 2:
            goal = writer.acked + 10
            await strike(bench)
            await wait_until_async(partial(_has_acked, writer, goal))
        writer.stop()
        await writing
        await bench.settle()
        verdict = await bench.verdict()
        assert verdict.reconnects > len(bench.watchers)
    assert verdict.violations() == []


def _has_acked(writer: Writer, goal: int) -> bool:
    return writer.acked >= goal


async def _cut_sockets(bench: Bench) -> None:
    bench.system.cut_sockets()


async def _cut_database(bench: Bench) -> None:
    await bench.system.cut_database()


async def _restart_hub(bench: Bench) -> None:
    await bench.system.hub.stop()
    bench.system.hub.start()


async def _freeze(bench: Bench) -> None:
    """Let a worker with messages in hand stop until its leases have run out."""
    analyst = bench.system.workers[0].analyst
    analyst.hold()
    await wait_until_async(lambda: analyst.waiting > 0)
    await bench.system.expire()
    analyst.let_go()

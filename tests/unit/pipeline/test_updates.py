"""The worker of Telegram's updates over a fake queue (lines 5 and 6 of the Telegram checklist)."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from domain.errors import InvalidInputError, UnavailableError
from domain.update import Dropped, Handled, NewUpdate, Postponed, QueuedUpdate, UpdateOutcome
from pipeline.updates import BatchingUpdateIntake, UpdateWorker
from tests.support.polling import wait_until_async


def update(update_id: int, *, lane: int = 1, attempts: int = 1, kind: str = "message") -> QueuedUpdate:
    """Return a claimed update."""
    return QueuedUpdate(
        update_id=update_id,
        workspace_id=1,
        kind=kind,
        lane=lane,
        payload="{}",
        attempts=attempts,
        received_at=datetime(2026, 1, 31, tzinfo=UTC),
    )


@dataclass
class FakeUpdates:
    """Updates to be claimed once each, and what was settled."""

    waiting: list[QueuedUpdate]
    settled: list[tuple[int, UpdateOutcome]] = field(default_factory=list[tuple[int, UpdateOutcome]])
    outages: int = 0
    taken_over: bool = False

    async def claim(self, limit: int) -> list[QueuedUpdate]:
        taken, self.waiting = self.waiting[:limit], self.waiting[limit:]
        return taken

    async def settle(self, update: QueuedUpdate, outcome: UpdateOutcome) -> bool:
        if self.outages:
            self.outages -= 1
            raise UnavailableError
        self.settled.append((update.update_id, outcome))
        return not self.taken_over


@dataclass
class FakeHandler:
    """Handles each update when `gate` is open, or raises what stands for it."""

    failing: dict[int, Exception] = field(default_factory=dict[int, Exception])
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    begun: list[int] = field(default_factory=list[int])

    async def __call__(self, update: QueuedUpdate) -> None:
        self.begun.append(update.update_id)
        await self.gate.wait()
        if update.update_id in self.failing:
            raise self.failing[update.update_id]


@asynccontextmanager
async def working(worker: UpdateWorker) -> AsyncGenerator[None]:
    """Let a worker run."""
    running = asyncio.create_task(worker.run())
    try:
        yield
    finally:
        worker.stop()
        await running


async def outcome_of(claimed: QueuedUpdate, error: Exception | None = None) -> UpdateOutcome:
    """Return what becomes of an update whose handler raises, or does not."""
    updates, handler = FakeUpdates([claimed]), FakeHandler()
    handler.gate.set()
    if error is not None:
        handler.failing[claimed.update_id] = error
    async with working(UpdateWorker(updates, handler)):
        await wait_until_async(lambda: bool(updates.settled))
    [(_, outcome)] = updates.settled
    return outcome


async def test_lanes_are_worked_for_side_by_side() -> None:
    updates, handler = FakeUpdates([update(n, lane=n) for n in range(1, 4)]), FakeHandler()
    worker = UpdateWorker(updates, handler)
    async with working(worker):
        await wait_until_async(lambda: handler.begun == [1, 2, 3])
        assert updates.settled == []
        handler.gate.set()
        await wait_until_async(lambda: len(updates.settled) == 3)
    assert worker.kinds == {"message": 3}


async def test_no_more_lanes_than_allowed() -> None:
    updates, handler = FakeUpdates([update(n, lane=n) for n in range(1, 6)]), FakeHandler()
    async with working(UpdateWorker(updates, handler, max_lanes=2)):
        await wait_until_async(lambda: handler.begun == [1, 2])
        assert len(updates.waiting) == 3
        handler.gate.set()
        await wait_until_async(lambda: len(updates.settled) == 5)


async def test_what_can_never_be_handled_is_dead_at_once_with_its_reason() -> None:
    outcome = await outcome_of(update(1), InvalidInputError("It is none."))
    assert outcome == Dropped(error="invalid-input: It is none.")


@pytest.mark.parametrize("error", [UnavailableError("The board is away."), RuntimeError("a secret")])
async def test_a_failure_is_tried_six_times(error: Exception) -> None:
    pauses: list[float] = []
    for attempts in range(1, 6):
        outcome = await outcome_of(update(1, attempts=attempts), error)
        assert isinstance(outcome, Postponed)
        pauses.append(outcome.retry_in_s)
    assert all(0.125 * 2**n <= pause <= 0.25 * 2**n for n, pause in enumerate(pauses, 1))
    outcome = await outcome_of(update(1, attempts=6), error)
    assert isinstance(outcome, Dropped)
    assert "secret" not in outcome.error
    assert outcome.error.startswith(("unavailable: The board is away.", "RuntimeError"))


async def test_what_killed_its_workers_is_not_handled_again() -> None:
    outcome = await outcome_of(update(1, attempts=7))
    assert isinstance(outcome, Dropped)
    assert "died or hung" in outcome.error


async def test_kinds_are_counted_the_unknown_ones_too() -> None:
    updates, handler = FakeUpdates([update(1), update(2, kind="brand_new", lane=2)]), FakeHandler()
    handler.gate.set()
    handler.failing[3] = InvalidInputError("no")
    updates.waiting.append(update(3, lane=3))
    worker = UpdateWorker(updates, handler)
    async with working(worker):
        await wait_until_async(lambda: len(updates.settled) == 3)
    assert (worker.kinds, worker.dropped) == ({"message": 1, "brand_new": 1}, 1)


async def test_an_outage_is_waited_for_before_the_outcome_is_written() -> None:
    updates, handler = FakeUpdates([update(1)], outages=2), FakeHandler()
    handler.gate.set()
    async with working(UpdateWorker(updates, handler)):
        await wait_until_async(lambda: updates.settled == [(1, Handled())])
    assert handler.begun == [1]


async def test_what_another_try_has_taken_is_not_counted() -> None:
    updates, handler = FakeUpdates([update(1)], taken_over=True), FakeHandler()
    handler.gate.set()
    worker = UpdateWorker(updates, handler)
    async with working(worker):
        await wait_until_async(lambda: bool(updates.settled))
    assert worker.kinds == {}


class FakeStore:
    """Stores batches; knows the update 7 already."""

    def __init__(self) -> None:
        self.batches: list[tuple[int, int]] = []

    async def store_updates(self, workspace_id: int, updates: Sequence[NewUpdate]) -> list[bool]:
        self.batches.append((workspace_id, len(updates)))
        await asyncio.sleep(0)
        return [each.update_id != 7 for each in updates]


async def test_updates_of_one_moment_are_stored_together_and_answered_each() -> None:
    store = FakeStore()
    intake = BatchingUpdateIntake(store)
    new = [NewUpdate(update_id=n, kind="message", lane=1, payload="{}") for n in range(5, 9)]
    answers = await asyncio.gather(*(intake.accept_update(1, each) for each in new))
    await intake.drain()
    assert answers == [True, True, False, True]
    assert store.batches == [(1, 4)]

"""The example chat: its times, its transactions, and that it may be taken in again."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

import pytest

from domain.errors import InvalidInputError, MantaError, UnavailableError
from domain.example import ExampleReceipt
from domain.message import Accepted, NewMessage
from pipeline.example import AGE, BATCH, FILE, ExampleChat
from pipeline.imports import ImportedMessage, open_import
from tests.fakes.clock import FakeClock
from tests.fakes.feed import FakeEventFeed
from tests.fakes.messages import FakeMessages

WORKSPACE = 1


class WatchedIntake(FakeMessages):
    """Keeps the sizes of batches, and fails or refuses when it is told to."""

    def __init__(self, clock: FakeClock) -> None:
        super().__init__(clock, FakeEventFeed())
        self.sizes: list[int] = []
        self.fails_at: int | None = None
        self.refuses = False

    async def accept_many(
        self, workspace_id: int, messages: Sequence[NewMessage]
    ) -> list[Accepted | MantaError]:
        if len(self.sizes) == self.fails_at:
            raise UnavailableError
        self.sizes.append(len(messages))
        if self.refuses:
            return [InvalidInputError() for _ in messages]
        return await super().accept_many(workspace_id, messages)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def intake(clock: FakeClock) -> WatchedIntake:
    return WatchedIntake(clock)


@pytest.fixture
def example(intake: WatchedIntake, clock: FakeClock) -> ExampleChat:
    return ExampleChat(intake, clock)


async def test_the_newest_message_is_some_minutes_old_and_the_pauses_are_kept(
    example: ExampleChat, intake: WatchedIntake, clock: FakeClock
) -> None:
    await example.accept(WORKSPACE)
    stored = sorted(intake.inbox(WORKSPACE).messages.values(), key=lambda message: message.id)
    written = [item.sent_at for item in open_import(FILE) if isinstance(item, ImportedMessage)]
    moved = [message.sent_at for message in stored]
    assert max(moved) == clock.now() - AGE
    assert [b - a for a, b in pairwise(moved)] == [b - a for a, b in pairwise(written)]
    assert max(moved) - min(moved) > timedelta(days=13)


async def test_no_transaction_takes_more_than_a_batch(example: ExampleChat, intake: WatchedIntake) -> None:
    await example.accept(WORKSPACE)
    assert (max(intake.sizes), sum(intake.sizes)) == (BATCH, 470)


async def test_what_was_cut_short_is_gone_on_with(
    example: ExampleChat, intake: WatchedIntake, clock: FakeClock
) -> None:
    intake.fails_at = 2
    with pytest.raises(UnavailableError):
        await example.accept(WORKSPACE)
    intake.fails_at = None
    clock.advance(60)
    assert await example.accept(WORKSPACE) == ExampleReceipt(received=270, duplicates=200)


async def test_a_refusal_is_no_duplicate(example: ExampleChat, intake: WatchedIntake) -> None:
    intake.refuses = True
    with pytest.raises(InvalidInputError):
        await example.accept(WORKSPACE)

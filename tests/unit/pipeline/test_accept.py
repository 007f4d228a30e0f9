import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from domain.errors import DuplicateIdError, MantaError
from domain.message import Accepted, NewMessage
from pipeline.accept import BatchingIntake, Submission
from pipeline.clock import SystemClock

OWN = 1


def message(number: int) -> NewMessage:
    return NewMessage(
        external_id=f"m{number}",
        content="hello",
        author="Ada",
        chat_id="dev",
        sent_at=datetime(2026, 1, 31, tzinfo=UTC),
    )


class FakeStore:
    """`pipeline.accept.MessageStore` that remembers its batches and knows the message 7 already."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []

    async def store(self, batch: Sequence[Submission]) -> list[Accepted | MantaError]:
        self.batches.append([message.external_id for _, message in batch])
        await asyncio.sleep(0)
        return [self._answer(message) for _, message in batch]

    async def edit(self, workspace_id: int, message: NewMessage) -> Accepted | MantaError:  # noqa: ARG002 - one is like another
        return self._answer(message)

    def _answer(self, message: NewMessage) -> Accepted | MantaError:
        number = int(message.external_id.removeprefix("m"))
        return (
            DuplicateIdError()
            if number == 7
            else Accepted(message_id=number, external_id=message.external_id, created=True)
        )


async def test_requests_of_one_moment_share_a_transaction_and_get_their_own_answers() -> None:
    store = FakeStore()
    intake = BatchingIntake(store)
    accepted = await asyncio.gather(*(intake.accept(OWN, message(number)) for number in range(5)))
    assert [answer.message_id for answer in accepted] == [0, 1, 2, 3, 4]
    assert len(store.batches) == 1


async def test_a_request_s_error_is_its_own() -> None:
    intake = BatchingIntake(FakeStore())
    good, bad = await asyncio.gather(
        intake.accept(OWN, message(1)), intake.accept(OWN, message(7)), return_exceptions=True
    )
    assert isinstance(good, Accepted)
    assert isinstance(bad, DuplicateIdError)


async def test_a_batch_of_a_client_is_one_transaction() -> None:
    store = FakeStore()
    answers = await BatchingIntake(store).accept_many(OWN, [message(1), message(7)])
    assert [type(answer) for answer in answers] == [Accepted, DuplicateIdError]
    assert store.batches == [["m1", "m7"]]


async def test_an_empty_batch_needs_no_transaction() -> None:
    store = FakeStore()
    assert await BatchingIntake(store).accept_many(OWN, []) == []
    assert store.batches == []


async def test_draining_waits_for_what_was_accepted() -> None:
    intake = BatchingIntake(FakeStore())
    accepting = asyncio.create_task(intake.accept(OWN, message(1)))
    await asyncio.sleep(0)
    await intake.drain()
    await asyncio.sleep(0)
    assert accepting.done()


def test_the_clock_of_the_machine_knows_its_offset() -> None:
    assert SystemClock().now().utcoffset() == timedelta(0)

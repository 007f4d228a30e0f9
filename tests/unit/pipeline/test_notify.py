"""The notifier over a fake outbox and a fake outside."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from domain.errors import UnavailableError
from domain.outbox import Later, OutboxItem, Refused, SendOutcome, Sent, TextParcel
from pipeline.notify import MAX_TRIES, Notifier
from tests.fakes.clock import FakeClock
from tests.support.polling import wait_until_async


@dataclass
class FakeOutbox:
    """Items to be claimed once each, and what was settled."""

    waiting: list[OutboxItem] = field(default_factory=list[OutboxItem])
    settled: list[tuple[int, SendOutcome]] = field(default_factory=list[tuple[int, SendOutcome]])
    outages: int = 0
    claims: int = 0

    async def claim(self, limit: int) -> list[OutboxItem]:
        self.claims += 1
        taken, self.waiting = self.waiting[:limit], self.waiting[limit:]
        return taken

    async def settle(self, item: OutboxItem, outcome: SendOutcome) -> bool:
        if self.outages:
            self.outages -= 1
            raise UnavailableError
        self.settled.append((item.id, outcome))
        return True


@dataclass
class FakeOutside:
    """Answers each send with `outcome`, when `gate` is open."""

    outcome: SendOutcome = field(default_factory=Sent)
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    taken: list[int] = field(default_factory=list[int])

    async def send(self, item: OutboxItem) -> SendOutcome:
        self.taken.append(item.id)
        await self.gate.wait()
        return self.outcome


class Office:
    """A notifier between the two."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.outbox = FakeOutbox()
        self.outside = FakeOutside()
        self.outside.gate.set()
        self.notifier = Notifier(self.outbox, self.outside, self.clock, max_destinations=2, poll_s=0.005)

    def put(self, number: int, attempts: int = 1, doubts: int = 0, *, essential: bool = True) -> None:
        self.outbox.waiting.append(
            OutboxItem(
                id=number,
                workspace_id=1,
                chat_id=number,
                parcel=TextParcel(html="Hello", essential=essential),
                attempts=attempts,
                doubts=doubts,
                created_at=self.clock.now(),
            )
        )

    async def settled(self, count: int) -> list[tuple[int, SendOutcome]]:
        await wait_until_async(lambda: len(self.outbox.settled) >= count)
        return self.outbox.settled

    @asynccontextmanager
    async def open(self) -> AsyncGenerator[None]:
        running = asyncio.create_task(self.notifier.run())
        try:
            yield
        finally:
            self.notifier.stop()
            async with asyncio.timeout(5):
                await running


@pytest.fixture
def office() -> Office:
    return Office()


async def test_what_waits_is_sent_and_written_down(office: Office) -> None:
    office.put(1)
    office.put(2)
    async with office.open():
        assert sorted(number for number, _ in await office.settled(2)) == [1, 2]
    assert office.notifier.sent == 2


async def test_no_more_is_sent_at_once_than_allowed(office: Office) -> None:
    office.outside.gate.clear()
    for number in range(5):
        office.put(number)
    async with office.open():
        await wait_until_async(lambda: len(office.outside.taken) == 2)
        assert len(office.outbox.waiting) == 3
        office.outside.gate.set()
        await office.settled(5)


async def test_what_is_sent_is_written_down_though_the_database_was_away(office: Office) -> None:
    office.outbox.outages = 2
    office.put(1)
    async with office.open():
        await office.settled(1)
    assert office.outside.taken == [1]


async def test_a_doubtful_try_is_counted_and_made_again_later(office: Office) -> None:
    office.outside.outcome = Later(reason="no answer", retry_in_s=0.0, doubtful=True)
    office.put(1, attempts=3)
    async with office.open():
        [(_, outcome)] = await office.settled(1)
    assert isinstance(outcome, Later)
    assert 2.0 <= outcome.retry_in_s <= 4.0
    assert (office.notifier.sent, office.notifier.doubtful) == (0, 1)


@pytest.mark.parametrize(
    ("doubts", "essential", "sent"), [(1, True, True), (2, True, False), (0, False, True), (1, False, False)]
)
async def test_what_may_have_been_taken_is_sent_again_once_if_it_matters(
    office: Office, doubts: int, *, essential: bool, sent: bool
) -> None:
    office.put(1, attempts=3, doubts=doubts, essential=essential)
    async with office.open():
        [(_, outcome)] = await office.settled(1)
    assert isinstance(outcome, Sent) is sent
    assert office.outside.taken == ([1] if sent else [])


async def test_the_outside_is_given_the_time_it_asks_for(office: Office) -> None:
    office.outside.outcome = Later(reason="patience", retry_in_s=77.0)
    office.put(1)
    async with office.open():
        [(_, outcome)] = await office.settled(1)
    assert isinstance(outcome, Later)
    assert outcome.retry_in_s == 77.0
    assert office.notifier.doubtful == 0


async def test_in_the_end_it_gives_up(office: Office) -> None:
    office.outside.outcome = Later(reason="no answer", retry_in_s=0.0)
    office.put(1, attempts=MAX_TRIES)
    async with office.open():
        [(_, outcome)] = await office.settled(1)
    assert outcome == Refused(reason="no answer")


async def test_old_news_is_not_told(office: Office) -> None:
    office.put(1)
    office.clock.advance(timedelta(hours=2).total_seconds())
    async with office.open():
        [(_, outcome)] = await office.settled(1)
    assert isinstance(outcome, Refused)
    assert office.outside.taken == []


async def test_stopping_finishes_what_is_being_sent_and_takes_nothing_new(office: Office) -> None:
    office.outside.gate.clear()
    office.put(1)
    async with office.open():
        await wait_until_async(lambda: office.outside.taken == [1])
        office.notifier.stop()
        office.put(2)
        office.outside.gate.set()
    assert [number for number, _ in office.outbox.settled] == [1]
    assert office.outside.taken == [1]

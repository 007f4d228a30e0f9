"""The outbox on the real database: written with its cause, sent once, in order for each destination."""

from datetime import UTC, datetime, timedelta

import asyncpg
import pytest

from db.inbox import PostgresInbox
from db.outbox import PostgresOutbox
from domain.inbox import Claim, Outcome
from domain.outbox import Later, OutboxItem, Refused, Sent
from domain.values import Source
from tests.db.samples import done, new_message, new_task
from tests.db.stores import Stores


def outbox_of(stores: Stores, lease_s: float = 600.0) -> PostgresOutbox:
    return PostgresOutbox(stores.database, lease_s)


async def tell(
    stores: Stores, number: int, chat: str = "-100", changes: dict[str, object] | None = None
) -> Claim:
    """Let a fresh Telegram message become a task; return the claim it was finished under."""
    fresh = {"source": Source.TELEGRAM, "sent_at": datetime.now(UTC)} | (changes or {})
    await stores.accept(new_message(f"{chat}:{number}", chat, **fresh))
    claim = await stores.claim_one()
    outcomes: list[Outcome] = [done(queued, new_task(f"task {number}")) for queued in claim.messages]
    assert await stores.inbox().finish(claim, outcomes)
    return claim


async def claim_one(stores: Stores) -> OutboxItem:
    [item] = await outbox_of(stores).claim(10)
    return item


async def pass_leases(stores: Stores) -> None:
    await stores.rows("UPDATE outbox SET not_before = now() - interval '1 second' WHERE state = 'pending'")


async def test_a_task_from_telegram_is_told_where_it_came_from(stores: Stores) -> None:
    await tell(stores, 7)
    item = await claim_one(stores)
    assert (item.destination, item.attempts) == ("-100", 1)
    assert item.announcement.reply_to == "-100:7"
    [task] = item.announcement.tasks
    assert task.title == "task 7"
    assert await stores.number("SELECT id FROM tasks") == task.id


@pytest.mark.parametrize(
    "changes", [{"source": Source.API}, {"sent_at": datetime.now(UTC) - timedelta(hours=2)}]
)
async def test_nobody_waits_to_be_told_of_other_messages(stores: Stores, changes: dict[str, object]) -> None:
    await tell(stores, 1, changes=changes)
    assert await stores.number("SELECT count(*) FROM outbox") == 0
    assert await stores.number("SELECT count(*) FROM tasks") == 1


async def test_what_is_told_is_written_with_its_task_or_not_at_all(
    stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> None:
        raise asyncpg.DataError

    monkeypatch.setattr("db.inbox.publish", fail)  # the last statement of a finish
    with pytest.raises(asyncpg.DataError):
        await tell(stores, 1)
    assert await stores.number("SELECT count(*) FROM outbox") == 0
    assert await stores.number("SELECT count(*) FROM tasks") == 0


async def test_what_was_sent_is_not_sent_again(stores: Stores) -> None:
    await tell(stores, 1)
    item = await claim_one(stores)
    assert await outbox_of(stores).settle(item, Sent(answer='{"message_id": 5}'))
    await pass_leases(stores)
    assert await outbox_of(stores).claim(10) == []
    assert await stores.column("SELECT answer ->> 'message_id' FROM outbox") == ["5"]


async def test_a_sender_that_died_is_followed_by_one_more_try(stores: Stores) -> None:
    await tell(stores, 1)
    first = await claim_one(stores)
    assert await outbox_of(stores).claim(10) == []  # while its claim lasts
    await pass_leases(stores)
    second = await claim_one(stores)
    assert (second.id, second.attempts) == (first.id, 2)
    assert not await outbox_of(stores).settle(first, Refused(reason="too late"))
    assert await outbox_of(stores).settle(second, Sent())
    assert await stores.column("SELECT state FROM outbox") == ["sent"]


async def test_what_follows_to_a_destination_waits_for_its_turn(stores: Stores) -> None:
    await tell(stores, 1)
    await tell(stores, 2)
    await tell(stores, 3, chat="-200")
    items = await outbox_of(stores).claim(10)
    assert [item.announcement.reply_to for item in items] == ["-100:1", "-200:3"]
    later = Later(reason="busy", retry_in_s=60.0)
    assert await outbox_of(stores).settle(items[0], later)
    assert await outbox_of(stores).claim(10) == []
    await pass_leases(stores)
    again = await outbox_of(stores).claim(1)
    assert await outbox_of(stores).settle(again[0], Refused(reason="blocked"))
    assert [item.announcement.reply_to for item in await outbox_of(stores).claim(1)] == ["-100:2"]


async def test_an_old_epoch_tells_nothing(stores: Stores) -> None:
    """A worker that lost its chat can't make the bot speak."""
    fresh = {"source": Source.TELEGRAM, "sent_at": datetime.now(UTC)}
    await stores.accept(new_message("-100:1", "-100", **fresh))
    stale = await stores.claim_one()
    await stores.expire()
    await stores.claim_one()
    inbox = PostgresInbox(stores.database)
    assert not await inbox.finish(stale, [done(stale.messages[0], new_task())])
    assert await stores.number("SELECT count(*) FROM outbox") == 0

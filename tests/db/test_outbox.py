"""The outbox on the real database: written with its cause, sent once, in order and in time for each chat."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import asyncpg
import pytest

from db.chats import PostgresChats
from db.inbox import PostgresInbox
from db.outbox import GROUP_MESSAGES, PostgresOutbox
from domain.card import Card, CardKind
from domain.chat import ChatChange, ChatKind, Feedback, SeenChat, Sighting
from domain.feedback import FINISHED, NOTED
from domain.inbox import Claim, Outcome
from domain.outbox import (
    CardParcel,
    Gone,
    Later,
    Letter,
    Moved,
    OutboxItem,
    Parcel,
    ReactionParcel,
    Refused,
    Sent,
    TextParcel,
)
from domain.task import TaskChange, TaskQuery
from domain.values import Source, TaskStatus
from tests.db.samples import done, new_message, new_task
from tests.db.stores import ADA, MAIN, Stores

GROUP = -100
PERSON = 7


def outbox_of(stores: Stores, lease_s: float = 600.0) -> PostgresOutbox:
    return PostgresOutbox(stores.database, lease_s)


async def meet(stores: Stores, chat_id: int = GROUP) -> None:
    kind = ChatKind.SUPERGROUP if chat_id < 0 else ChatKind.PRIVATE
    await PostgresChats(stores.database).meet(Sighting(chat=SeenChat(id=chat_id, kind=kind, title="Team")))


async def tell(
    stores: Stores, number: int, chat: int = GROUP, changes: dict[str, object] | None = None
) -> Claim:
    """Let a fresh Telegram message become a task; return the claim it was finished under."""
    await meet(stores, chat)
    fresh = {"source": Source.TELEGRAM, "sent_at": datetime.now(UTC)} | (changes or {})
    await stores.accept(new_message(f"{chat}:{number}", str(chat), **fresh))
    claim = await stores.claim_one()
    task = new_task(f"task {number}", chat_id=str(chat), source=Source.TELEGRAM)
    outcomes: list[Outcome] = [done(queued, task) for queued in claim.messages]
    assert await stores.inbox().finish(claim, outcomes)
    return claim


async def post(stores: Stores, *parcels: Parcel, chat: int = GROUP) -> None:
    letters = [Letter(chat_id=chat, parcel=parcel) for parcel in parcels]
    await outbox_of(stores).post(MAIN, letters)


async def claim_one(stores: Stores) -> OutboxItem:
    [item] = await outbox_of(stores).claim(10)
    return item


async def pass_leases(stores: Stores) -> None:
    await stores.rows("UPDATE outbox SET not_before = now() - interval '1 second' WHERE state = 'pending'")
    await rest(stores)


async def rest(stores: Stores, time_s: float = 1.0) -> None:
    """Let time pass since the last things were sent."""
    async with stores.database.connection() as connection:
        await connection.execute(
            "UPDATE outbox_pace SET sent = least(sent, now()) - $1::interval, messages = array("
            "SELECT least(at, now()) - $1::interval FROM unnest(messages) AS at)",
            timedelta(seconds=time_s),
        )


async def drain(stores: Stores) -> list[OutboxItem]:
    """Send everything, a second after the other."""
    sent: list[OutboxItem] = []
    while items := await outbox_of(stores).claim(10):
        for item in items:
            assert await outbox_of(stores).settle(item, Sent())
            sent.append(item)
        await rest(stores, 60.0)
    return sent


def texts(items: Sequence[OutboxItem]) -> list[str]:
    return [item.parcel.html for item in items if isinstance(item.parcel, TextParcel)]


def card_of(item: OutboxItem, number: int = 55, version: int = 1) -> Sent:
    assert isinstance(item.parcel, CardParcel)
    return Sent(
        card=Card(
            chat_id=item.chat_id,
            workspace_id=item.workspace_id,
            kind=item.parcel.card,
            subject_id=item.parcel.subject_id,
            message_number=number,
            version=version,
        )
    )


async def test_a_group_is_told_by_a_reaction(stores: Stores) -> None:
    await tell(stores, 7)
    item = await claim_one(stores)
    assert (item.chat_id, item.attempts) == (GROUP, 1)
    assert item.parcel == ReactionParcel(message_number=7, emoji=NOTED)


async def test_a_person_is_told_by_a_card(stores: Stores) -> None:
    await tell(stores, 7, PERSON)
    task_id = await stores.number("SELECT id FROM tasks")
    item = await claim_one(stores)
    assert item.parcel == CardParcel(card=CardKind.TASK, subject_id=task_id, reply_to=7)
    assert item.card is not None
    assert not item.is_shown


async def test_who_wants_no_feedback_is_told_nothing(stores: Stores) -> None:
    await meet(stores)
    await PostgresChats(stores.database).change_chat(GROUP, ChatChange(feedback=Feedback.OFF))
    await tell(stores, 7)
    assert await outbox_of(stores).claim(10) == []


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


async def test_a_letter_of_the_same_key_is_the_same_letter(stores: Stores) -> None:
    await meet(stores)
    letter = Letter(chat_id=GROUP, parcel=TextParcel(html="Hello"), key="update:1:0")
    for _ in range(2):
        await outbox_of(stores).post(MAIN, [letter])
    assert texts(await drain(stores)) == ["Hello"]


async def test_a_sender_that_died_is_followed_by_one_more_try(stores: Stores) -> None:
    await tell(stores, 1)
    first = await claim_one(stores)
    assert await outbox_of(stores).claim(10) == []  # while its claim lasts
    await pass_leases(stores)
    second = await claim_one(stores)
    assert (second.id, second.attempts, first.doubts, second.doubts) == (first.id, 2, 0, 1)
    assert not await outbox_of(stores).settle(first, Refused(reason="too late"))
    assert await outbox_of(stores).settle(second, Sent())
    assert await stores.column("SELECT state FROM outbox") == ["sent"]


async def test_a_try_that_was_settled_is_doubtful_only_if_it_said_so(stores: Stores) -> None:
    await meet(stores)
    await post(stores, TextParcel(html="Hello"))
    for doubtful, doubts in ((False, 0), (True, 1)):
        item = await claim_one(stores)
        later = Later(reason="busy", retry_in_s=0.0, doubtful=doubtful)
        assert await outbox_of(stores).settle(item, later)
        await pass_leases(stores)
        assert await stores.number("SELECT doubts FROM outbox") == doubts


async def test_what_follows_to_a_chat_waits_for_its_turn(stores: Stores) -> None:
    await meet(stores)
    await meet(stores, -200)
    await post(stores, TextParcel(html="1"), TextParcel(html="2"))
    await post(stores, TextParcel(html="3"), chat=-200)
    items = await outbox_of(stores).claim(10)
    assert texts(items) == ["1", "3"]
    later = Later(reason="busy", retry_in_s=60.0)
    assert await outbox_of(stores).settle(items[0], later)
    await rest(stores)
    assert await outbox_of(stores).claim(10) == []
    await pass_leases(stores)
    again = await outbox_of(stores).claim(1)
    assert await outbox_of(stores).settle(again[0], Refused(reason="blocked"))
    await rest(stores)
    assert texts(await outbox_of(stores).claim(1)) == ["2"]


async def test_a_chat_hears_one_thing_a_second(stores: Stores) -> None:
    await meet(stores)
    await post(stores, TextParcel(html="1"), TextParcel(html="2"))
    assert await outbox_of(stores).settle(await claim_one(stores), Sent())
    assert await outbox_of(stores).claim(10) == []
    await rest(stores, 0.9)
    assert await outbox_of(stores).claim(10) == []
    await rest(stores, 0.1)
    assert texts(await outbox_of(stores).claim(10)) == ["2"]


async def test_a_group_hears_twenty_messages_a_minute(stores: Stores) -> None:
    await meet(stores)
    await meet(stores, PERSON)
    for chat in (GROUP, PERSON):
        await post(stores, *(TextParcel(html=str(number)) for number in range(25)), chat=chat)
    for _ in range(GROUP_MESSAGES):
        for item in await outbox_of(stores).claim(10):
            assert await outbox_of(stores).settle(item, Sent())
        await rest(stores)
    [item] = await outbox_of(stores).claim(10)
    assert item.chat_id == PERSON
    await rest(stores, 60.0)
    assert [item.chat_id for item in await outbox_of(stores).claim(10)] == [GROUP]


async def test_changes_do_not_count_as_messages(stores: Stores) -> None:
    await meet(stores)
    await post(stores, *(ReactionParcel(message_number=number, emoji="👀") for number in range(30)))
    for _ in range(30):
        assert await outbox_of(stores).settle(await claim_one(stores), Sent())
        await rest(stores)


async def test_a_card_follows_its_task(stores: Stores) -> None:
    await tell(stores, 7, PERSON)
    first = await claim_one(stores)
    assert await outbox_of(stores).settle(first, card_of(first))
    task_id = await stores.number("SELECT id FROM tasks")
    for title in ("one", "two", "three"):
        await stores.tasks.change_task(ADA, task_id, TaskChange(title=title), None)
    await rest(stores)
    item = await claim_one(stores)
    assert isinstance(item.parcel, CardParcel)
    assert item.is_shown
    assert await outbox_of(stores).settle(item, card_of(item, version=4))
    await rest(stores)
    assert await outbox_of(stores).claim(10) == []
    assert await stores.column("SELECT version FROM cards") == [4]


async def test_a_change_while_the_card_is_being_sent_is_shown_after_it(stores: Stores) -> None:
    await tell(stores, 7, PERSON)
    first = await claim_one(stores)
    task_id = await stores.number("SELECT id FROM tasks")
    await stores.tasks.change_task(ADA, task_id, TaskChange(title="new"), None)
    assert await outbox_of(stores).settle(first, card_of(first))
    await rest(stores)
    item = await claim_one(stores)
    assert isinstance(item.parcel, CardParcel)
    assert item.is_shown


async def test_a_card_is_not_sent_before_the_change_it_shows_is_committed(stores: Stores) -> None:
    await tell(stores, 7, PERSON)
    task_id = await stores.number("SELECT id FROM tasks")
    async with stores.database.transaction() as other:
        await other.execute("SELECT FROM outbox FOR UPDATE")  # as a change that waits for its commit
        assert await outbox_of(stores).claim(10) == []
    item = await claim_one(stores)
    assert isinstance(item.parcel, CardParcel)
    assert item.parcel.subject_id == task_id


async def test_a_finished_task_marks_its_message(stores: Stores) -> None:
    await tell(stores, 7)
    await drain(stores)
    task_id = await stores.number("SELECT id FROM tasks")
    for status, emoji in ((TaskStatus.COMPLETED, FINISHED), (TaskStatus.OPEN, NOTED)):
        await stores.tasks.change_task(ADA, task_id, TaskChange(status=status), None)
        assert [item.parcel for item in await drain(stores)] == [
            ReactionParcel(message_number=7, emoji=emoji)
        ]


async def test_where_the_bot_was_removed_nothing_is_sent(stores: Stores) -> None:
    await meet(stores)
    await post(stores, TextParcel(html="1"), TextParcel(html="2"))
    assert await outbox_of(stores).settle(await claim_one(stores), Gone(reason="kicked"))
    await post(stores, TextParcel(html="3"))
    await rest(stores)
    assert await outbox_of(stores).claim(10) == []
    assert await stores.column("SELECT state FROM outbox") == ["dead", "dead"]
    assert await stores.column("SELECT state FROM telegram_chats") == ["left"]


async def test_a_group_that_became_another_is_written_to_there(stores: Stores) -> None:
    await tell(stores, 7)
    await post(stores, TextParcel(html="1"))
    assert await outbox_of(stores).settle(await claim_one(stores), Moved(chat_id=-1_000_100))
    await post(stores, TextParcel(html="2"))
    sent = await drain(stores)
    assert {item.chat_id for item in sent} == {-1_000_100}
    assert texts(sent) == ["1", "2"]
    [task] = (await stores.tasks.list_tasks(MAIN, TaskQuery(chats=["-1000100"]))).tasks
    assert task.chat_id == "-1000100"


async def test_an_old_epoch_tells_nothing(stores: Stores) -> None:
    """A worker that lost its chat can't make the bot speak."""
    await meet(stores)
    fresh = {"source": Source.TELEGRAM, "sent_at": datetime.now(UTC)}
    await stores.accept(new_message("-100:1", "-100", **fresh))
    stale = await stores.claim_one()
    await stores.expire()
    await stores.claim_one()
    inbox = PostgresInbox(stores.database)
    assert not await inbox.finish(stale, [done(stale.messages[0], new_task())])
    assert await stores.number("SELECT count(*) FROM outbox") == 0

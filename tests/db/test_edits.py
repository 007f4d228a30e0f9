"""Edits of stored messages, in whatever order they arrive (lines 4, 8 and 12 of the Telegram checklist)."""

import asyncio
from datetime import timedelta
from itertools import permutations

from domain.errors import DuplicateIdError
from domain.message import Accepted, MessageDetail, NewMessage
from domain.values import MessageStatus
from tests.db.samples import SENT, done, failed, new_message, new_task
from tests.db.stores import MAIN, Stores
from tests.db.triage import make


def said(text: str, rank: int | None = None, external_id: str = "m1") -> NewMessage:
    """Return a text of a message; an edit was made as many minutes after the message as its rank says."""
    edited_at = None if rank is None else SENT + timedelta(minutes=rank)
    return new_message(external_id, content=text, edit_rank=rank, edited_at=edited_at)


async def take(stores: Stores, *texts: NewMessage) -> MessageDetail:
    """Store texts of one message as they come, and return it."""
    for text in texts:
        if text.edit_rank is None:
            [answer] = await stores.messages.store([(MAIN, text)])
        else:
            answer = await stores.messages.edit(MAIN, text)
        assert isinstance(answer, Accepted), answer
    sql = "SELECT id FROM messages WHERE external_id = $1"
    return await stores.reader.get_message(MAIN, await stores.number(sql, texts[0].external_id))


async def test_an_edit_replaces_the_text_and_keeps_it(stores: Stores) -> None:
    message = await take(stores, said("one"), said("two", 1), said("three", 4))
    assert (message.content, message.edited_at) == ("three", SENT + timedelta(minutes=4))
    told = [(edit.content, edit.edited_at - SENT) for edit in message.edits]
    assert told == [("one", timedelta(minutes=1)), ("two", timedelta(minutes=4))]
    assert await stores.event_types() == ["message", "message_edited", "message_edited"]
    body = (await stores.event_bodies())[-1]["data"]
    assert isinstance(body, dict)
    assert (body["content"], body["status"]) == ("three", "received")


async def test_whatever_the_order_the_same_is_kept(stores: Stores) -> None:
    versions = (("one", None), ("two", 2), ("two", 3), ("one", 5), ("one", 6))
    for place, order in enumerate(permutations(versions)):
        message = await take(stores, *(said(text, rank, f"m{place}") for text, rank in order))
        assert (message.content, message.edited_at) == ("one", SENT + timedelta(minutes=5)), order
        told = [(edit.content, edit.edited_at - SENT) for edit in message.edits]
        assert told == [("one", timedelta(minutes=2)), ("two", timedelta(minutes=5))], order


async def test_the_same_edit_twice_changes_nothing(stores: Stores) -> None:
    await take(stores, said("one"), said("two", 1))
    before = await stores.content()
    await take(stores, said("two", 1), said("two", 1))
    assert await stores.content() == before


async def test_an_edit_that_changes_no_words_changes_nothing_people_see(stores: Stores) -> None:
    message = await make(stores, tasks=(new_task(),))
    types = await stores.event_types()
    after = await take(stores, said(message.content, 1))
    assert after == MessageDetail(**dict(message))
    assert await stores.event_types() == types


async def test_an_edit_that_comes_first_is_the_message(stores: Stores) -> None:
    message = await take(stores, said("two", 1))
    assert (message.content, message.edits) == ("two", [])
    again = await take(stores, said("one"), said("one"))
    assert (again.id, again.content) == (message.id, "two")
    assert [edit.content for edit in again.edits] == ["one"]
    assert await stores.event_types() == ["message"]


async def test_an_unedited_message_keeps_its_words(stores: Stores) -> None:
    await take(stores, said("one"))
    [answer] = await stores.messages.store([(MAIN, said("other"))])
    assert isinstance(answer, DuplicateIdError)


async def test_an_edited_message_is_analysed_anew(stores: Stores) -> None:
    message = await make(stores)
    after = await take(stores, said("new words", 1))
    assert (after.id, after.status, after.analysis) == (message.id, MessageStatus.RECEIVED, None)
    claim = await stores.claim_one()
    assert [queued.message.content for queued in claim.messages] == ["new words"]
    assert claim.messages[0].attempts == 1


async def test_what_was_found_in_replaced_words_is_not_written(stores: Stores) -> None:
    await stores.accept(said("old"), said("other", external_id="m2"))
    claim = await stores.claim_one()
    await take_beside(stores, said("new", 1))
    assert await stores.inbox().finish(claim, [done(each, new_task()) for each in claim.messages])
    assert await stores.column("SELECT state FROM inbox ORDER BY message_id") == ["pending", "done"]
    assert await stores.column("SELECT message_id FROM task_messages") == [claim.messages[1].message.id]
    again = await stores.claim_one()
    assert [(each.message.content, each.attempts) for each in again.messages] == [("new", 1)]
    assert await stores.inbox().finish(again, [done(again.messages[0], new_task())])
    assert await stores.number("SELECT count(*) FROM tasks") == 2


async def test_a_failure_of_replaced_words_does_not_count(stores: Stores) -> None:
    await stores.accept(said("old"))
    claim = await stores.claim_one()
    await take_beside(stores, said("new", 1))
    assert await stores.inbox().finish(claim, [failed(claim.messages[0], dead=True)])
    [queued] = (await stores.claim_one()).messages
    assert (queued.message.content, queued.attempts) == ("new", 1)


async def test_what_no_edit_has_touched_is_written(stores: Stores) -> None:
    """Edits that change no words come while a message is analysed; they must not throw that away."""
    await stores.accept(said("same"))
    claim = await stores.claim_one()
    await take_beside(stores, said("same", 1))
    assert await stores.inbox().finish(claim, [done(claim.messages[0], new_task())])
    assert await stores.number("SELECT count(*) FROM tasks") == 1


async def test_edits_results_and_retries_at_once_never_deadlock(stores: Stores) -> None:
    for turn in range(1, 6):
        await take_beside(stores, said(f"before {turn}", 10 * turn))
        claim = await stores.claim_one()
        outcomes = [done(each) for each in claim.messages]
        edits = [stores.messages.edit(MAIN, said(f"{turn}.{n}", 10 * turn + n)) for n in range(1, 4)]
        await asyncio.gather(*edits, stores.inbox().finish(claim, outcomes))
    message = await take(stores, said("original"))
    assert (message.content, len(message.edits)) == ("5.3", 20)


async def take_beside(stores: Stores, text: NewMessage) -> None:
    """Take in an edit of a message among others."""
    assert isinstance(await stores.messages.edit(MAIN, text), Accepted)

"""Accepting messages: what each submission is answered, and what is then stored."""

import pytest
from pydantic import ValidationError

from db.pool import EVENTS_CHANNEL, INBOX_CHANNEL
from domain.errors import DuplicateIdError, IdempotencyKeyReusedError, MantaError
from domain.message import Accepted, NewMessage
from domain.values import MAX_NAME_CHARS, Source
from tests.db.notifications import Notifications
from tests.db.samples import SENT, new_message, new_messages
from tests.db.stores import MAIN, Stores

WIDEST = "".join(chr(0x10000 + place * 251) for place in range(MAX_NAME_CHARS))
"""The longest name, of characters that take four bytes each and do not repeat."""


def kinds(answers: list[Accepted | MantaError]) -> list[object]:
    """Return what each submission was answered: created or not, or the error's class."""
    return [answer.created if isinstance(answer, Accepted) else type(answer) for answer in answers]


async def store(stores: Stores, *messages: NewMessage, workspace_id: int = MAIN) -> list[object]:
    """Store a batch and return the kinds of its answers."""
    return kinds(await stores.messages.store([(workspace_id, message) for message in messages]))


async def test_a_new_message_is_stored_queued_and_told_of(stores: Stores) -> None:
    [message_id] = await stores.accept(new_message(content="Grüße, 世界 \u2028 '\"\\", author="Zoë"))
    message = await stores.reader.get_message(MAIN, message_id)
    assert (message.content, message.author, message.sent_at) == ("Grüße, 世界 \u2028 '\"\\", "Zoë", SENT)
    assert (message.status, message.analysis, message.error) == ("received", None, None)
    assert await stores.column("SELECT message_id FROM inbox WHERE state = 'pending'") == [message_id]
    [event] = await stores.event_bodies()
    data = event["data"]
    assert (event["type"], event["seq"]) == ("message", 1)
    assert isinstance(data, dict)
    assert type(message).model_validate({**data, "error": None}) == message


async def test_the_same_message_again_gets_the_same_answer(stores: Stores) -> None:
    [first] = await stores.messages.store([(MAIN, new_message())])
    [again] = await stores.messages.store([(MAIN, new_message())])
    assert isinstance(first, Accepted)
    assert again == first.model_copy(update={"created": False})
    assert await stores.event_types() == ["message"]


@pytest.mark.parametrize(
    "change",
    [{"content": "other"}, {"author": "Bob"}, {"chat_id": "random"}, {"sent_at": "2026-03-14T10:00:00Z"}],
)
async def test_the_same_id_with_other_content_is_refused(stores: Stores, change: dict[str, str]) -> None:
    await stores.accept(new_message())
    before = await stores.content()
    assert await store(stores, new_message(**change)) == [DuplicateIdError]
    after = await stores.content()
    assert after["messages"] == before["messages"]
    assert after["events"] == before["events"]


async def test_a_renamed_chat_is_no_other_content(stores: Stores) -> None:
    await stores.accept(new_message(chat_title="Team"))
    assert await store(stores, new_message(chat_title="Team (new)")) == [False]
    assert await stores.column("SELECT title FROM chats") == ["Team (new)"]
    assert await store(stores, new_message("m2")) == [True]
    assert await stores.column("SELECT title FROM chats") == ["Team (new)"]


async def test_a_key_is_good_for_one_message(stores: Stores) -> None:
    assert await store(stores, new_message("m1", idempotency_key="k")) == [True]
    assert await store(stores, new_message("m1", idempotency_key="k")) == [False]
    assert await store(stores, new_message("m2", idempotency_key="k")) == [IdempotencyKeyReusedError]
    assert await store(stores, new_message("m1", content="other", idempotency_key="k")) == [DuplicateIdError]
    assert await stores.column("SELECT external_id FROM messages") == ["m1"]


async def test_the_same_id_from_two_sources_is_two_messages(stores: Stores) -> None:
    slack = new_message(source=Source.SLACK)
    assert await store(stores, new_message(), slack) == [True, True]
    assert await store(stores, slack, new_message()) == [False, False]


async def test_a_key_used_by_another_source_does_not_hide_the_stored_message(stores: Stores) -> None:
    keyed = new_message("m1", idempotency_key="k")
    slack = new_message("m1", source=Source.SLACK)
    [_, stored] = await stores.accept(keyed, slack)
    [answer] = await stores.messages.store([(MAIN, slack.model_copy(update={"idempotency_key": "k"}))])
    assert answer == Accepted(message_id=stored, external_id="m1", created=False)
    email = new_message("m1", source=Source.EMAIL, idempotency_key="k")
    assert await store(stores, email) == [IdempotencyKeyReusedError]


async def test_repeats_within_a_batch(stores: Stores) -> None:
    batch = [
        new_message("m1"),
        new_message("m1"),
        new_message("m1", content="other"),
        new_message("m2", idempotency_key="k"),
        new_message("m3", idempotency_key="k"),
        new_message("m4", "random"),
    ]
    expected = [True, False, DuplicateIdError, True, IdempotencyKeyReusedError, True]
    assert await store(stores, *batch) == expected
    assert await store(stores, *batch) == [
        False,
        False,
        DuplicateIdError,
        False,
        IdempotencyKeyReusedError,
        False,
    ]
    assert await stores.column("SELECT external_id FROM messages ORDER BY id") == ["m1", "m2", "m4"]
    assert await stores.event_types() == ["message"] * 3


async def test_a_batch_keeps_its_order(stores: Stores) -> None:
    batch = [*new_messages(3, "b"), *new_messages(3, "a")]
    shuffled = [batch[place] for place in (4, 0, 3, 2, 5, 1)]
    ids = await stores.accept(*shuffled)
    assert ids == sorted(ids)
    by_seq = await stores.column(
        "SELECT m.external_id FROM messages m JOIN chats c ON c.id = m.chat_id ORDER BY c.external_id, m.seq"
    )
    assert by_seq == ["a-1", "a-0", "a-2", "b-0", "b-2", "b-1"]
    told = await stores.column("SELECT (data ->> 'id')::int FROM events ORDER BY seq")
    assert told == ids


async def test_numbers_of_a_chat_grow_over_repeats(stores: Stores) -> None:
    await stores.accept(*new_messages(2))
    await store(stores, *new_messages(3))
    await store(stores, *new_messages(4))
    seqs = await stores.column("SELECT seq FROM messages ORDER BY id")
    assert seqs == sorted(seqs, key=str)
    assert len(set(seqs)) == 4


async def test_workspaces_do_not_share_ids_keys_or_chats(stores: Stores) -> None:
    other = await stores.add_workspace()
    message = new_message(idempotency_key="k")
    assert await store(stores, message) == [True]
    assert await store(stores, message, workspace_id=other) == [True]
    assert await stores.number("SELECT count(*) FROM chats") == 2
    batch = [(MAIN, new_message("m2")), (other, new_message("m2", content="else"))]
    assert kinds(await stores.messages.store(batch)) == [True, True]
    assert [event["seq"] for event in await stores.event_bodies(other)] == [1, 2]


async def test_the_longest_names_are_stored(stores: Stores) -> None:
    longest = new_message(
        WIDEST,
        WIDEST,
        author=WIDEST,
        chat_title=WIDEST,
        reply_to=WIDEST,
        idempotency_key=WIDEST,
        content="x" * 2**20,
    )
    [message_id] = await stores.accept(longest)
    message = await stores.reader.get_message(MAIN, message_id)
    assert (message.external_id, message.chat_id, message.author) == (WIDEST, WIDEST, WIDEST)
    assert len(message.content) == 2**20


@pytest.mark.parametrize(
    "field", ["external_id", "content", "author", "chat_id", "chat_title", "idempotency_key"]
)
@pytest.mark.parametrize("text", ["a\x00b", "a\ud800b"], ids=["nul", "surrogate"])
def test_what_the_database_can_not_hold_never_becomes_a_message(field: str, text: str) -> None:
    with pytest.raises(ValidationError):
        new_message(**{field: text})


async def test_both_channels_are_notified_once_per_workspace(stores: Stores) -> None:
    other = await stores.add_workspace()
    async with Notifications.of(stores.database) as heard:
        await stores.messages.store(
            [(MAIN, new_message()), (other, new_message()), (MAIN, new_message("m2"))]
        )
        await heard.settle()
    assert heard.of_channel(INBOX_CHANNEL) == [""]
    assert sorted(heard.of_channel(EVENTS_CHANNEL)) == sorted([str(MAIN), str(other)])


async def test_a_repeat_notifies_nobody(stores: Stores) -> None:
    await stores.accept(new_message())
    async with Notifications.of(stores.database) as heard:
        await store(stores, new_message())
        await heard.settle()
    assert heard.all == []

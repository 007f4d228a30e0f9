from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.message import Message, MessageQuery, NewMessage
from domain.values import MessageStatus, Source

NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)
HELLO = NewMessage(
    external_id="m1", content="hello", author="Ada", chat_id="dev", sent_at=NOON, source=Source.API
)


@pytest.mark.parametrize(
    "change",
    [
        {"external_id": "m2"},
        {"content": "hello "},
        {"author": "Bob"},
        {"chat_id": "ops"},
        {"sent_at": NOON + timedelta(microseconds=1)},
        {"source": Source.SLACK},
    ],
    ids=lambda change: next(iter(change)),
)
def test_the_digest_changes_with_what_is_said(change: dict[str, object]) -> None:
    assert HELLO.model_copy(update=change).digest() != HELLO.digest()


@pytest.mark.parametrize("change", [{"chat_title": "Renamed"}, {"reply_to": "m0"}, {"idempotency_key": "k1"}])
def test_the_digest_does_not_change_with_what_may_vary_between_deliveries(change: dict[str, object]) -> None:
    assert HELLO.model_copy(update=change).digest() == HELLO.digest()


def test_every_field_is_either_said_or_may_vary() -> None:
    said = {"external_id", "content", "author", "chat_id", "sent_at", "source"}
    around = {"chat_title", "reply_to", "idempotency_key", "author_id", "thread_id", "origin"}
    assert set(NewMessage.model_fields) == said | around | {"edited_at", "edit_rank"}


TEXTS = st.text("ab|", min_size=1, max_size=4)


@given(st.tuples(TEXTS, TEXTS, TEXTS), st.tuples(TEXTS, TEXTS, TEXTS))
def test_words_can_not_slip_from_one_field_into_the_next(
    one: tuple[str, str, str], two: tuple[str, str, str]
) -> None:
    digests = [
        HELLO.model_copy(update={"external_id": a, "content": b, "author": c}).digest()
        for a, b, c in (one, two)
    ]
    assert (digests[0] == digests[1]) == (one == two)


def test_a_digest_has_32_bytes() -> None:
    assert len(HELLO.digest()) == 32


@pytest.mark.parametrize(
    "fields",
    [
        {"external_id": ""},
        {"author": " "},
        {"chat_id": "x" * 513},
        {"sent_at": datetime(2026, 1, 31)},  # noqa: DTZ001 - that it has no offset is the point
        {"source": "fax"},
        {"chat_title": "x" * 513},
        {"content": "\x00"},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_a_message_that_can_not_be_stored_is_refused(fields: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        NewMessage.model_validate(HELLO.model_dump() | fields)


def test_the_next_page_follows_the_last_message_and_keeps_the_filters() -> None:
    query = MessageQuery(limit=2, author="Ada")
    last = Message(id=41, **HELLO.model_dump(), status=MessageStatus.RECEIVED, received_at=NOON)
    assert query.after(last) == MessageQuery(limit=2, author="Ada", before_id=41)


@pytest.mark.parametrize("limit", [0, 501])
def test_pages_are_bounded(limit: int) -> None:
    with pytest.raises(ValidationError):
        MessageQuery(limit=limit)

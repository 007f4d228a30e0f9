import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from domain.update import MALFORMED, UNKNOWN, read_update

CHAT = {"id": -100, "type": "supergroup"}
OLENA = {"id": 7, "is_bot": False, "first_name": "Olena"}


@pytest.mark.parametrize(
    ("kind", "content", "lane"),
    [
        ("message", {"chat": CHAT, "from": OLENA}, -100),
        ("callback_query", {"from": OLENA, "message": {"chat": CHAT}}, -100),
        ("callback_query", {"from": OLENA, "inline_message_id": "x"}, 7),
        ("inline_query", {"from": OLENA, "query": "x"}, 7),
        ("poll_answer", {"user": OLENA}, 7),
        ("message_reaction", {"chat": CHAT, "user": OLENA}, -100),
        ("poll", {"id": "5"}, 0),
        ("message", "not even an object", 0),
    ],
)
def test_an_update_waits_behind_those_of_its_chat_or_person(kind: str, content: object, lane: int) -> None:
    raw = json.dumps({"update_id": 5, kind: content}).encode()
    update = read_update(raw)
    assert (update.update_id, update.kind, update.lane, update.error) == (5, kind, lane, None)
    assert update.payload == raw.decode()


def test_an_update_with_nothing_but_its_number_is_unknown() -> None:
    assert read_update(b'{"update_id": 1}').kind == UNKNOWN


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"7",
        b"{}",
        b'{"update_id": null}',
        b'{"update_id": "7"}',
        b'{"update_id": 7.0}',
        b'{"update_id": true}',
        b'{"update_id": 9223372036854775808}',
        b'{"update_id": 1, "message": ' + b"9" * 5000 + b"}",
        b"\xff\xfe\xfa",
        b"[" * 100_000,
    ],
)
def test_what_is_no_update_is_kept_under_a_number_of_its_own(raw: bytes) -> None:
    update = read_update(raw)
    assert update.kind == MALFORMED
    assert update.error
    assert update.update_id < 0
    assert read_update(raw) == update
    assert read_update(raw + b"x").update_id != update.update_id


@settings(deadline=None)
@given(
    st.binary()
    | st.text(st.characters(codec=None)).map(lambda text: json.dumps({"update_id": 5, "a": text}).encode())
)
@example(b'{"update_id": 9223372036854775807, "message": {"chat": {"id": 1e400}}}')
def test_any_bytes_can_be_stored(raw: bytes) -> None:
    update = read_update(raw)
    assert update.update_id in range(-(2**63), 2**63)
    assert "\x00" not in update.payload
    update.payload.encode()  # no lone surrogates: PostgreSQL takes it

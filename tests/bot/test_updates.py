import json
from datetime import UTC, datetime
from typing import cast

import pytest
from aiogram.types import Update
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.kinds import MESSAGE_KINDS
from bot.updates import MALFORMED, UNKNOWN, ParsedUpdate, parse_update
from domain.errors import InvalidInputError
from domain.message import NewMessage
from domain.values import Source

Fields = dict[str, object]

GROUP: Fields = {"id": -100123, "type": "supergroup", "title": "Команда"}
OLENA: Fields = {"id": 7, "is_bot": False, "first_name": "Olena", "last_name": "K.", "username": "olena"}
BOT: Fields = {"id": 8, "is_bot": True, "first_name": "Helper"}
ANONYMOUS_ADMIN: Fields = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
MESSAGE: Fields = {
    "message_id": 55,
    "date": 1_760_000_000,
    "chat": GROUP,
    "from": OLENA,
    "text": "Please fix the login",
}


def parse(kind: str, content: object) -> ParsedUpdate:
    return parse_update(json.dumps({"update_id": 1, kind: content}).encode())


def parse_message(**changes: object) -> NewMessage | None:
    return parse("message", MESSAGE | changes).message


def test_a_group_s_message() -> None:
    assert parse("message", MESSAGE) == ParsedUpdate(
        update_id=1,
        kind="message",
        message=NewMessage(
            external_id="-100123:55",
            content="Please fix the login",
            author="Olena K.",
            chat_id="-100123",
            sent_at=datetime(2025, 10, 9, 8, 53, 20, tzinfo=UTC),
            source=Source.TELEGRAM,
            chat_title="Команда",
        ),
    )


@pytest.mark.parametrize("kind", MESSAGE_KINDS)
def test_every_kind_of_new_message_counts(kind: str) -> None:
    parsed = parse(kind, MESSAGE)
    assert parsed.kind == kind
    assert parsed.message is not None


def test_a_channel_s_post_is_the_channel_s() -> None:
    channel = {"id": -100777, "type": "channel", "title": "News"}
    post = {"message_id": 3, "date": 1_760_000_000, "chat": channel, "sender_chat": channel, "text": "Hello"}
    parsed = parse("channel_post", post).message
    assert parsed is not None
    assert (parsed.author, parsed.chat_title, parsed.external_id) == ("News", "News", "-100777:3")


def test_a_private_message_has_no_title() -> None:
    parsed = parse_message(chat={"id": 7, "type": "private", "first_name": "Olena"})
    assert parsed is not None
    assert (parsed.chat_id, parsed.chat_title) == ("7", "")


def test_a_caption_counts_as_text() -> None:
    message = {name: value for name, value in MESSAGE.items() if name != "text"}
    photo = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]
    parsed = parse("message", message | {"caption": "This is broken", "photo": photo}).message
    assert parsed is not None
    assert parsed.content == "This is broken"


def test_text_is_kept_as_written() -> None:
    parsed = parse_message(text="  <b>1</b> & 2\n🙂  ")
    assert parsed is not None
    assert parsed.content == "  <b>1</b> & 2\n🙂  "


def test_an_anonymous_admin_is_a_person() -> None:
    parsed = parse_message(**{"from": ANONYMOUS_ADMIN, "sender_chat": GROUP})
    assert parsed is not None
    assert parsed.author == "Команда"


@pytest.mark.parametrize("name", ["", "  ", "\u3000"])
def test_a_blank_name_is_replaced(name: str) -> None:
    parsed = parse_message(**{"from": OLENA | {"first_name": name, "last_name": None}})
    assert parsed is not None
    assert parsed.author == "Команда"


def test_a_chat_without_any_name_lends_its_id() -> None:
    parsed = parse_message(**{"from": None, "chat": {"id": 7, "type": "private"}})
    assert parsed is not None
    assert parsed.author == "7"


def test_a_reply_names_its_message() -> None:
    parsed = parse_message(reply_to_message=MESSAGE | {"message_id": 54})
    assert parsed is not None
    assert parsed.reply_to == "-100123:54"


def test_a_topic_s_message_is_no_reply_to_its_opening() -> None:
    opening = {name: value for name, value in MESSAGE.items() if name != "text"}
    opening |= {"message_id": 2, "forum_topic_created": {"name": "Bugs", "icon_color": 1}}
    parsed = parse_message(message_thread_id=2, is_topic_message=True, reply_to_message=opening)
    assert parsed is not None
    assert parsed.reply_to is None


@pytest.mark.parametrize("text", ["/start", "/task Fix it", "/help@manta_bot", "/done\n5", "/start "])
def test_commands_are_no_messages(text: str) -> None:
    assert parse_message(text=text) is None


@pytest.mark.parametrize("text", ["/etc/hosts is wrong", "/ is the root", "see /start", "// TODO"])
def test_other_slashes_are_words(text: str) -> None:
    assert parse_message(text=text) is not None


@pytest.mark.parametrize("text", ["", " ", "\n\t", None])
def test_blank_texts_are_no_messages(text: str | None) -> None:
    assert parse_message(text=text) is None


@pytest.mark.parametrize("changes", [{"from": BOT}, {"sender_business_bot": BOT}])
def test_bots_are_not_heard(changes: Fields) -> None:
    assert parse_message(**changes) is None


@pytest.mark.parametrize(
    "kind",
    ["edited_message", "edited_channel_post", "edited_business_message", "guest_message"],
)
def test_other_kinds_of_messages_are_named_only(kind: str) -> None:
    assert parse(kind, MESSAGE) == ParsedUpdate(1, kind, None)


def test_a_callback_is_named_only() -> None:
    query = {"id": "1", "from": OLENA, "chat_instance": "c", "data": "d"}
    assert parse("callback_query", query) == ParsedUpdate(1, "callback_query", None)


def test_kinds_of_a_later_bot_api_are_unknown() -> None:
    assert parse("of_next_year", {"text": "hi"}) == ParsedUpdate(1, UNKNOWN, None)
    assert parse_update(b'{"update_id": 1}') == ParsedUpdate(1, UNKNOWN, None)


@pytest.mark.parametrize(
    "changes",
    [
        {"chat": None},
        {"message_id": "x"},
        {"date": "2025-01-01T00:00:00"},
        {"date": "0001-01-01T00:00:00+05:00"},
        {"date": 10**30},
        {"text": "a\x00b"},
        {"text": "half \ud83d"},
        {"text": 5},
        {"from": OLENA | {"first_name": "x" * 600}},
        {"chat": GROUP | {"title": "x" * 600}},
    ],
)
def test_what_can_t_be_read_is_malformed(changes: Fields) -> None:
    assert parse("message", MESSAGE | changes) == ParsedUpdate(1, MALFORMED, None)


def test_a_malformed_update_is_logged_without_its_words(caplog: pytest.LogCaptureFixture) -> None:
    parse_message(text="my password is hunter2\x00", message_id=5)
    parse_message(message_id="hunter2")
    assert "content (value_error)" in caplog.text
    assert "message.message_id (int_parsing)" in caplog.text
    assert "hunter2" not in caplog.text


def test_a_title_loses_what_can_t_be_stored() -> None:
    parsed = parse_message(chat=GROUP | {"title": "a\x00b"})
    assert parsed is not None
    assert parsed.chat_title == "ab"


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
def test_without_an_id_nothing_can_be_done(raw: bytes) -> None:
    with pytest.raises(InvalidInputError):
        parse_update(raw)


_SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None))
_NAMES = st.sampled_from([*MESSAGE, *GROUP, *OLENA, "update_id", "caption", "sender_chat"])
_JSON = st.recursive(
    _SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(_NAMES | st.text(max_size=5), inner, max_size=6)
    ),
    max_leaves=12,
)
# The models are large; a busy machine needs its time.
_FEW = settings(max_examples=60, deadline=None)
_KIND = st.sampled_from(list(Update.model_fields))


@_FEW
@given(_KIND, _JSON)
def test_any_json_with_an_id_is_an_update(kind: str, content: object) -> None:
    fields: Fields = {kind: content} | {"update_id": 5}
    parsed = parse_update(json.dumps(fields).encode())
    assert parsed.update_id == 5
    assert parsed.message is None or parsed.kind in MESSAGE_KINDS


@_FEW
@given(st.dictionaries(st.sampled_from(list(MESSAGE)), _JSON))
def test_any_message_is_read_or_malformed(changes: Fields) -> None:
    parsed = parse("message", MESSAGE | changes)
    assert parsed.kind in {"message", MALFORMED}
    assert parsed.kind == "message" or parsed.message is None


@_FEW
@given(_JSON)
@example({"update_id": 2**63})
@example({"update_id": float("nan")})
def test_any_json_is_read_or_refused(content: object) -> None:
    _read_or_refuse(json.dumps(content).encode())


@_FEW
@given(st.binary())
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    _read_or_refuse(raw)


def _read_or_refuse(raw: bytes) -> None:
    try:
        parsed = parse_update(raw)
    except InvalidInputError:
        return
    assert parsed.update_id == cast("Fields", json.loads(raw))["update_id"]

from datetime import UTC, datetime

import pytest
from aiogram.types import Message

from bot.reading import read_message
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


def read(content: object) -> NewMessage | None:
    return read_message(Message.model_validate(content))


def parse_message(**changes: object) -> NewMessage | None:
    return read(MESSAGE | changes)


def test_a_group_s_message() -> None:
    assert read(MESSAGE) == NewMessage(
        external_id="-100123:55",
        content="Please fix the login",
        author="Olena K.",
        chat_id="-100123",
        sent_at=datetime(2025, 10, 9, 8, 53, 20, tzinfo=UTC),
        source=Source.TELEGRAM,
        chat_title="Команда",
        author_id="7",
    )


def test_a_channel_s_post_is_the_channel_s() -> None:
    channel = {"id": -100777, "type": "channel", "title": "News"}
    post = {"message_id": 3, "date": 1_760_000_000, "chat": channel, "sender_chat": channel, "text": "Hello"}
    parsed = read(post)
    assert parsed is not None
    assert (parsed.author, parsed.chat_title, parsed.external_id) == ("News", "News", "-100777:3")


def test_a_private_message_has_no_title() -> None:
    parsed = parse_message(chat={"id": 7, "type": "private", "first_name": "Olena"})
    assert parsed is not None
    assert (parsed.chat_id, parsed.chat_title) == ("7", "")


def test_a_caption_counts_as_text() -> None:
    message = {name: value for name, value in MESSAGE.items() if name != "text"}
    photo = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]
    parsed = read(message | {"caption": "This is broken", "photo": photo})
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
    "changes",
    [
        {"date": "0001-01-01T00:00:00+05:00"},
        {"text": "a\x00b"},
        {"from": OLENA | {"first_name": "x" * 600}},
        {"chat": GROUP | {"title": "x" * 600}},
    ],
)
def test_what_can_t_be_stored_is_refused(changes: Fields) -> None:
    with pytest.raises(InvalidInputError):
        parse_message(**changes)


def test_a_refusal_does_not_quote_words() -> None:
    with pytest.raises(InvalidInputError, match=r"content \(value_error\)") as refused:
        parse_message(text="my password is hunter2\x00")
    assert "hunter2" not in refused.value.detail


def test_a_title_loses_what_can_t_be_stored() -> None:
    parsed = parse_message(chat=GROUP | {"title": "a\x00b"})
    assert parsed is not None
    assert parsed.chat_title == "ab"

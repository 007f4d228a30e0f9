import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from domain.errors import InvalidInputError
from domain.values import MAX_TEXT_CHARS, Source
from pipeline.imports import ImportedMessage, ImportFile, ImportItem, Rejected, Skipped

Open = Callable[..., ImportFile]
Fields = dict[str, object]


def message(**fields: object) -> Fields:
    plain: Fields = {
        "id": 11,
        "type": "message",
        "date": "2026-10-19T08:31:37",
        "date_unixtime": "1792387897",
        "from": "Olena Kovalenko",
        "from_id": "user418203377",
        "text": "hello",
        "text_entities": [{"type": "plain", "text": "hello"}],
    }
    return plain | fields


def without(fields: Fields, *names: str) -> Fields:
    return {name: value for name, value in fields.items() if name not in names}


def chat(*messages: object, **fields: object) -> Fields:
    plain: Fields = {"name": "Harbor", "type": "private_supergroup", "id": 2147081620}
    return plain | fields | {"messages": list(messages)}


def dump(document: Fields) -> bytes:
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


@pytest.fixture
def read_one(open_bytes: Open) -> Callable[[object], ImportItem]:
    def read(raw: object) -> ImportItem:
        (item,) = open_bytes(dump(chat(raw)))
        return item

    return read


ReadOne = Callable[[object], ImportItem]


def test_a_message_becomes_what_a_bot_would_have_stored(read_one: ReadOne) -> None:
    item = read_one(message(reply_to_message_id=9))

    assert item == ImportedMessage(
        position="message 11",
        external_id="-1002147081620:11",
        content="hello",
        author="Olena Kovalenko",
        chat_id="-1002147081620",
        sent_at=datetime(2026, 10, 19, 5, 31, 37, tzinfo=UTC),
        source=Source.TELEGRAM,
        chat_title="Harbor",
        reply_to="-1002147081620:9",
    )


@pytest.mark.parametrize(
    ("kind", "chat_id", "expected"),
    [
        ("personal_chat", 418203377, "418203377"),
        ("bot_chat", 7031885562, "7031885562"),
        ("saved_messages", 418203377, "418203377"),
        ("private_group", 4102, "-4102"),
        ("private_supergroup", 2147081620, "-1002147081620"),
        ("public_supergroup", 1000000042, "-1001000000042"),
        ("private_channel", 42, "-1000000000042"),
        ("public_channel", 12345678901, "-1012345678901"),
        ("private_supergroup", -1002147081620, "-1002147081620"),
    ],
)
def test_a_chat_id_is_the_one_of_the_bot_api(
    open_bytes: Open, kind: str, chat_id: int, expected: str
) -> None:
    (item,) = open_bytes(dump(chat(message(), type=kind, id=chat_id)))

    assert isinstance(item, ImportedMessage)
    assert (item.chat_id, item.external_id) == (expected, f"{expected}:11")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        (["see ", {"type": "link", "text": "https://a.example"}, " now"], "see https://a.example now"),
        (
            ["see ", {"type": "text_link", "text": "the docs", "href": "https://a.example"}],
            "see the docs (https://a.example)",
        ),
        (
            [{"type": "text_link", "text": "https://a.example", "href": "https://a.example"}],
            "https://a.example",
        ),
        ([{"type": "bold", "text": "b"}, {"type": "code", "text": "c"}, "d"], "bcd"),
        ([{"type": "pre", "text": "x = 1", "language": "python"}, ""], "x = 1"),
        ([{"type": "mention", "text": "@olena_kov"}, " hi"], "@olena_kov hi"),
        ([{"type": "mention_name", "text": "Olena", "user_id": 5}, " hi"], "Olena hi"),
        ([{"type": "custom_emoji", "text": "🙂", "document_id": "stickers/x.webp"}], "🙂"),
        ([{"type": "not invented yet", "text": "x"}], "x"),
    ],
)
def test_text_is_flattened_and_links_are_kept(read_one: ReadOne, text: object, expected: str) -> None:
    item = read_one(message(text=text))

    assert isinstance(item, ImportedMessage)
    assert item.content == expected


def test_a_caption_counts_as_text(read_one: ReadOne) -> None:
    item = read_one(message(photo="photos/photo_1.jpg", width=1, height=1, text="look"))

    assert isinstance(item, ImportedMessage)
    assert item.content == "look"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (message(), "Olena Kovalenko"),
        (message(**{"from": None}), "Deleted Account"),
        (message(**{"from": ""}), "Deleted Account"),
        (without(message(), "from"), "user418203377"),
        (without(message(from_id=418203377), "from"), "418203377"),
        (without(message(), "from", "from_id"), "Harbor"),
    ],
)
def test_the_author_falls_back(read_one: ReadOne, raw: Fields, expected: str) -> None:
    item = read_one(raw)

    assert isinstance(item, ImportedMessage)
    assert item.author == expected


def test_an_old_export_without_unix_time_is_read_as_utc(read_one: ReadOne) -> None:
    item = read_one(without(message(), "date_unixtime"))

    assert isinstance(item, ImportedMessage)
    assert item.sent_at == datetime(2026, 10, 19, 8, 31, 37, tzinfo=UTC)


def test_a_reply_into_another_chat_names_nothing(read_one: ReadOne) -> None:
    item = read_one(message(reply_to_message_id=9, reply_to_peer_id="channel77"))

    assert isinstance(item, ImportedMessage)
    assert item.reply_to is None


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ({"id": 1, "type": "service", "action": "pin_message", "text": ""}, "service message"),
        ({"id": 1, "type": "unsupported"}, "unsupported message"),
        (message(text="", text_entities=[]), "no text (empty)"),
        (message(text=" \n", text_entities=[]), "no text (empty)"),
        (message(text="", text_entities=[], photo="x", file="y"), "no text (photo)"),
        (message(text="", text_entities=[], file="x", media_type="sticker"), "no text (sticker)"),
        (message(text="", text_entities=[], file="x", media_type="voice_message"), "no text (voice message)"),
        (message(text="", text_entities=[], poll={"question": "?"}), "no text (poll)"),
        (message(text="", text_entities=[], location_information={}), "no text (location)"),
    ],
)
def test_messages_without_text_are_skipped(read_one: ReadOne, raw: Fields, reason: str) -> None:
    item = read_one(raw)

    assert isinstance(item, Skipped)
    assert item.reason == reason


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("text", "not a JSON object"),
        (without(message(), "id"), "id: Field required"),
        (message(id="x"), "id: Input should be a valid integer"),
        (message(date_unixtime="soon"), "date_unixtime: is neither"),
        (without(message(), "date", "date_unixtime"), "date_unixtime: Field required"),
        (message(text=5), "text"),
        (message(text=[5]), "text"),
        (message(text="a\x00b"), "content: must not contain NUL"),
        (message(text="x" * (MAX_TEXT_CHARS + 1)), "content: String should have at most"),
        (message(**{"from": "x" * 600}), "author: String should have at most 512"),
    ],
)
def test_a_bad_message_does_not_stop_the_others(open_bytes: Open, raw: object, reason: str) -> None:
    file = open_bytes(dump(chat(message(id=1), raw, message(id=3))))

    before, bad, after = file

    assert file.total == 3
    assert isinstance(bad, Rejected)
    assert reason in bad.reason
    assert (before.position, after.position) == ("message 1", "message 3")


@pytest.mark.parametrize(
    "broken", [b"\xd0", b"\\ud800", b"\\x00"], ids=["cut character", "lone surrogate", "NUL"]
)
def test_a_broken_text_stays_with_its_message(open_bytes: Open, broken: bytes) -> None:
    raw = dump(chat(message(id=1), message(id=2, text="HERE"), message(id=3)))

    before, bad, after = open_bytes(raw.replace(b'"HERE"', b'"' + broken + b'"'))

    assert isinstance(before, ImportedMessage)
    assert isinstance(bad, Rejected)
    assert isinstance(after, ImportedMessage)


def test_control_characters_as_telegram_desktop_writes_them_are_read(open_bytes: Open) -> None:
    raw = dump(chat(message(text="HERE"))).replace(b"HERE", rb"a\x1Fb c:\\x1F")

    (item,) = open_bytes(raw)

    assert isinstance(item, ImportedMessage)
    assert item.content == "a\x1fb c:\\x1F"


def test_a_whole_account_is_read_chat_by_chat(open_bytes: Open) -> None:
    account: Fields = {
        "about": "Here is the data you requested.",
        "personal_information": {"user_id": 1},
        "chats": {
            "about": "…",
            "list": [
                chat(message(id=1), message(id=2)),
                {"name": "No id", "type": "private_group", "messages": [message()]},
                chat(message(id=1), id=7, type="odd"),
            ],
        },
        "left_chats": {"about": "…", "list": [chat(message(id=1), id=8, type="private_group", name=None)]},
    }

    file = open_bytes(dump(account))
    items = list(file)

    assert file.total == len(items) == 5
    assert file.chat_title == ""
    assert [item.position for item in items] == [
        "chat -1002147081620, message 1",
        "chat -1002147081620, message 2",
        "chat 2",
        "chat 3",
        "chat -8, message 1",
    ]
    assert [type(item) for item in items] == [
        ImportedMessage,
        ImportedMessage,
        Rejected,
        Rejected,
        ImportedMessage,
    ]


def test_a_broken_title_is_mended(open_bytes: Open) -> None:
    file = open_bytes(dump(chat(message(), name="a\x00b" + "c" * 600)))
    (item,) = file

    assert isinstance(item, ImportedMessage)
    assert file.chat_title == item.chat_title == "a�b" + "c" * 509


@pytest.mark.parametrize(
    "raw",
    [
        dump(chat(message()))[:-40],
        b'{\n "chats": {"list": 5}\n}',
        b'{\n "chats": 5\n}',
        b'{\n "contacts": {"list": []}\n}',
        b"{\n" + b'"messages": ' + b"[" * 200_000,
    ],
    ids=["cut short", "no list", "no chats", "without messages", "deep"],
)
def test_an_export_that_is_not_whole_is_refused(open_bytes: Open, raw: bytes) -> None:
    with pytest.raises(InvalidInputError, match=r"can't be read|holds no messages") as refusal:
        open_bytes(raw)

    assert "Telegram Desktop" in refusal.value.remedy


def test_a_chat_without_messages_is_empty(open_bytes: Open) -> None:
    file = open_bytes(dump(chat()))

    assert (file.total, list(file)) == (0, [])

"""Files, albums, captions and forwards (lines 13 and 15 of the bot's checklist)."""

from itertools import permutations

import pytest
from aiogram.methods import SendMessage

from db.messages import PostgresMessages
from domain.message import Message, MessageQuery, Origin
from tests.bot.desk import GROUP, MAIN, OLENA, OTHER_GROUP, PRIVATE, Desk, Fields

PHOTO: list[Fields] = [
    {"file_id": "S", "file_unique_id": "s", "width": 90, "height": 60, "file_size": 900},
    {"file_id": "L", "file_unique_id": "l", "width": 1280, "height": 960, "file_size": 123_456},
    {"file_id": "M", "file_unique_id": "m", "width": 320, "height": 240, "file_size": 9000},
]
VOICE: Fields = {"file_id": "V", "file_unique_id": "v", "duration": 3, "mime_type": "audio/ogg"}
DOCUMENT: Fields = {
    "file_id": "D",
    "file_unique_id": "d",
    "file_name": "plan\x00.pdf",
    "mime_type": "application/pdf",
    "file_size": 2048,
}
MOVING: Fields = {"width": 320, "height": 240, "duration": 3}
BOT: Fields = {"id": 42, "is_bot": True, "first_name": "Manta"}
FILES: dict[str, tuple[Fields, Fields]] = {
    "photo": ({"photo": PHOTO}, {"kind": "photo", "mime": "image/jpeg", "size": 123_456}),
    "document": ({"document": DOCUMENT}, {"kind": "document", "name": "plan.pdf", "size": 2048}),
    "voice": ({"voice": VOICE}, {"kind": "voice", "mime": "audio/ogg"}),
    "audio": ({"audio": VOICE | {"file_name": "a.mp3"}}, {"kind": "audio", "name": "a.mp3"}),
    "video": ({"video": VOICE | MOVING | {"mime_type": "video/mp4"}}, {"kind": "video", "mime": "video/mp4"}),
    "video note": (
        {"video_note": {"file_id": "N", "file_unique_id": "n", "duration": 3, "length": 240}},
        {"kind": "video_note", "mime": "video/mp4"},
    ),
    "animation": (
        {"animation": VOICE | MOVING | {"mime_type": "video/mp4"}, "document": DOCUMENT},
        {"kind": "animation", "mime": "video/mp4"},
    ),
}


async def stored(desk: Desk) -> list[Message]:
    """Return all messages, the oldest first."""
    return (await PostgresMessages(desk.database).list_messages(MAIN, MessageQuery()))[::-1]


async def kept(desk: Desk) -> list[tuple[str, int | None]]:
    """Return the file ids of all attachments and the messages they belong to."""
    async with desk.database.connection() as connection:
        rows = await connection.fetch("SELECT file_id, message_id FROM attachments ORDER BY file_id")
    return [(row["file_id"], row["message_id"]) for row in rows]


@pytest.mark.parametrize("what", FILES)
async def test_a_file_belongs_to_its_caption(desk: Desk, what: str) -> None:
    sent, expected = FILES[what]
    await desk.write(None, by=OLENA, chat=GROUP, caption="Please look at this", **sent)
    [message] = await stored(desk)
    assert message.content == "Please look at this"
    [attachment] = message.attachments
    shown = attachment.model_dump()
    assert {name: shown[name] for name in expected} == expected
    assert attachment.url == f"/api/attachments/{attachment.id}"


async def test_of_a_photo_the_largest_size_is_kept(desk: Desk) -> None:
    await desk.write(None, caption="Please look", photo=PHOTO)
    assert [file for file, _ in await kept(desk)] == ["L"]


async def test_a_file_without_words_is_kept_and_not_analysed(desk: Desk) -> None:
    await desk.write(None, photo=PHOTO)
    assert await stored(desk) == []
    assert await kept(desk) == [("L", None)]
    assert await desk.parcels() == []


async def test_a_file_of_a_bot_is_not_kept(desk: Desk) -> None:
    await desk.write(None, by=BOT, caption="Look", photo=PHOTO)
    assert await kept(desk) == []


async def test_another_file_takes_the_place_of_the_first(desk: Desk) -> None:
    number = await desk.write(None, caption="Please look", photo=PHOTO)
    edited = part(number, None, "other") | {"media_group_id": None}
    await desk.receive("edited_message", edited)
    assert [file for file, _ in await kept(desk)] == ["other"]


def part(number: int, caption: str | None, file: str = "", chat: Fields = GROUP) -> Fields:
    """Return a part of an album."""
    size = {"file_id": file or f"f{number}", "file_unique_id": file or f"u{number}", "width": 9, "height": 9}
    return {
        "message_id": number,
        "date": 1_760_000_000,
        "chat": chat,
        "from": {"id": 7, "is_bot": False, "first_name": "Olena"},
        "media_group_id": "album",
        "photo": [size],
        "caption": caption,
    }


ALBUM = (part(1, None), part(2, "Please fix these"), part(3, None))


@pytest.mark.parametrize("order", [*permutations(range(3))])
async def test_an_album_is_one_message_in_any_order(desk: Desk, order: tuple[int, ...]) -> None:
    for index in (*order, order[0]):
        await desk.receive("message", ALBUM[index])
    [message] = await stored(desk)
    assert message.content == "Please fix these"
    assert await kept(desk) == [(f"f{number}", message.id) for number in (1, 2, 3)]


async def test_albums_of_one_number_in_two_chats_are_two(desk: Desk) -> None:
    await desk.receive("message", part(1, "Please fix these"))
    await desk.receive("message", part(5, None, chat=OTHER_GROUP))
    [message] = await stored(desk)
    assert await kept(desk) == [("f1", message.id), ("f5", None)]


async def test_each_caption_of_an_album_keeps_its_own_file(desk: Desk) -> None:
    for each in (part(3, "Third"), part(1, None), part(2, "Second")):
        await desk.receive("message", each)
    third, second = await stored(desk)
    assert await kept(desk) == [("f1", second.id), ("f2", second.id), ("f3", third.id)]


async def test_an_album_without_a_caption_is_only_kept(desk: Desk) -> None:
    await desk.receive("message", part(1, None))
    await desk.receive("message", part(2, None))
    assert await stored(desk) == []
    assert await kept(desk) == [("f1", None), ("f2", None)]


@pytest.mark.parametrize("what", ["voice", "audio", "video note"])
async def test_in_private_it_is_said_once_that_nobody_listened(desk: Desk, what: str) -> None:
    sent, _ = FILES[what]
    first = await desk.write(None, by=OLENA, chat=PRIVATE, **sent)
    await desk.write(None, by=OLENA, chat=PRIVATE, **sent)
    [answer] = await desk.sent(SendMessage)
    assert "not transcribed" in answer.text
    assert answer.reply_parameters is not None
    assert answer.reply_parameters.message_id == first
    assert await stored(desk) == []


async def test_a_voice_in_a_group_is_kept_in_silence(desk: Desk) -> None:
    await desk.write(None, voice=VOICE)
    assert [file for file, _ in await kept(desk)] == ["V"]
    assert await desk.parcels() == []


async def test_a_voice_that_answers_the_bot_is_answered(desk: Desk) -> None:
    asked: Fields = {"message_id": 9, "date": 1, "chat": GROUP, "from": BOT, "text": "When is it due?"}
    await desk.write(None, voice=VOICE, reply_to_message=asked)
    assert len(await desk.sent(SendMessage)) == 1


async def test_a_voice_with_words_is_a_message(desk: Desk) -> None:
    await desk.write(None, chat=PRIVATE, voice=VOICE, caption="Please fix it")
    [message] = await stored(desk)
    assert [attachment.kind for attachment in message.attachments] == ["voice"]
    assert await desk.sent(SendMessage) == []


WHEN = 1_760_000_000
CHANNEL: Fields = {"id": -1005, "type": "channel", "title": "News", "username": "news"}
ORIGINS: dict[str, tuple[Fields, Fields]] = {
    "user": (
        {"type": "user", "sender_user": {"id": 3, "is_bot": False, "first_name": "Ann", "last_name": "B."}},
        {"kind": "user", "name": "Ann B."},
    ),
    "deleted user": (
        {"type": "user", "sender_user": {"id": 3, "is_bot": False, "first_name": ""}},
        {"kind": "user", "name": "3"},
    ),
    "hidden user": (
        {"type": "hidden_user", "sender_user_name": "Somebody"},
        {"kind": "hidden_user", "name": "Somebody"},
    ),
    "chat": (
        {"type": "chat", "sender_chat": GROUP, "author_signature": "boss"},
        {"kind": "chat", "name": "Harbor (boss)"},
    ),
    "public channel": (
        {"type": "channel", "chat": CHANNEL, "message_id": 77},
        {"kind": "channel", "name": "News", "url": "https://t.me/news/77"},
    ),
    "private channel": (
        {"type": "channel", "chat": CHANNEL | {"username": None}, "message_id": 77},
        {"kind": "channel", "name": "News"},
    ),
}


@pytest.mark.parametrize("what", ORIGINS)
async def test_a_forward_tells_where_it_comes_from(desk: Desk, what: str) -> None:
    sent, expected = ORIGINS[what]
    await desk.write("Please fix it", chat=PRIVATE, forward_origin=sent | {"date": WHEN})
    [message] = await stored(desk)
    assert message.author == "Olena K."
    assert message.origin == Origin.model_validate(expected | {"sent_at": WHEN})

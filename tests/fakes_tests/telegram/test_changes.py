"""Messages that are there: edited, moved, deleted, pinned and reacted to."""

import pytest

from tests.fakes.telegram import Emulator, Member, Sendable, Status, TelegramClient
from tests.fakes.telegram.jsons import Json, as_object
from tests.fakes_tests.telegram.world import (
    GROUP,
    OLENA,
    SUPERGROUP,
    button,
    call,
    inline,
    refused,
    send,
)


async def test_edits_change_text_and_buttons(telegram: Emulator, people: TelegramClient) -> None:
    number = await send(telegram, "one", reply_markup=inline([button("A")]))
    edited = await call(telegram, "editMessageText", chat_id=GROUP.id, message_id=number, text="two")
    assert "reply_markup" not in as_object(edited)
    [line] = people.transcript(GROUP.id)
    assert (line.text, line.buttons) == ("two", [])
    assert [(one.text, one.buttons) for one in line.edits] == [("one", [["A"]])]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"text": "one", "reply_markup": inline([button()])}, "message is not modified: "),
        (
            {"text": "<i></i>one", "parse_mode": "HTML", "reply_markup": inline([button()])},
            "message is not modified: ",
        ),
        ({"text": " "}, "message text is empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "two", "message_id": 3}, "message to edit not found"),
    ],
)
async def test_edits_that_are_refused(telegram: Emulator, fields: Json, reason: str) -> None:
    number = await send(telegram, "one", reply_markup=inline([button()]))
    edit: Json = {"chat_id": GROUP.id, "message_id": number}
    told = await refused(telegram, "editMessageText", **(edit | fields))
    assert told.startswith(f"400 Bad Request: {reason}")


async def test_an_edit_that_changes_only_buttons_is_one(telegram: Emulator) -> None:
    number = await send(telegram, "one", reply_markup=inline([button()]))
    edit = {"chat_id": GROUP.id, "message_id": number, "reply_markup": inline([button("Other")])}
    await call(telegram, "editMessageReplyMarkup", **edit)
    told = await refused(telegram, "editMessageReplyMarkup", **edit)
    assert told.startswith("400 Bad Request: message is not modified: ")
    await call(telegram, "editMessageText", **edit, text="two")


async def test_only_ones_own_messages_are_edited(telegram: Emulator, people: TelegramClient) -> None:
    theirs = people.text(GROUP.id, OLENA.id, "mine").message_id
    told = await refused(telegram, "editMessageText", chat_id=GROUP.id, message_id=theirs, text="x")
    assert told == "400 Bad Request: message can't be edited"
    told = await refused(telegram, "editMessageText", inline_message_id="none", text="x")
    assert told == "400 Bad Request: MESSAGE_ID_INVALID"


async def test_captions_and_texts_are_not_mixed_up(telegram: Emulator, people: TelegramClient) -> None:
    text = {"chat_id": GROUP.id, "message_id": await send(telegram)}
    told = await refused(telegram, "editMessageCaption", **text, caption="x")
    assert told == "400 Bad Request: there is no caption in the message to edit"
    assert "no checklist" in await refused(
        telegram,
        "editMessageChecklist",
        **text,
        business_connection_id="b",
        checklist={"title": "x", "tasks": []},
    )
    file_id = await upload(telegram, people)
    photo = as_object(await call(telegram, "sendDocument", chat_id=GROUP.id, document=file_id, caption="one"))
    where = {"chat_id": GROUP.id, "message_id": photo["message_id"]}
    told = await refused(telegram, "editMessageText", **where, text="x")
    assert told == "400 Bad Request: there is no text in the message to edit"
    told = await refused(telegram, "editMessageCaption", **where, caption="x" * 1025)
    assert told == "400 Bad Request: message caption is too long"
    await call(telegram, "editMessageCaption", **where, caption="two")
    assert people.transcript(GROUP.id)[-1].text == "two"


async def upload(telegram: Emulator, people: TelegramClient) -> str:
    """Return the id of a file that a person has sent."""
    people.media(OLENA.id, OLENA.id, Sendable(kind="document", file_name="a.txt", content=b"abc"))
    [attachment] = people.transcript(OLENA.id)[-1].attachments
    assert telegram.people.content(attachment.file_id) == b"abc"
    return attachment.file_id


async def test_deleting(telegram: Emulator, people: TelegramClient) -> None:
    number = await send(telegram)
    await call(telegram, "deleteMessage", chat_id=GROUP.id, message_id=number)
    told = await refused(telegram, "deleteMessage", chat_id=GROUP.id, message_id=number)
    assert told == "400 Bad Request: message to delete not found"
    told = await refused(telegram, "editMessageText", chat_id=GROUP.id, message_id=number, text="x")
    assert told == "400 Bad Request: message to edit not found"
    assert people.transcript(GROUP.id) == []
    [line] = people.transcript(GROUP.id, with_deleted=True)
    assert line.is_deleted


async def test_others_messages_are_deleted_by_administrators(
    telegram: Emulator, people: TelegramClient
) -> None:
    theirs = people.text(GROUP.id, OLENA.id, "mine").message_id
    told = await refused(telegram, "deleteMessage", chat_id=GROUP.id, message_id=theirs)
    assert told == "400 Bad Request: message can't be deleted"
    people.set_bot_status(GROUP.id, OLENA.id, Status.ADMINISTRATOR)
    await call(telegram, "deleteMessages", chat_id=GROUP.id, message_ids=[theirs, 5])
    assert people.transcript(GROUP.id) == []


async def test_forwards_tell_their_origin_and_copies_do_not(
    telegram: Emulator, people: TelegramClient
) -> None:
    theirs = people.text(GROUP.id, OLENA.id, "mine").message_id
    fields = {"chat_id": SUPERGROUP.id, "from_chat_id": GROUP.id, "message_id": theirs}
    await call(telegram, "forwardMessage", **fields)
    await call(telegram, "copyMessage", **fields)
    forwarded, copied = people.transcript(SUPERGROUP.id)
    assert (forwarded.text, forwarded.forwarded_from) == ("mine", "Olena")
    assert (copied.text, copied.forwarded_from) == ("mine", None)
    gone = fields | {"message_id": 5}
    assert (
        await refused(telegram, "forwardMessage", **gone) == "400 Bad Request: message to forward not found"
    )
    assert await refused(telegram, "copyMessage", **gone) == "400 Bad Request: message to copy not found"


async def test_protected_messages_stay(telegram: Emulator) -> None:
    number = await send(telegram, protect_content=True)
    fields = {"chat_id": SUPERGROUP.id, "from_chat_id": GROUP.id, "message_id": number}
    assert (
        await refused(telegram, "forwardMessage", **fields) == "400 Bad Request: message can't be forwarded"
    )
    assert await refused(telegram, "copyMessage", **fields) == "400 Bad Request: message can't be copied"


@pytest.mark.parametrize(
    ("reaction", "reason"),
    [
        ([{"type": "emoji", "emoji": "✅"}], "REACTION_INVALID"),
        ([{"type": "paid"}], "REACTION_INVALID"),
        ([{"type": "emoji", "emoji": "👀"}, {"type": "emoji", "emoji": "👍"}], "REACTIONS_TOO_MANY"),
        ([{"type": "emoji"}], "can't parse parameter reaction[0]: ReactionTypeEmoji needs the field emoji"),
    ],
)
async def test_reactions_that_are_refused(
    telegram: Emulator, people: TelegramClient, reaction: list[Json], reason: str
) -> None:
    number = people.text(GROUP.id, OLENA.id, "x").message_id
    fields = {"chat_id": GROUP.id, "message_id": number, "reaction": reaction}
    assert await refused(telegram, "setMessageReaction", **fields) == f"400 Bad Request: {reason}"


async def test_a_reaction_replaces_the_one_before(telegram: Emulator, people: TelegramClient) -> None:
    number = people.text(GROUP.id, OLENA.id, "x").message_id
    for emojis in (["👀"], ["👍"]):
        reaction = [{"type": "emoji", "emoji": emoji} for emoji in emojis]
        await call(telegram, "setMessageReaction", chat_id=GROUP.id, message_id=number, reaction=reaction)
    [line] = people.transcript(GROUP.id)
    assert [(one.author, one.emoji) for one in line.reactions] == [("Manta", "👍")]
    await call(telegram, "setMessageReaction", chat_id=GROUP.id, message_id=number)
    assert people.transcript(GROUP.id)[0].reactions == []
    told = await refused(telegram, "setMessageReaction", chat_id=GROUP.id, message_id=4)
    assert told == "400 Bad Request: message to react not found"


async def test_pinning_needs_a_right(telegram: Emulator, people: TelegramClient) -> None:
    fields = {"chat_id": GROUP.id, "message_id": await send(telegram)}
    told = await refused(telegram, "pinChatMessage", **fields)
    assert told == "400 Bad Request: not enough rights to manage pinned messages in the chat"
    bot_id = telegram.state.settings.bot_id
    may_not = {"can_pin_messages": False}
    people.set_member(Member(chat_id=GROUP.id, user_id=bot_id, status=Status.ADMINISTRATOR, rights=may_not))
    assert "not enough rights" in await refused(telegram, "pinChatMessage", **fields)
    people.set_bot_status(GROUP.id, OLENA.id, Status.ADMINISTRATOR)
    await call(telegram, "pinChatMessage", **fields)
    assert people.transcript(GROUP.id)[0].is_pinned
    chat = as_object(await call(telegram, "getChat", chat_id=GROUP.id))
    assert as_object(chat["pinned_message"])["message_id"] == fields["message_id"]
    await call(telegram, "unpinChatMessage", **fields)
    assert not people.transcript(GROUP.id)[0].is_pinned
    told = await refused(telegram, "pinChatMessage", chat_id=GROUP.id, message_id=4)
    assert told == "400 Bad Request: message to pin not found"


async def test_an_album_has_two_to_ten_files(telegram: Emulator, people: TelegramClient) -> None:
    part = {"type": "document", "media": await upload(telegram, people)}
    for number in (1, 11):
        told = await refused(telegram, "sendMediaGroup", chat_id=GROUP.id, media=[part] * number)
        assert told == "400 Bad Request: wrong number of media: an album has 2 to 10"
    await call(telegram, "sendMediaGroup", chat_id=GROUP.id, media=[part | {"caption": "a"}, part])
    first, second = people.transcript(GROUP.id)
    assert first.album == second.album
    assert (first.text, second.text) == ("a", "")


async def test_a_file_that_is_not_there(telegram: Emulator) -> None:
    told = await refused(telegram, "sendDocument", chat_id=GROUP.id, document="none")
    assert told.startswith("400 Bad Request: wrong remote file identifier specified")
    told = await refused(telegram, "getFile", file_id="none")
    assert told == "400 Bad Request: wrong file_id or the file is temporarily unavailable"


async def test_a_file_that_is_too_big_to_get(telegram: Emulator, people: TelegramClient) -> None:
    big = Sendable(kind="document", content=b"x" * 20_000_001)
    people.media(OLENA.id, OLENA.id, big)
    file_id = people.transcript(OLENA.id)[-1].attachments[0].file_id
    assert await refused(telegram, "getFile", file_id=file_id) == "400 Bad Request: file is too big"

"""What people do, and the updates that come of it: each is what the schema and aiogram take for one."""

from collections.abc import Callable

import pytest

from tests.fakes.telegram import (
    Chat,
    ChatType,
    Emulator,
    Extras,
    Pushed,
    Sendable,
    Status,
    TelegramClient,
    User,
    origins,
)
from tests.fakes.telegram.jsons import Json, as_object, as_objects, find_object
from tests.fakes.telegram.texts import cut
from tests.fakes_tests.telegram.world import (
    CHANNEL,
    CRANES,
    FORUM,
    GROUP,
    MARK,
    OLENA,
    SUPERGROUP,
    call,
    content_of,
    send,
    updates_of,
)

ALL = ["message", "message_reaction", "chat_member", "my_chat_member", "callback_query", "inline_query"]


async def test_a_command_has_an_entity(telegram: Emulator, people: TelegramClient) -> None:
    pushed = people.text(GROUP.id, OLENA.id, "😀 /task@manta_bot fix it")
    message = await content_of(telegram)
    assert message["message_id"] == pushed.message_id
    assert message["from"] == OLENA.to_json()
    [entity] = as_objects(message["entities"])
    assert entity == {"type": "bot_command", "offset": 3, "length": 15}


async def test_a_reply_with_a_quote(telegram: Emulator, people: TelegramClient) -> None:
    first = people.text(GROUP.id, MARK.id, "😀 fix the crane").message_id
    await confirm(telegram)
    people.text(GROUP.id, OLENA.id, "/task", Extras(reply_to=first, quote="the crane"))
    message = await content_of(telegram)
    assert as_object(message["reply_to_message"])["text"] == "😀 fix the crane"
    assert message["quote"] == {"text": "the crane", "position": 7, "is_manual": True}


async def confirm(telegram: Emulator) -> None:
    """Let Telegram forget what waits."""
    await call(telegram, "getUpdates", offset=2**31)


@pytest.mark.parametrize(
    ("origin", "name"),
    [
        (origins.from_user(MARK), "Mark"),
        (origins.from_hidden_user("Somebody"), "Somebody"),
        (origins.from_chat(SUPERGROUP), "Port"),
        (origins.from_channel(CHANNEL, 5), "News"),
    ],
)
async def test_forwards_of_the_four_kinds(
    telegram: Emulator, people: TelegramClient, origin: Json, name: str
) -> None:
    people.text(GROUP.id, OLENA.id, "look", Extras(origin=origin))
    assert (await content_of(telegram))["forward_origin"] == origin
    assert people.transcript(GROUP.id)[0].forwarded_from == name


@pytest.mark.parametrize(
    "kind", ["photo", "document", "video", "animation", "audio", "voice", "video_note", "sticker"]
)
async def test_files_of_all_kinds(telegram: Emulator, people: TelegramClient, kind: str) -> None:
    file = Sendable.model_validate({"kind": kind, "caption": "#docs", "content": b"\x00\xff"})
    people.media(OLENA.id, OLENA.id, file)
    message = await content_of(telegram)
    assert message["caption_entities"] == [{"type": "hashtag", "offset": 0, "length": 5}]
    [attachment] = people.transcript(OLENA.id)[0].attachments
    assert people.content(attachment.file_id) == b"\x00\xff"
    assert as_object(await call(telegram, "getFile", file_id=attachment.file_id))["file_size"] == 2


async def test_parts_of_an_album_belong_together(telegram: Emulator, people: TelegramClient) -> None:
    photo = Sendable(kind="photo")
    people.album(OLENA.id, OLENA.id, [photo.model_copy(update={"caption": "both"}), photo])
    people.album(OLENA.id, OLENA.id, [photo, photo])
    albums = [as_object(update["message"])["media_group_id"] for update in await updates_of(telegram)]
    assert albums[0] == albums[1] != albums[2] == albums[3]


async def test_a_checklist(telegram: Emulator, people: TelegramClient) -> None:
    people.checklist(OLENA.id, OLENA.id, "Ship", ["Paint", "Launch"])
    checklist = as_object((await content_of(telegram))["checklist"])
    assert [(one["id"], one["text"]) for one in as_objects(checklist["tasks"])] == [
        (1, "Paint"),
        (2, "Launch"),
    ]
    assert people.transcript(OLENA.id)[0].checklist == ["Paint", "Launch"]


async def test_people_edit_what_they_wrote(telegram: Emulator, people: TelegramClient) -> None:
    number = people.text(GROUP.id, OLENA.id, "/task one").message_id or 0
    await confirm(telegram)
    people.edit(GROUP.id, number, "two")
    message = await content_of(telegram, "edited_message")
    assert (message["text"], "entities" in message, "edit_date" in message) == ("two", False, True)
    assert [one.text for one in people.transcript(GROUP.id)[0].edits] == ["/task one"]


async def test_people_without_a_username_are_mentioned(telegram: Emulator, people: TelegramClient) -> None:
    people.mention(GROUP.id, OLENA.id, "😀 Mark will do it", [MARK])
    message = await content_of(telegram)
    [entity] = as_objects(message["entities"])
    assert (entity["type"], as_object(entity["user"])["id"]) == ("text_mention", MARK.id)
    assert cut(str(message["text"]), entity) == "Mark"


async def test_topics(telegram: Emulator, people: TelegramClient) -> None:
    people.text(FORUM.id, OLENA.id, "x", Extras(topic_id=CRANES))
    message = await content_of(telegram)
    assert (message["message_thread_id"], message["is_topic_message"]) == (CRANES, True)
    assert as_object(message["chat"])["is_forum"] is True


async def test_channels_post(telegram: Emulator, people: TelegramClient) -> None:
    number = people.text(CHANNEL.id, OLENA.id, "news").message_id or 0
    people.edit(CHANNEL.id, number, "more news")
    posted, edited = await updates_of(telegram)
    assert "from" not in as_object(posted["channel_post"])
    assert as_object(edited["edited_channel_post"])["text"] == "more news"


async def test_administrators_may_hide(telegram: Emulator, people: TelegramClient) -> None:
    people.text(GROUP.id, OLENA.id, "x", Extras(sender_chat=GROUP.id))
    message = await content_of(telegram)
    assert as_object(message["sender_chat"])["id"] == GROUP.id
    assert as_object(message["from"])["username"] == "GroupAnonymousBot"


async def test_reactions_are_told_to_administrators_who_ask(
    telegram: Emulator, people: TelegramClient
) -> None:
    number = await send(telegram)
    assert people.react(GROUP.id, number, OLENA.id, "👍").update_id is None
    people.set_bot_status(GROUP.id, OLENA.id, Status.ADMINISTRATOR)
    assert people.react(GROUP.id, number, OLENA.id, "👎").update_id is None, "not asked for"
    await call(telegram, "getUpdates", offset=2**31, allowed_updates=ALL)
    people.react(GROUP.id, number, OLENA.id)
    change = await content_of(telegram, "message_reaction")
    assert change["old_reaction"] == [{"type": "emoji", "emoji": "👎"}]
    assert change["new_reaction"] == []


@pytest.mark.parametrize("status", list(Status))
async def test_the_bot_is_told_what_becomes_of_it(
    telegram: Emulator, people: TelegramClient, status: Status
) -> None:
    people.set_bot_status(GROUP.id, OLENA.id, status)
    change = await content_of(telegram, "my_chat_member")
    assert as_object(change["old_chat_member"])["status"] == "member"
    assert as_object(change["new_chat_member"])["status"] == status


async def test_a_migration_is_told_in_both_chats(telegram: Emulator, people: TelegramClient) -> None:
    new = -1_000_000_000_777
    people.migrate(GROUP.id, new, OLENA.id)
    first, second = [as_object(update["message"]) for update in await updates_of(telegram)]
    assert (as_object(first["chat"])["id"], first["migrate_to_chat_id"]) == (GROUP.id, new)
    assert (as_object(second["chat"])["id"], second["migrate_from_chat_id"]) == (new, GROUP.id)


async def test_a_raw_update_teaches_what_it_tells(telegram: Emulator, people: TelegramClient) -> None:
    chat: Json = {"id": -1_000_000_000_999, "type": "supergroup", "title": "New", "is_forum": True}
    sender: Json = {"id": 77, "is_bot": False, "first_name": "New"}
    message: Json = {
        "message_id": 3,
        "date": 1,
        "chat": chat,
        "from": sender,
        "text": "x",
        "message_thread_id": 9,
    }
    people.raw({"update_id": 12, "message": message})
    people.raw({"update_id": 12, "message": message})
    people.raw({"update_id": 13, "edited_message": message | {"text": "y", "edit_date": 2}})
    assert [one["update_id"] for one in await updates_of(telegram)] == [12, 13]
    await call(
        telegram,
        "sendMessage",
        chat_id=chat["id"],
        text="x",
        message_thread_id=9,
        reply_parameters={"message_id": 3},
    )
    line, _ = people.transcript(-1_000_000_000_999)
    assert (line.text, [one.text for one in line.edits]) == ("y", ["x"])


async def test_ids_of_raw_messages_are_not_given_again(telegram: Emulator, people: TelegramClient) -> None:
    people.raw({"message": {"message_id": 10_001, "date": 1, "chat": GROUP.to_json(), "text": "x"}})
    assert await send(telegram) == 10_002


@pytest.mark.parametrize(
    "update",
    [
        {"update_id": 1, "of_next_year": {"x": 1}},
        {"update_id": 1},
        {"update_id": 1, "message": {"chat": None, "message_id": "x"}},
        {"update_id": 1, "message": {"chat": {"id": -9, "type": "moon"}, "message_id": 1}},
    ],
)
async def test_a_raw_update_may_be_anything(telegram: Emulator, people: TelegramClient, update: Json) -> None:
    people.raw(update)
    assert await call(telegram, "getUpdates") == [update]


UNKNOWN: list[Callable[[TelegramClient], object]] = [
    lambda people: people.text(-404, OLENA.id, "x"),
    lambda people: people.text(GROUP.id, 404, "x"),
    lambda people: people.text(GROUP.id, OLENA.id, "x", Extras(reply_to=404)),
    lambda people: people.edit(GROUP.id, 404, "x"),
    lambda people: people.press(GROUP.id, OLENA.id, "Done"),
    lambda people: people.choose("404", "1"),
    lambda people: people.content("404"),
]


@pytest.mark.parametrize("act", UNKNOWN)
def test_what_is_not_there_is_told(people: TelegramClient, act: Callable[[TelegramClient], object]) -> None:
    with pytest.raises(LookupError):
        act(people)


def seen(people: TelegramClient, text: str, extras: Extras | None = None) -> bool:
    """Whether the bot gets to see what Olena writes in the group."""
    pushed: Pushed = people.text(GROUP.id, OLENA.id, text, extras or Extras())
    return pushed.update_id is not None


async def test_privacy_hides_what_is_not_meant_for_the_bot(
    telegram: Emulator, people: TelegramClient
) -> None:
    people.configure(can_read_all_group_messages=False)
    assert as_object(await call(telegram, "getMe"))["can_read_all_group_messages"] is False
    mine = await send(telegram)
    assert not seen(people, "hello")
    assert not seen(people, "/task@other_bot x")
    assert not seen(people, "@olena_k look")
    assert seen(people, "/task x")
    assert seen(people, "/task@manta_bot x")
    assert seen(people, "@manta_bot look")
    assert seen(people, "yes", Extras(reply_to=mine))
    assert seen(people, "shared", Extras(via_bot=True))
    people.set_bot_status(GROUP.id, OLENA.id, Status.ADMINISTRATOR)
    assert seen(people, "hello")
    people.set_bot_status(GROUP.id, OLENA.id, Status.LEFT)
    assert not seen(people, "/task x")


async def test_people_may_be_added_later(telegram: Emulator, people: TelegramClient) -> None:
    people.add_user(User(id=70, first_name="Ira", last_name="Z", is_premium=True))
    people.add_chat(Chat(id=-70, type=ChatType.GROUP, title="Later"), {70: Status.CREATOR})
    people.text(-70, 70, "x")
    assert find_object(await content_of(telegram), "from") == {
        "id": 70,
        "first_name": "Ira",
        "last_name": "Z",
        "is_bot": False,
        "is_premium": True,
    }
    member = as_object(await call(telegram, "getChatMember", chat_id=-70, user_id=70))
    assert member["status"] == "creator"
    assert people.transcript(-70)[0].author == "Ira Z"

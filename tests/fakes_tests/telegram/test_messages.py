"""Messages of the bot: sent, refused, edited, moved and deleted."""

import pytest

from tests.fakes.telegram import Chat, ChatType, Emulator, Member, Sendable, Status, TelegramClient
from tests.fakes.telegram.jsons import Json, as_object, find_object
from tests.fakes_tests.telegram.world import (
    CHANNEL,
    CRANES,
    FORUM,
    GROUP,
    MARK,
    OLENA,
    STRANGER,
    SUPERGROUP,
    button,
    call,
    inline,
    refused,
    send,
)


async def test_ids_count_in_each_chat(telegram: Emulator) -> None:
    ids = [await send(telegram), await send(telegram), await send(telegram, chat_id=SUPERGROUP.id)]
    assert ids == [10_001, 10_002, 10_001]


async def test_a_message_is_what_the_schema_says(telegram: Emulator) -> None:
    message = await call(
        telegram,
        "sendMessage",
        chat_id="@port_talk",
        text="<b>x</b>",
        parse_mode="HTML",
        reply_markup=inline([button()]),
    )
    body = telegram.world.checker.check_object("Message", message)
    assert body["entities"] == [{"type": "bold", "offset": 0, "length": 1}]
    assert find_object(body, "chat") == SUPERGROUP.to_json()
    assert find_object(body, "reply_markup") == inline([button()])


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"chat_id": -4}, "400 Bad Request: chat not found"),
        ({"chat_id": "@nobody_here"}, "400 Bad Request: chat not found"),
        ({"chat_id": STRANGER.id}, "403 Forbidden: bot can't initiate conversation with a user"),
        ({"text": ""}, "400 Bad Request: message text is empty"),
        ({"text": " \n "}, "400 Bad Request: message text is empty"),
        ({"text": "<b></b>", "parse_mode": "HTML"}, "400 Bad Request: message text is empty"),
        ({"text": "x" * 4097}, "400 Bad Request: message is too long"),
        ({"text": "😀" * 2049}, "400 Bad Request: message is too long"),
        ({"message_thread_id": 5}, "400 Bad Request: message thread not found"),
        ({"reply_parameters": {"message_id": 5}}, "400 Bad Request: message to be replied not found"),
        (
            {"text": "<b>x", "parse_mode": "HTML"},
            "400 Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
    ],
)
async def test_texts_that_are_refused(telegram: Emulator, fields: Json, reason: str) -> None:
    wanted: Json = {"chat_id": GROUP.id, "text": "x"}
    assert await refused(telegram, "sendMessage", **(wanted | fields)) == reason
    assert telegram.people.transcript(GROUP.id) == []


async def test_the_longest_text_counts_without_its_markup(telegram: Emulator) -> None:
    await send(telegram, "<b>" + "😀" * 2048 + "</b>", parse_mode="HTML")


@pytest.mark.parametrize(
    ("keyboard", "reason"),
    [
        (inline([button(data="x" * 65)]), "BUTTON_DATA_INVALID"),
        (inline([button(data="ї" * 33)]), "BUTTON_DATA_INVALID"),
        (inline([button(data="")]), "BUTTON_DATA_INVALID"),
        (inline([button(text=" ")]), "can't parse inline keyboard button: Button text must be non-empty"),
        (
            inline([{"text": "x"}]),
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            inline([button() | {"url": "https://a.b"}]),
            "can't parse inline keyboard button: Too many actions: callback_data, url",
        ),
        (
            inline([button() | {"style": "pink"}]),
            "can't parse inline keyboard button: Invalid button style specified",
        ),
        (
            inline([{"text": "x", "url": "nowhere"}]),
            "inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL",
        ),
        (inline([{"text": "x", "web_app": {"url": "https://a.b"}}]), "BUTTON_TYPE_INVALID"),
        (
            {"keyboard": [[{"text": "x", "web_app": {"url": "https://a.b"}}]]},
            "BUTTON_TYPE_INVALID",
        ),
        (inline([button()] * 9), "BUTTON_ROW_TOO_LONG: a row has at most 8 buttons"),
        (inline(*[[button()] * 8] * 13), "reply markup is too long"),
    ],
)
async def test_keyboards_that_are_refused(telegram: Emulator, keyboard: Json, reason: str) -> None:
    told = await refused(telegram, "sendMessage", chat_id=GROUP.id, text="x", reply_markup=keyboard)
    assert told == f"400 Bad Request: {reason}"
    number = await send(telegram, chat_id=GROUP.id)
    if "inline_keyboard" in keyboard:
        edit = {"chat_id": GROUP.id, "message_id": number, "reply_markup": keyboard}
        assert await refused(telegram, "editMessageReplyMarkup", **edit) == f"400 Bad Request: {reason}"


async def test_the_largest_keyboard(telegram: Emulator) -> None:
    rows = [[button(data="x" * 64)] * 8] * 12 + [[button()] * 4]
    await send(telegram, reply_markup=inline(*rows))


async def test_a_web_app_opens_from_private_chats(telegram: Emulator) -> None:
    app: Json = {"text": "Open", "web_app": {"url": "https://a.b"}}
    await send(telegram, chat_id=OLENA.id, reply_markup=inline([app]))
    bad: Json = {"text": "Open", "web_app": {"url": "http://a.b"}}
    told = await refused(telegram, "sendMessage", chat_id=OLENA.id, text="x", reply_markup=inline([bad]))
    assert told.endswith("Only HTTPS links are allowed")


@pytest.mark.parametrize(
    ("chat", "status", "reason"),
    [
        (GROUP, Status.KICKED, "Forbidden: bot was kicked from the group chat"),
        (SUPERGROUP, Status.KICKED, "Forbidden: bot was kicked from the supergroup chat"),
        (SUPERGROUP, Status.LEFT, "Forbidden: bot is not a member of the supergroup chat"),
        (CHANNEL, Status.KICKED, "Forbidden: bot was kicked from the channel chat"),
        (CHANNEL, Status.MEMBER, "Bad Request: need administrator rights in the channel chat"),
        (GROUP, Status.RESTRICTED, "Bad Request: not enough rights to send text messages to the chat"),
    ],
)
async def test_where_the_bot_may_not_write(
    telegram: Emulator, chat: Chat, status: Status, reason: str
) -> None:
    telegram.people.set_bot_status(chat.id, OLENA.id, status)
    assert (await refused(telegram, "sendMessage", chat_id=chat.id, text="x"))[4:] == reason


async def test_who_has_blocked_the_bot_hears_nothing_until_they_write(telegram: Emulator) -> None:
    telegram.people.set_bot_status(OLENA.id, OLENA.id, Status.KICKED)
    told = await refused(telegram, "sendMessage", chat_id=OLENA.id, text="x")
    assert told == "403 Forbidden: bot was blocked by the user"
    telegram.people.text(OLENA.id, OLENA.id, "/start")
    await send(telegram, chat_id=OLENA.id)


async def test_a_group_that_moved_names_its_new_id(telegram: Emulator, people: TelegramClient) -> None:
    new = -1_000_000_000_777
    people.migrate(GROUP.id, new, OLENA.id)
    answer = await telegram.call("sendMessage", {"chat_id": GROUP.id, "text": "x"})
    assert answer.status == 400
    assert answer.body["parameters"] == {"migrate_to_chat_id": new}
    await send(telegram, chat_id=new)


async def test_topics_are_known_or_refused(telegram: Emulator) -> None:
    number = await send(telegram, chat_id=FORUM.id, message_thread_id=CRANES)
    [line] = telegram.people.transcript(FORUM.id)
    assert (line.message_id, line.topic_id) == (number, CRANES)
    for unknown in (1, CRANES + 1):
        told = await refused(telegram, "sendMessage", chat_id=FORUM.id, text="x", message_thread_id=unknown)
        assert told == "400 Bad Request: message thread not found"


async def test_a_topic_that_is_closed_takes_nothing(telegram: Emulator) -> None:
    where = {"chat_id": FORUM.id, "message_thread_id": CRANES}
    await call(telegram, "closeForumTopic", **where)
    assert await refused(telegram, "sendMessage", text="x", **where) == "400 Bad Request: TOPIC_CLOSED"
    assert await refused(telegram, "closeForumTopic", **where) == "400 Bad Request: TOPIC_NOT_MODIFIED"
    await call(telegram, "reopenForumTopic", **where)
    await call(telegram, "sendMessage", text="x", **where)
    await call(telegram, "deleteForumTopic", **where)
    assert "message thread not found" in await refused(telegram, "reopenForumTopic", **where)


async def test_only_forums_get_topics(telegram: Emulator) -> None:
    told = await refused(telegram, "createForumTopic", chat_id=SUPERGROUP.id, name="x")
    assert told == "400 Bad Request: the chat is not a forum"
    told = await refused(telegram, "createForumTopic", chat_id=FORUM.id, name="x")
    assert told == "400 Bad Request: not enough rights to create a topic"
    telegram.people.set_bot_status(FORUM.id, OLENA.id, Status.ADMINISTRATOR)
    made = as_object(await call(telegram, "createForumTopic", chat_id=FORUM.id, name="Boats"))
    await call(
        telegram, "sendMessage", chat_id=FORUM.id, text="x", message_thread_id=made["message_thread_id"]
    )


async def test_replies_and_quotes(telegram: Emulator, people: TelegramClient) -> None:
    asked = people.text(GROUP.id, OLENA.id, "fix the crane").message_id
    await send(telegram, reply_parameters={"message_id": asked, "quote": "crane"})
    *_, line = people.transcript(GROUP.id)
    assert (line.reply_to, line.quote) == (asked, "crane")
    wrong = {"message_id": asked, "quote": "boat"}
    told = await refused(telegram, "sendMessage", chat_id=GROUP.id, text="x", reply_parameters=wrong)
    assert told == "400 Bad Request: QUOTE_TEXT_INVALID"


async def test_a_reply_to_what_is_gone(telegram: Emulator, people: TelegramClient) -> None:
    asked = people.text(GROUP.id, OLENA.id, "fix the crane").message_id or 0
    people.erase(GROUP.id, asked)
    reply: Json = {"message_id": asked}
    told = await refused(telegram, "sendMessage", chat_id=GROUP.id, text="x", reply_parameters=reply)
    assert told == "400 Bad Request: message to be replied not found"
    await send(telegram, reply_parameters=reply | {"allow_sending_without_reply": True})
    assert [line.reply_to for line in people.transcript(GROUP.id)] == [None]


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


async def test_members(telegram: Emulator, people: TelegramClient) -> None:
    schema = telegram.world.checker
    for user, status in ((OLENA, "administrator"), (MARK, "member"), (STRANGER, "left")):
        member = await call(telegram, "getChatMember", chat_id=GROUP.id, user_id=user.id)
        assert schema.check_object("ChatMember", member)["status"] == status
    assert (
        await refused(telegram, "getChatMember", chat_id=GROUP.id, user_id=1)
        == "400 Bad Request: user not found"
    )
    [admin] = [as_object(one) for one in await admins(telegram)]
    assert as_object(admin["user"])["id"] == OLENA.id
    assert await call(telegram, "getChatMemberCount", chat_id=GROUP.id) == 3
    people.set_bot_status(GROUP.id, OLENA.id, Status.KICKED)
    told = await refused(telegram, "getChat", chat_id=GROUP.id)
    assert told == "403 Forbidden: bot was kicked from the group chat"


async def admins(telegram: Emulator) -> list[object]:
    found = await call(telegram, "getChatAdministrators", chat_id=GROUP.id)
    assert isinstance(found, list)
    return list(found)  # pyright: ignore[reportUnknownArgumentType] - JSON


@pytest.mark.parametrize("chat", [GROUP, SUPERGROUP, FORUM, CHANNEL])
async def test_chats_are_told_in_full(telegram: Emulator, chat: Chat) -> None:
    told = await call(telegram, "getChat", chat_id=chat.id)
    assert telegram.world.checker.check_object("ChatFullInfo", told)["title"] == chat.title


async def test_a_chat_the_bot_has_left(telegram: Emulator) -> None:
    await call(telegram, "leaveChat", chat_id=GROUP.id)
    told = await refused(telegram, "sendChatAction", chat_id=GROUP.id, action="typing")
    assert told == "403 Forbidden: bot is not a member of the group chat"


async def test_unknown_chats_are_made_up_when_that_is_asked_for(telegram: Emulator) -> None:
    telegram.people.configure(knows_every_chat=True)
    await send(telegram, chat_id=-5)
    await send(telegram, chat_id=-1_009_000_000_000)
    await send(telegram, chat_id=5)
    kinds = [telegram.state.chats.find(chat) for chat in (-5, -1_009_000_000_000, 5)]
    assert [kind and kind.type for kind in kinds] == [ChatType.GROUP, ChatType.SUPERGROUP, ChatType.PRIVATE]

"""New messages of the bot: taken, or refused."""

import pytest

from tests.fakes.telegram import Chat, Emulator, Status, TelegramClient
from tests.fakes.telegram.jsons import Json, as_object, find_object
from tests.fakes_tests.telegram.world import (
    CHANNEL,
    CRANES,
    FORUM,
    GROUP,
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
    telegram.people.add_topic(FORUM.id, "General", 1)
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

"""Which commands there are, for whom, and how the bot behaves among people: checklist 9, 18, 28, 31."""

from dataclasses import replace

import pytest
from aiogram import Dispatcher
from aiogram.methods import AnswerCallbackQuery, SendMessage
from aiogram.types import InlineKeyboardMarkup

from bot.callbacks_lists import ListKind, ListTurn, TryExample
from bot.command_texts import TEXTS
from bot.commands import Audience
from bot.dispatcher import UpdateHandler
from bot.handlers import routers
from bot.kinds import HANDLED_KINDS
from bot.links import BOARD_PATH
from bot.listening import command_names, listened
from db.messages import PostgresMessages
from db.pool import Database
from domain.errors import ConflictError, UnavailableError
from domain.message import MessageQuery
from domain.task import TaskPage, TaskQuery
from tests.bot.desk import GROUP, MAIN, OTHER_GROUP, PRIVATE, Desk
from tests.bot.test_doing import answer
from tests.bot.test_lists import last

OF_OTHERS = frozenset({"task", "new", "export", "forget"})
"""Commands whose handlers say in another way whom they are for."""

UNLISTED = frozenset({(Audience.GROUPS, "start")})
"""Telegram itself says it in a group when the bot is added by a link."""

KINDS_OF_OTHERS = frozenset({"message_reaction", "my_chat_member", "chat_member"})
"""Kinds of updates that handlers still to come are for."""


def test_what_is_registered_is_handled_for_the_same_people() -> None:
    registered = {
        (audience, name)
        for audience, names in TEXTS.commands.items()
        for name in names
        # Telegram shows administrators the commands of groups in the same list.
        if audience is not Audience.ADMINISTRATORS or name not in TEXTS.commands[Audience.GROUPS]
    }
    handled = {pair for router in routers() for pair in listened(router)}
    assert handled - UNLISTED == {(audience, name) for audience, name in registered if name not in OF_OTHERS}


def test_no_command_is_handled_that_is_not_registered() -> None:
    names = {
        name
        for top in routers()
        for router in top.chain_tail
        for handler in router.message.handlers
        for name in command_names(handler)
    }
    assert names - OF_OTHERS == {name for names in TEXTS.commands.values() for name in names} - OF_OTHERS


def test_updates_are_asked_for_by_what_is_handled() -> None:
    dispatcher = Dispatcher()
    dispatcher.include_routers(*routers())
    used = set(dispatcher.resolve_used_update_types())
    assert used <= set(HANDLED_KINDS)
    assert set(HANDLED_KINDS) - used <= KINDS_OF_OTHERS


async def texts_of(desk: Desk) -> list[str]:
    return [message.text for message in await desk.sent(SendMessage)]


@pytest.mark.parametrize("payload", ["", " inline", " nonsense", " <b>"])
async def test_start_greets_in_three_lines_with_an_example(desk: Desk, payload: str) -> None:
    await desk.write(f"/start{payload}", chat=PRIVATE)
    message = await last(desk)
    assert message.text.startswith("Hello, Olena!")
    assert [line[:2] for line in message.text.splitlines()[1:]] == ["1.", "2.", "3."]
    assert isinstance(message.reply_markup, InlineKeyboardMarkup)


async def test_deep_links_open_help_and_settings(desk: Desk) -> None:
    for payload, words in (("help", "/search"), ("settings", "Time zone")):
        await desk.write(f"/start {payload}", chat=PRIVATE)
        assert words in (await last(desk)).text


async def test_the_example_is_read_once(desk: Desk) -> None:
    for _ in range(2):
        await desk.press(TryExample().pack(), 5, chat=PRIVATE)
    stored = await PostgresMessages(desk.database).list_messages(MAIN, MessageQuery())
    assert [(message.content, message.external_id) for message in stored] == [
        ("Send the report on Friday", "7:5")
    ]
    assert len(await desk.sent(AnswerCallbackQuery)) == 2


async def test_the_board_is_a_web_app_in_private_and_a_link_in_groups(database: Database) -> None:
    desk = Desk(database, public_url="https://tasks.example.org/")
    await desk.write("/board", chat=PRIVATE)
    await desk.write("/board", chat=GROUP)
    buttons = [
        message.reply_markup.inline_keyboard[0][0]
        for message in await desk.sent(SendMessage)
        if isinstance(message.reply_markup, InlineKeyboardMarkup)
    ]
    private, group = buttons
    assert private.web_app is not None
    assert private.web_app.url == f"https://tasks.example.org{BOARD_PATH}"
    assert group.web_app is None
    assert group.url == "https://t.me/test_bot?startapp=chat_-100123"


@pytest.mark.parametrize("public_url", [None, "http://localhost:8000"])
async def test_without_a_public_address_the_board_says_how(
    database: Database, public_url: str | None
) -> None:
    desk = Desk(database, public_url=public_url)
    for chat in (PRIVATE, GROUP):
        await desk.write("/board", chat=chat)
        assert "MANTA_PUBLIC_URL" in (await last(desk)).text


async def test_unknown_commands_get_a_hint_in_private_alone(desk: Desk) -> None:
    for command in ("/nonsense", "/nonsense@test_bot", "/my@other_bot", "/etc/hosts is broken"):
        await desk.write(command, chat=PRIVATE)
    await desk.write("/tasks", chat=PRIVATE)
    hint = "I don't know /nonsense. /help shows what I can do."
    assert await texts_of(desk) == [hint, hint, "/tasks works in groups. /help shows what I can do here."]


@pytest.mark.parametrize(
    "text", ["/nonsense", "/tasks@other_bot", "/my", "hello", "@test_bot fix it", "@olena"]
)
async def test_a_group_hears_nothing_that_it_did_not_ask_for(desk: Desk, text: str) -> None:
    await desk.write(
        text, entities=[{"type": "mention", "offset": 0, "length": 9}] if "@" in text[:1] else []
    )
    assert await desk.parcels() == []


async def test_a_group_that_calls_the_bot_is_told_what_to_do(desk: Desk) -> None:
    await desk.write("/help@Test_Bot")
    await desk.write("/HELP")
    await desk.write("@test_bot", entities=[{"type": "mention", "offset": 0, "length": 9}])
    texts = await texts_of(desk)
    assert len(set(texts)) == 1
    assert len(texts) == 3
    assert len(texts[0]) < 400


class Failing:
    """A board that can't list tasks."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    async def list_tasks(self, _workspace_id: int, _query: TaskQuery) -> TaskPage:
        raise self.error


def break_board(desk: Desk, error: Exception) -> None:
    services = replace(desk.services, board=Failing(error))  # pyright: ignore[reportArgumentType]
    desk.handler = UpdateHandler(desk.bot, services)


async def test_errors_are_explained_in_private_and_told_shortly_in_groups(desk: Desk) -> None:
    break_board(desk, ConflictError("<It> stands otherwise.", remedy="Look again."))
    await desk.write("/my", chat=PRIVATE)
    await desk.write("/tasks", chat=GROUP)
    assert await texts_of(desk) == [
        "&lt;It&gt; stands otherwise.\nLook again.",
        "That contradicts how it stands now. Please look again.",
    ]
    await desk.press(ListTurn(kind=ListKind.CHAT, page=0).pack(), 5)
    [toast] = await desk.sent(AnswerCallbackQuery)
    assert toast.text == "That contradicts how it stands now. Please look again."


async def test_an_outage_is_tried_again_in_silence(desk: Desk) -> None:
    break_board(desk, UnavailableError())
    with pytest.raises(UnavailableError):
        await desk.write("/tasks")
    assert await desk.parcels() == []


async def test_a_mistake_of_the_bot_is_owned_up_to(desk: Desk) -> None:
    break_board(desk, ZeroDivisionError())
    with pytest.raises(ZeroDivisionError):
        await desk.write("/tasks")
    assert await texts_of(desk) == [
        "Sorry, that is a mistake of mine (number 101). I'll try again by myself."
    ]


async def test_commands_in_topics_are_answered_there(desk: Desk) -> None:
    await desk.write("/tasks", chat=OTHER_GROUP, message_thread_id=77, is_topic_message=True)
    assert (await last(desk)).message_thread_id == 77


async def test_what_people_answer_each_other_is_no_business_of_the_bot(desk: Desk) -> None:
    await answer(desk, 5, "Thanks!")
    assert await desk.parcels() == []

"""The first words: `/start` with its deep links, `/help`, `/board`."""

from aiogram import Bot, Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from bot.answering import answer_button
from bot.callbacks_lists import TryExample
from bot.commands import Audience
from bot.handlers.settings import show_settings
from bot.here import Here
from bot.html import escape
from bot.links import Links
from bot.listening import listen
from bot.reach import find_task, reach_of, read_task_number, show_task
from domain.message import NewMessage
from domain.outbox import Button
from domain.values import Source

_TASK = "task_"


def router() -> Router:
    """Return the router of the first words."""
    made = Router(name="start")
    listen(made, Audience.PRIVATE, "start", start)
    listen(made, Audience.GROUPS, "start", start_in_group)
    listen(made, Audience.PRIVATE, "help", help_in_private)
    listen(made, Audience.GROUPS, "help", help_in_group)
    listen(made, Audience.PRIVATE, "board", open_board)
    listen(made, Audience.GROUPS, "board", link_board)
    made.callback_query.register(try_example, TryExample.filter())
    return made


async def start(message: Message, command: CommandObject, here: Here) -> None:
    """Greet, or do what a deep link asks for."""
    payload = command.args or ""
    if payload.startswith(_TASK):
        await _show(here, payload.removeprefix(_TASK))
    elif payload == "help":
        await help_in_private(message, here)
    elif payload == "settings":
        await show_settings(here)
    else:
        _greet(here)


async def _show(here: Here, number: str) -> None:
    task_id = read_task_number(number)
    reached = None if task_id is None else await find_task(here, await reach_of(here), task_id)
    if reached is None:
        here.say(here.texts("no-such-task"))
    else:
        await show_task(here, reached)


def _greet(here: Here) -> None:
    name = escape(here.person.first_name) if here.person else ""
    example = Button(text=here.texts("start-example-button"), data=TryExample().pack())
    here.say(
        here.texts("start-greeting", name=name, example=escape(here.texts("start-example"))),
        keyboard=((example,),),
    )


async def try_example(callback: CallbackQuery, here: Here, bot: Bot) -> None:
    """Let the agents read the example as if it had been written; the card answers the greeting.

    The greeting gives it its number and its time, so that a second press adds nothing.
    """
    greeting = callback.message
    if not isinstance(greeting, Message) or here.person is None:
        await answer_button(bot, callback, here.texts("button-old"))
        return
    example = NewMessage(
        external_id=f"{greeting.chat.id}:{greeting.message_id}",
        content=here.texts("start-example"),
        author=here.person.name,
        author_id=str(here.person.id),
        chat_id=str(greeting.chat.id),
        sent_at=greeting.date,
        source=Source.TELEGRAM,
    )
    await here.services.intake.accept(here.workspace_id, example)
    await answer_button(bot, callback, here.texts("start-example-read"))


async def start_in_group(_message: Message, here: Here) -> None:
    """Say how to begin in a group, where Telegram sends `/start` for whoever added the bot by a link."""
    here.say(here.texts("help-group"), essential=False)


async def help_in_private(_message: Message, here: Here) -> None:
    """Say what the bot can do for one person."""
    here.say(here.texts("help-private"))


async def help_in_group(_message: Message, here: Here) -> None:
    """Say shortly what the bot can do for a group."""
    here.say(here.texts("help-group"))


async def open_board(_message: Message, here: Here, links: Links) -> None:
    """Offer the board as a web app, which private chats alone may open."""
    if links.board is None:
        here.say(here.texts("board-unset"))
        return
    button = Button(text=here.texts("board-button"), web_app=links.board)
    here.say(here.texts("board-private"), keyboard=((button,),))


async def link_board(_message: Message, here: Here, links: Links) -> None:
    """Offer a link to the board of a group: Telegram takes no web app buttons there."""
    if links.board is None:
        here.say(here.texts("board-unset"))
        return
    button = Button(text=here.texts("board-button"), url=await links.app(f"chat_{here.in_chat.id}"))
    here.say(here.texts("board-group"), keyboard=((button,),))

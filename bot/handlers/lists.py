"""Lists of tasks and of what was found, each one message whose pages take each other's place."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from aiogram import Bot, Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from bot.answering import answer_button
from bot.callbacks_lists import ListKind, ListOpen, ListTurn
from bot.commands import Audience
from bot.here import Here
from bot.html import cut, escape
from bot.listening import listen
from bot.listing import PAGE_ROWS, Listed, Row, View, hit_row, render_list, task_row
from bot.periods import end_of_day
from bot.reach import Reach, find_task, reach_of, show_task
from bot.task_lists import MAX_LISTED, found_tasks, open_tasks, own_tasks
from domain.outbox import EditParcel
from domain.search import MAX_HITS

_ASKED_UNITS: Final = 200
"""Longest text that is looked for: it stands in the heading, from which the next page takes it."""

_SEARCH_MARK: Final = "🔎 "

_Read = Callable[[Here, Reach, int, str], Awaitable[list[Row]]]


def router() -> Router:
    """Return the router of lists."""
    made = Router(name="lists")
    listen(made, Audience.GROUPS, "tasks", list_chat)
    listen(made, Audience.PRIVATE, "my", list_mine)
    listen(made, Audience.PRIVATE, "today", list_today)
    for audience in (Audience.PRIVATE, Audience.GROUPS):
        listen(made, audience, "search", search)
    made.callback_query.register(turn_page, ListTurn.filter())
    made.callback_query.register(open_card, ListOpen.filter())
    return made


async def list_chat(_message: Message, here: Here) -> None:
    """List a group's open tasks."""
    _say(here, await _view(here, ListKind.CHAT))


async def list_mine(_message: Message, here: Here) -> None:
    """List a person's tasks of all their chats."""
    _say(here, await _view(here, ListKind.MINE))


async def list_today(_message: Message, here: Here) -> None:
    """List what a person has to do today, and should have done before."""
    _say(here, await _view(here, ListKind.TODAY))


async def search(_message: Message, command: CommandObject, here: Here) -> None:
    """Look for tasks and messages."""
    asked = cut(" ".join((command.args or "").split()), _ASKED_UNITS)
    if not asked:
        here.say(here.texts("search-usage"))
        return
    _say(here, await _view(here, ListKind.SEARCH, asked=asked))


async def turn_page(callback: CallbackQuery, callback_data: ListTurn, here: Here, bot: Bot) -> None:
    """Show another page of a list in its place."""
    message = callback.message
    asked = _asked_by(message)
    if message is None or (callback_data.kind is ListKind.SEARCH and not asked):
        await answer_button(bot, callback, here.texts("button-old"))
        return
    view = await _view(here, callback_data.kind, callback_data.page, asked)
    here.send(EditParcel(message_number=message.message_id, html=view.html, keyboard=view.keyboard))
    await answer_button(bot, callback)


async def open_card(callback: CallbackQuery, callback_data: ListOpen, here: Here, bot: Bot) -> None:
    """Show a task of a list."""
    reached = await find_task(here, await reach_of(here), callback_data.task_id)
    if reached is None:
        await answer_button(bot, callback, here.texts("no-such-task"))
        return
    await show_task(here, reached)
    await answer_button(bot, callback)


def _say(here: Here, view: View) -> None:
    here.say(view.html, keyboard=view.keyboard)


async def _view(here: Here, kind: ListKind, page: int = 0, asked: str = "") -> View:
    """Return a page of a list; one behind its end shows the last there is."""
    reach = await reach_of(here)
    most = MAX_HITS if kind is ListKind.SEARCH else MAX_LISTED
    last = (most - 1) // PAGE_ROWS
    page = max(0, min(page, last))
    rows = await _READ[kind](here, reach, (page + 1) * PAGE_ROWS + 1, asked)
    page = min(page, max(0, len(rows) - 1) // PAGE_ROWS)
    heading = _heading(here, kind, asked)
    if not rows:
        return View(html=f"{heading}\n\n{here.texts(f'list-empty-{kind.name.lower()}')}")
    at = page * PAGE_ROWS
    shown = rows[at : at + PAGE_ROWS]
    has_more = len(rows) > at + PAGE_ROWS and page < last
    return render_list(Listed(kind, heading, shown, page, has_more), here.texts)


def _heading(here: Here, kind: ListKind, asked: str) -> str:
    if kind is ListKind.SEARCH:
        return f"{_SEARCH_MARK}<b>{escape(asked)}</b>"
    return f"<b>{here.texts(f'list-heading-{kind.name.lower()}')}</b>"


def _asked_by(message: object) -> str:
    """Return what a message of found things was asked for: its heading says so."""
    text = message.text if isinstance(message, Message) else None
    first = (text or "").partition("\n")[0]
    return first.removeprefix(_SEARCH_MARK) if first.startswith(_SEARCH_MARK) else ""


async def _read_chat(here: Here, reach: Reach, limit: int, _asked: str) -> list[Row]:
    now = here.services.clock.now()
    return [task_row(task, here.texts, now) for task in await open_tasks(here, reach, limit)]


async def _read_mine(here: Here, reach: Reach, limit: int, _asked: str) -> list[Row]:
    now = here.services.clock.now()
    found = await own_tasks(here, reach, limit)
    return [task_row(task, here.texts, now, reach.title_of(task.chat_id)) for task in found]


async def _read_today(here: Here, reach: Reach, limit: int, _asked: str) -> list[Row]:
    now = here.services.clock.now()
    found = await own_tasks(here, reach, limit, end_of_day(now, here.texts.timezone))
    return [task_row(task, here.texts, now, reach.title_of(task.chat_id)) for task in found]


async def _read_found(here: Here, reach: Reach, limit: int, asked: str) -> list[Row]:
    rows: list[Row] = []
    for hit in await found_tasks(here, reach, asked, limit):
        chat_id = hit.task.chat_id if hit.task is not None else hit.message and hit.message.chat_id
        rows.append(hit_row(hit, here.texts, reach.title_of(chat_id)))
    return rows


_READ: Final[Mapping[ListKind, _Read]] = {
    ListKind.CHAT: _read_chat,
    ListKind.MINE: _read_mine,
    ListKind.TODAY: _read_today,
    ListKind.SEARCH: _read_found,
}

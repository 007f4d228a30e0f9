"""`/repeat`: letting a task come again, or no more."""

from typing import Final

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message

from bot.here import Here
from bot.html import escape
from bot.repeating import describe
from domain.errors import InvalidInputError, NotFoundError, TaskNotFoundError
from domain.quick_add import QuickAddSettings
from domain.task import Task

_STOP: Final = frozenset({"stop", "off", "never", "стоп", "досить"})
_MAX_ID: Final = 2**63


def router() -> Router:
    """Return the router of `/repeat`."""
    made = Router(name="repeating")
    made.message.register(repeat, Command("repeat"))
    return made


async def repeat(_message: Message, command: CommandObject, here: Here) -> None:
    """Read `/repeat 12 every Monday 9:00` or `/repeat 12 stop`, and do it."""
    number, _, words = (command.args or "").strip().lstrip("#").partition(" ")
    if not number.isdecimal() or int(number) >= _MAX_ID or not words.strip():
        here.say(here.texts("repeat-how"))
        return
    try:
        task = await _find(here, int(number))
        await (_stop if words.strip().lower() in _STOP else _start)(here, task, words)
    except NotFoundError:
        here.say(here.texts("repeat-no-task", id=number))
    except InvalidInputError:
        here.say(here.texts("repeat-unknown-time", id=number))


async def _find(here: Here, task_id: int) -> Task:
    task = await here.services.board.get_task(here.workspace_id, task_id)
    if task.chat_id != str(here.in_chat.id):
        raise TaskNotFoundError
    return task


async def _start(here: Here, task: Task, words: str) -> None:
    chat, now = here.in_chat, here.services.clock.now()
    settings = QuickAddSettings(timezone=chat.timezone, language=chat.language)
    found = await here.services.quick_add(words, now, settings)
    if found.recurrence is None:
        raise InvalidInputError("The words name no recurrence.")
    stored = await here.services.recurrences.repeat(
        here.by, task.id, found.recurrence, chat.timezone, found.due
    )
    rule = escape(describe(stored.recurrence or found.recurrence, here.texts))
    moment = here.texts.moment(stored.due) if stored.due is not None else ""
    here.say(here.texts("repeat-started", id=str(task.id), rule=rule, moment=moment))


async def _stop(here: Here, task: Task, _words: str) -> None:
    if task.recurrence_id is not None:
        await here.services.recurrences.stop(here.by, task.recurrence_id)
    here.say(here.texts("repeat-stopped", id=str(task.id)))

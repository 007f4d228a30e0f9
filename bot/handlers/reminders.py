"""The buttons under reminders: done, in an hour, tomorrow."""

from datetime import datetime, timedelta
from typing import Final

from aiogram import Bot, Router
from aiogram.types import CallbackQuery

from bot.answering import answer_button
from bot.callbacks_reminders import ReminderAction, ReminderPress
from bot.here import Here
from bot.html import escape
from bot.reminders import UNFINISHED
from bot.texts import Texts
from domain.errors import ConflictError, NotFoundError, TaskNotFoundError
from domain.outbox import EditParcel
from domain.recurrence import at_wall_time
from domain.reminder import MORNING
from domain.task import Task, TaskChange
from domain.values import TaskStatus

_HOUR: Final = timedelta(hours=1)


def router() -> Router:
    """Return the router of reminders' buttons."""
    made = Router(name="reminders")
    made.callback_query.register(take_press, ReminderPress.filter())
    return made


async def take_press(press: CallbackQuery, callback_data: ReminderPress, here: Here, bot: Bot) -> None:
    """Do what a button says; pressing it again changes nothing more."""
    try:
        task = await _find(here, callback_data.task_id)
        if callback_data.action is ReminderAction.DONE:
            told = await _finish(here, task, press)
        elif task.status in UNFINISHED:
            told = await _snooze(here, task, callback_data.action, press)
        else:
            told = here.texts("reminder-ended")
    except NotFoundError:
        told = here.texts("reminder-gone")
    await answer_button(bot, press, told)


async def _find(here: Here, task_id: int) -> Task:
    """Return a task of this chat.

    Raises:
        TaskNotFoundError: The chat has no such task.
    """
    task = await here.services.board.get_task(here.workspace_id, task_id)
    if task.chat_id != str(here.in_chat.id):
        raise TaskNotFoundError
    return task


async def _finish(here: Here, task: Task, press: CallbackQuery) -> str:
    if task.status is TaskStatus.COMPLETED:
        return here.texts("reminder-done-already")
    try:
        change = TaskChange(status=TaskStatus.COMPLETED)
        done = await here.services.board.change_task(here.by, task.id, change, None)
    except ConflictError:
        return here.texts("reminder-ended")
    _rewrite(here, press, done, "reminder-is-done", name=escape(here.actor))
    return here.texts("reminder-done")


async def _snooze(here: Here, task: Task, action: ReminderAction, press: CallbackQuery) -> str:
    chat, now = here.in_chat, here.services.clock.now()
    wish = now + _HOUR if action is ReminderAction.HOUR else _next_morning(now, here)
    at = await here.services.reminders.snooze(here.by, task.id, chat.id, wish)
    moment = _shared(here).moment(at)
    _rewrite(here, press, task, "reminder-is-snoozed", moment=moment)
    return here.texts("reminder-until", moment=moment)


def _next_morning(now: datetime, here: Here) -> datetime:
    zone = _shared(here).timezone
    return at_wall_time(datetime.combine(now.astimezone(zone).date() + timedelta(days=1), MORNING), zone)


def _rewrite(here: Here, press: CallbackQuery, task: Task, key: str, **values: str) -> None:
    """Let the reminder say what became of it, in the words and the time zone of the chat."""
    if press.message is None:
        return
    html = _shared(here)(key, title=escape(task.title), id=str(task.id), **values)
    here.send(EditParcel(message_number=press.message.message_id, html=html))


def _shared(here: Here) -> Texts:
    chat = here.in_chat
    return Texts(chat.language or here.texts.language, chat.timezone)

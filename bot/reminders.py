"""Reminders: the messages that tell that a task's time comes."""

from collections.abc import Mapping, Sequence
from typing import Final

from bot.callbacks_reminders import ReminderAction, ReminderPress
from bot.html import cut, escape
from bot.texts import Texts
from domain.chat import Person
from domain.outbox import Button, Keyboard, ReminderParcel, RoundUpParcel
from domain.reminder import ReminderKind, is_whole_day
from domain.task import Task
from domain.values import TaskStatus

_TITLE_UNITS: Final = 300
_SHORT_TITLE_UNITS: Final = 80
_NAMES_UNITS: Final = 40
_MAX_NAMES: Final = 10
_NAME_UNITS: Final = 64
UNFINISHED: Final = frozenset({TaskStatus.OPEN, TaskStatus.IN_PROGRESS})

People = Mapping[str, Person | None]
"""Who is meant by the names of assignees, as far as the chat knows them."""


def is_current(task: Task, parcel: ReminderParcel) -> bool:
    """Return whether a reminder still has something to say: the task may have been done or moved since."""
    if task.status not in UNFINISHED:
        return False
    return parcel.reminder is ReminderKind.SNOOZED or task.due == parcel.at


def render_reminder(task: Task, parcel: ReminderParcel, people: People, texts: Texts) -> str:
    """Return a reminder as Telegram's HTML; assignees whom the chat knows are mentioned."""
    title = f"<b>{escape(cut(task.title, _TITLE_UNITS))}</b>"
    facts = [f"#{task.id}"]
    if task.due is not None:
        facts.append(escape(texts("card-due", moment=tell_due(task, texts))))
    facts += [_mention(name, people.get(name)) for name in task.assignees[:_MAX_NAMES]]
    return f"{texts(_heading(task, parcel, texts), title=title)}\n{' · '.join(facts)}"


def reminder_keyboard(task: Task, texts: Texts) -> Keyboard:
    """Return the buttons of a reminder."""
    labels = {
        ReminderAction.DONE: "card-done",
        ReminderAction.HOUR: "reminder-hour",
        ReminderAction.TOMORROW: "reminder-tomorrow",
    }
    return (
        tuple(
            Button(
                text=texts(key),
                data=ReminderPress(action=action, task_id=task.id, version=task.version).pack(),
            )
            for action, key in labels.items()
        ),
    )


def render_round_up(tasks: Sequence[Task], parcel: RoundUpParcel, texts: Texts) -> str:
    """Return one message about many tasks whose time has come."""
    lines = [task_line(task, texts) for task in tasks]
    more = [texts("reminder-more", count=parcel.more)] if parcel.more else []
    return "\n".join([texts("reminder-many", count=len(tasks) + parcel.more), "", *lines, *more])


def task_line(task: Task, texts: Texts) -> str:
    """Return a task in one line of a list."""
    due = "" if task.due is None else " · " + escape(tell_due(task, texts))
    names = cut(", ".join(f"@{name.lstrip('@')}" for name in task.assignees), _NAMES_UNITS)
    people = f" · {escape(names)}" if names else ""
    return f"#{task.id} {escape(cut(task.title, _SHORT_TITLE_UNITS))}{due}{people}"


def tell_due(task: Task, texts: Texts) -> str:
    """Return when a task with a due time is due: a moment, or a day as a whole."""
    if task.due is None:
        return ""
    return texts.day(task.due) if is_whole_day(task.due, texts.timezone) else texts.moment(task.due)


def _heading(task: Task, parcel: ReminderParcel, texts: Texts) -> str:
    if parcel.reminder is ReminderKind.SNOOZED:
        return "reminder-snoozed"
    if parcel.late:
        return "reminder-late"
    span = "day" if task.due is not None and is_whole_day(task.due, texts.timezone) else "time"
    return f"reminder-{parcel.reminder}-{span}"


def _mention(name: str, person: Person | None) -> str:
    if person is None:
        return escape("@" + cut(name.lstrip("@"), _NAME_UNITS))
    if person.username:
        return escape(f"@{person.username}")
    return f'<a href="tg://user?id={person.id}">{escape(cut(person.name, _NAME_UNITS))}</a>'

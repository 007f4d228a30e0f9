"""Cards: the message that shows a task in a chat."""

from typing import Final

from bot.callbacks import TaskAction, TaskPress
from bot.html import cut, escape
from bot.repeating import describe
from bot.texts import Texts
from domain.outbox import Button, Keyboard
from domain.task import Task
from domain.values import TaskStatus

_TITLE_UNITS: Final = 300
_ENDED: Final = frozenset({TaskStatus.COMPLETED, TaskStatus.CLOSED})
_MARKS: Final = {
    TaskStatus.OPEN: "🔵",
    TaskStatus.IN_PROGRESS: "🟡",
    TaskStatus.COMPLETED: "✅",
    TaskStatus.CLOSED: "⚪",
}


def render_task(task: Task, texts: Texts) -> str:
    """Return a task's card as Telegram's HTML."""
    title = escape(cut(task.title, _TITLE_UNITS))
    shown = f"<s>{title}</s>" if task.status in _ENDED else f"<b>{title}</b>"
    facts = [texts(f"card-{task.status.value.replace('_', '-')}"), task.priority.value]
    if task.due is not None:
        facts.append(texts("card-due", moment=texts.moment(task.due)))
    if task.recurrence is not None:
        facts.append(f"🔁 {describe(task.recurrence, texts)}")
    facts += [f"@{name.lstrip('@')}" for name in task.assignees] + [f"#{label}" for label in task.labels]
    return f"{_MARKS[task.status]} {shown}\n#{task.id} · " + escape(" · ".join(facts))


def task_keyboard(task: Task, texts: Texts) -> Keyboard:
    """Return the buttons of a task's card."""
    if task.status in _ENDED:
        return ((_button(task, TaskAction.REOPEN, texts("card-reopen")),),)
    return (
        (
            _button(task, TaskAction.DONE, texts("card-done")),
            _button(task, TaskAction.TAKE, texts("card-take")),
        ),
        (
            _button(task, TaskAction.DUE, texts("card-due-button")),
            _button(task, TaskAction.NOT_A_TASK, texts("card-not-a-task")),
        ),
    )


def _button(task: Task, action: TaskAction, text: str) -> Button:
    return Button(text=text, data=TaskPress(action=action, task_id=task.id, version=task.version).pack())

"""Cards: the message that shows a task in a chat.

People are named as plain text: a card is shown often, and each link would call them. Whoever assigns
somebody in the chat names them there, which calls them once.
"""

from collections.abc import Sequence
from typing import Final

from bot.callbacks import DuePress, TaskAction, TaskPress
from bot.differences import render_difference
from bot.html import calm, cut, escape, one_line
from bot.repeating import describe
from bot.texts import Texts
from domain.due_choice import DueChoice
from domain.outbox import Button, CardMenu, Keyboard
from domain.task import NewTask, SourceMessage, Task, TaskDetail
from domain.values import TaskStatus

# Together below 4,096, with what the facts and the link take.
_TITLE_UNITS: Final = 1100
_NAMES_UNITS: Final = 600
_EXCERPT_UNITS: Final = 400

_ENDED: Final = frozenset({TaskStatus.COMPLETED, TaskStatus.CLOSED})
_MARKS: Final = {
    TaskStatus.OPEN: "🔵",
    TaskStatus.IN_PROGRESS: "🟡",
    TaskStatus.COMPLETED: "✅",
    TaskStatus.CLOSED: "⚪",
}
_CHOICES: Final = (
    (DueChoice.TODAY, DueChoice.TOMORROW),
    (DueChoice.NEXT_MONDAY, DueChoice.IN_A_WEEK),
    (DueChoice.NONE,),
)


def render_task(task: Task, texts: Texts) -> str:
    """Return a task's card as Telegram's HTML."""
    title = render_title(task.title, struck=task.status in _ENDED)
    status = texts(f"card-{task.status.value.replace('_', '-')}")
    lines = [f"{_MARKS[task.status]} {title}", escape(" · ".join([status, *draft_facts(task, texts)]))]
    return "\n".join(
        [*lines, *render_names(task), *render_excerpt(task), _footer(task, texts)]
    ) + render_difference(task, texts)


def render_title(title: str, *, struck: bool = False) -> str:
    """Return a title as Telegram's HTML, struck through when it is over."""
    shown = escape(calm(cut(one_line(title), _TITLE_UNITS)))
    return f"<s>{shown}</s>" if struck else f"<b>{shown}</b>"


def draft_facts(task: NewTask, texts: Texts) -> list[str]:
    """Return priority, due time and how it comes again, as plain text."""
    facts = [texts(f"card-priority-{task.priority.value}")]
    if task.due is not None:
        facts.append(texts("card-due", moment=texts.moment(task.due)))
    if isinstance(task, Task) and task.recurrence is not None:
        facts.append(f"🔁 {describe(task.recurrence, texts)}")
    return facts


def render_names(task: NewTask) -> list[str]:
    """Return a line each of who does it and of its labels, where there are any."""
    people = ", ".join(one_line(name).removeprefix("@") for name in task.assignees)
    labels = " ".join(f"#{one_line(label)}" for label in task.labels)
    marked = [("👤", people), ("🏷", labels)]
    return [f"{mark} {escape(calm(cut(names, _NAMES_UNITS)))}" for mark, names in marked if names]


def render_excerpt(task: NewTask) -> list[str]:
    """Return the beginning of the description, if it says more than the title."""
    description, title = one_line(task.description), one_line(task.title)
    if description.rstrip(".!").casefold() in {"", title.rstrip(".!").casefold()}:
        return []
    return [f"<blockquote expandable>{escape(calm(cut(description, _EXCERPT_UNITS)))}</blockquote>"]


def source_link(messages: Sequence[SourceMessage], texts: Texts) -> str | None:
    """Return a link to the first message that has an address, as Telegram's HTML."""
    url = next((message.url for message in messages if message.url is not None), None)
    return None if url is None else f'<a href="{url}">{escape(texts("card-message"))}</a>'


def task_keyboard(
    task: Task, texts: Texts, menu: CardMenu = CardMenu.USUAL, board: Button | None = None
) -> Keyboard:
    """Return the buttons of a task's card, the one that opens the board below the usual ones."""
    below = () if board is None else ((board,),)
    if task.status in _ENDED:
        return ((_button(task, TaskAction.REOPEN, texts("card-reopen")),), *below)
    if menu is CardMenu.DUE:
        return _due_keyboard(task, texts)
    return (
        (
            _button(task, TaskAction.DONE, texts("card-done")),
            _button(task, TaskAction.TAKE, texts("card-take")),
        ),
        (
            _button(task, TaskAction.DUE, texts("card-due-button")),
            _button(task, TaskAction.NOT_A_TASK, texts("card-not-a-task")),
        ),
        *below,
    )


def _due_keyboard(task: Task, texts: Texts) -> Keyboard:
    rows = tuple(tuple(_choice(task, choice, texts) for choice in row) for row in _CHOICES)
    back = _button(task, TaskAction.BACK, texts("card-back"))
    return (*rows[:-1], (*rows[-1], back))


def _choice(task: Task, choice: DueChoice, texts: Texts) -> Button:
    text = texts(f"card-choice-{choice.name.lower().replace('_', '-')}")
    return Button(text=text, data=DuePress(choice=choice, task_id=task.id, version=task.version).pack())


def _button(task: Task, action: TaskAction, text: str) -> Button:
    return Button(text=text, data=TaskPress(action=action, task_id=task.id, version=task.version).pack())


def _footer(task: Task, texts: Texts) -> str:
    link = source_link(task.messages, texts) if isinstance(task, TaskDetail) else None
    return f"#{task.id}" if link is None else f"#{task.id} · {link}"

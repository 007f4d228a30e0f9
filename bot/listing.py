"""Lists as messages: a heading, rows under headings of their own, and buttons to open and to turn pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.callbacks_lists import ListKind, ListOpen, ListTurn
from bot.html import cut, escape
from bot.periods import Period, period_of
from bot.texts import Texts
from domain.outbox import Button, Keyboard
from domain.search import Hit
from domain.task import Task
from domain.values import Priority, TaskStatus

PAGE_ROWS: Final = 8
_OPENERS_IN_A_ROW: Final = 4
_TITLE_UNITS: Final = 90
_NAMES_UNITS: Final = 60
_CHAT_UNITS: Final = 30
_SNIPPET_CHARS: Final = 160
_URGENT: Final = frozenset({Priority.HIGH, Priority.CRITICAL})


@dataclass(frozen=True)
class Row:
    """A line of a list, the heading it stands under, and the task it opens."""

    html: str
    heading: str = ""
    task_id: int | None = None


@dataclass(frozen=True)
class Listed:
    """One page of a list; `page` counts from 0."""

    kind: ListKind
    heading: str
    rows: Sequence[Row]
    page: int = 0
    has_more: bool = False


@dataclass(frozen=True)
class View:
    """A message: its HTML and its buttons."""

    html: str
    keyboard: Keyboard = ()


def render_list(listed: Listed, texts: Texts) -> View:
    """Return a page as a message."""
    openers = [
        Button(text=f"#{row.task_id}", data=ListOpen(task_id=row.task_id).pack())
        for row in listed.rows
        if row.task_id is not None
    ]
    keyboard = [openers[at : at + _OPENERS_IN_A_ROW] for at in range(0, len(openers), _OPENERS_IN_A_ROW)]
    turners = list(_turners(listed, texts))
    return View(
        html="\n".join([listed.heading, *_lines(listed.rows)]),
        keyboard=tuple(tuple(row) for row in (*keyboard, turners) if row),
    )


def _lines(rows: Sequence[Row]) -> Iterator[str]:
    heading = ""
    for row in rows:
        if row.heading != heading:
            heading = row.heading
            yield f"\n{heading}"
        yield row.html


def _turners(listed: Listed, texts: Texts) -> Iterator[Button]:
    if listed.page > 0:
        back = ListTurn(kind=listed.kind, page=listed.page - 1)
        yield Button(text=texts("list-back"), data=back.pack())
    if listed.has_more:
        on = ListTurn(kind=listed.kind, page=listed.page + 1)
        yield Button(text=texts("list-on"), data=on.pack())


def task_row(task: Task, texts: Texts, now: datetime, chat_title: str = "") -> Row:
    """Return a task as a row under the heading of when it is due."""
    period = period_of(task.due, now, texts.timezone)
    facts = [cut(", ".join(f"@{name.lstrip('@')}" for name in task.assignees), _NAMES_UNITS)]
    if task.due is not None:
        facts.insert(0, texts.time(task.due) if period is Period.TODAY else texts.moment(task.due))
    facts.append(cut(chat_title, _CHAT_UNITS))
    return Row(html=_task_line(task, facts), heading=f"<b>{texts(f'period-{period}')}</b>", task_id=task.id)


def _task_line(task: Task, facts: Sequence[str]) -> str:
    urgent = "❗" if task.priority in _URGENT else ""
    title = escape(cut(task.title, _TITLE_UNITS))
    if task.status in {TaskStatus.COMPLETED, TaskStatus.CLOSED}:
        title = f"<s>{title}</s>"
    return " · ".join([f"#{task.id} {urgent}{title}", *(escape(fact) for fact in facts if fact)])


def hit_row(hit: Hit, texts: Texts, chat_title: str = "") -> Row:
    """Return something that was found as a row: a task, or a message with the words that fit."""
    if hit.task is not None:
        facts = [texts.moment(hit.task.due)] if hit.task.due else []
        return Row(html=_task_line(hit.task, [*facts, cut(chat_title, _CHAT_UNITS)]), task_id=hit.task.id)
    line = f"💬 {_marked(hit)}"
    message = hit.message
    if message is None:
        return Row(html=line)
    facts = [cut(message.author, _CHAT_UNITS), texts.moment(message.sent_at), cut(chat_title, _CHAT_UNITS)]
    told = escape(" · ".join(fact for fact in facts if fact))
    return Row(
        html=f'{line}\n<a href="{message.url}">{told}</a>' if message.url else f"{line}\n<i>{told}</i>"
    )


def _marked(hit: Hit) -> str:
    """Return the snippet on one line with the words that were asked for in bold."""
    text, at, parts = hit.snippet.replace("\n", " "), 0, list[str]()
    for start, end in hit.highlights:
        if end > _SNIPPET_CHARS:
            break
        parts += [escape(text[at:start]), f"<b>{escape(text[start:end])}</b>"]
        at = end
    rest = text[at:_SNIPPET_CHARS] + ("…" if len(text) > _SNIPPET_CHARS else "")
    return "".join(parts) + escape(rest)

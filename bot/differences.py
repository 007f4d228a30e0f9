"""Showing what an edit of its message has changed in a task."""

from collections.abc import Sequence
from typing import Final

from bot.html import cut, escape
from bot.texts import Texts
from domain.task import HistoryEntry, Task, TaskDetail

_TITLE_UNITS: Final = 100


def render_difference(task: Task, texts: Texts) -> str:
    """Return a line of a card, as Telegram's HTML, that tells of the latest edit; empty when there was none.

    A title that a person has changed since is not shown as what the edit made of it.
    """
    history = task.history if isinstance(task, TaskDetail) else []
    place = next((at for at in reversed(range(len(history))) if history[at].changes.get("edited")), None)
    if place is None:
        return ""
    edited, before = history[place], _title_of(history[:place])
    if _is_no_longer_work(edited):
        return "\n✏️ " + escape(texts("edited-no-task"))
    if before is None or edited.changes.get("title") != task.title:
        return "\n✏️ " + escape(texts("edited"))
    was, became = (escape(cut(title, _TITLE_UNITS)) for title in (before, task.title))
    return f"\n✏️ <s>{was}</s> → {became}"


def _title_of(history: Sequence[HistoryEntry]) -> str | None:
    titles = (entry.changes.get("title") for entry in reversed(history))
    return next((title for title in titles if isinstance(title, str)), None)


def _is_no_longer_work(entry: HistoryEntry) -> bool:
    edited = entry.changes.get("edited")
    return isinstance(edited, dict) and "is_actionable" in edited

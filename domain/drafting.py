"""Drafting the task a message would become, from what was found in it."""

from collections.abc import Sequence

from pydantic import TypeAdapter, ValidationError

from domain.analysis import Findings, LocatedExtraction, WorkItem
from domain.message import Message
from domain.task import MAX_NAMES, NewTask
from domain.values import Category, Name

_NAME = TypeAdapter[str](Name)


def draft_task(message: Message, findings: Findings) -> NewTask:
    """Return the task a message would become."""
    verdict, found = findings.classification, findings.extraction
    return NewTask(
        title=findings.summary.title.strip() or first_line(message.content),
        description=message.content,
        category=Category.CHORE if verdict.category == Category.OTHER else verdict.category,
        priority=verdict.priority,
        source=message.source,
        due=found.due,
        assignees=names_of(found.assignees),
        labels=_labels(found),
        chat_id=message.chat_id,
    )


def draft_item(message: Message, findings: Findings, item: WorkItem) -> NewTask:
    """Return the task that one of several pieces of work in a message would become."""
    found = findings.extraction
    return NewTask(
        title=item.title.strip() or first_line(item.quote or message.content),
        description=item.quote or message.content,
        category=Category.CHORE if item.category == Category.OTHER else item.category,
        priority=item.priority,
        source=message.source,
        due=item.due,
        assignees=names_of(item.assignees),
        labels=_labels(found),
        chat_id=message.chat_id,
    )


def _labels(found: LocatedExtraction) -> list[str]:
    return names_of([*found.labels, *found.projects, *found.components])


def names_of(found: Sequence[str]) -> list[str]:
    """Return what can be stored as a name of a task, each once: a model may find anything."""
    names = dict.fromkeys(name.strip() for name in found)
    return [name for name in names if _is_name(name)][:MAX_NAMES]


def _is_name(text: str) -> bool:
    try:
        _NAME.validate_python(text)
    except ValidationError:
        return False
    return True


def first_line(content: str) -> str:
    """Return a title for a message that was given none."""
    return content.strip().splitlines()[0][:120] if content.strip() else "Untitled message"

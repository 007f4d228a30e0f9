"""Deciding what becomes of an analysed message: tasks, proposals for a person, or nothing."""

from collections.abc import Sequence
from typing import Final

from pydantic import Field, TypeAdapter, ValidationError

from domain.analysis import Confidence, Findings, LocatedExtraction, WorkItem
from domain.inbox import Decision, ProposedTask
from domain.message import Message
from domain.task import NewTask
from domain.values import Category, Name, Value

MAX_NAMES: Final = 50
"""Most assignees, and most labels, that a drafted task gets."""

_NAME = TypeAdapter[str](Name)


class Thresholds(Value):
    """How sure the agents must be; each is a least confidence."""

    task: Confidence = Field(default=0.75, description="Becomes a task by itself.")
    proposal: Confidence = Field(default=0.35, description="Becomes a proposal.")


def decide(message: Message, findings: Findings, thresholds: Thresholds) -> Decision:
    """Return what becomes of the message.

    A message the agents call no task still becomes a proposal when they are less sure of that than
    the proposal threshold asks: doubt is shown to a person, never dropped. Of several pieces of work in
    one message each is decided by itself.
    """
    verdict = findings.classification
    if verdict.is_actionable and len(findings.summary.items) > 1:
        return _decide_each(message, findings, thresholds)
    actionable = verdict.is_actionable and verdict.category != Category.OTHER
    doubt = 1.0 - verdict.confidence
    if actionable and verdict.confidence >= thresholds.task:
        return Decision(tasks=(draft_task(message, findings),))
    likelihood = verdict.confidence if actionable else doubt
    if likelihood < thresholds.proposal or (not actionable and doubt < 1.0 - thresholds.task):
        return Decision()
    proposed = ProposedTask(task=draft_task(message, findings), confidence=likelihood, reason=verdict.reason)
    return Decision(proposals=(proposed,))


def _decide_each(message: Message, findings: Findings, thresholds: Thresholds) -> Decision:
    tasks: list[NewTask] = []
    proposals: list[ProposedTask] = []
    verdict = findings.classification
    for item in findings.summary.items:
        sure = verdict.confidence if item.confidence is None else item.confidence
        if item.category == Category.OTHER:
            continue
        if sure >= thresholds.task:
            tasks.append(_draft_item(message, findings, item))
        elif sure >= thresholds.proposal:
            draft = _draft_item(message, findings, item)
            proposals.append(ProposedTask(task=draft, confidence=sure, reason=verdict.reason))
    return Decision(tasks=tuple(tasks), proposals=tuple(proposals))


def _draft_item(message: Message, findings: Findings, item: WorkItem) -> NewTask:
    return NewTask(
        title=item.title.strip() or _first_line(item.quote) or _first_line(message.content),
        description=item.quote or message.content,
        category=item.category,
        priority=item.priority,
        source=message.source,
        due=item.due,
        assignees=_names(item.assignees),
        labels=_labels(findings.extraction),
    )


def draft_task(message: Message, findings: Findings) -> NewTask:
    """Return the task a message would become."""
    verdict, found = findings.classification, findings.extraction
    return NewTask(
        title=findings.summary.title.strip() or _first_line(message.content),
        description=message.content,
        category=Category.CHORE if verdict.category == Category.OTHER else verdict.category,
        priority=verdict.priority,
        source=message.source,
        due=found.due,
        assignees=_names(found.assignees),
        labels=_labels(found),
    )


def _labels(found: LocatedExtraction) -> list[str]:
    return _names([*found.labels, *found.projects, *found.components])


def _names(found: Sequence[str]) -> list[str]:
    """Return what can be stored as a name of a task, each once: a model may find anything."""
    names = dict.fromkeys(name.strip() for name in found)
    return [name for name in names if _is_name(name)][:MAX_NAMES]


def _is_name(text: str) -> bool:
    try:
        _NAME.validate_python(text)
    except ValidationError:
        return False
    return True


def _first_line(content: str) -> str:
    return content.strip().splitlines()[0][:120] if content.strip() else "Untitled message"

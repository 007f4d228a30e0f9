"""Several pieces of work in one message: each is split off, judged and read by itself."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Final

import numpy as np

from agents.embedded.head import CATEGORIES
from agents.embedded.injection import strip_commands
from agents.embedded.judge import Judgement
from agents.embedded.reader import read_extraction
from agents.embedded.rules.items import find_steps, split_items
from agents.embedded.rules.title import write_title
from agents.text import RULES_CHARS, cut
from domain.analysis import Classification, Extraction, MessageContext, WorkItem
from domain.values import Category, Priority

LEAST_CONFIDENCE: Final = 0.75
"""Sentences that only follow each other count as work of their own from here on: most tell of one thing."""

MOST_DOUBT: Final = 0.9
"""What the writer set apart from other work is work too, unless it is no task with this probability."""

_QUOTE_CHARS: Final = 1_000

_URGENCY = list(Priority)
_OTHER = CATEGORIES.index(Category.OTHER)

Consider = Callable[[str], Awaitable[Judgement]]
"""Judges a text."""


async def find_items(message: MessageContext, consider: Consider) -> list[WorkItem]:
    """Return the pieces of work of a message that asks for several; none when it asks for one.

    A date or a person that stands before a list holds for the pieces without one of their own.

    Raises:
        AnalysisError: Too many messages wait.
    """
    text, _ = strip_commands(cut(message.text, RULES_CHARS))
    split = split_items(text)
    if len(split.pieces) < 2:  # noqa: PLR2004 - one piece is the message itself
        return []
    judged = await asyncio.gather(*(consider(piece) for piece in split.pieces))
    shared = _read(message, split.lead) if split.lead else Extraction()
    work = [
        _describe(message, piece, verdict, shared)
        for piece, found in zip(split.pieces, judged, strict=True)
        if (verdict := _find_work(found, is_marked=split.is_marked)) is not None
    ]
    return work if len(work) > 1 else []


def list_steps(message: MessageContext) -> list[str]:
    """Return the steps that a message about one task lists."""
    text, _ = strip_commands(cut(message.text, RULES_CHARS))
    return find_steps(text)


def _find_work(found: Judgement, *, is_marked: bool) -> Classification | None:
    """Return what kind of work a piece is, None when it is none.

    What the writer set apart is a few words at times: its confidence is that there is work in it at all.
    """
    said = found.classification
    if not is_marked:
        return said if said.is_actionable and said.confidence >= LEAST_CONFIDENCE else None
    kinds = np.exp(found.category_logits)
    doubt = float(kinds[_OTHER])
    if doubt >= MOST_DOUBT:
        return None
    kinds[_OTHER] = 0.0
    category = CATEGORIES[int(np.argmax(kinds))]
    changes = {"is_actionable": True, "category": category, "confidence": max(0.0, 1.0 - doubt)}
    return said.model_copy(update=changes)


def _describe(message: MessageContext, piece: str, said: Classification, shared: Extraction) -> WorkItem:
    own = _read(message, piece, is_chore=said.category is Category.CHORE)
    return WorkItem(
        title=write_title(piece, piece),
        quote=cut(piece, _QUOTE_CHARS),
        category=said.category,
        priority=said.priority,
        due=own.due or shared.due,
        assignees=own.assignees or shared.assignees,
        confidence=said.confidence,
    )


def _read(message: MessageContext, text: str, *, is_chore: bool = True) -> Extraction:
    part = message.model_copy(update={"text": text})
    return read_extraction(part, is_actionable=True, is_chore=is_chore)


def find_due(items: Sequence[WorkItem]) -> datetime | None:
    """Return when a message about several pieces is due: with the most urgent one, else with the earliest."""
    most_urgent = max(items, key=lambda item: _URGENCY.index(item.priority))
    return most_urgent.due or min((item.due for item in items if item.due is not None), default=None)

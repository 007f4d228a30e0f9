"""Settles a model's summary: pieces of work, steps, drafts and task numbers that don't hold are left out."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from agents.settling import keep_grounded, settle_due, stands_in
from agents.text import squeeze, unique
from domain.analysis import Classification, MessageContext, Summary, WorkItem
from domain.values import Category

MAX_LISTED: Final = 20
"""Most items, subtasks and numbers of tasks that are kept."""

STEP_CHARS: Final = 200
"""Longest subtask, in characters."""

TITLE_CHARS: Final = 120
"""Longest title, in characters; what is longer is cut."""

_STEM_CHARS: Final = 4
"""So much of a word tells that two are the same, whatever their endings."""

_WORD = re.compile(r"\w{4,}")


def settle_summary(
    found: Summary, fallback: Summary, message: MessageContext, verdict: Classification
) -> Summary:
    """Return `found` on one line each, without control characters and without what can't be true.

    Args:
        found: The model's answer.
        fallback: Where title and text come from when the answer's are empty.
        message: What it is about.
        verdict: The classification; only a question is answered.
    """
    known = [task.id for task in message.known_tasks]
    duplicates = _keep_known(found.duplicates, known)
    return Summary(
        short=squeeze(found.short) or fallback.short,
        title=squeeze(found.title) or fallback.title,
        subtasks=_settle_steps(found.subtasks),
        items=settle_items(found.items, message),
        urgency_reason=squeeze(found.urgency_reason),
        reply_draft=_squeeze_lines(found.reply_draft) if verdict.category is Category.QUESTION else "",
        duplicates=duplicates,
        related=[number for number in _keep_known(found.related, known) if number not in duplicates],
    )


def settle_items(items: Sequence[WorkItem], message: MessageContext) -> list[WorkItem]:
    """Return the pieces of work that the message really asks for; none when fewer than two are left.

    A piece is real when its quote stands in the message, or at least a word of its title does.
    """
    settled = {item.title.casefold(): item for item in _settle_each(items, message)}
    return list(settled.values())[:MAX_LISTED] if len(settled) > 1 else []


def _settle_each(items: Sequence[WorkItem], message: MessageContext) -> Iterator[WorkItem]:
    stems = _find_stems(message.text)
    for item in items:
        quote = item.quote.strip() if stands_in(message.text, item.quote) else ""
        title = squeeze(item.title) or squeeze(quote)[:TITLE_CHARS]
        if not title or item.category is Category.OTHER or not (quote or stems & _find_stems(title)):
            continue
        changes = {
            "title": title,
            "quote": quote,
            "due": settle_due(item.due, message),
            "assignees": keep_grounded(item.assignees, message.text),
        }
        yield item.model_copy(update=changes)


def _find_stems(text: str) -> set[str]:
    return {word[:_STEM_CHARS] for word in _WORD.findall(text.casefold())}


def _settle_steps(steps: Iterable[str]) -> list[str]:
    return unique([step for each in steps if (step := squeeze(each)[:STEP_CHARS])])[:MAX_LISTED]


def _squeeze_lines(text: str) -> str:
    """Return `text` with each line squeezed: a reply may have several."""
    return "\n".join(map(squeeze, text.splitlines())).strip()


def _keep_known(numbers: Iterable[int], known: Sequence[int]) -> list[int]:
    return [number for number in dict.fromkeys(numbers) if number in known][:MAX_LISTED]

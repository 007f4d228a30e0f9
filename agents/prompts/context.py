"""What is around a message, small enough to be shown with it: the conversation, the workspace's own data."""

from collections.abc import Iterable, Sequence
from typing import Final

from agents.gazetteer import find_terms
from agents.text import cut
from domain.analysis import Excerpt, KnownTask, Lesson, MessageContext
from domain.vocabulary import Term

MAX_EARLIER: Final = 5
"""Most earlier messages that are shown: the newest."""

EXCERPT_CHARS: Final = 500
"""Longest text of another message, in characters."""

MAX_TERMS: Final = 100
"""Most words of the vocabulary that are shown: those of the message first."""

MAX_ALIASES: Final = 5
"""Most other spellings of one word."""

NAME_CHARS: Final = 100
"""Longest name, alias, author or title, in characters."""

MAX_KNOWN_TASKS: Final = 10
"""Most known tasks that are shown: the likest."""

MAX_LESSONS: Final = 6
"""Most corrections that are shown: those of the likest messages."""

LESSON_CHARS: Final = 300
"""Longest text of a corrected message, in characters."""

_UNITS: Final = (("day", 86_400), ("hour", 3_600), ("minute", 60))


def describe_conversation(message: MessageContext) -> dict[str, object]:
    """Return the messages around this one and the workspace's language; what there is none of is left out."""
    found: dict[str, object] = {
        "reply_to": _describe_excerpt(message.reply_to) if message.reply_to else None,
        "earlier": [_describe_excerpt(each) for each in message.earlier[-MAX_EARLIER:]],
        "language": message.language,
    }
    return _drop_empty(found)


def describe_workspace(message: MessageContext) -> dict[str, object]:
    """Return the workspace's vocabulary, known tasks and corrections; what there is none of is left out."""
    terms = _choose_terms(message)
    found: dict[str, object] = {
        "vocabulary": [_describe_term(term) for term in terms],
        "known_tasks": [_describe_task(task) for task in message.known_tasks[:MAX_KNOWN_TASKS]],
        "corrections": [
            {"a_message_like": cut(lesson.text, LESSON_CHARS), "a_person_corrected": corrected}
            for lesson in message.lessons[:MAX_LESSONS]
            if (corrected := describe_lesson(lesson))
        ],
    }
    return _drop_empty(found)


def describe_lesson(lesson: Lesson) -> dict[str, object]:
    """Return what a person made of a message, by the fields an agent answers with."""
    found: dict[str, object] = {}
    if lesson.is_actionable is not None:
        found["is_actionable"] = lesson.is_actionable
    if lesson.category is not None:
        found["category"] = lesson.category.value
    if lesson.priority is not None:
        found["priority"] = lesson.priority.value
    due = _describe_due(lesson)
    if due:
        found["due"] = due
    return found


def _describe_due(lesson: Lesson) -> str:
    if lesson.due_removed:
        return "not due at all"
    if lesson.due_after_s is not None:
        return f"{_describe_duration(lesson.due_after_s)} after the message"
    if lesson.due_shift_s:
        side = "later" if lesson.due_shift_s > 0 else "earlier"
        return f"{_describe_duration(abs(lesson.due_shift_s))} {side} than was found"
    return ""


def _describe_duration(seconds: float) -> str:
    """Return the largest unit that fits, rounded: a model counts in days, not in seconds."""
    for unit, length in _UNITS:
        if seconds >= length:
            count = round(seconds / length)
            return f"{count} {unit}{'s' if count != 1 else ''}"
    return "a moment"


def _choose_terms(message: MessageContext) -> Sequence[Term]:
    """Return the words of the vocabulary that stand in the message and its conversation, then the others."""
    around = [message.reply_to] if message.reply_to else []
    texts = [message.text, *(cut(each.text, EXCERPT_CHARS) for each in [*around, *message.earlier])]
    named = [found.term for found in find_terms("\n".join(texts), message.vocabulary)]
    chosen = {(term.kind, term.name): term for term in [*named, *message.vocabulary]}
    return list(chosen.values())[:MAX_TERMS]


def _describe_excerpt(excerpt: Excerpt) -> dict[str, object]:
    return {
        "author": cut(excerpt.author, NAME_CHARS),
        "text": cut(excerpt.text, EXCERPT_CHARS),
        "sent_at": excerpt.sent_at.isoformat(timespec="seconds"),
    }


def _describe_term(term: Term) -> dict[str, object]:
    aliases = _shorten(term.aliases[:MAX_ALIASES])
    return _drop_empty({"kind": term.kind.value, "name": cut(term.name, NAME_CHARS), "also": aliases})


def _describe_task(task: KnownTask) -> dict[str, object]:
    return {"number": task.id, "title": cut(task.title, NAME_CHARS), "status": task.status.value}


def _shorten(names: Iterable[str]) -> list[str]:
    return [cut(name, NAME_CHARS) for name in names]


def _drop_empty(found: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in found.items() if value}

"""The closed sets of words that messages, tasks and keys are described with."""

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, StringConstraints

MAX_TEXT_CHARS = 1_048_576
"""Longest message content and task description that is stored, in characters."""

MAX_NAME_CHARS = 512
"""Longest author, chat id, title, label or assignee, in characters."""


class Value(BaseModel):
    """A frozen value that is checked when it is made and ignores fields it does not know."""

    model_config = ConfigDict(frozen=True)


class TaskStatus(StrEnum):
    """Where a task stands; see `domain.task.TRANSITIONS` for the legal moves."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    CLOSED = "closed"


class Category(StrEnum):
    """What kind of work a message asks for; `OTHER` means it is not a task."""

    BUG = "bug"
    FEATURE = "feature"
    IMPROVEMENT = "improvement"
    QUESTION = "question"
    CHORE = "chore"
    OTHER = "other"


class Priority(StrEnum):
    """How soon a task needs attention."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


class Source(StrEnum):
    """Where a message or a task came from."""

    TELEGRAM = "telegram"
    SLACK = "slack"
    EMAIL = "email"
    API = "api"


class MessageStatus(StrEnum):
    """How far a message got: stored, understood, or dead-lettered."""

    RECEIVED = "received"
    ANALYZED = "analyzed"
    FAILED = "failed"


class Role(StrEnum):
    """What an API key or a session may do in its workspace."""

    ADMIN = "admin"
    MEMBER = "member"
    VIEWER = "viewer"


def ensure_storable(text: str) -> str:
    """Return text that PostgreSQL and every JSON reader can hold.

    Raises:
        ValueError: The text has a NUL character or a lone surrogate.
    """
    if "\x00" in text:
        msg = "must not contain NUL characters (U+0000)"
        raise ValueError(msg)
    try:
        text.encode()
    except UnicodeEncodeError:
        msg = "must not contain lone surrogates (U+D800 to U+DFFF)"
        raise ValueError(msg) from None
    return text


Text = Annotated[str, StringConstraints(max_length=MAX_TEXT_CHARS), AfterValidator(ensure_storable)]
"""Free text as people write it; may be empty."""

Name = Annotated[
    str,
    StringConstraints(min_length=1, max_length=MAX_NAME_CHARS, strip_whitespace=True),
    AfterValidator(ensure_storable),
]
"""A short, non-empty text: a title, an author, an identifier chosen by a client."""

Instant = AwareDatetime
"""A moment with an offset; stored in UTC."""

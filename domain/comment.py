"""Comments: what people say about a task, beside what they change in it."""

from typing import Annotated, Final

from pydantic import AfterValidator, Field, StringConstraints

from domain.access import Principal
from domain.errors import ForbiddenError
from domain.values import Instant, Role, Value, ensure_storable

MAX_COMMENT_CHARS: Final = 10_000
"""Longest comment, in characters."""

MAX_COMMENTS: Final = 1000
"""A task with so many takes no more of them; merging tasks may bring more together."""

CommentText = Annotated[
    str,
    StringConstraints(min_length=1, max_length=MAX_COMMENT_CHARS, strip_whitespace=True),
    AfterValidator(ensure_storable),
]
"""What a comment says: not blank."""


class Comment(Value):
    """A stored comment. It is never changed, only deleted; the task's version does not count it."""

    id: int
    task_id: int
    author: str = Field(description="Who wrote it, as histories name them.")
    text: str
    created_at: Instant


class CommentDeleted(Value):
    """Which comment a task has no more."""

    id: int
    task_id: int


def check_may_delete(by: Principal, author: str) -> None:
    """Pass when the caller may delete a comment of `author`.

    Raises:
        ForbiddenError: It is somebody else's, and the caller is no admin.
    """
    if by.name != author and by.role is not Role.ADMIN:
        raise ForbiddenError(
            "The comment is somebody else's.", remedy="Ask its author or an admin to delete it."
        )

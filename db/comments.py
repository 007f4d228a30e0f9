"""Comments on tasks: steps of the transactions that write them; these publish the events."""

from typing import Final

from db.pool import Connection
from domain.access import Principal
from domain.comment import MAX_COMMENTS, Comment, CommentDeleted, check_may_delete
from domain.errors import ConflictError, NotFoundError, TaskNotFoundError
from domain.event import EventType, PendingEvent

_COLUMNS: Final = "id, task_id, author, text, created_at"

# Comments of a task are written one after the other, so that the order of ids is that of their times, and so
# that counting them tells the truth.
_LOCK: Final = "SELECT id FROM tasks WHERE workspace_id = $1 AND id = $2 FOR NO KEY UPDATE"

_COUNT: Final = "SELECT count(*) FROM task_comments WHERE task_id = $1"

_INSERT: Final = f"""
INSERT INTO task_comments (workspace_id, task_id, author, text, created_at)
VALUES ($1, $2, $3, $4, clock_timestamp()) RETURNING {_COLUMNS}
"""  # noqa: S608 - constants

_READ: Final = f"""
SELECT {_COLUMNS} FROM task_comments WHERE workspace_id = $1 AND task_id = $2 ORDER BY id
"""  # noqa: S608 - constants

_AUTHOR: Final = """
SELECT author FROM task_comments WHERE workspace_id = $1 AND task_id = $2 AND id = $3 FOR UPDATE
"""

_DELETE: Final = "DELETE FROM task_comments WHERE id = $1"


async def read_comments(connection: Connection, workspace_id: int, task_id: int) -> list[Comment]:
    """Return a task's comments, the oldest first."""
    rows = await connection.fetch(_READ, workspace_id, task_id)
    return [Comment.model_validate(dict(row.items())) for row in rows]


async def insert_comment(connection: Connection, by: Principal, task_id: int, text: str) -> Comment:
    """Write a comment.

    Raises:
        TaskNotFoundError: No such task in this workspace.
        ConflictError: The task has as many comments as it may have.
    """
    if await connection.fetchval(_LOCK, by.workspace_id, task_id) is None:
        raise TaskNotFoundError
    if await connection.fetchval(_COUNT, task_id) >= MAX_COMMENTS:
        raise ConflictError(
            f"The task has {MAX_COMMENTS:,} comments, and takes no more.", remedy="Delete some of them first."
        )
    row = await connection.fetchrow(_INSERT, by.workspace_id, task_id, by.name, text)
    if row is None:
        msg = "an insertion returned nothing"
        raise RuntimeError(msg)
    return Comment.model_validate(dict(row.items()))


async def delete_comment(connection: Connection, by: Principal, task_id: int, comment_id: int) -> None:
    """Delete a comment.

    Raises:
        NotFoundError: The task has no such comment, or is not in this workspace.
        ForbiddenError: It is somebody else's, and the caller is no admin.
    """
    author = await connection.fetchval(_AUTHOR, by.workspace_id, task_id, comment_id)
    if author is None:
        raise NotFoundError("The task has no such comment.")
    check_may_delete(by, author)
    await connection.execute(_DELETE, comment_id)


def told_of(comment: Comment) -> PendingEvent:
    """Return the event of a new comment."""
    return EventType.TASK_COMMENTED, comment.model_dump_json()


def told_of_deleted(comment_id: int, task_id: int) -> PendingEvent:
    """Return the event of a deleted comment."""
    gone = CommentDeleted(id=comment_id, task_id=task_id)
    return EventType.TASK_COMMENT_DELETED, gone.model_dump_json()

"""Merging one task into another: what it came from and what is said of it moves over, and it is closed."""

from db.corrections import learn_merge
from db.pool import Connection
from db.task_changes import lock_tasks, write_change
from domain.access import Principal
from domain.errors import ConflictError, InvalidInputError
from domain.event import PendingEvent
from domain.task import Task, check_mergeable, merged
from domain.values import TaskStatus

_TARGET = "SELECT other_id FROM task_links WHERE workspace_id = $1 AND task_id = $2 AND kind = 'merged'"

_MOVE = """
WITH moved AS (DELETE FROM task_messages WHERE task_id = $1 RETURNING workspace_id, message_id)
INSERT INTO task_messages (workspace_id, task_id, message_id) SELECT workspace_id, $2, message_id FROM moved
ON CONFLICT DO NOTHING
"""

_MOVE_COMMENTS = "UPDATE task_comments SET task_id = $2 WHERE task_id = $1"

# A link that the agents found may lead either way; what a person says takes its place.
_UNLINK = "DELETE FROM task_links WHERE task_id = $2 AND other_id = $1"
_LINK = """
INSERT INTO task_links (workspace_id, task_id, other_id, kind)
SELECT workspace_id, id, $2, 'merged' FROM tasks WHERE id = $1
ON CONFLICT (task_id, other_id) DO UPDATE SET (kind, similarity) = ('merged', NULL)
"""


async def merge_tasks(
    connection: Connection, by: Principal, task_id: int, into: int
) -> tuple[Task, list[PendingEvent]]:
    """Merge a task into another; return what that has become, and the events to publish.

    Raises:
        InvalidInputError: It is the same task.
        TaskNotFoundError: One of them is not in this workspace.
        ConflictError: The one is merged into a third already, or the other is closed.
    """
    if task_id == into:
        raise InvalidInputError("A task can't be merged into itself.", remedy="Name another task in `into`.")
    source, target = await lock_tasks(connection, by.workspace_id, task_id, into)
    earlier = await connection.fetchval(_TARGET, by.workspace_id, task_id)
    if earlier == into:
        return target, []
    if earlier is not None:
        raise ConflictError(
            f"The task was merged into task {earlier} before.",
            remedy="Reopen it first; that parts them again.",
        )
    check_mergeable(target)
    return await _merge(connection, by, source, target)


async def _merge(
    connection: Connection, by: Principal, source: Task, target: Task
) -> tuple[Task, list[PendingEvent]]:
    came = {"task_id": source.id, "message_ids": source.message_ids}
    whole, grown = await write_change(connection, by, target, merged(source, target), {"merged": came})
    rest = source.model_copy(update={"status": TaskStatus.CLOSED, "message_ids": []})
    _, closed = await write_change(connection, by, source, rest, {"merged_into": {"task_id": target.id}})
    for statement in (_MOVE, _MOVE_COMMENTS, _UNLINK, _LINK):
        await connection.execute(statement, source.id, target.id)
    await learn_merge(connection, by, source.message_ids, target.id)
    return whole, [closed, grown]

"""Steps of tasks, and what they are steps of."""

from typing import Final

from db.pool import Connection
from db.rows import Row
from domain.task import Subtask

_READ: Final = """
SELECT id AS task_id, title, status FROM tasks WHERE workspace_id = $1 AND parent_id = $2
ORDER BY id LIMIT 500
"""

_PARENT: Final = """
SELECT p.id AS task_id, p.title, p.status FROM tasks t JOIN tasks p ON p.id = t.parent_id
WHERE t.workspace_id = $1 AND t.id = $2
"""


async def read_subtasks(connection: Connection, workspace_id: int, task_id: int) -> list[Subtask]:
    """Return the steps of a task, the oldest first."""
    rows = await connection.fetch(_READ, workspace_id, task_id)
    return [Subtask.model_validate(dict(row.items())) for row in rows]


async def read_parent(connection: Connection, workspace_id: int, task_id: int) -> Subtask | None:
    """Return the task that a task is a step of."""
    row = await connection.fetchrow(_PARENT, workspace_id, task_id)
    return None if row is None else parent_of(row)


def parent_of(row: Row) -> Subtask | None:
    """Return the task in a row that has a subtask's fields, None where they are null."""
    if row["task_id"] is None:
        return None
    return Subtask(task_id=row["task_id"], title=row["title"], status=row["status"])

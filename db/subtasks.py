"""Steps of tasks."""

from typing import Final

from db.pool import Connection
from domain.task import Subtask

_READ: Final = """
SELECT id AS task_id, title, status FROM tasks WHERE workspace_id = $1 AND parent_id = $2
ORDER BY id LIMIT 500
"""


async def read_subtasks(connection: Connection, workspace_id: int, task_id: int) -> list[Subtask]:
    """Return the steps of a task, the oldest first."""
    rows = await connection.fetch(_READ, workspace_id, task_id)
    return [Subtask.model_validate(dict(row.items())) for row in rows]

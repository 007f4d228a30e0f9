"""What people correct in messages, written with what they do: the agents learn from it.

A message has at most one row, locked after proposals and tasks and before the event counter. A row of which
everything was taken back stays, empty: were it deleted, a correction at the same moment could lose it.
"""

from collections.abc import Mapping, Sequence

from db.pool import Connection
from db.task_writes import AGENT
from domain.access import Principal
from domain.correction import Correction, Found, lesson_of_change
from domain.task import Task

_FOUND = """
SELECT a.category, a.priority, a.due, m.sent_at,
    coalesce(jsonb_array_length(a.details -> 'items'), 0) > 1 AS several
FROM analyses a JOIN messages m ON m.id = a.message_id WHERE a.workspace_id = $1 AND a.message_id = $2
"""

_MADE_BY = "SELECT created_by FROM tasks WHERE id = $1"

_LOCK = """
INSERT INTO corrections AS k (workspace_id, message_id, due_removed, corrected_by) VALUES ($1, $2, FALSE, $3)
ON CONFLICT (message_id) DO UPDATE SET workspace_id = k.workspace_id
RETURNING k.*
"""

_WRITE = """
UPDATE corrections SET is_actionable = $2, category = $3, priority = $4, due_removed = $5, due_shift_s = $6,
    due_after_s = $7, corrected_by = $8, corrected_at = now()
WHERE message_id = $1
"""

_TAKE_BACK_NO_TASK = """
UPDATE corrections SET is_actionable = NULL, category = NULL, corrected_by = $3, corrected_at = now()
WHERE workspace_id = $1 AND message_id = $2 AND NOT is_actionable
"""

# In the order of ids, as everybody who writes several.
_MERGE = """
INSERT INTO corrections (workspace_id, message_id, due_removed, merged_into, corrected_by)
SELECT $1, t.id, FALSE, $3, $4 FROM unnest($2::bigint[]) AS t (id) ORDER BY t.id
ON CONFLICT (message_id) DO UPDATE
SET (merged_into, corrected_by, corrected_at) = (excluded.merged_into, excluded.corrected_by, now())
"""


async def find_found(connection: Connection, workspace_id: int, message_id: int) -> Found | None:
    """Return what the agents had said of a message, None while it has no analysis."""
    row = await connection.fetchrow(_FOUND, workspace_id, message_id)
    return Found.model_validate(dict(row.items())) if row else None


async def amend(
    connection: Connection, by: Principal, message_id: int, lesson: Mapping[str, object]
) -> tuple[Correction, Correction]:
    """Correct the fields of a message that `lesson` names; return its correction before and after."""
    row = await connection.fetchrow(_LOCK, by.workspace_id, message_id, by.name)
    if row is None:
        msg = f"message {message_id} has no correction although it was just written"
        raise RuntimeError(msg)
    before = Correction.model_validate(dict(row.items()))
    after = before.amended(lesson)
    if after != before:
        await connection.execute(
            _WRITE,
            message_id,
            after.is_actionable,
            after.category,
            after.priority,
            after.due_removed,
            after.due_shift_s,
            after.due_after_s,
            by.name,
        )
    return before, after


async def learn_from_change(connection: Connection, by: Principal, before: Task, after: Task) -> None:
    """Correct the message that the agents made a task of, as a person changes the task.

    A task of several messages, or one of several of its message, says nothing of a message as a whole.
    """
    watched = {"category", "priority", "due"}
    if len(after.message_ids) != 1 or before.model_dump(include=watched) == after.model_dump(include=watched):
        return
    if await connection.fetchval(_MADE_BY, after.id) != AGENT:
        return
    [message_id] = after.message_ids
    found = await find_found(connection, by.workspace_id, message_id)
    if found is not None and not found.several:
        await amend(connection, by, message_id, lesson_of_change(before, after, found))


async def learn_merge(
    connection: Connection, by: Principal, message_ids: Sequence[int], task_id: int
) -> None:
    """Write down which task a person put messages to."""
    await connection.execute(_MERGE, by.workspace_id, message_ids, task_id, by.name)


async def take_back_no_task(connection: Connection, by: Principal, message_id: int) -> None:
    """Forget that a person called a message no task."""
    await connection.execute(_TAKE_BACK_NO_TASK, by.workspace_id, message_id, by.name)

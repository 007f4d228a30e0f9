"""What the present tasks can be filtered by, counted."""

from datetime import datetime, timedelta

from db.pool import Connection
from domain.figures import FACET_DAYS, FACET_TASKS, MAX_FACET_VALUES, ChatCount, Facets, NameCount

_PRESENT = f"""
WITH present AS MATERIALIZED (
    (SELECT id, chat_id FROM tasks WHERE workspace_id = $1 AND status = 'open'
     ORDER BY id DESC LIMIT {FACET_TASKS})
    UNION (SELECT id, chat_id FROM tasks WHERE workspace_id = $1 AND status = 'in_progress'
           ORDER BY id DESC LIMIT {FACET_TASKS})
    UNION (SELECT id, chat_id FROM tasks WHERE workspace_id = $1 AND updated_at >= $2
           ORDER BY updated_at DESC, id DESC LIMIT {FACET_TASKS})
)
"""  # noqa: S608 - constants

_ASSIGNEES = f"""{_PRESENT}
SELECT a.name, count(*) AS tasks FROM present p JOIN task_assignees a ON a.task_id = p.id
GROUP BY 1 ORDER BY tasks DESC, name LIMIT {MAX_FACET_VALUES}
"""  # noqa: S608 - constants

_LABELS = f"""{_PRESENT}
SELECT l.name, count(*) AS tasks FROM present p
JOIN task_labels tl ON tl.task_id = p.id JOIN labels l ON l.id = tl.label_id
GROUP BY 1 ORDER BY tasks DESC, name LIMIT {MAX_FACET_VALUES}
"""  # noqa: S608 - constants

# Chats of two sources may have the same id; filters can't tell them apart, so neither does the menu.
_CHATS = f"""{_PRESENT}
SELECT c.external_id AS chat_id, max(c.title) AS title, count(*) AS tasks
FROM present p JOIN chats c ON c.id = p.chat_id
GROUP BY 1 ORDER BY tasks DESC, title, chat_id LIMIT {MAX_FACET_VALUES}
"""  # noqa: S608 - constants


async def read_facets(connection: Connection, workspace_id: int, now: datetime) -> Facets:
    """Return what the unfinished and the lately finished tasks of a workspace have."""
    args = (workspace_id, now - timedelta(days=FACET_DAYS))
    assignees = await connection.fetch(_ASSIGNEES, *args)
    labels = await connection.fetch(_LABELS, *args)
    chats = await connection.fetch(_CHATS, *args)
    return Facets(
        assignees=[NameCount(**dict(row.items())) for row in assignees],
        labels=[NameCount(**dict(row.items())) for row in labels],
        chats=[ChatCount(**dict(row.items())) for row in chats],
    )

"""Known tasks: those of the workspace that may be about the same as a message."""

from collections.abc import Sequence
from typing import Final

from db.indexing import LOOK_ON
from db.nearest import ASKED, fetch_nearest
from db.pool import Connection
from domain.analysis import Embedding, KnownTask

LEAST_SIMILARITY: Final = 0.4
"""Cosine below which a task has too little in common with a message to be shown beside it."""

_NEAREST = f"""
{ASKED}SELECT asked.place, near.*
FROM asked CROSS JOIN LATERAL (
    SELECT k.id, k.title, k.status, least(1 - (x.embedding <=> asked.embedding), 1) AS similarity
    FROM tasks k JOIN task_index x ON x.task_id = k.id
    WHERE x.workspace_id = $1 AND k.status <> 'closed' AND x.encoder = asked.encoder
    ORDER BY x.embedding <=> asked.embedding LIMIT $4
) near
WHERE near.similarity >= {LEAST_SIMILARITY}
ORDER BY asked.place, near.similarity DESC, near.id DESC
"""  # noqa: S608 - constants


async def find_known_tasks(
    connection: Connection, workspace_id: int, embeddings: Sequence[Embedding], limit: int = 5
) -> list[list[KnownTask]]:
    """Return for each embedding the nearest tasks of the workspace that are not closed, the likest first.

    Only tasks embedded by the same encoder are compared. It belongs in a transaction, see `LOOK_ON`.
    """
    if embeddings:
        await connection.execute(LOOK_ON)
    near = await fetch_nearest(connection, _NEAREST, workspace_id, embeddings, limit)
    return [[KnownTask.model_validate(dict(row.items())) for row in rows] for rows in near]

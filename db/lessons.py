"""Lessons: earlier corrections of messages like these."""

from collections.abc import Sequence
from typing import Final

from asyncpg import Record

from db.nearest import ASKED, fetch_nearest
from db.pool import Connection
from domain.analysis import Embedding, Lesson

LEAST_SIMILARITY: Final = 0.3
"""Cosine below which two messages have too little in common to learn from one for the other."""

TEXT_CHARS: Final = 300

# Ordered by an expression, not by the operator alone: the approximate index would be asked for the nearest of
# all workspaces, and answer with too few of this one. Whoever corrects by hand never makes too many to scan.
_NEAREST = f"""
{ASKED}SELECT asked.place, near.*
FROM asked CROSS JOIN LATERAL (
    SELECT "left"(m.content, {TEXT_CHARS}) AS text, k.is_actionable, k.category, k.priority, k.due_removed,
        k.due_shift_s, k.due_after_s, k.corrected_at,
        least(1 - (x.embedding <=> asked.embedding), 1) AS similarity
    FROM corrections k JOIN message_index x USING (message_id) JOIN messages m ON m.id = k.message_id
    WHERE k.workspace_id = $1 AND x.encoder = asked.encoder AND x.embedding IS NOT NULL
        AND (k.due_removed OR num_nonnulls(k.is_actionable, k.category, k.priority, k.due_shift_s,
                                           k.due_after_s) > 0)
        AND 1 - (x.embedding <=> asked.embedding) >= {LEAST_SIMILARITY}
    ORDER BY similarity DESC, k.corrected_at DESC, k.message_id DESC LIMIT $4
) near
ORDER BY asked.place, near.similarity DESC, near.corrected_at DESC
"""  # noqa: S608 - constants


async def find_lessons(
    connection: Connection, workspace_id: int, embeddings: Sequence[Embedding], limit: int = 8
) -> list[list[Lesson]]:
    """Return for each embedding the nearest corrections of the workspace, the most similar first.

    A message that was corrected and is analysed again learns from its own correction, too. Only messages
    embedded by the same encoder are compared.
    """
    near = await fetch_nearest(connection, _NEAREST, workspace_id, embeddings, limit)
    return [[_lesson_of(row) for row in rows] for rows in near]


def _lesson_of(row: Record) -> Lesson:
    return Lesson.model_validate({name: row[name] for name in Lesson.model_fields})

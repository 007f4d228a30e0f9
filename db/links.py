"""Links between tasks that belong together: by what they mean, and as the agents name them."""

from collections.abc import Iterable, Sequence
from typing import Final

from db.indexing import LOOK_ON, vector_text
from db.pool import Connection
from domain.analysis import Embedding
from domain.task import LinkKind, TaskLink

RELATED_THRESHOLD: Final = 0.55
"""Tasks at least this similar are linked as related, unless they count as duplicates.

Measured on the 1,928 texts the embedded engine is trained on, which don't repeat each other: of the 0.8
million pairs of those that ask for work 99.9 % are below 0.38, and 1 in 73,000 is at 0.55 or above; of all
pairs none is at 0.75. Of 31 pairs of texts that say the same in other words or another language 24 are above
0.55, of 5 that differ by a word or two all are above 0.78, the threshold of duplicates unless a workspace has
its own.
"""

MOST_LINKS: Final = 3
"""Most links a task gets by its meaning when it comes."""

_LINK_SIMILAR = f"""
INSERT INTO task_links (workspace_id, task_id, other_id, kind, similarity)
SELECT $1, greatest(t.id, near.task_id), least(t.id, near.task_id),
       CASE WHEN near.similarity >= $5 THEN '{LinkKind.DUPLICATE}' ELSE '{LinkKind.RELATED}' END,
       near.similarity
FROM unnest($2::bigint[], $3::text[]) AS t (id, embedding) CROSS JOIN LATERAL (
    SELECT i.task_id, 1 - (i.embedding <=> t.embedding::halfvec) AS similarity
    FROM task_index i JOIN tasks k ON k.id = i.task_id
    WHERE i.workspace_id = $1 AND i.encoder = $4 AND i.task_id <> t.id AND k.status <> 'closed'
    ORDER BY i.embedding <=> t.embedding::halfvec LIMIT {MOST_LINKS}
) near
WHERE near.similarity >= least($5, $6)
ON CONFLICT (task_id, other_id) DO NOTHING
"""  # noqa: S608 - constants

# An agent that read both knows better than a cosine: what it says stands, whichever was first. Of two things
# it says of the same task the first holds.
_LINK_NAMED = """
INSERT INTO task_links (workspace_id, task_id, other_id, kind)
SELECT $1, t.task_id, k.id, t.kind
FROM unnest($2::bigint[], $3::bigint[], $4::text[]) WITH ORDINALITY
    AS t (task_id, other_id, kind, position)
JOIN tasks k ON k.id = t.other_id AND k.workspace_id = $1
ORDER BY t.position
ON CONFLICT (task_id, other_id) DO NOTHING
"""

_UNLINK_SIMILAR = """
DELETE FROM task_links
WHERE similarity IS NOT NULL AND (task_id = ANY ($1::bigint[]) OR other_id = ANY ($1::bigint[]))
"""

_READ = """
SELECT k.id AS task_id, l.kind, k.title, k.status, l.similarity
FROM (SELECT other_id AS id, kind, similarity, created_at
      FROM task_links WHERE workspace_id = $1 AND task_id = $2
      UNION ALL
      SELECT task_id, kind, similarity, created_at
      FROM task_links WHERE workspace_id = $1 AND other_id = $2) l
JOIN tasks k ON k.id = l.id
ORDER BY l.created_at DESC, k.id DESC LIMIT 100
"""

NamedLink = tuple[int, int, LinkKind]
"""A new task, the number of an earlier one as an agent named it, and how they belong together."""


async def link_similar(
    connection: Connection,
    workspace_id: int,
    tasks: Sequence[tuple[int, Embedding]],
    duplicate_threshold: float,
    related_threshold: float = RELATED_THRESHOLD,
) -> None:
    """Link indexed tasks, by id, with the open ones nearest in meaning; each other included.

    Tasks that another transaction is just writing are not seen.
    """
    by_encoder: dict[str, list[tuple[int, str]]] = {}
    for task_id, embedding in tasks:
        by_encoder.setdefault(embedding.encoder, []).append((task_id, vector_text(embedding)))
    if by_encoder:
        await connection.execute(LOOK_ON)
    for encoder, rows in by_encoder.items():
        ids, vectors = zip(*rows, strict=True)
        thresholds = (duplicate_threshold, related_threshold)
        await connection.execute(_LINK_SIMILAR, workspace_id, list(ids), list(vectors), encoder, *thresholds)


async def unlink_similar(connection: Connection, task_ids: Sequence[int]) -> None:
    """Remove the links that tasks have by a meaning which is theirs no more."""
    await connection.execute(_UNLINK_SIMILAR, list(task_ids))


async def link_named(connection: Connection, workspace_id: int, links: Iterable[NamedLink]) -> None:
    """Link new tasks with the ones an agent named; those the workspace does not have are left out."""
    rows = [(task_id, other_id, kind.value) for task_id, other_id, kind in links if 0 < other_id < task_id]
    if rows:
        await connection.execute(_LINK_NAMED, workspace_id, *map(list, zip(*rows, strict=True)))


async def read_links(connection: Connection, workspace_id: int, task_id: int) -> list[TaskLink]:
    """Return the tasks linked with a task, from either side, the newest link first."""
    rows = await connection.fetch(_READ, workspace_id, task_id)
    return [TaskLink.model_validate(dict(row.items())) for row in rows]

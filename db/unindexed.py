"""What search can't find by meaning yet, and putting its embeddings in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from asyncpg import Record

from db.indexing import INDEXED_CHARS, vector_text
from db.links import link_similar, unlink_similar
from db.pool import Connection, Database
from domain.analysis import Embedding
from domain.search import Bare, HitKind
from domain.workspace import WorkspaceSettings

_AHEAD = 16
"""Batches among which one is drawn at random, so that workers rarely embed the same."""

_PAGE = 2_000

# xmin is the transaction that wrote the index row; every edit of the text writes it anew.
_TAKE_TASKS = f"""
SELECT 'task' AS kind, t.id, t.workspace_id, i.xmin::text AS mark,
       t.title || E'\\n' || "left"(t.description, {INDEXED_CHARS}) AS text
FROM (SELECT task_id FROM (SELECT task_id FROM task_index WHERE embedding IS NULL
                           ORDER BY task_id DESC LIMIT $2) newest
      ORDER BY random() LIMIT $1) bare
JOIN task_index i USING (task_id) JOIN tasks t ON t.id = task_id
"""  # noqa: S608 - constants

_TAKE_MESSAGES = f"""
SELECT 'message' AS kind, m.id, m.workspace_id, i.xmin::text AS mark,
       "left"(m.content, {INDEXED_CHARS}) AS text
FROM (SELECT message_id FROM (SELECT message_id FROM message_index WHERE embedding IS NULL
                              ORDER BY message_id DESC LIMIT $2) newest
      ORDER BY random() LIMIT $1) bare
JOIN message_index i USING (message_id) JOIN messages m ON m.id = message_id
"""  # noqa: S608 - constants


# What somebody else is writing is passed over: nobody waits for us, and we for nobody.
def _put(table: str, key: str) -> str:
    return f"""
WITH unchanged AS (
    SELECT i.{key} AS id, t.encoder, t.embedding
    FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[]) AS t (id, mark, encoder, embedding)
    JOIN {table} i ON i.{key} = t.id AND i.xmin::text = t.mark
    FOR UPDATE OF i SKIP LOCKED
)
UPDATE {table} i SET encoder = u.encoder, embedding = u.embedding::halfvec
FROM unchanged u WHERE i.{key} = u.id
RETURNING i.{key} AS id
"""  # noqa: S608 - constants


def _forget(table: str, key: str) -> str:
    return f"""
WITH page AS (
    SELECT {key}, encoder FROM {table} WHERE {key} > $1 ORDER BY {key} LIMIT {_PAGE}
), foreign_ones AS (
    UPDATE {table} i SET encoder = NULL, embedding = NULL FROM page
    WHERE i.{key} = page.{key} AND page.encoder <> $2 AND i.encoder <> $2 RETURNING 1
)
SELECT max({key}) AS last, (SELECT count(*) FROM foreign_ones) AS forgotten FROM page
"""  # noqa: S608 - constants


_TABLES = {HitKind.TASK: ("task_index", "task_id"), HitKind.MESSAGE: ("message_index", "message_id")}

_SETTINGS = "SELECT settings FROM workspaces WHERE id = $1"


@dataclass(frozen=True)
class PostgresUnindexed:
    """`domain.search.Unindexed` on PostgreSQL."""

    database: Database

    async def take(self, limit: int) -> list[Bare]:
        """See `domain.search.Unindexed`."""
        async with self.database.connection() as connection:
            rows = await connection.fetch(_TAKE_TASKS, limit, limit * _AHEAD)
            if len(rows) < limit:
                rows += await connection.fetch(_TAKE_MESSAGES, limit - len(rows), limit * _AHEAD)
        return [_bare_of(row) for row in rows]

    async def put(self, made: Sequence[tuple[Bare, Embedding]]) -> int:
        """See `domain.search.Unindexed`."""
        async with self.database.transaction() as connection:
            stored = {kind: await _store(connection, kind, made) for kind in HitKind}
            await _link(
                connection, [(bare, meaning) for bare, meaning in made if bare.id in stored[bare.kind]]
            )
        return sum(map(len, stored.values()))

    async def forget(self, encoder: str) -> int:
        """See `domain.search.Unindexed`. A page of rows at a time is a transaction of its own."""
        return sum([await self._forget(kind, encoder) for kind in HitKind])

    async def _forget(self, kind: HitKind, encoder: str) -> int:
        forgotten, last = 0, 0
        while last is not None:
            async with self.database.connection() as connection:
                row = await connection.fetchrow(_forget(*_TABLES[kind]), last, encoder)
            last, count = (row["last"], row["forgotten"]) if row else (None, 0)
            forgotten += count
        return forgotten


def _bare_of(row: Record) -> Bare:
    return Bare.model_validate(dict(row.items()))


async def _store(connection: Connection, kind: HitKind, made: Sequence[tuple[Bare, Embedding]]) -> set[int]:
    rows = [(bare.id, bare.mark, e.encoder, vector_text(e)) for bare, e in made if bare.kind is kind]
    if not rows:
        return set()
    found = await connection.fetch(_put(*_TABLES[kind]), *map(list, zip(*rows, strict=True)))
    return {row["id"] for row in found}


async def _link(connection: Connection, stored: Iterable[tuple[Bare, Embedding]]) -> None:
    tasks = sorted(
        (pair for pair in stored if pair[0].kind is HitKind.TASK), key=lambda pair: pair[0].workspace_id
    )
    await unlink_similar(connection, [bare.id for bare, _ in tasks])
    for workspace_id, pairs in groupby(tasks, key=lambda pair: pair[0].workspace_id):
        settings = WorkspaceSettings.model_validate_json(await connection.fetchval(_SETTINGS, workspace_id))
        meanings = [(bare.id, meaning) for bare, meaning in pairs]
        await link_similar(connection, workspace_id, meanings, settings.duplicate_threshold)

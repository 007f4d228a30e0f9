"""Vocabularies in PostgreSQL. Who writes to one locks its workspace, so that no two terms come to clash."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from pydantic import TypeAdapter

from db.pool import Connection, Database
from db.workspaces import LOCK_WORKSPACE
from domain.errors import NotFoundError
from domain.vocabulary import (
    StoredTerm,
    Term,
    TermChange,
    TermKind,
    ensure_distinct,
    ensure_room,
    in_order,
)

_LIST = """
SELECT id, kind, name, aliases FROM vocabulary WHERE workspace_id = $1 AND ($2::text IS NULL OR kind = $2)
"""

_GET = "SELECT id, kind, name, aliases FROM vocabulary WHERE workspace_id = $1 AND id = $2"

_INSERT = """
INSERT INTO vocabulary (workspace_id, kind, name, aliases)
SELECT $1, t.kind, t.name, t.aliases
FROM jsonb_to_recordset($2::jsonb) AS t (kind text, name text, aliases text[])
RETURNING id, kind, name, aliases
"""

_UPDATE = """
UPDATE vocabulary v SET name = t.name, aliases = t.aliases
FROM jsonb_to_recordset($2::jsonb) AS t (id bigint, name text, aliases text[])
WHERE v.workspace_id = $1 AND v.id = t.id
"""

_DELETE = "DELETE FROM vocabulary WHERE workspace_id = $1 AND id = ANY ($2::bigint[]) RETURNING id"

_TERMS = TypeAdapter(list[Term])
_STORED = TypeAdapter(list[StoredTerm])


@dataclass(frozen=True)
class PostgresVocabulary:
    """`domain.vocabulary.Vocabulary` on PostgreSQL."""

    database: Database

    async def list_terms(self, workspace_id: int, kind: TermKind | None) -> list[StoredTerm]:
        """See `domain.vocabulary.Vocabulary`."""
        async with self.database.connection() as connection:
            return await read_terms(connection, workspace_id, kind)

    async def get_term(self, workspace_id: int, term_id: int) -> StoredTerm:
        """See `domain.vocabulary.Vocabulary`."""
        async with self.database.connection() as connection:
            row = await connection.fetchrow(_GET, workspace_id, term_id)
        if row is None:
            raise NotFoundError("Term not found")
        return StoredTerm.model_validate(dict(row.items()))

    async def add_term(self, workspace_id: int, term: Term) -> StoredTerm:
        """See `domain.vocabulary.Vocabulary`."""
        new = term.tidied()
        async with self._writing(workspace_id) as connection:
            known = await read_terms(connection, workspace_id)
            ensure_room(known)
            ensure_distinct([*known, new])
            [stored] = await _insert(connection, workspace_id, [new])
        return stored

    async def change_term(self, workspace_id: int, term_id: int, change: TermChange) -> StoredTerm:
        """See `domain.vocabulary.Vocabulary`."""
        async with self._writing(workspace_id) as connection:
            known = {term.id: term for term in await read_terms(connection, workspace_id)}
            before = known.pop(term_id, None)
            if before is None:
                raise NotFoundError("Term not found")
            after = change.apply(before)
            ensure_distinct([*known.values(), after])
            await _update(connection, workspace_id, [after])
        return after

    async def delete_term(self, workspace_id: int, term_id: int) -> None:
        """See `domain.vocabulary.Vocabulary`."""
        async with self._writing(workspace_id) as connection:
            if not await connection.fetch(_DELETE, workspace_id, [term_id]):
                raise NotFoundError("Term not found")

    async def replace_terms(self, workspace_id: int, terms: Sequence[Term]) -> list[StoredTerm]:
        """See `domain.vocabulary.Vocabulary`."""
        wanted = [term.tidied() for term in terms]
        ensure_distinct(wanted)
        async with self._writing(workspace_id) as connection:
            ids = {term.key: term.id for term in await read_terms(connection, workspace_id)}
            kept = [term.stored(ids.pop(term.key)) for term in wanted if term.key in ids]
            known = {term.key for term in kept}
            await connection.execute(_DELETE, workspace_id, list(ids.values()))
            await _update(connection, workspace_id, kept)
            added = await _insert(
                connection, workspace_id, [term for term in wanted if term.key not in known]
            )
        return in_order([*kept, *added])

    @asynccontextmanager
    async def _writing(self, workspace_id: int) -> AsyncGenerator[Connection]:
        async with self.database.transaction() as connection:
            await connection.execute(LOCK_WORKSPACE, workspace_id)
            yield connection


async def read_terms(
    connection: Connection, workspace_id: int, kind: TermKind | None = None
) -> list[StoredTerm]:
    """Return the terms of a kind, or all, by kind and name."""
    rows = await connection.fetch(_LIST, workspace_id, kind)
    return in_order(StoredTerm.model_validate(dict(row.items())) for row in rows)


async def _insert(connection: Connection, workspace_id: int, terms: Sequence[Term]) -> list[StoredTerm]:
    rows = await connection.fetch(_INSERT, workspace_id, _TERMS.dump_json(list(terms)).decode())
    return [StoredTerm.model_validate(dict(row.items())) for row in rows]


async def _update(connection: Connection, workspace_id: int, terms: Sequence[StoredTerm]) -> None:
    await connection.execute(_UPDATE, workspace_id, _STORED.dump_json(list(terms)).decode())

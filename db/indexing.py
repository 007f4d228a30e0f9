"""The search index: words and embeddings of messages and tasks, written with what they belong to."""

from collections.abc import Sequence
from typing import Final

from pgvector import HalfVector

from db.pool import Connection
from domain.analysis import Embedding

INDEXED_CHARS: Final = 20_000
"""Longest text whose words are indexed, in characters; what follows is not found."""

CONFIGURATIONS: Final = ("simple", "russian", "german", "spanish")
"""Each adds its own word stems. PostgreSQL's `russian` takes words in Latin letters as English."""


def words_of(text: str) -> str:
    """Return the SQL expression of the indexed words of the SQL expression `text`."""
    return "(" + " || ".join(f"to_tsvector('{name}', {text})" for name in CONFIGURATIONS) + ")"


def asked_words(text: str) -> str:
    """Return the SQL expression of a tsquery for what a person typed, the SQL expression `text`."""
    return "(" + " || ".join(f"websearch_to_tsquery('{name}', {text})" for name in CONFIGURATIONS) + ")"


def asked_each(text: str) -> str:
    """Return the SQL list of the tsqueries of which `asked_words` is any."""
    return ", ".join(f"websearch_to_tsquery('{name}', {text})" for name in CONFIGURATIONS)


LOOK_ON: Final = """
SET LOCAL hnsw.iterative_scan = strict_order;
SET LOCAL plan_cache_mode = force_custom_plan;
"""
"""For the rest of a transaction: among rows that mostly belong to others the index of embeddings looks on for
the nearest; where a workspace has few of its own, a plan made for it does without the index."""


_MESSAGES = f"""
INSERT INTO message_index (workspace_id, message_id, words, encoder, embedding)
SELECT $1, m.id, {words_of(f'"left"(m.content, {INDEXED_CHARS})')}, t.encoder, t.embedding::halfvec
FROM unnest($2::bigint[], $3::text[], $4::text[]) AS t (message_id, encoder, embedding)
JOIN messages m ON m.id = t.message_id
ON CONFLICT (message_id) DO UPDATE
SET (words, encoder, embedding) = (excluded.words, excluded.encoder, excluded.embedding)
"""  # noqa: S608 - constants

_TASKS = f"""
INSERT INTO task_index (workspace_id, task_id, words, encoder, embedding)
SELECT $1, k.id, {words_of(f"(k.title || ' ' || left(k.description, {INDEXED_CHARS}))")}, t.encoder,
       t.embedding::halfvec
FROM unnest($2::bigint[], $3::text[], $4::text[]) AS t (task_id, encoder, embedding)
JOIN tasks k ON k.id = t.task_id
ON CONFLICT (task_id) DO UPDATE
SET (words, encoder, embedding) = (excluded.words, excluded.encoder, excluded.embedding)
"""  # noqa: S608 - constants


async def index_messages(
    connection: Connection, workspace_id: int, messages: Sequence[tuple[int, Embedding | None]]
) -> None:
    """Let messages be found, by their ids; without an embedding by their words alone."""
    if messages:
        await connection.execute(_MESSAGES, workspace_id, *_columns(messages))


async def index_tasks(
    connection: Connection, workspace_id: int, tasks: Sequence[tuple[int, Embedding | None]]
) -> None:
    """Let tasks be found, by their ids; a missing embedding is made in the background."""
    if tasks:
        await connection.execute(_TASKS, workspace_id, *_columns(tasks))


def _columns(
    rows: Sequence[tuple[int, Embedding | None]],
) -> tuple[list[int], list[str | None], list[str | None]]:
    ids = [key for key, _ in rows]
    encoders = [embedding.encoder if embedding else None for _, embedding in rows]
    return ids, encoders, [vector_text(embedding) if embedding else None for _, embedding in rows]


def vector_text(embedding: Embedding) -> str:
    """Return a vector as PostgreSQL reads it."""
    return HalfVector(embedding.vector).to_text()

"""Looking up what is nearest in meaning to several embeddings at once."""

from collections.abc import Sequence

from asyncpg import Record

from db.indexing import vector_text
from db.pool import Connection
from domain.analysis import Embedding

# Each vector is read from its text once, not once for every row.
ASKED = """
WITH asked AS MATERIALIZED (
    SELECT t.place, t.encoder, t.embedding::halfvec
    FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS t (encoder, embedding, place)
)
"""
"""What a query for `fetch_nearest` begins with: the embeddings asked about, each with its place."""


async def fetch_nearest(
    connection: Connection, query: str, workspace_id: int, embeddings: Sequence[Embedding], limit: int
) -> list[list[Record]]:
    """Return for each embedding the rows that `query` has under its place, in their order.

    Args:
        connection: Where to ask.
        query: Begins with `ASKED`; its $1 is the workspace and its $4 the limit, and it returns the `place`.
        workspace_id: Whose rows.
        embeddings: What is asked about.
        limit: Most rows for each.
    """
    found = [list[Record]() for _ in embeddings]
    if embeddings:
        encoders = [embedding.encoder for embedding in embeddings]
        vectors = [vector_text(embedding) for embedding in embeddings]
        for row in await connection.fetch(query, workspace_id, encoders, vectors, limit):
            place: int = row["place"]
            found[place - 1].append(row)
    return found

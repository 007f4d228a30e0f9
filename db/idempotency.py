"""Idempotency keys: a repeated request gets the first one's answer, in the same transaction as its effect."""

from db.pool import Connection
from domain.access import RequestKey
from domain.errors import IdempotencyKeyReusedError

_TAKE = """
INSERT INTO idempotency_keys (workspace_id, key, digest) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING
"""


async def find_answer(connection: Connection, workspace_id: int, key: RequestKey) -> str | None:
    """Return the JSON text answered under this key, None when the key is new and now taken.

    A concurrent request with the same key is waited for: taking the key blocks until it commits.

    Raises:
        IdempotencyKeyReusedError: The key was used for another request.
    """
    if (await connection.execute(_TAKE, workspace_id, key.key, key.digest)).endswith(" 1"):
        return None
    row = await connection.fetchrow(
        "SELECT digest, answer FROM idempotency_keys WHERE workspace_id = $1 AND key = $2",
        workspace_id,
        key.key,
    )
    if row is None or row["digest"] != key.digest:
        raise IdempotencyKeyReusedError
    return row["answer"]


async def keep_answer(connection: Connection, workspace_id: int, key: RequestKey, answer: str) -> None:
    """Store the answer that belongs to a key taken in this transaction."""
    await connection.execute(
        "UPDATE idempotency_keys SET answer = $3::json WHERE workspace_id = $1 AND key = $2",
        workspace_id,
        key.key,
        answer,
    )

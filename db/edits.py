"""Edits of messages: the text of the highest rank holds, in whatever order they arrive.

Locks come in the order chat (its lease), message (its row in the inbox, then its own), event counter: whoever
finishes the chat's work is waited for, or finds the text it has analysed replaced.
"""

from datetime import datetime

from asyncpg import Record

from db.pool import INBOX_CHANNEL, Connection
from db.publish import publish
from db.rows import MESSAGE_COLUMNS, MESSAGE_TABLES, message_of
from domain.event import EventType
from domain.message import NewMessage

_LOCK_CHAT = """
SELECT m.id FROM messages m JOIN chat_leases l ON l.chat_id = m.chat_id
WHERE (m.workspace_id, m.source, m.external_id) = ($1, $2, $3) FOR UPDATE OF l
"""

_LOCK_QUEUED = "SELECT FROM inbox WHERE message_id = $1 FOR UPDATE"

_LOCK = """
SELECT content, coalesce(edit_rank, 0) AS rank, edited_at, sent_at FROM messages WHERE id = $1
FOR NO KEY UPDATE
"""

_KEEP = """
INSERT INTO message_edits (workspace_id, message_id, content, rank, written_at)
SELECT $1, $2, t.content, t.rank, t.written_at
FROM unnest($3::text[], $4::bigint[], $5::timestamptz[]) AS t (content, rank, written_at)
ON CONFLICT (message_id, rank) DO NOTHING
"""

# Edits that change no words come too: a text was written when the first of those that end with it was.
_NEWEST = """
WITH newest AS (
    SELECT content, rank FROM message_edits WHERE message_id = $1 ORDER BY rank DESC LIMIT 1
), first AS (
    SELECT e.rank, e.written_at FROM message_edits e, newest n
    WHERE e.message_id = $1 AND e.rank > coalesce((
        SELECT o.rank FROM message_edits o WHERE o.message_id = $1 AND o.content <> n.content
        ORDER BY o.rank DESC LIMIT 1), -1)
    ORDER BY e.rank LIMIT 1
)
UPDATE messages SET edit_rank = n.rank, edited_at = CASE WHEN f.rank > 0 THEN f.written_at END
FROM newest n, first f WHERE messages.id = $1
"""

_REWRITE = "UPDATE messages SET content = $2, digest = $3 WHERE id = $1"

_REQUEUE = """
UPDATE inbox SET state = 'pending', attempts = 0, not_before = now(), error = NULL, epoch = NULL,
    ended_at = NULL, edited = true
WHERE message_id = $1
"""

_FORGET = (
    "DELETE FROM analyses WHERE message_id = $1",
    "DELETE FROM entities WHERE message_id = $1",
)

_READ = f"SELECT {MESSAGE_COLUMNS} FROM {MESSAGE_TABLES} WHERE m.id = $1"  # noqa: S608 - constants


async def apply_edit(connection: Connection, workspace_id: int, new: NewMessage) -> int | None:
    """Take one of a stored message's texts in; return the message's id, None when it is not stored.

    What the message says is that of its texts with the highest rank. If that changed, the agents read it
    anew, and an event tells of it.
    """
    name = (workspace_id, new.source.value, new.external_id)
    message_id = await connection.fetchval(_LOCK_CHAT, *name)
    if message_id is None:
        return None
    await connection.execute(_LOCK_QUEUED, message_id)
    row = await connection.fetchrow(_LOCK, message_id)
    if row is None:
        return None
    rank = new.edit_rank or 0
    if rank != row["rank"]:
        texts = [_text(row), (new.content, rank, new.edited_at or new.sent_at)]
        await connection.execute(_KEEP, workspace_id, message_id, *map(list, zip(*texts, strict=True)))
        await connection.execute(_NEWEST, message_id)
        if rank > row["rank"] and new.content != row["content"]:
            await _rewrite(connection, workspace_id, message_id, new)
    return message_id


def _text(row: Record) -> tuple[str, int, datetime]:
    return row["content"], row["rank"], row["edited_at"] or row["sent_at"]


async def _rewrite(connection: Connection, workspace_id: int, message_id: int, new: NewMessage) -> None:
    """Let a message say something else, and queue it for the agents as if it had just come."""
    await connection.execute(_REWRITE, message_id, new.content, new.digest())
    await connection.execute(_REQUEUE, message_id)
    for statement in _FORGET:
        await connection.execute(statement, message_id)
    message = message_of(await _read(connection, message_id))
    await connection.execute("SELECT pg_notify($1, '')", INBOX_CHANNEL)
    await publish(connection, workspace_id, [(EventType.MESSAGE_EDITED, message.model_dump_json())])


async def _read(connection: Connection, message_id: int) -> Record:
    row = await connection.fetchrow(_READ, message_id)
    if row is None:
        msg = f"message {message_id} vanished while its row was locked"
        raise RuntimeError(msg)
    return row

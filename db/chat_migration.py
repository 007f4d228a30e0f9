"""A group that becomes a supergroup: what was its own belongs to the other number from then on."""

from typing import Final

from db.pool import Connection

_SETTINGS: Final = """
INSERT INTO telegram_chats (chat_id, workspace_id, kind, title, language, timezone, feedback, digest_hour,
    next_digest_at)
SELECT $2, workspace_id, 'supergroup', title, language, timezone, feedback, digest_hour, next_digest_at
FROM telegram_chats WHERE chat_id = $1 AND migrated_to IS NULL
ON CONFLICT (chat_id) DO UPDATE
SET (workspace_id, language, timezone, feedback, digest_hour, next_digest_at) = (excluded.workspace_id,
    excluded.language, excluded.timezone, excluded.feedback, excluded.digest_hour, excluded.next_digest_at)
"""

_MEMBERS: Final = """
INSERT INTO telegram_members (chat_id, person_id, standing)
SELECT $2, person_id, standing FROM telegram_members WHERE chat_id = $1 ON CONFLICT DO NOTHING
"""

_MOVED: Final = """
UPDATE telegram_chats SET state = 'migrated', migrated_to = $2, next_digest_at = NULL WHERE chat_id = $1
"""

# Messages keep their numbers only in the old chat: cards are shown anew in the other one.
_CARDS: Final = """
UPDATE cards SET chat_id = $2, message_number = NULL, version = 0 WHERE chat_id = $1 AND NOT EXISTS
    (SELECT FROM cards o WHERE (o.chat_id, o.kind, o.subject_id) = ($2, cards.kind, cards.subject_id))
"""

_LETTERS: Final = "UPDATE outbox SET destination = $2 WHERE destination = $1 AND state = 'pending'"

_CONVERSATIONS: Final = """
SELECT c.id, c.last_seq FROM chats c JOIN telegram_chats t USING (workspace_id)
WHERE t.chat_id = $1 AND c.source = 'telegram' AND c.external_id = ANY ($2::text[]) ORDER BY c.external_id
"""

# Whoever analyses one of them now drafts tasks for the old number; their epoch makes them begin anew. Leases
# are locked before chats, as whoever finishes does.
_STOP: Final = """
UPDATE chat_leases SET epoch = epoch + 1, lease_until = clock_timestamp(), worker = '' WHERE chat_id IN (
    SELECT chat_id FROM chat_leases WHERE chat_id = ANY ($1::bigint[]) ORDER BY chat_id FOR UPDATE)
"""

_FOLD: Final = (
    "UPDATE messages SET chat_id = $2, seq = seq + $3 WHERE chat_id = $1",
    "UPDATE inbox SET chat_id = $2, seq = seq + $3 WHERE chat_id = $1",
    "UPDATE tasks SET chat_id = $2 WHERE chat_id = $1 AND $3::bigint IS NOT NULL",
    "UPDATE chats c SET last_seq = $3 + o.last_seq FROM chats o WHERE c.id = $2 AND o.id = $1",
)

_RENAME: Final = "UPDATE chats SET external_id = $2 WHERE id = $1 AND external_id <> $2"

_DRAFTS: Final = (
    """
    UPDATE proposals p SET task = jsonb_set(p.task, '{chat_id}', to_jsonb(t.chat_id::text))
    FROM telegram_chats t
    WHERE t.chat_id::text = $2 AND p.workspace_id = t.workspace_id AND p.status = 'pending'
        AND p.task ->> 'chat_id' = $1
    """,
    """
    UPDATE recurrences r SET task = jsonb_set(r.task, '{chat_id}', to_jsonb(t.chat_id::text))
    FROM telegram_chats t
    WHERE t.chat_id::text = $2 AND r.workspace_id = t.workspace_id AND r.task ->> 'chat_id' = $1
    """,
)


async def migrate_chat(connection: Connection, old_id: int, new_id: int) -> None:
    """Let a group's settings, members, tasks, cards and waiting letters be those of its supergroup.

    It may be told in either chat first, and again; messages of both may have come meanwhile.
    """
    for statement in (_SETTINGS, _MEMBERS, _MOVED, _CARDS):
        await connection.execute(statement, old_id, new_id)
    old, new = str(old_id), str(new_id)
    await connection.execute(_LETTERS, old, new)
    await _join_conversations(connection, old, new)
    for statement in _DRAFTS:
        await connection.execute(statement, old, new)


async def _join_conversations(connection: Connection, old: str, new: str) -> None:
    """Make one conversation of what was written under both numbers, found by the new one."""
    wanted = (int(new), [old, new])
    found = await connection.fetch(_CONVERSATIONS, *wanted)
    await connection.execute(_STOP, [row["id"] for row in found])
    rows = await connection.fetch(f"{_CONVERSATIONS} FOR UPDATE OF c", *wanted)
    if not rows:
        return
    # The longer one stays, so that few messages change their place.
    *shorter, longest = sorted(rows, key=lambda row: row["last_seq"])
    for row in shorter:
        for statement in _FOLD:
            await connection.execute(statement, row["id"], longest["id"], longest["last_seq"])
        await connection.execute("DELETE FROM chats WHERE id = $1", row["id"])
    await connection.execute(_RENAME, longest["id"], new)

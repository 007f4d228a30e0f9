"""How much waits in the queues, as one cheap statement: bounded however long they are."""

from dataclasses import dataclass

from db.pool import Database

MOST = 100_000
"""Where counting ends: a longer queue shows as so many."""

# Walks from chat to chat by the partial index, as claiming does; a chat's first message is its oldest.
_READ = """
WITH RECURSIVE walk (chat_id) AS (
    (SELECT min(chat_id) FROM inbox WHERE state = 'pending')
    UNION ALL
    SELECT (SELECT min(i.chat_id) FROM inbox i WHERE i.state = 'pending' AND i.chat_id > w.chat_id)
    FROM walk w WHERE w.chat_id IS NOT NULL
), waiting AS (
    SELECT chat_id FROM walk WHERE chat_id IS NOT NULL LIMIT $1
), head AS (
    SELECT (SELECT i.message_id FROM inbox i WHERE i.chat_id = w.chat_id AND i.state = 'pending'
            ORDER BY i.seq LIMIT 1) AS id
    FROM waiting w
), letters AS (
    SELECT created_at FROM outbox WHERE state = 'pending' LIMIT $1
)
SELECT
    (SELECT count(*) FROM (SELECT FROM inbox WHERE state = 'pending' LIMIT $1) p) AS messages,
    (SELECT count(*) FROM waiting) AS chats,
    (SELECT count(*) FROM (SELECT FROM inbox WHERE state = 'dead' LIMIT $1) d) AS dead,
    (SELECT extract(epoch FROM clock_timestamp() - min(m.received_at))::float8
     FROM head JOIN messages m USING (id)) AS oldest_message_s,
    (SELECT count(*) FROM letters) AS letters,
    (SELECT extract(epoch FROM clock_timestamp() - min(created_at))::float8 FROM letters) AS oldest_letter_s
"""


@dataclass(frozen=True)
class Queues:
    """What waits, in all workspaces; an age in seconds is 0 where nothing does. No count exceeds `MOST`."""

    messages: int
    chats: int
    dead: int
    oldest_message_s: float
    letters: int
    oldest_letter_s: float


async def read_queues(database: Database) -> Queues:
    """Return what waits now.

    Raises:
        UnavailableError: The database does not answer.
    """
    async with database.connection() as connection:
        row = await connection.fetchrow(_READ, MOST)
    if row is None:
        raise RuntimeError("A statement of counts gave no row.")
    return Queues(
        messages=row["messages"],
        chats=row["chats"],
        dead=row["dead"],
        oldest_message_s=max(row["oldest_message_s"] or 0.0, 0.0),
        letters=row["letters"],
        oldest_letter_s=max(row["oldest_letter_s"] or 0.0, 0.0),
    )

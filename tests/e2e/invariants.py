"""Checks of what must hold in the database whatever happened to the processes."""

from dataclasses import dataclass

import asyncpg


@dataclass(frozen=True)
class Census:
    """What the database holds of the messages of one chat."""

    messages: int
    done: int
    analyses: int
    analysed_twice: int
    tasks_of_one_message: int
    out_of_order: int
    event_gaps: int


_CENSUS = """
WITH ours AS (
    SELECT m.id, m.seq FROM messages m JOIN chats c ON c.id = m.chat_id WHERE c.external_id = $1
), analysed AS (
    SELECT (e.data ->> 'id')::bigint AS message_id, min(e.seq) AS seq, count(*) AS times
    FROM events e WHERE e.type = 'message_analyzed' GROUP BY 1
)
SELECT
    (SELECT count(*) FROM ours) AS messages,
    (SELECT count(*) FROM inbox JOIN ours ON ours.id = message_id WHERE state = 'done') AS done,
    (SELECT count(*) FROM analyses JOIN ours ON ours.id = message_id) AS analyses,
    (SELECT count(*) FROM analysed JOIN ours ON ours.id = message_id WHERE times > 1) AS analysed_twice,
    (SELECT coalesce(max(n), 0) FROM (
        SELECT count(*) AS n FROM task_messages JOIN ours ON ours.id = message_id GROUP BY message_id
    ) AS made) AS tasks_of_one_message,
    (SELECT count(*) FROM (
        SELECT a.seq < lag(a.seq) OVER (ORDER BY ours.seq) AS swapped
        FROM ours JOIN analysed a ON a.message_id = ours.id
    ) AS pairs WHERE swapped) AS out_of_order,
    (SELECT max(seq) - count(*) FROM events WHERE workspace_id = 1) AS event_gaps
"""


async def read_census(url: str, chat: str) -> Census:
    """Return the census of a chat."""
    connection = await asyncpg.connect(url)
    try:
        row = await connection.fetchrow(_CENSUS, chat)
    finally:
        await connection.close()
    assert row is not None
    return Census(**dict(row.items()))

"""Writing events inside a transaction, so that a change and its event are one."""

from collections.abc import Sequence

from db.pool import EVENTS_CHANNEL, Connection
from db.showing import show_changes
from domain.event import PendingEvent

_PUBLISH = f"""
WITH counter AS (
    INSERT INTO event_counters AS c (workspace_id, last_seq) VALUES ($1, cardinality($2::text[]))
    ON CONFLICT (workspace_id) DO UPDATE SET last_seq = c.last_seq + EXCLUDED.last_seq
    RETURNING last_seq - cardinality($2::text[]) AS base
), written AS (
    INSERT INTO events (workspace_id, seq, type, data)
    SELECT $1, counter.base + e.position, e.type, e.data::json
    FROM counter, unnest($2::text[], $3::text[]) WITH ORDINALITY AS e (type, data, position)
)
SELECT pg_notify('{EVENTS_CHANNEL}', $1::text)
"""  # noqa: S608 - the channel is a constant


async def publish(connection: Connection, workspace_id: int, events: Sequence[PendingEvent]) -> None:
    """Append events in order, and let what shows their subjects in chats be brought up to date.

    Call it last in a transaction: it locks the workspace's counter until the commit, which is what
    makes event numbers appear in their order.
    """
    if events:
        await show_changes(connection, workspace_id, events)
        types = [event_type.value for event_type, _ in events]
        await connection.execute(_PUBLISH, workspace_id, types, [data for _, data in events])

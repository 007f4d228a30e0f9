"""Bringing what chats show up to date, in the transaction of the change they show."""

from collections.abc import Sequence
from typing import Final

from pydantic import BaseModel, TypeAdapter

from db.pool import OUTBOX_CHANNEL, Connection
from domain.card import CardKind
from domain.event import EventType, PendingEvent
from domain.feedback import FINISHED, NOTED
from domain.values import TaskStatus

_SUBJECTS: Final = {
    EventType.TASK_UPDATED: CardKind.TASK,
    EventType.TASK_STATUS_CHANGED: CardKind.TASK,
    EventType.PROPOSAL_CREATED: CardKind.PROPOSAL,
    EventType.PROPOSAL_DECIDED: CardKind.PROPOSAL,
}


class _Subject(BaseModel):
    """What is read of an event's data."""

    id: int
    status: str


_SUBJECT = TypeAdapter(_Subject)

# Taking the lock of a letter that waits is the point: it is not sent before this transaction has ended.
_REFRESH = """
INSERT INTO outbox (workspace_id, coalesce_key, kind, destination, payload)
SELECT c.workspace_id, format('card:%s:%s:%s', c.chat_id, c.kind, c.subject_id), 'card', c.chat_id::text,
    json_build_object('kind', 'card', 'card', c.kind, 'subject_id', c.subject_id, 'thread_id', c.thread_id)
FROM cards c JOIN telegram_chats t ON t.chat_id = c.chat_id AND t.state = 'active'
WHERE c.workspace_id = $1 AND EXISTS (
    SELECT FROM unnest($2::text[], $3::bigint[]) AS s (kind, id)
    WHERE (s.kind, s.id) = (c.kind, c.subject_id))
ORDER BY 2
ON CONFLICT (workspace_id, coalesce_key) WHERE state = 'pending' AND attempts = 0 DO UPDATE
SET created_at = clock_timestamp(), payload = (outbox.payload::jsonb || '{"menu": "usual"}')::json
RETURNING id
"""

# The message a task came from carries its mark in chats that want to be told by reactions. Messages of a
# group that has become another one stayed behind: there another message has their number.
_MARK = """
INSERT INTO outbox (workspace_id, coalesce_key, kind, destination, payload)
SELECT $1, format('reaction:%s:%s', t.chat_id, n.number), 'reaction', t.chat_id::text,
    json_build_object('kind', 'reaction', 'message_number', n.number, 'emoji', s.emoji)
FROM unnest($2::bigint[], $3::text[]) AS s (task_id, emoji)
JOIN task_messages tm ON tm.task_id = s.task_id
JOIN messages m ON m.id = tm.message_id AND m.source = 'telegram'
    AND m.sent_at > now() - interval '30 days'
JOIN chats k ON k.id = m.chat_id
JOIN telegram_chats t ON t.chat_id::text = k.external_id AND t.state = 'active' AND (
    t.feedback = 'reactions' OR (t.feedback IS NULL AND t.kind <> 'private'))
CROSS JOIN LATERAL (SELECT split_part(m.external_id, ':', 2)::bigint AS number) n
WHERE m.external_id ~ '^-?[0-9]+:[0-9]+$' AND split_part(m.external_id, ':', 1) = k.external_id
ORDER BY 2
ON CONFLICT (workspace_id, coalesce_key) WHERE state = 'pending' AND attempts = 0 DO UPDATE
SET created_at = clock_timestamp(), payload = excluded.payload
RETURNING id
"""


async def show_changes(connection: Connection, workspace_id: int, events: Sequence[PendingEvent]) -> None:
    """Queue the cards and reactions that show what the events are about."""
    seen = [
        (kind, _SUBJECTS[kind], _SUBJECT.validate_json(data)) for kind, data in events if kind in _SUBJECTS
    ]
    if not seen:
        return
    kinds = [card.value for _, card, _ in seen]
    queued = await connection.fetch(_REFRESH, workspace_id, kinds, [subject.id for *_, subject in seen])
    moved = {s.id: _mark(s.status) for kind, _, s in seen if kind is EventType.TASK_STATUS_CHANGED}
    if moved:
        queued += await connection.fetch(_MARK, workspace_id, list(moved), list(moved.values()))
    if queued:
        await connection.execute("SELECT pg_notify($1, '')", OUTBOX_CHANNEL)


def _mark(status: str) -> str:
    return FINISHED if status == TaskStatus.COMPLETED else NOTED

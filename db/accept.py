"""Storing accepted messages: one statement makes message, queue entry, chat number and event one commit."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

import stamina
from asyncpg import DeadlockDetectedError, Record

from db.edits import apply_edit
from db.pool import EVENTS_CHANNEL, INBOX_CHANNEL, Connection, Database
from domain.errors import DuplicateIdError, IdempotencyKeyReusedError, MantaError, UnavailableError
from domain.message import Accepted, NewMessage

# Chats are locked in the order of their keys and event counters after them, in every transaction that
# takes several: batches that name their messages as they should can wait for each other but never
# deadlock. Leases are made for new chats only (an inserted row has no xmax, an updated one has): whoever
# finishes a chat's work waits for the event counter while it holds the lease, and even ON CONFLICT DO
# NOTHING waits for a row that is being updated. A message that turns out to be stored already leaves a
# hole in its chat's numbers, which only have to grow.
_STORE = f"""
WITH input AS (
    SELECT * FROM unnest(
        $1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
        $9::timestamptz[], $10::bytea[], $11::text[], $12::text[], $13::bigint[], $14::text[],
        $15::timestamptz[], $16::bigint[]
    ) WITH ORDINALITY AS t (
        workspace_id, source, chat_external_id, chat_title, external_id, author, content, reply_to,
        sent_at, digest, idempotency_key, author_id, thread_id, origin, edited_at, edit_rank, position
    )
), chat AS (
    INSERT INTO chats AS c (workspace_id, source, external_id, title, last_seq)
    SELECT workspace_id, source, chat_external_id, max(chat_title), count(*)
    FROM input GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
    ON CONFLICT (workspace_id, source, external_id) DO UPDATE
    SET last_seq = c.last_seq + EXCLUDED.last_seq,
        title = CASE WHEN EXCLUDED.title = '' THEN c.title ELSE EXCLUDED.title END
    RETURNING id, workspace_id, source, external_id, last_seq, c.xmax = 0 AS is_new
), lease AS (
    INSERT INTO chat_leases (chat_id) SELECT id FROM chat WHERE is_new
), fresh AS (
    INSERT INTO messages (
        workspace_id, chat_id, seq, external_id, source, author, content, reply_to, sent_at, digest,
        idempotency_key, author_id, thread_id, origin, edited_at, edit_rank
    )
    SELECT i.workspace_id, chat.id,
        chat.last_seq + 1 - row_number() OVER (PARTITION BY chat.id ORDER BY i.position DESC),
        i.external_id, i.source, i.author, i.content, i.reply_to, i.sent_at, i.digest,
        i.idempotency_key, i.author_id, i.thread_id, i.origin::jsonb, i.edited_at, i.edit_rank
    FROM input i JOIN chat ON (chat.workspace_id, chat.source, chat.external_id)
        = (i.workspace_id, i.source, i.chat_external_id)
    ORDER BY i.position
    ON CONFLICT DO NOTHING
    RETURNING id, workspace_id, chat_id, seq, external_id, source, author, content, sent_at, received_at
), queued AS (
    INSERT INTO inbox (message_id, workspace_id, chat_id, seq, state)
    SELECT id, workspace_id, chat_id, seq, 'pending' FROM fresh
), counted AS (
    INSERT INTO event_counters AS c (workspace_id, last_seq)
    SELECT workspace_id, count(*) FROM fresh GROUP BY 1 ORDER BY 1
    ON CONFLICT (workspace_id) DO UPDATE SET last_seq = c.last_seq + EXCLUDED.last_seq
    RETURNING workspace_id, last_seq
), published AS (
    INSERT INTO events (workspace_id, seq, type, data)
    SELECT f.workspace_id,
        c.last_seq + 1 - row_number() OVER (PARTITION BY f.workspace_id ORDER BY f.id DESC),
        'message', json_build_object(
            'id', f.id, 'external_id', f.external_id, 'content', f.content, 'author', f.author,
            'chat_id', chat.external_id, 'sent_at', f.sent_at, 'source', f.source, 'status', 'received',
            'analysis', NULL, 'received_at', f.received_at)
    FROM fresh f JOIN counted c USING (workspace_id) JOIN chat ON chat.id = f.chat_id
), hints AS (
    SELECT pg_notify('{INBOX_CHANNEL}', ''), pg_notify('{EVENTS_CHANNEL}', workspace_id::text) FROM counted
)
SELECT workspace_id, source, external_id, id, (SELECT count(*) FROM hints) FROM fresh
"""  # noqa: S608 - the channels are constants

_STORED = """
SELECT t.position, m.id, m.external_id, m.digest = t.digest AS same,
    (m.source, m.external_id) = (t.source, t.external_id) AS same_id, m.edit_rank
FROM unnest($1::bigint[], $2::text[], $3::text[], $4::bytea[], $5::text[]) WITH ORDINALITY
    AS t (workspace_id, source, external_id, digest, idempotency_key, position)
JOIN messages m ON m.workspace_id = t.workspace_id
    AND ((m.source = t.source AND m.external_id = t.external_id) OR m.idempotency_key = t.idempotency_key)
ORDER BY t.position, same_id DESC
"""

Submission = tuple[int, NewMessage]
"""A workspace's id and a message for it."""

_Name = tuple[int, str, str]

_PAUSE_S = 0.02
_AFTER_A_DEADLOCK = stamina.AsyncRetryingCaller(
    attempts=5, timeout=None, wait_initial=2 * _PAUSE_S, wait_max=0.5, wait_jitter=0.05
).on(DeadlockDetectedError)


@dataclass(frozen=True)
class MessageStore:
    """Writes accepted messages."""

    database: Database

    async def store(self, batch: Sequence[Submission]) -> list[Accepted | MantaError]:
        """Store a batch in one transaction and answer each submission, in order.

        Raises:
            UnavailableError: Nothing was stored, or it is unknown whether; repeating is safe.
        """
        # Two batches gave the same ids or keys to messages of different chats. Other senders' messages may be
        # in this batch, so it is stored once the other one is: after a pause, or they would meet again.
        # Only then, because the retrying itself costs as much as a small statement.
        try:
            return await self._store(batch)
        except DeadlockDetectedError:
            await asyncio.sleep(_PAUSE_S)
        return await _AFTER_A_DEADLOCK(self._store, batch)

    async def _store(self, batch: Sequence[Submission]) -> list[Accepted | MantaError]:
        async with self.database.connection() as connection:
            rows = await connection.fetch(_STORE, *_columns(_first_of_each(batch)))
            fresh = {(row["workspace_id"], row["source"], row["external_id"]): row["id"] for row in rows}
            answers: list[Accepted | MantaError | None] = [
                _created(fresh.pop(_name(item), None), item) for item in batch
            ]
            repeated = [item for item, answer in zip(batch, answers, strict=True) if answer is None]
            found = iter(await _find_stored(connection, repeated) if repeated else [])
        return [
            answer or await self._recognise(item, next(found))
            for item, answer in zip(batch, answers, strict=True)
        ]

    async def _recognise(self, item: Submission, row: Record | None) -> Accepted | MantaError:
        """Answer a submission whose name or key is taken; another text of the message is kept as an edit."""
        if row is None or not row["same_id"] or row["edit_rank"] == item[1].edit_rank:
            return _verdict(row)
        return await self._apply(item) or _verdict(None)

    async def edit(self, workspace_id: int, message: NewMessage) -> Accepted | MantaError:
        """Commit a text that an author gave a message; one that is not stored yet is stored with it.

        Raises:
            UnavailableError: Nothing was stored, or it is unknown whether; repeating is safe.
        """
        item = (workspace_id, message)
        known = await self._apply(item)
        if known is not None:
            return known
        [answer] = await self.store([item])
        return answer

    async def _apply(self, item: Submission) -> Accepted | None:
        workspace_id, message = item
        async with self.database.transaction() as connection:
            message_id = await apply_edit(connection, workspace_id, message)
        if message_id is None:
            return None
        return Accepted(message_id=message_id, external_id=message.external_id, created=False)


def _created(message_id: int | None, item: Submission) -> Accepted | None:
    if message_id is None:
        return None
    return Accepted(message_id=message_id, external_id=item[1].external_id, created=True)


async def _find_stored(connection: Connection, repeated: Sequence[Submission]) -> list[Record | None]:
    """Return what is stored under the name or key of submissions that the store refused."""
    rows = await connection.fetch(
        _STORED,
        [workspace_id for workspace_id, _ in repeated],
        [message.source.value for _, message in repeated],
        [message.external_id for _, message in repeated],
        [message.digest() for _, message in repeated],
        [message.idempotency_key for _, message in repeated],
    )
    known: dict[int, Record] = {}
    for row in rows:
        known.setdefault(row["position"], row)
    return [known.get(position) for position in range(1, len(repeated) + 1)]


def _verdict(row: Record | None) -> Accepted | MantaError:
    if row is None:
        return UnavailableError("The message was removed while it was being recognised.")
    if row["same"]:
        return Accepted(message_id=row["id"], external_id=row["external_id"], created=False)
    return DuplicateIdError() if row["same_id"] else IdempotencyKeyReusedError()


def _name(item: Submission) -> _Name:
    workspace_id, message = item
    return workspace_id, message.source.value, message.external_id


def _first_of_each(batch: Sequence[Submission]) -> list[Submission]:
    """Drop repetitions within the batch: one statement can't meet its own rows."""
    seen: dict[_Name, Submission] = {}
    for item in batch:
        seen.setdefault(_name(item), item)
    return list(seen.values())


def _columns(batch: Sequence[Submission]) -> list[list[object]]:
    rows = [
        (
            workspace_id,
            m.source.value,
            m.chat_id,
            m.chat_title,
            m.external_id,
            m.author,
            m.content,
            m.reply_to,
            m.sent_at,
            m.digest(),
            m.idempotency_key,
            m.author_id,
            m.thread_id,
            None if m.origin is None else m.origin.model_dump_json(),
            m.edited_at,
            m.edit_rank,
        )
        for workspace_id, m in batch
    ]
    return [list(column) for column in zip(*rows, strict=True)]

"""The outbox: written with the change it tells of, claimed within Telegram's limits, settled once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from asyncpg import Record
from pydantic import TypeAdapter

from db.chat_migration import migrate_chat
from db.chats import leave_chat
from db.pool import OUTBOX_CHANNEL, Connection, Database
from domain.card import Card, CardKind
from domain.outbox import (
    CardParcel,
    Gone,
    Later,
    Letter,
    Moved,
    OutboxItem,
    Parcel,
    Refused,
    SendOutcome,
    Sent,
)

CHAT_PAUSE: Final = timedelta(seconds=1)
"""Telegram takes about one message a second in a chat."""

GROUP_MESSAGES: Final = 20
"""Telegram takes so many messages a minute in a group; groups and channels have negative numbers."""

_PARCEL = TypeAdapter[Parcel](Parcel)

# A chat that has become another one is written to there, one that the bot was removed from no more.
_ADDRESSED = """
SELECT coalesce(c.migrated_to, t.chat_id)::text AS destination, t.* FROM
    unnest($2::bigint[], $3::text[], $4::text[], $5::text[]) WITH ORDINALITY
        AS t (chat_id, key, kind, payload, position)
    LEFT JOIN telegram_chats c ON c.chat_id = t.chat_id
WHERE c.state IS DISTINCT FROM 'left'
"""

_POST = f"""
INSERT INTO outbox (workspace_id, dedupe_key, kind, destination, payload)
SELECT $1, a.key, a.kind, a.destination, a.payload::json FROM ({_ADDRESSED}) a ORDER BY a.position
ON CONFLICT (workspace_id, dedupe_key) DO NOTHING
"""  # noqa: S608 - a constant

# Taking the row's lock is the point: it is not claimed before the change it is to show has been committed.
# A card's first letter says where it goes, those that follow only that it has changed, and its menu.
_COALESCE = f"""
INSERT INTO outbox (workspace_id, coalesce_key, kind, destination, payload)
SELECT $1, a.key, a.kind, a.destination, a.payload::json FROM ({_ADDRESSED}) a ORDER BY a.key
ON CONFLICT (workspace_id, coalesce_key) WHERE state = 'pending' AND attempts = 0 DO UPDATE
SET created_at = clock_timestamp(),
    payload = CASE excluded.kind
        WHEN 'card'
        THEN (outbox.payload::jsonb || jsonb_build_object('menu', excluded.payload -> 'menu'))::json
        ELSE excluded.payload END
"""  # noqa: S608 - a constant

_EXPECT_CARDS = """
INSERT INTO cards (workspace_id, chat_id, kind, subject_id, thread_id)
SELECT $1, t.chat_id, t.kind, t.subject_id, t.thread_id
FROM unnest($2::bigint[], $3::text[], $4::bigint[], $5::bigint[]) AS t (chat_id, kind, subject_id, thread_id)
ORDER BY 2, 3, 4
ON CONFLICT DO NOTHING
"""

# Only the first letter of a chat may go: one that waits, or is being sent, holds back what follows it. The
# last condition is looked at again on a row that somebody else has just claimed. What is under way counts as
# sent at the end of its lease, until it is settled: nobody knows when it arrives.
_CLAIM = """
WITH heads AS (
    SELECT DISTINCT ON (destination) id, destination, not_before, kind FROM outbox
    WHERE state = 'pending' ORDER BY destination, id
), due AS (
    SELECT o.id, o.destination, o.kind = 'edit' OR o.kind = 'reaction' OR (o.kind = 'card' AND EXISTS (
        SELECT FROM cards c WHERE c.chat_id = o.destination::bigint AND c.kind = o.payload ->> 'card'
            AND c.subject_id = (o.payload ->> 'subject_id')::bigint AND c.message_number IS NOT NULL
    )) AS is_change
    FROM heads JOIN outbox o USING (id) LEFT JOIN outbox_pace p ON p.destination = o.destination
    WHERE heads.not_before <= clock_timestamp()
        AND (p.sent IS NULL OR p.sent <= clock_timestamp() - $3::interval)
        AND (left(o.destination, 1) <> '-' OR heads.kind IN ('edit', 'reaction')
            OR coalesce(cardinality(p.messages), 0) < $4
            OR p.messages[cardinality(p.messages) - $4 + 1] <= clock_timestamp() - interval '60 seconds')
    ORDER BY o.id LIMIT $1 FOR UPDATE OF o SKIP LOCKED
), claimed AS (
    UPDATE outbox o SET attempts = o.attempts + 1, doubts = o.doubts + o.under_way::int, under_way = true,
        not_before = clock_timestamp() + make_interval(secs => $2)
    FROM due WHERE o.id = due.id AND o.state = 'pending' AND o.not_before <= clock_timestamp()
    RETURNING o.*, due.is_change
), paced AS (
    INSERT INTO outbox_pace AS p (destination, sent, messages)
    SELECT destination, not_before, CASE WHEN is_change THEN '{}' ELSE ARRAY[not_before] END FROM claimed
    ORDER BY destination
    ON CONFLICT (destination) DO UPDATE SET sent = excluded.sent,
        messages = (p.messages || excluded.messages)[greatest(cardinality(p.messages) - $4, 0) + 1:]
)
SELECT o.id, o.workspace_id, o.destination::bigint AS chat_id, o.payload, o.attempts, o.doubts, o.created_at,
    c.chat_id AS card_chat_id, c.kind AS card_kind, c.subject_id AS card_subject_id,
    c.thread_id AS card_thread_id, c.message_number AS card_message_number, c.version AS card_version
FROM claimed o LEFT JOIN cards c ON o.kind = 'card' AND c.chat_id = o.destination::bigint
    AND c.kind = o.payload ->> 'card' AND c.subject_id = (o.payload ->> 'subject_id')::bigint
ORDER BY o.id
"""

_OURS = "WHERE id = $1 AND attempts = $2 AND state = 'pending'"

_SENT = f"""
UPDATE outbox SET state = 'sent', under_way = false, sent_at = clock_timestamp(), answer = $3::json,
    error = NULL
{_OURS}
"""  # noqa: S608 - a constant

_REFUSED = f"UPDATE outbox SET state = 'dead', under_way = false, error = $3 {_OURS}"  # noqa: S608 - a constant

_LATER = f"""
UPDATE outbox SET not_before = clock_timestamp() + make_interval(secs => $4), under_way = false, error = $3,
    doubts = doubts + $5
{_OURS}
"""  # noqa: S608 - a constant

_READDRESS = f"UPDATE outbox SET not_before = clock_timestamp(), under_way = false {_OURS}"  # noqa: S608 - a constant

# What was counted as under way has arrived by now, or never will.
_ARRIVED = """
UPDATE outbox_pace SET sent = clock_timestamp(), messages = array(
    SELECT least(at, clock_timestamp()) FROM unnest(messages) WITH ORDINALITY AS m (at, position)
    ORDER BY position)
WHERE destination = $1
"""

# An accepted proposal's card has become its task's: the message shows one thing.
_LEAVE = """
DELETE FROM cards
WHERE chat_id = $1 AND message_number = $4 AND (kind, subject_id) IS DISTINCT FROM ($2::text, $3::bigint)
"""

# What changed between reading the task and noting that its card is this message is shown by another edit.
_CATCH_UP = """
INSERT INTO outbox (workspace_id, coalesce_key, kind, destination, payload)
SELECT c.workspace_id, format('card:%s:%s:%s', c.chat_id, c.kind, c.subject_id), 'card', c.chat_id::text,
    json_build_object('kind', 'card', 'card', c.kind, 'subject_id', c.subject_id, 'thread_id', c.thread_id)
FROM cards c JOIN tasks t ON t.id = c.subject_id AND t.version > $3
WHERE c.chat_id = $1 AND c.kind = 'task' AND c.subject_id = $2
ON CONFLICT (workspace_id, coalesce_key) WHERE state = 'pending' AND attempts = 0 DO NOTHING
"""

_SHOW = """
INSERT INTO cards (workspace_id, chat_id, kind, subject_id, thread_id, message_number, version)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (chat_id, kind, subject_id) DO UPDATE SET (thread_id, message_number, version)
    = (excluded.thread_id, excluded.message_number, excluded.version)
"""


async def write_letters(connection: Connection, workspace_id: int, letters: Sequence[Letter]) -> None:
    """Queue letters inside the transaction of the change they tell of."""
    if not letters:
        return
    plain = [letter for letter in letters if letter.coalesce_key is None]
    newest = {letter.coalesce_key: letter for letter in letters if letter.coalesce_key is not None}
    await _expect_cards(connection, workspace_id, letters)
    if newest:
        await connection.execute(_COALESCE, workspace_id, *_columns(list(newest.values()), list(newest)))
    if plain:
        await connection.execute(_POST, workspace_id, *_columns(plain, [letter.key for letter in plain]))
    await connection.execute("SELECT pg_notify($1, '')", OUTBOX_CHANNEL)


def _columns(letters: Sequence[Letter], keys: Sequence[str | None]) -> list[list[object]]:
    rows = [
        (letter.chat_id, key, letter.parcel.kind, letter.parcel.model_dump_json())
        for letter, key in zip(letters, keys, strict=True)
    ]
    return [list(column) for column in zip(*rows, strict=True)]


async def _expect_cards(connection: Connection, workspace_id: int, letters: Sequence[Letter]) -> None:
    """Note the cards that are about to be shown, so that changes which come meanwhile reach them too."""
    rows = [
        (letter.chat_id, letter.parcel.card.value, letter.parcel.subject_id, letter.parcel.thread_id)
        for letter in letters
        if isinstance(letter.parcel, CardParcel)
    ]
    if rows:
        await connection.execute(_EXPECT_CARDS, workspace_id, *map(list, zip(*rows, strict=True)))


@dataclass(frozen=True)
class PostgresOutbox:
    """`domain.outbox.Outbox` and `domain.outbox.Mailbox` on PostgreSQL.

    Args:
        database: Where the queue is.
        lease_s: After this, by the database's clock, a try that nothing was heard of is made again.
    """

    database: Database
    lease_s: float = 30.0

    async def post(self, workspace_id: int, letters: Sequence[Letter]) -> None:
        """See `domain.outbox.Mailbox`."""
        if letters:
            async with self.database.transaction() as connection:
                await write_letters(connection, workspace_id, letters)

    async def claim(self, limit: int) -> list[OutboxItem]:
        """See `domain.outbox.Outbox`."""
        async with self.database.connection() as connection:
            rows = await connection.fetch(_CLAIM, limit, self.lease_s, CHAT_PAUSE, GROUP_MESSAGES)
        return [_item_of(row) for row in rows]

    async def settle(self, item: OutboxItem, outcome: SendOutcome) -> bool:
        """See `domain.outbox.Outbox`."""
        async with self.database.transaction() as connection:
            status = await _settle(connection, item, outcome)
            if not status.endswith(" 1"):
                return False
            await connection.execute(_ARRIVED, str(item.chat_id))
            await _follow(connection, item, outcome)
        return True


async def _settle(connection: Connection, item: OutboxItem, outcome: SendOutcome) -> str:
    match outcome:
        case Sent(answer=answer):
            return await connection.execute(_SENT, item.id, item.attempts, answer)
        case Refused(reason=reason) | Gone(reason=reason):
            return await connection.execute(_REFUSED, item.id, item.attempts, reason)
        case Later():
            told = (outcome.reason, outcome.retry_in_s, int(outcome.doubtful))
            return await connection.execute(_LATER, item.id, item.attempts, *told)
        case Moved():
            return await connection.execute(_READDRESS, item.id, item.attempts)


async def _follow(connection: Connection, item: OutboxItem, outcome: SendOutcome) -> None:
    """Write down what else an outcome tells."""
    match outcome:
        case Sent(card=Card() as card):
            what = (card.chat_id, card.kind.value, card.subject_id)
            await connection.execute(_LEAVE, *what, card.message_number)
            place = (*what, card.thread_id)
            await connection.execute(_SHOW, item.workspace_id, *place, card.message_number, card.version)
            if card.kind is CardKind.TASK:
                await connection.execute(_CATCH_UP, card.chat_id, card.subject_id, card.version)
        case Gone(reason=reason):
            await leave_chat(connection, item.chat_id, reason)
        case Moved(chat_id=chat_id):
            await migrate_chat(connection, item.chat_id, chat_id)
        case _:
            return


def _item_of(row: Record) -> OutboxItem:
    return OutboxItem(
        id=row["id"],
        workspace_id=row["workspace_id"],
        chat_id=row["chat_id"],
        parcel=_PARCEL.validate_json(row["payload"]),
        attempts=row["attempts"],
        doubts=row["doubts"],
        created_at=row["created_at"],
        card=_card_of(row) if row["card_kind"] is not None else None,
    )


def _card_of(row: Record) -> Card:
    return Card(
        workspace_id=row["workspace_id"],
        chat_id=row["card_chat_id"],
        kind=row["card_kind"],
        subject_id=row["card_subject_id"],
        thread_id=row["card_thread_id"],
        message_number=row["card_message_number"],
        version=row["card_version"],
    )

"""Judges a run by the design's invariants alone: what was acknowledged and told against what is stored."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

import asyncpg

from tests.chaos.history import Acked, Connected, Posted, Record, Refused, Repeated, Told


class Invariant(StrEnum):
    """What must hold, whatever is killed."""

    DURABLE_ACK = "every acknowledged message has its row"
    NO_LOSS = "every row ends done or dead-lettered"
    ONCE = "once in effect"
    FENCE = "no write under an old epoch"
    ORDER = "order per chat"
    ATTEMPTS = "bounded attempts"
    ATOMIC = "done, result and events are one"
    OUTBOX = "what must be sent is written with its cause, once"
    CACHE = "the cache equals the database"
    RESUME = "sockets miss nothing and repeat nothing"
    BOUNDS = "memory, files and connections are bounded"


@dataclass(frozen=True)
class Row:
    """A stored message and its way through the queue."""

    id: int
    key: str
    chat: str
    seq: int
    state: str
    attempts: int
    analysed: bool
    tasks: int


@dataclass(frozen=True)
class StoredEvent:
    """An event of the table; `subject` is the id of the message or task it tells of."""

    seq: int
    type: str
    subject: int


@dataclass
class Stored:
    """What the database holds after a run."""

    rows: list[Row]
    events: list[StoredEvent]
    tasks: set[int]
    stale_writes: list[int]
    outbox_strays: list[int]


@dataclass
class Verdict:
    """What is wrong, by invariant, and what was counted."""

    acked: int = 0
    tasks: int = 0
    reconnects: int = 0
    longest_silence_s: float = 0.0
    offenders: dict[Invariant, list[str]] = field(default_factory=dict[Invariant, list[str]])

    @property
    def ok(self) -> bool:
        """Whether every invariant held."""
        return not any(self.offenders.values())

    def count(self, invariant: Invariant) -> int:
        """Return how often an invariant was broken."""
        return len(self.offenders.get(invariant, ()))

    def violations(self) -> list[str]:
        """Return a sentence for each broken invariant, with its first offenders."""
        return [
            f"{invariant}: {len(found)}, such as {'; '.join(found[:3])}"
            for invariant, found in self.offenders.items()
            if found
        ]


_ROWS = """
SELECT m.id, m.external_id AS key, c.external_id AS chat, m.seq,
    coalesce(i.state, 'lost') AS state, coalesce(i.attempts, 0) AS attempts,
    EXISTS (SELECT FROM analyses a WHERE a.message_id = m.id) AS analysed,
    (SELECT count(*) FROM task_messages t WHERE t.message_id = m.id) AS tasks
FROM messages m JOIN chats c ON c.id = m.chat_id LEFT JOIN inbox i ON i.message_id = m.id
ORDER BY m.chat_id, m.seq
"""

_EVENTS = """
SELECT seq, type, coalesce((data ->> 'id')::bigint, 0) AS subject FROM events
WHERE workspace_id = 1 ORDER BY seq
"""

_OUTBOX_STRAYS = """
SELECT o.id FROM outbox o WHERE o.kind = 'card' AND o.payload ->> 'card' = 'task'
AND NOT EXISTS (SELECT FROM tasks t WHERE t.id = (o.payload ->> 'subject_id')::bigint)
"""


async def read_stored(url: str) -> Stored:
    """Return what the database holds."""
    connection = await asyncpg.connect(url)
    try:
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            return Stored(
                rows=[Row(**dict(row.items())) for row in await connection.fetch(_ROWS)],
                events=[StoredEvent(**dict(row.items())) for row in await connection.fetch(_EVENTS)],
                tasks={row["id"] for row in await connection.fetch("SELECT id FROM tasks")},
                stale_writes=[
                    row["message_id"] for row in await connection.fetch("SELECT * FROM chaos_stale_writes")
                ],
                outbox_strays=[row["id"] for row in await connection.fetch(_OUTBOX_STRAYS)],
            )
    finally:
        await connection.close()


def judge(history: Sequence[Record], stored: Stored, max_attempts: int) -> Verdict:
    """Return the verdict over a run that has come to rest."""
    acked = [record for record in history if isinstance(record, Acked)]
    verdict = Verdict(acked=len(acked), tasks=len(stored.tasks), longest_silence_s=longest_silence_s(history))
    verdict.reconnects = sum(isinstance(record, Connected) for record in history)
    found: dict[Invariant, Iterable[str]] = {
        Invariant.DURABLE_ACK: _not_stored(acked, stored.rows),
        Invariant.NO_LOSS: _not_ended(stored.rows),
        Invariant.ONCE: [*_doubled_rows(history, stored.rows), *_doubled_results(stored)],
        Invariant.FENCE: [f"message {message_id}" for message_id in stored.stale_writes],
        Invariant.ORDER: [*_rows_out_of_order(acked, stored.rows), *_results_out_of_order(stored)],
        Invariant.ATTEMPTS: [
            f"message {row.id}: {row.attempts}" for row in stored.rows if row.attempts > max_attempts
        ],
        Invariant.ATOMIC: _torn(stored),
        Invariant.OUTBOX: [f"outbox {stray}" for stray in stored.outbox_strays],
        Invariant.RESUME: [*_table_gaps(stored.events), *_socket_gaps(history, stored.events)],
    }
    for invariant, offenders in found.items():
        verdict.offenders[invariant] = list(offenders)
    return verdict


def longest_silence_s(history: Sequence[Record]) -> float:
    """Return the longest time in which something waited for an acknowledgement and none came."""
    waiting: dict[str, float] = {}
    longest = quiet_since = 0.0
    for record in sorted((r for r in history if isinstance(r, Posted | Acked)), key=lambda r: r.at):
        if isinstance(record, Posted):
            quiet_since = record.at if not waiting else quiet_since
            waiting[record.key] = record.at
        else:
            waiting.pop(record.key, None)
            longest = max(longest, record.at - quiet_since)
            quiet_since = record.at
    return longest


def _not_stored(acked: Iterable[Acked], rows: Sequence[Row]) -> list[str]:
    stored = {(row.key, row.id) for row in rows}
    return [f"{ack.key} as {ack.message_id}" for ack in acked if (ack.key, ack.message_id) not in stored]


def _not_ended(rows: Sequence[Row]) -> list[str]:
    return [f"message {row.id} is {row.state}" for row in rows if row.state not in {"done", "dead"}]


def _doubled_rows(history: Sequence[Record], rows: Sequence[Row]) -> Iterator[str]:
    by_key: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        by_key[row.key].add(row.id)
    for record in history:
        if isinstance(record, Acked | Repeated):
            by_key[record.key].add(record.message_id)
        elif isinstance(record, Refused):
            yield f"{record.key} was refused: {record.status} {record.text[:80]}"
    yield from (f"{key} is {sorted(ids)}" for key, ids in by_key.items() if len(ids) > 1)


def _doubled_results(stored: Stored) -> Iterator[str]:
    told = _counts(stored.events)
    for row in stored.rows:
        results = told["message_analyzed", row.id] + told["message_failed", row.id]
        if results > 1 + told["message_retried", row.id]:
            yield f"message {row.id} has {results} results"
        if row.tasks > 1:
            yield f"message {row.id} made {row.tasks} tasks"
        if told["message", row.id] > 1:
            yield f"message {row.id} was announced {told['message', row.id]} times"


def _counts(events: Iterable[StoredEvent]) -> dict[tuple[str, int], int]:
    counts: dict[tuple[str, int], int] = defaultdict(int)
    for event in events:
        counts[event.type, event.subject] += 1
    return counts


def _rows_out_of_order(acked: Iterable[Acked], rows: Iterable[Row]) -> Iterator[str]:
    """A chat's messages were written one after the other, so their numbers must stand in that order."""
    numbers = {ack.key: ack.number for ack in acked}
    by_chat: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        if row.key in numbers:
            by_chat[row.chat].append(numbers[row.key])
    for chat, order in by_chat.items():
        yield from (
            f"{chat}: {later} before {earlier}" for later, earlier in pairwise(order) if later > earlier
        )


def _results_out_of_order(stored: Stored) -> Iterator[str]:
    ended: dict[int, int] = {}
    for event in stored.events:
        if event.type in {"message_analyzed", "message_failed"}:
            ended.setdefault(event.subject, event.seq)
    for one, other in pairwise(row for row in stored.rows if row.id in ended):
        if one.chat == other.chat and ended[one.id] > ended[other.id]:
            yield f"{one.chat}: message {other.id} ended before {one.id}"


def _torn(stored: Stored) -> Iterator[str]:
    told = _counts(stored.events)
    for row in stored.rows:
        analysed = told["message_analyzed", row.id] > 0
        if not (row.state == "done") == row.analysed == analysed:
            yield f"message {row.id}: {row.state}, analysis {row.analysed}, told {analysed}"
        if told["message", row.id] == 0:
            yield f"message {row.id} was never announced"
        if row.state == "dead" and told["message_failed", row.id] == 0:
            yield f"message {row.id} is dead and nobody was told"
    announced = {event.subject for event in stored.events if event.type == "task_created"}
    yield from (f"task {task}: stored or announced only" for task in announced ^ stored.tasks)


def _table_gaps(events: Sequence[StoredEvent]) -> list[str]:
    expected = range(1, len(events) + 1)
    return [
        f"event {event.seq} stands where {n} should"
        for n, event in zip(expected, events, strict=True)
        if event.seq != n
    ]


def _socket_gaps(history: Sequence[Record], events: Sequence[StoredEvent]) -> Iterator[str]:
    """Every watcher began at 0, so it must have been told each event once, up to the newest."""
    heard: dict[str, list[int]] = defaultdict(list)
    for record in history:
        if isinstance(record, Connected):
            heard.setdefault(record.watcher, [])
        elif isinstance(record, Told):
            heard[record.watcher].append(record.seq)
    newest = events[-1].seq if events else 0
    for watcher, seqs in heard.items():
        yield from (f"{watcher}: {b} after {a}" for a, b in pairwise([0, *seqs]) if b != a + 1)
        if newest and (not seqs or seqs[-1] < newest):
            yield f"{watcher} heard up to {seqs[-1] if seqs else 0} of {newest}"

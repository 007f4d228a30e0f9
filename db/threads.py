"""What stands around claimed messages in their chats: what each answers, and its author's words before it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from db.pool import Connection
from domain.analysis import Excerpt
from domain.inbox import Claim
from domain.message import Message

if TYPE_CHECKING:
    from asyncpg import Record

EXCERPT_CHARS: Final = 500
"""Longest part of another message that is shown, in characters."""

EARLIER_S: Final = 600
"""How far back an author's earlier messages belong to what they say now, in seconds."""

MAX_EARLIER: Final = 5
"""Most earlier messages of the author that are shown."""

LOOK_BACK: Final = 50
"""How many messages of the chat are looked through for the author's: a busy chat must not cost more."""

# Claimed messages that follow each other in their chat are a run: the chat is looked through once for all of
# it, from its first message on back. What stands within the run has been claimed, so it is known already.
# Answered messages have `back` 0, the others count from 1; a run with nothing before it has a row of nulls.
_AROUND = f"""
WITH claimed AS (
    SELECT *, seq - row_number() OVER (PARTITION BY chat_id ORDER BY seq) AS run
    FROM messages WHERE id = ANY ($1::bigint[])
), run AS (
    SELECT chat_id, min(id) AS first, array_agg(author) AS authors, max(sent_at) AS until,
        min(sent_at) - make_interval(secs => {EARLIER_S}) AS since
    FROM claimed GROUP BY chat_id, run
)
SELECT c.id, 0 AS back, r.author, "left"(r.content, {EXCERPT_CHARS}) AS text, r.sent_at
FROM claimed c JOIN messages r ON r.workspace_id = c.workspace_id AND r.source = c.source
    AND r.external_id = c.reply_to
UNION ALL
SELECT run.first, e.back, e.author, "left"(e.content, {EXCERPT_CHARS}), e.sent_at
FROM run LEFT JOIN LATERAL (
    SELECT near.*, row_number() OVER (ORDER BY near.id DESC) AS back
    FROM (SELECT id, author, content, sent_at FROM messages
          WHERE chat_id = run.chat_id AND id < run.first ORDER BY id DESC LIMIT {LOOK_BACK}) near
) e ON e.author = ANY (run.authors) AND e.sent_at > run.since AND e.sent_at <= run.until
ORDER BY 1, 2 DESC
"""  # noqa: S608 - constants


@dataclass(frozen=True)
class Thread:
    """What stands around a message: what it answers, and its author's words before it, oldest first."""

    reply_to: Excerpt | None
    earlier: list[Excerpt]


async def read_threads(connection: Connection, claims: Sequence[Claim]) -> dict[int, Thread]:
    """Return what stands around the messages of claims, by their ids."""
    ids = [queued.message.id for claim in claims for queued in claim.messages]
    replies: dict[int, Excerpt] = {}
    before: dict[int, list[tuple[int, Excerpt]]] = {}
    for row in await connection.fetch(_AROUND, ids):
        if row["back"] == 0:
            replies[row["id"]] = _excerpt_of(row)
        else:
            run = before.setdefault(row["id"], [])
            if row["back"] is not None:
                run.append((row["back"], _excerpt_of(row)))
    return {
        message.id: Thread(replies.get(message.id), earlier)
        for claim in claims
        for message, earlier in _with_earlier((queued.message for queued in claim.messages), before)
    }


def _with_earlier(
    messages: Iterable[Message], before: Mapping[int, Sequence[tuple[int, Excerpt]]]
) -> Iterable[tuple[Message, list[Excerpt]]]:
    """Yield the messages of a chat, in order, with their authors' words before each.

    `before` has what stands before the first message of each run, farthest first, with its distance.
    """
    place = 0
    said: dict[str, list[tuple[int, Excerpt]]] = {}
    for message in messages:
        if message.id in before:
            place, said = 0, {}
            for back, excerpt in before[message.id]:
                said.setdefault(excerpt.author, []).append((-back, excerpt))
        theirs = said.setdefault(message.author, [])
        since = message.sent_at - timedelta(seconds=EARLIER_S)
        earlier = [
            each for at, each in theirs if place - at <= LOOK_BACK and since < each.sent_at <= message.sent_at
        ]
        yield message, earlier[-MAX_EARLIER:]
        text = message.content[:EXCERPT_CHARS]
        theirs.append((place, Excerpt(author=message.author, text=text, sent_at=message.sent_at)))
        place += 1


def _excerpt_of(row: "Record") -> Excerpt:
    return Excerpt(author=row["author"], text=row["text"], sent_at=row["sent_at"])

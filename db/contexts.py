"""What is known around messages: their threads, the workspace's words, and what was learnt from people."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from db.known_tasks import find_known_tasks
from db.lessons import find_lessons
from db.pool import Connection, Database
from db.vocabulary import read_terms
from domain.analysis import Excerpt, KnownTask, Lesson, MessageContext
from domain.inbox import Asked, Claim, QueuedMessage
from domain.vocabulary import Term

if TYPE_CHECKING:
    from asyncpg import Record

EXCERPT_CHARS: Final = 500
"""Longest part of another message that is shown, in characters."""

EARLIER_S: Final = 600
"""How far back an author's earlier messages belong to what they say now, in seconds."""

MAX_EARLIER: Final = 5
"""Most earlier messages of the author that are shown."""

_LOOK_BACK: Final = 50
"""How many messages of the chat are looked through for the author's: a busy chat must not cost more."""

_THREADS = f"""
SELECT m.id,
    (SELECT json_build_object('author', r.author, 'text', left(r.content, {EXCERPT_CHARS}),
                              'sent_at', r.sent_at)
     FROM messages r
     WHERE r.workspace_id = m.workspace_id AND r.source = m.source AND r.external_id = m.reply_to
    ) AS reply_to,
    (SELECT json_agg(json_build_object('author', e.author, 'text', left(e.content, {EXCERPT_CHARS}),
                                       'sent_at', e.sent_at) ORDER BY e.id)
     FROM (SELECT near.* FROM (SELECT id, author, content, sent_at FROM messages
                               WHERE chat_id = m.chat_id AND id < m.id ORDER BY id DESC LIMIT {_LOOK_BACK}
                              ) near
           WHERE near.author = m.author AND near.sent_at <= m.sent_at
             AND near.sent_at > m.sent_at - make_interval(secs => {EARLIER_S})
           ORDER BY near.id DESC LIMIT {MAX_EARLIER}) e
    ) AS earlier
FROM messages m WHERE m.id = ANY ($1::bigint[])
"""  # noqa: S608 - constants


@dataclass(frozen=True)
class _Around:
    """What is known around messages, by id; lessons and known tasks by the place of those embedded."""

    threads: Mapping[int, "Record"]
    vocabulary: list[Term]
    places: Mapping[int, int]
    lessons: Sequence[list[Lesson]]
    known: Sequence[list[KnownTask]]


@dataclass(frozen=True)
class PostgresSurroundings:
    """`domain.inbox.Surroundings` on PostgreSQL: a few queries for all messages of some claims."""

    database: Database

    async def read(self, asked: Sequence[Asked]) -> list[list[MessageContext]]:
        """See `domain.inbox.Surroundings`.

        Raises:
            UnavailableError: The database does not answer.
        """
        async with self.database.transaction() as connection:
            around = await _look_around(connection, asked)
        return [[_context(claim, queued, around) for queued in claim.messages] for claim, _ in asked]


async def _look_around(connection: Connection, asked: Sequence[Asked]) -> _Around:
    workspace_id = asked[0][0].workspace_id
    ids = [queued.message.id for claim, _ in asked for queued in claim.messages]
    embedded = [
        (queued.message.id, embedding)
        for claim, embeddings in asked
        if embeddings
        for queued, embedding in zip(claim.messages, embeddings, strict=True)
    ]
    embeddings = [embedding for _, embedding in embedded]
    threads = {row["id"]: row for row in await connection.fetch(_THREADS, ids)}
    vocabulary = list[Term](await read_terms(connection, workspace_id))
    lessons = await find_lessons(connection, workspace_id, embeddings)
    known = await find_known_tasks(connection, workspace_id, embeddings)
    places = {message_id: place for place, (message_id, _) in enumerate(embedded)}
    return _Around(threads, vocabulary, places, lessons, known)


def _context(claim: Claim, queued: QueuedMessage, around: _Around) -> MessageContext:
    message = queued.message
    thread, place = around.threads[message.id], around.places.get(message.id)
    return MessageContext(
        text=message.content,
        author=message.author,
        sent_at=message.sent_at,
        source=message.source,
        chat_title=queued.chat_title,
        timezone=claim.settings.timezone,
        language=claim.settings.language,
        reply_to=Excerpt.model_validate_json(thread["reply_to"]) if thread["reply_to"] else None,
        earlier=[Excerpt.model_validate(each) for each in json.loads(thread["earlier"] or "[]")],
        vocabulary=around.vocabulary,
        lessons=[] if place is None else around.lessons[place],
        known_tasks=[] if place is None else around.known[place],
    )

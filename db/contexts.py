"""What is known around messages: their threads, the workspace's words, and what was learnt from people."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from db.known_tasks import find_known_tasks
from db.lessons import find_lessons
from db.pool import Connection, Database
from db.vocabulary import read_terms
from domain.analysis import Embedding, Excerpt, KnownTask, Lesson, MessageContext
from domain.inbox import Claim, QueuedMessage
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
class PostgresSurroundings:
    """`domain.inbox.Surroundings` on PostgreSQL: a few queries for all messages of a claim."""

    database: Database

    async def read(self, claim: Claim, embeddings: Sequence[Embedding]) -> list[MessageContext]:
        """See `domain.inbox.Surroundings`.

        Raises:
            UnavailableError: The database does not answer.
        """
        async with self.database.transaction() as connection:
            threads = await _read_threads(connection, claim)
            vocabulary = list[Term](await read_terms(connection, claim.workspace_id))
            lessons = await find_lessons(connection, claim.workspace_id, embeddings)
            known = await find_known_tasks(connection, claim.workspace_id, embeddings)
        contexts = [_context(claim, queued, threads[queued.message.id]) for queued in claim.messages]
        taught = lessons or [list[Lesson]() for _ in contexts]
        alike = known or [list[KnownTask]() for _ in contexts]
        return [
            context.model_copy(update={"vocabulary": vocabulary, "lessons": theirs, "known_tasks": tasks})
            for context, theirs, tasks in zip(contexts, taught, alike, strict=True)
        ]


async def _read_threads(connection: Connection, claim: Claim) -> dict[int, "Record"]:
    rows = await connection.fetch(_THREADS, [queued.message.id for queued in claim.messages])
    return {row["id"]: row for row in rows}


def _context(claim: Claim, queued: QueuedMessage, thread: "Record") -> MessageContext:
    message = queued.message
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
    )

"""What is known around messages: their threads, the workspace's words, and what was learnt from people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from db.known_tasks import find_known_tasks
from db.lessons import find_lessons
from db.pool import Connection, Database
from db.threads import Thread, read_threads
from db.vocabulary import read_terms
from domain.analysis import KnownTask, Lesson, MessageContext
from domain.inbox import Asked, Claim, QueuedMessage
from domain.vocabulary import Term


@dataclass(frozen=True)
class _Around:
    """What is known around messages, by id; lessons and known tasks by the place of those embedded."""

    threads: Mapping[int, Thread]
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
    embedded = [
        (queued.message.id, embedding)
        for claim, embeddings in asked
        if embeddings
        for queued, embedding in zip(claim.messages, embeddings, strict=True)
    ]
    embeddings = [embedding for _, embedding in embedded]
    threads = await read_threads(connection, [claim for claim, _ in asked])
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
        reply_to=thread.reply_to,
        earlier=thread.earlier,
        vocabulary=around.vocabulary,
        lessons=[] if place is None else around.lessons[place],
        known_tasks=[] if place is None else around.known[place],
    )

"""Parts without their safeguard, to prove that the checker sees what the safeguard prevents."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import asyncpg

from db.accept import MessageStore
from db.inbox import PostgresInbox
from db.message_corrections import PostgresCorrections
from db.pool import Connection, Database, unavailable_on_outage
from db.proposals import PostgresProposals
from db.publish import publish
from db.results import write_outcomes
from db.tasks import PostgresTasks
from domain.errors import MantaError, UnavailableError
from domain.inbox import Claim, Result
from domain.message import Accepted, NewMessage
from domain.task import TaskDetail
from pipeline.accept import BatchingIntake
from pipeline.board import CachedTaskBoard

NO_UNIQUE_KEYS = """
ALTER TABLE messages DROP CONSTRAINT uq_messages_workspace_id_source_external_id;
DROP INDEX uq_messages_workspace_id_idempotency_key;
"""

NO_SECOND_DEFENCE = "ALTER TABLE analyses DROP CONSTRAINT pk_analyses;"
"""Without it a message can have two analyses, so nothing but the fence keeps a second result out."""

EPOCH_STANDS_STILL = """
CREATE FUNCTION chaos_keep_epoch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN NEW.epoch := greatest(OLD.epoch, 1); RETURN NEW; END $$;
CREATE TRIGGER chaos_keep_epoch BEFORE UPDATE ON chat_leases FOR EACH ROW EXECUTE FUNCTION chaos_keep_epoch();
"""

FAIL_FIRST_RESULT = """
CREATE SEQUENCE chaos_results;
CREATE FUNCTION chaos_fail_first() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF nextval('chaos_results') = 1 THEN
        RAISE EXCEPTION 'terminating connection' USING ERRCODE = 'admin_shutdown';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER chaos_fail_first BEFORE INSERT ON events
FOR EACH ROW WHEN (NEW.type IN ('message_analyzed', 'message_failed')) EXECUTE FUNCTION chaos_fail_first();
"""
"""The database goes away once, just when a result's events are written; a sequence outlives the rollback."""


class UnfencedInbox(PostgresInbox):
    """Writes results whatever the chat's epoch is by now."""

    async def finish_all(self, results: Sequence[Result]) -> list[bool]:
        """Write outcomes without the fence."""
        async with self.database.transaction() as connection:
            now = await connection.fetchval("SELECT now()")
            events = await write_outcomes(connection, results, now)
            await publish(connection, results[0][0].workspace_id, events)
        return [True for _ in results]


class DisorderlyInbox(PostgresInbox):
    """Hands out the messages of a chat newest first."""

    async def claim(self, worker: str, limit: int, messages: int = 0) -> list[Claim]:
        """Claim, and turn the order round."""
        claims = await super().claim(worker, limit, messages)
        return [claim.model_copy(update={"messages": claim.messages[::-1]}) for claim in claims]


class ForgetfulInbox(PostgresInbox):
    """Takes messages out of the queue when they are claimed, as a queue without acknowledgements does."""

    async def claim(self, worker: str, limit: int, messages: int = 0) -> list[Claim]:
        """Claim and forget."""
        claims = await super().claim(worker, limit, messages)
        taken = [queued.message.id for claim in claims for queued in claim.messages]
        async with self.database.connection() as connection:
            await connection.execute("DELETE FROM inbox WHERE message_id = ANY ($1::bigint[])", taken)
        return claims


class Autocommit(Database):
    """Commits each statement by itself."""

    @asynccontextmanager
    async def transaction(self) -> AsyncGenerator[Connection]:
        """Lend a connection without a transaction."""
        async with self.connection() as connection:
            yield connection


def torn_inbox(database: Database, lease_s: float) -> PostgresInbox:
    """Return an inbox whose results are not one commit."""
    return PostgresInbox(Autocommit(database.url), lease_s)


class LossyIntake(BatchingIntake):
    """Stores each message and loses the first answer on its way: a fault, no sabotage; senders repeat."""

    def __init__(self, database: Database) -> None:
        super().__init__(MessageStore(database))
        self._answered: set[str] = set()

    async def accept(self, workspace_id: int, message: NewMessage) -> Accepted:
        """Store a message.

        Raises:
            UnavailableError: It is the first time, and stored all the same.
        """
        accepted = await super().accept(workspace_id, message)
        if message.external_id not in self._answered:
            self._answered.add(message.external_id)
            raise UnavailableError("The answer is lost.")
        return accepted


class _Lent(Database):
    """A database that is one open connection."""

    def __init__(self, url: str, connection: Connection) -> None:
        super().__init__(url)
        self._connection = connection

    @asynccontextmanager
    async def connection(self) -> AsyncGenerator[Connection]:
        yield self._connection


@dataclass
class HeldIntake:
    """`domain.ports.Intake` whose commits wait until they may go on.

    Args:
        database: Where messages are stored.
        hasty: Whether it answers before the commit, which is the sabotage.
    """

    database: Database
    hasty: bool
    may_commit: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    commits: list[asyncio.Task[None]] = field(default_factory=list[asyncio.Task[None]], init=False)

    async def accept(self, workspace_id: int, message: NewMessage) -> Accepted:
        """Store a message.

        Raises:
            UnavailableError: The commit failed, and the intake is not hasty.
        """
        connection = await asyncpg.connect(self.database.url)
        await connection.execute("BEGIN")
        store = MessageStore(_Lent(self.database.url, connection))
        [answer] = await store.store([(workspace_id, message)])
        commit = asyncio.create_task(self._commit(connection))
        self.commits.append(commit)
        if not self.hasty:
            await commit
        if isinstance(answer, MantaError):
            raise answer
        return answer

    async def edit(self, workspace_id: int, message: NewMessage) -> Accepted:
        """Store a message, as there are no edits in what is tried here."""
        return await self.accept(workspace_id, message)

    async def accept_many(
        self, workspace_id: int, messages: Sequence[NewMessage]
    ) -> list[Accepted | MantaError]:
        """Store many messages, one after the other."""
        return [await self.accept(workspace_id, message) for message in messages]

    async def _commit(self, connection: Connection) -> None:
        await self.may_commit.wait()
        try:
            with unavailable_on_outage():
                await connection.execute("COMMIT")
        finally:
            await connection.close()


class StaleBoard(CachedTaskBoard):
    """Serves what it has cached without asking the database whether that is still true."""

    def __init__(self, database: Database) -> None:
        super().__init__(PostgresTasks(database), PostgresProposals(database), PostgresCorrections(database))
        self._kept: dict[int, TaskDetail] = {}

    async def get_task(self, workspace_id: int, task_id: int) -> TaskDetail:
        """Return a task as it was when it was read first."""
        if task_id not in self._kept:
            self._kept[task_id] = await super().get_task(workspace_id, task_id)
        return self._kept[task_id]

"""Everything that reads and writes one database, and short ways to bring it into a state."""

import json
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from asyncpg import Record

from db.accept import MessageStore
from db.events import PostgresEvents
from db.inbox import PostgresInbox
from db.message_corrections import PostgresCorrections
from db.messages import PostgresMessages
from db.pool import Connection, Database
from db.proposals import PostgresProposals
from db.search import PostgresSearch
from db.tables import metadata
from db.tasks import PostgresTasks
from db.unindexed import PostgresUnindexed
from db.vocabulary import PostgresVocabulary
from db.workspaces import PostgresWorkspaces
from domain.access import Principal
from domain.inbox import Claim
from domain.message import Accepted, NewMessage
from domain.values import Role
from tests.support.polling import wait_until_async

MAIN = 1
"""The workspace that the migrations make."""

ADA = Principal(workspace_id=MAIN, role=Role.MEMBER, name="Ada")

_WAITING = """
SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
"""


@dataclass(frozen=True)
class Stores:
    """The repositories over one database."""

    database: Database

    @property
    def messages(self) -> MessageStore:
        """The way in."""
        return MessageStore(self.database)

    @property
    def reader(self) -> PostgresMessages:
        """Stored messages."""
        return PostgresMessages(self.database)

    @property
    def tasks(self) -> PostgresTasks:
        """Stored tasks."""
        return PostgresTasks(self.database)

    @property
    def proposals(self) -> PostgresProposals:
        """Stored proposals."""
        return PostgresProposals(self.database)

    @property
    def workspaces(self) -> PostgresWorkspaces:
        """The workspaces and their settings."""
        return PostgresWorkspaces(self.database)

    @property
    def vocabulary(self) -> PostgresVocabulary:
        """The workspaces' words."""
        return PostgresVocabulary(self.database)

    @property
    def corrections(self) -> PostgresCorrections:
        """What people say of messages."""
        return PostgresCorrections(self.database)

    @cached_property
    def search(self) -> PostgresSearch:
        """The index."""
        return PostgresSearch(self.database)

    @property
    def unindexed(self) -> PostgresUnindexed:
        """What the index lacks."""
        return PostgresUnindexed(self.database)

    @property
    def events(self) -> PostgresEvents:
        """Stored events."""
        return PostgresEvents(self.database)

    def inbox(self, *, lease_s: float = 600.0, per_chat: int = 16) -> PostgresInbox:
        """Return a worker's view of the queue; leases end by `expire`, not while a slow test runs."""
        return PostgresInbox(self.database, lease_s=lease_s, per_chat=per_chat)

    async def rows(self, sql: str, *args: object) -> list[Record]:
        """Run a statement."""
        async with self.database.connection() as connection:
            return await connection.fetch(sql, *args)

    async def column(self, sql: str, *args: object) -> list[object]:
        """Run a query and return its first column."""
        return [row[0] for row in await self.rows(sql, *args)]

    async def number(self, sql: str, *args: object) -> int:
        """Run a query that answers with one number."""
        [value] = await self.column(sql, *args)
        assert isinstance(value, int)
        return value

    async def accept(self, *messages: NewMessage, workspace_id: int = MAIN) -> list[int]:
        """Store messages that must be new and return their ids."""
        answers = await self.messages.store([(workspace_id, message) for message in messages])
        created = [answer for answer in answers if isinstance(answer, Accepted)]
        assert [answer.created for answer in created] == [True] * len(messages)
        return [answer.message_id for answer in created]

    async def claim_one(self, *, per_chat: int = 16) -> Claim:
        """Claim the only chat that has something to do."""
        [claim] = await self.inbox(per_chat=per_chat).claim("worker", 10)
        return claim

    async def add_workspace(self, slug: str = "other") -> int:
        """Make another workspace and return its id."""
        return await self.number("INSERT INTO workspaces (slug, name) VALUES ($1, $1) RETURNING id", slug)

    async def wait_for_waiters(self, number: int) -> None:
        """Return once `number` connections to the database wait for a lock."""

        async def are_waiting() -> bool:
            return await self.number(_WAITING) == number

        await wait_until_async(are_waiting)

    async def expire(self) -> None:
        """Let every lease run out."""
        await self.rows("UPDATE chat_leases SET lease_until = now() - interval '1 second'")

    async def pass_delays(self) -> None:
        """Let every message that waits for its next try be due."""
        await self.rows("UPDATE inbox SET not_before = now() - interval '1 second'")

    async def event_bodies(self, workspace_id: int = MAIN) -> list[dict[str, object]]:
        """Return all events of a workspace as the sockets send them."""
        events = await self.events.read_events(workspace_id, 0, 10_000)
        return [cast("dict[str, object]", json.loads(event.body)) for event in events]

    async def event_types(self, workspace_id: int = MAIN) -> list[str]:
        """Return the types of all events of a workspace, in order."""
        return [event.type.value for event in await self.events.read_events(workspace_id, 0, 10_000)]

    async def content(self) -> dict[str, list[str]]:
        """Return every row of every table as text, to compare two moments."""
        async with self.database.transaction() as connection:
            return {name: await _rows_of(connection, name) for name in metadata.tables}


async def _rows_of(connection: Connection, table: str) -> list[str]:
    rows = await connection.fetch(f'SELECT t::text FROM "{table}" t ORDER BY 1')  # noqa: S608 - our own tables
    return [row[0] for row in rows]

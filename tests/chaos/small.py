"""Manta without Ray in one process on a real PostgreSQL: the parts are the real ones, any can be replaced."""

import asyncio
import socket
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import asyncpg
import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from actors.background import Background
from api.app import create_app
from api.deps import ApiSettings, Deps
from db.accept import MessageStore
from db.access import PostgresGatekeeper, new_secret
from db.contexts import PostgresSurroundings
from db.events import PostgresEvents
from db.figures import PostgresFigures
from db.inbox import PostgresInbox
from db.keys import PostgresKeys
from db.members import PostgresMembers
from db.message_corrections import PostgresCorrections
from db.messages import PostgresMessages
from db.pool import Database
from db.proposals import PostgresProposals
from db.recurrences import PostgresRecurrences
from db.retries import PostgresRetries
from db.rooms import PostgresRooms
from db.search import PostgresSearch
from db.tasks import PostgresTasks
from db.updates import PostgresUpdates
from db.usage import PostgresAgentReports
from db.vocabulary import PostgresVocabulary
from db.workspaces import PostgresWorkspaces
from domain.analysis import Findings, MessageContext
from domain.errors import AnalysisError, UnavailableError
from domain.event import Event
from domain.inbox import Claim, Inbox, Outcome, Result
from domain.ports import Intake, TaskBoard
from domain.values import Role
from pipeline.accept import BatchingIntake
from pipeline.analyse import AnalysisWorker, RetryPolicy
from pipeline.board import CachedTaskBoard
from pipeline.clock import SystemClock
from pipeline.example import ExampleChat
from pipeline.feed import Cursors, EventHub, ReplicaFeed
from pipeline.reading import Reader
from pipeline.recurring import RecurringTasks
from pipeline.search import HybridSearch
from pipeline.updates import BatchingUpdateIntake
from tests.fakes.analyst import FakeAnalysts, make_findings
from tests.fakes.attachments import FakeAttachments, FakeFiles
from tests.fakes.embedder import FakeEmbedder
from tests.fakes.health import FakeHealthProbe
from tests.fakes.model_desk import FakeModelDesk
from tests.fakes.quick_add import FakeQuickAdd
from tests.fakes.telegram_reports import FakeTelegramReports
from tests.fakes.workspaces import FakeModelCheck
from tests.support.database import CUT_OTHERS
from tests.support.polling import wait_until_async

WORKSPACE = 1
POLL_S = 0.05
MAX_ATTEMPTS = 5
LONG_LEASE_S = 600.0
"""Never runs out in a test: leases end when `SmallManta.expire` says so."""


def _board(database: Database) -> TaskBoard:
    return CachedTaskBoard(
        PostgresTasks(database), PostgresProposals(database), PostgresCorrections(database)
    )


def _intake(database: Database) -> Intake:
    return BatchingIntake(MessageStore(database))


@dataclass(frozen=True)
class Parts:
    """What a small system is made of; a negative control replaces one part by one without a safeguard.

    Args:
        inbox: Makes the queue, given the database and the lease in seconds.
        intake: Makes the way in.
        board: Makes the task board.
        max_attempts: Tries of a message before it is dead-lettered.
        resumes: Whether a socket's `last_seq` is heeded.
        lease_s: How long a claim lasts.
        schema: SQL that is run before the start.
    """

    inbox: Callable[[Database, float], Inbox] = PostgresInbox
    intake: Callable[[Database], Intake] = _intake
    board: Callable[[Database], TaskBoard] = _board
    max_attempts: int = MAX_ATTEMPTS
    resumes: bool = True
    lease_s: float = LONG_LEASE_S
    schema: str = ""


@dataclass
class HeldAnalyst:
    """`domain.ports.Analyst` that waits while it is held, and fails as often as it is told."""

    failures: int = 0
    waiting: int = 0
    _free: asyncio.Event = field(default_factory=asyncio.Event, init=False)

    def __post_init__(self) -> None:
        self._free.set()

    @property
    def model(self) -> str:
        """Return the model's name."""
        return "fake"

    def hold(self) -> None:
        """Let analyses wait from now on."""
        self._free.clear()

    def let_go(self) -> None:
        """Let analyses go on."""
        self._free.set()

    async def analyse(self, message: MessageContext) -> Findings:
        """Return findings that call every request with a "please" a task."""
        self.waiting += 1
        try:
            await self._free.wait()
        finally:
            self.waiting -= 1
        if self.failures > 0:
            self.failures -= 1
            raise AnalysisError("The model gives no answer.")
        return make_findings(is_actionable="please" in message.text.lower())


@dataclass
class CountingInbox:
    """`domain.inbox.Inbox` that counts the writes of its worker, also those that were refused or failed."""

    inbox: Inbox
    finished: int = 0
    fenced: int = 0
    _paused: bool = False
    _claiming: int = 0

    async def pause(self) -> None:
        """Claim nothing from now on; when this returns, no claim is under way either."""
        self._paused = True
        await wait_until_async(lambda: self._claiming == 0)

    async def claim(self, worker: str, limit: int, messages: int = 0) -> list[Claim]:
        """See `domain.inbox.Inbox`."""
        if self._paused:
            return []
        self._claiming += 1
        try:
            return await self.inbox.claim(worker, limit, messages)
        finally:
            self._claiming -= 1

    async def renew(self, claims: Sequence[Claim]) -> set[int]:
        """See `domain.inbox.Inbox`."""
        return await self.inbox.renew(claims)

    async def finish(self, claim: Claim, outcomes: Sequence[Outcome]) -> bool:
        """See `domain.inbox.Inbox`."""
        [written] = await self.finish_all([(claim, outcomes)])
        return written

    async def finish_all(self, results: Sequence[Result]) -> list[bool]:
        """See `domain.inbox.Inbox`."""
        try:
            written = await self.inbox.finish_all(results)
        finally:
            self.finished += len(results)
        self.fenced += written.count(False)
        return written


@dataclass
class Worker:
    """A running analysis worker with the handles a test needs."""

    analyst: HeldAnalyst
    inbox: CountingInbox


class Hub:
    """The event hub as the replica reaches it: it can die, and another one takes its place."""

    def __init__(self, store: PostgresEvents) -> None:
        self._store = store
        self._background = Background(POLL_S)
        self._hub: EventHub | None = None

    def start(self) -> None:
        """Start a hub that knows nothing yet."""
        self._hub = EventHub(self._store, poll_s=POLL_S)
        self._background.start("hub", self._hub.run)

    async def stop(self) -> None:
        """Lose the hub and all it holds."""
        self._hub = None
        await self._background.stop()

    async def next_events(self, cursors: Cursors, wait_s: float) -> dict[int, list[Event]]:
        """See `pipeline.feed.HubLink`."""
        if self._hub is None:
            raise UnavailableError("The hub is gone.")
        return await self._hub.next_events(cursors, wait_s)


@dataclass
class Door:
    """Stands before the application: it can refuse sockets, or forget where they want to resume."""

    app: ASGIApp
    resumes: bool
    is_open: bool = True

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
        elif not self.is_open:
            await receive()
            await send({"type": "websocket.close", "code": 1013})
        else:
            kept = scope if self.resumes else {**scope, "query_string": b""}
            await self.app(kept, receive, send)


class SmallManta:
    """A whole system for one test; make it with `running`.

    It owns its workers, its server and its pool; `database_url` stays the caller's.
    """

    def __init__(self, database_url: str, parts: Parts) -> None:
        self.database_url = database_url
        self.parts = parts
        self.key = new_secret("key")
        self.database = Database(database_url, timeout_s=5.0)
        self.intake = parts.intake(self.database)
        self.workers: list[Worker] = []
        events = PostgresEvents(self.database)
        self.hub = Hub(events)
        self._feed = ReplicaFeed(events, self.hub, wait_s=0.2, retry_s=POLL_S)
        self._background = Background(POLL_S)
        self.door = Door(create_app(self._deps()), parts.resumes)
        config = uvicorn.Config(self.door, lifespan="off", log_config=None, ws="websockets-sansio")
        self._server = uvicorn.Server(config)
        self._listener = socket.create_server(("127.0.0.1", 0))

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    @property
    def fenced(self) -> int:
        """How many writes under an old epoch were refused."""
        return sum(worker.inbox.fenced for worker in self.workers)

    async def start(self) -> None:
        """Start everything but the workers."""
        if self.parts.schema:
            await self.execute(self.parts.schema)
        await PostgresGatekeeper(self.database).ensure_key(WORKSPACE, "chaos", Role.ADMIN, self.key)
        self.hub.start()
        self._background.start("feed", self._feed.run)
        self._background.start("server", self._serve)
        await wait_until_async(lambda: self._server.started)

    async def stop(self) -> None:
        """Stop everything."""
        self._server.should_exit = True
        await self._background.join("server", 10)
        await self._background.stop()
        await self.hub.stop()
        await self.database.close()
        self._listener.close()

    def add_worker(self, analyst: HeldAnalyst | None = None) -> Worker:
        """Start a worker and return its handles."""
        inbox = CountingInbox(self.parts.inbox(self.database, self.parts.lease_s))
        added = Worker(analyst or HeldAnalyst(), inbox)
        name = f"worker-{len(self.workers)}"
        retry = RetryPolicy(self.parts.max_attempts, first_delay_s=0.01, max_delay_s=0.05)
        worker = AnalysisWorker(
            name,
            inbox,
            Reader(PostgresSurroundings(self.database), FakeEmbedder()),
            FakeAnalysts(added.analyst),
            retry=retry,
            lease_s=self.parts.lease_s,
            poll_s=POLL_S,
        )
        self._background.start(name, worker.run)
        self.workers.append(added)
        return added

    def cut_sockets(self) -> None:
        """Break every open socket without a word."""
        for connection in list(self._server.server_state.connections):
            if isinstance(connection, WebSocketsSansIOProtocol):
                connection.transport.abort()

    async def cut_database(self) -> None:
        """Break every connection to the database."""
        await self.execute(CUT_OTHERS)

    async def expire(self) -> None:
        """Let every lease run out."""
        await self.execute("UPDATE chat_leases SET lease_until = now() - interval '1 second'")

    async def execute(self, sql: str) -> None:
        """Run statements over a connection of their own."""
        connection = await asyncpg.connect(self.database_url)
        try:
            await connection.execute(sql)
        finally:
            await connection.close()

    async def number(self, sql: str) -> int:
        """Run a query that answers with one number, over a connection of its own."""
        connection = await asyncpg.connect(self.database_url)
        try:
            return int(await connection.fetchval(sql))
        finally:
            await connection.close()

    async def _serve(self) -> None:
        await self._server.serve([self._listener])

    def _deps(self) -> Deps:
        clock = SystemClock()
        return Deps(
            intake=self.intake,
            updates=BatchingUpdateIntake(PostgresUpdates(self.database)),
            messages=PostgresMessages(self.database),
            attachments=FakeAttachments(),
            files=FakeFiles(),
            retries=PostgresRetries(self.database),
            search=HybridSearch(PostgresSearch(self.database), FakeEmbedder(), clock),
            board=self.parts.board(self.database),
            recurrences=RecurringTasks(PostgresRecurrences(self.database), clock),
            workspaces=PostgresWorkspaces(self.database),
            vocabulary=PostgresVocabulary(self.database),
            models=FakeModelCheck(),
            reports=PostgresAgentReports(self.database),
            figures=PostgresFigures(self.database, clock),
            events=self._feed,
            gatekeeper=PostgresGatekeeper(self.database),
            rooms=PostgresRooms(self.database),
            health=FakeHealthProbe(clock),
            clock=clock,
            settings=ApiSettings(version="0"),
            quick_add=FakeQuickAdd().read,
            example=ExampleChat(self.intake, clock),
            keys=PostgresKeys(self.database, PostgresGatekeeper(self.database)),
            telegram=FakeTelegramReports(),
            desk=FakeModelDesk(),
            members=PostgresMembers(self.database),
        )


@asynccontextmanager
async def running(database_url: str, parts: Parts) -> AsyncGenerator[SmallManta]:
    """Lend a running system without workers."""
    system = SmallManta(database_url, parts)
    try:
        await system.start()
        yield system
    finally:
        await system.stop()

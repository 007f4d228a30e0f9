"""The connection to PostgreSQL: a bounded pool, transactions, and notifications."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import asyncpg

from db.location import asyncpg_url
from domain.errors import UnavailableError

if TYPE_CHECKING:
    from asyncpg.pool import PoolConnectionProxy

    Connection = asyncpg.Connection[asyncpg.Record] | PoolConnectionProxy[asyncpg.Record]
    Pool = asyncpg.Pool[asyncpg.Record]
else:
    Connection = asyncpg.Connection
    Pool = asyncpg.Pool

OUTAGES = (
    OSError,
    TimeoutError,
    asyncpg.PostgresConnectionError,
    asyncpg.CannotConnectNowError,
    asyncpg.TooManyConnectionsError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.DiskFullError,
    asyncpg.QueryCanceledError,
    asyncpg.InterfaceError,
    asyncpg.InvalidPasswordError,
    asyncpg.InvalidCatalogNameError,
)
"""What asyncpg raises when the database, not the statement, is at fault."""

INBOX_CHANNEL = "manta_inbox"
EVENTS_CHANNEL = "manta_events"
OUTBOX_CHANNEL = "manta_outbox"
UPDATES_CHANNEL = "manta_updates"


@dataclass(frozen=True)
class PoolUse:
    """How a pool fares: connections lent out of `limit`, who waits for one, outages met so far."""

    limit: int
    lent: int
    waiting: int
    outages: int


class Database:
    """A pool of connections that outlives outages: each use tries anew.

    Args:
        url: A PostgreSQL URL.
        max_size: Most connections held.
        timeout_s: Bound on waiting for a connection and on any one statement.
        session: SET statements that each new connection begins with.
    """

    def __init__(self, url: str, *, max_size: int = 8, timeout_s: float = 10.0, session: str = "") -> None:
        self._url = asyncpg_url(url)
        self._max_size = max_size
        self._timeout_s = timeout_s
        self._session = session
        self._others: list[Database] = []
        self._pool: Pool | None = None
        self._opening = asyncio.Lock()
        self._users = 0
        self._outages = 0

    @property
    def url(self) -> str:
        """Return the URL in asyncpg's form."""
        return self._url

    async def __aenter__(self) -> Self:
        await self._get_pool()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    def apart(self, session: str, max_size: int) -> "Database":
        """Return a pool of its own on the same database, whose sessions are set up otherwise.

        It is closed with this one. Settings of a transaction would cost three round trips each time.

        Args:
            session: See `Database`.
            max_size: See `Database`.
        """
        other = Database(self._url, max_size=max_size, timeout_s=self._timeout_s, session=session)
        self._others.append(other)
        return other

    async def close(self) -> None:
        """Close every connection, waiting a moment for those in use."""
        for other in self._others:
            await other.close()
        if self._pool is None:
            return
        pool, self._pool = self._pool, None
        try:
            async with asyncio.timeout(5):
                await pool.close()
        except OUTAGES:
            pool.terminate()

    @asynccontextmanager
    async def connection(self) -> AsyncGenerator[Connection]:
        """Lend a connection.

        Raises:
            UnavailableError: The database does not answer.
        """
        self._users += 1
        try:
            with unavailable_on_outage():
                pool = await self._get_pool()
                async with pool.acquire(timeout=self._timeout_s) as connection:
                    yield connection
        except UnavailableError:
            self._outages += 1
            raise
        finally:
            self._users -= 1

    def use(self) -> PoolUse:
        """Return how its connections are used now."""
        lent = 0 if self._pool is None else self._pool.get_size() - self._pool.get_idle_size()
        return PoolUse(self._max_size, lent, max(self._users - lent, 0), self._outages)

    @asynccontextmanager
    async def transaction(self) -> AsyncGenerator[Connection]:
        """Lend a connection in a transaction: committed when the block ends well, else rolled back.

        Raises:
            UnavailableError: The database does not answer; whether a commit under way took effect is unknown.
        """
        async with self.connection() as connection, connection.transaction():
            yield connection

    @asynccontextmanager
    async def snapshot(self) -> AsyncGenerator[Connection]:
        """Lend a connection on which every query sees one moment, and none may write.

        Raises:
            UnavailableError: The database does not answer.
        """
        async with (
            self.connection() as connection,
            connection.transaction(isolation="repeatable_read", readonly=True),
        ):
            yield connection

    async def _get_pool(self) -> Pool:
        if self._pool is not None:
            return self._pool
        async with self._opening:
            if self._pool is None:
                with unavailable_on_outage():
                    self._pool = await asyncpg.create_pool(
                        self._url,
                        min_size=1,
                        max_size=self._max_size,
                        timeout=self._timeout_s,
                        command_timeout=self._timeout_s,
                        init=self._begin_session,
                        reset=_keep_session,
                        server_settings={"application_name": "manta"},
                    )
        return self._pool

    async def _begin_session(self, connection: Connection) -> None:
        if self._session:
            await connection.execute(self._session)


async def _keep_session(_connection: Connection) -> None:
    """Leave a connection as it is when it comes back: nothing here changes a session's state.

    What asyncpg would send costs a round trip each time, half of a small statement's whole cost.
    """


@contextlib.contextmanager
def unavailable_on_outage() -> Generator[None]:
    """Turn the database's outages into the one error callers know."""
    try:
        yield
    except OUTAGES as error:
        raise UnavailableError(f"The database does not answer ({type(error).__name__}).") from error


async def listen(url: str, channels: dict[str, Callable[[str], None]]) -> None:
    """Call back for each notification until cancelled or the connection is lost.

    Notifications are hints: whoever listens polls as well, so a lost one costs a moment and nothing else.

    Raises:
        UnavailableError: The connection could not be made or was lost.
    """
    with unavailable_on_outage():
        connection = await asyncpg.connect(
            url, timeout=5, server_settings={"application_name": "manta-listen"}
        )
    lost = asyncio.Event()
    connection.add_termination_listener(lambda _: lost.set())
    try:
        for channel, callback in channels.items():
            await connection.add_listener(channel, _payload_only(callback))
        await lost.wait()
    finally:
        connection.terminate()
    raise UnavailableError("The database connection was lost.")


def _payload_only(callback: Callable[[str], None]) -> Callable[..., None]:
    def on_notify(_connection: object, _pid: int, _channel: str, payload: str) -> None:
        callback(payload)

    return on_notify

"""The embedded PostgreSQL alone, as Manta runs it, for what needs no more of Manta than its tables."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import asyncpg

from db.embedded import PostgresServer
from db.location import embedded_dir
from db.migrate import upgrade

if TYPE_CHECKING:
    Connection = asyncpg.Connection[asyncpg.Record]
else:
    Connection = asyncpg.Connection

MANTA = "manta"


@dataclass(frozen=True)
class BenchDatabase:
    """A running server with Manta's database and those of the peers."""

    server: PostgresServer

    @property
    def pid(self) -> int:
        """Return the process id of the postmaster."""
        assert self.server.pid is not None
        return self.server.pid

    @property
    def url(self) -> str:
        """Return how Manta reaches its own database."""
        return self.server.url

    def superuser_url(self, name: str) -> str:
        """Return how the superuser reaches a database."""
        return self.server.superuser_url.removesuffix(MANTA) + name

    @asynccontextmanager
    async def connection(self, name: str) -> AsyncGenerator[Connection]:
        """Lend the superuser's connection to a database."""
        connection = await asyncpg.connect(self.superuser_url(name))
        try:
            yield connection
        finally:
            await connection.close()

    @asynccontextmanager
    async def counting(self, name: str, query: str) -> AsyncGenerator[Callable[[], Awaitable[int]]]:
        """Lend a function that runs a query for one number, as often as it is called."""
        async with self.connection(name) as connection:

            async def count() -> int:
                return int(await connection.fetchval(query))

            yield count

    async def count(self, name: str, query: str) -> int:
        """Return what a query for one number gives."""
        async with self.counting(name, query) as count:
            return await count()

    async def execute(self, name: str, *statements: str) -> None:
        """Run statements as superuser, each by itself."""
        async with self.connection(name) as connection:
            for statement in statements:
                await connection.execute(statement)


@contextmanager
def running_database(data_dir: Path) -> Generator[BenchDatabase]:
    """Run the embedded server of a data folder, migrated, and stop it after."""
    with PostgresServer(embedded_dir(data_dir)) as server:
        upgrade(server.url)
        yield BenchDatabase(server)

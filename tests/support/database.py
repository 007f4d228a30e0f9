"""A PostgreSQL server for a test session, and databases on it that are empty when a test begins.

Copying the migrated template takes a few tenths of a second, most of it waiting for the disk. So tests
take turns on one copy that is emptied after each, in some hundredths; `own_database_url` is for tests
that change the schema or fill the database with so much that emptying it would not be cheap.
"""

import asyncio
from collections.abc import AsyncIterator, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy.engine import make_url

from db import migrate
from db.embedded import PostgresServer
from db.pool import Connection, Database
from db.tables import metadata

TEMPLATE = "template_manta"

_TABLES = tuple(table.name for table in reversed(metadata.sorted_tables))

CUT_OTHERS = """
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""
"""Ends everybody else's connections; the server's own processes, such as autovacuum, are not ours to end."""


@dataclass
class DatabaseServer:
    """The session's server and the databases made on it."""

    server: PostgresServer
    _numbers: Iterator[int] = field(default_factory=lambda: count(1), init=False)

    def url_of(self, name: str) -> str:
        """Return the URL of a database for the role that owns it."""
        return make_url(self.server.url).set(database=name).render_as_string(hide_password=False)

    async def create(self, template: str = TEMPLATE) -> str:
        """Make a database and return its URL.

        Args:
            template: What to copy: the migrated `TEMPLATE`, or `template0` for nothing at all.
        """
        name = f"test_{next(self._numbers)}"
        await self._make(name, template)
        return self.url_of(name)

    async def drop(self, url: str) -> None:
        """Remove a database, whoever is connected to it."""
        await self.execute(f'DROP DATABASE "{make_url(url).database}" WITH (FORCE)')

    async def make_template(self) -> None:
        """Make the empty database that the migrations are to run on."""
        await self._make(TEMPLATE, "template0")

    async def _make(self, name: str, template: str) -> None:
        """Make a database as its operator would: only a superuser may add the extension `vector`."""
        await self.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" OWNER manta')
        await self.execute("CREATE EXTENSION IF NOT EXISTS vector", name)

    async def execute(self, sql: str, database: str | None = None) -> None:
        """Run a statement as the superuser, in a database or in the one for administration."""
        url = make_url(self.server.superuser_url)
        url = url.set(database=database) if database else url
        connection = await asyncpg.connect(url.render_as_string(hide_password=False))
        try:
            await connection.execute(sql)
        finally:
            await connection.close()


async def empty(url: str) -> None:
    """Bring a database back to what the migrations leave, whoever is still connected to it."""
    connection = await asyncpg.connect(url)
    try:
        await connection.fetch(CUT_OTHERS)
        await clear(connection)
    finally:
        await connection.close()


async def clear(connection: Connection) -> None:
    """Delete all rows except those the migrations make; numbers go on, so no two tests share an id."""
    await connection.execute(";".join(f'DELETE FROM "{name}"' for name in _TABLES))  # noqa: S608 - ours
    await connection.execute(
        "DELETE FROM tallies; DELETE FROM history_tallies;"  # once more: deleting the others counts them down
        "INSERT INTO workspaces (id, slug, name) VALUES (1, 'main', 'Main');"
        "INSERT INTO event_counters (workspace_id) VALUES (1)"
    )


@contextmanager
def serving_databases(folder: Path) -> Generator[DatabaseServer]:
    """Run a server in a folder, with its migrated template."""
    with PostgresServer(folder) as server:
        databases = DatabaseServer(server)
        asyncio.run(databases.make_template())
        migrate.upgrade(databases.url_of(TEMPLATE))
        yield databases


@pytest.fixture(scope="session")
def database_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DatabaseServer]:
    """The session's server with its migrated template."""
    with serving_databases(tmp_path_factory.mktemp("server") / "database") as databases:
        yield databases


@pytest.fixture(scope="session")
def shared_database_url(database_server: DatabaseServer) -> str:
    """The database that tests take turns on."""
    return asyncio.run(database_server.create())


@pytest.fixture
async def database_url(shared_database_url: str) -> AsyncIterator[str]:
    """A migrated database with one workspace and nothing in it."""
    yield shared_database_url
    await empty(shared_database_url)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A pool of connections to `database_url`."""
    async with Database(database_url) as opened:
        yield opened


@pytest.fixture
async def own_database_url(database_server: DatabaseServer) -> AsyncIterator[str]:
    """A migrated database for one test alone, thrown away after it."""
    url = await database_server.create()
    yield url
    await database_server.drop(url)


@pytest.fixture
async def bare_database_url(database_server: DatabaseServer) -> AsyncIterator[str]:
    """A database without any schema for one test alone, thrown away after it."""
    url = await database_server.create("template0")
    yield url
    await database_server.drop(url)

"""The database goes away and comes back: one error that callers know, and no new pool."""

import asyncio
from collections.abc import AsyncIterator
from functools import partial

import asyncpg
import pytest

from db import migrate
from db.embedded import PostgresServer
from db.pool import Database, listen
from db.usage import PostgresAgentReports
from domain.errors import UnavailableError
from domain.message import Accepted
from tests.db.samples import new_message
from tests.db.stores import MAIN, Stores
from tests.support.polling import wait_until_async


@pytest.fixture(scope="module")
def own_server(tmp_path_factory: pytest.TempPathFactory) -> PostgresServer:
    """A server that tests may stop."""
    return PostgresServer(tmp_path_factory.mktemp("outage") / "database")


async def _heard(database: Database, probes: list[str]) -> bool:
    async with database.connection() as connection:
        await connection.execute("SELECT pg_notify('probe', 'here')")
    return bool(probes)


async def test_a_pool_outlives_its_server(own_server: PostgresServer) -> None:
    own_server.start()
    try:
        await asyncio.to_thread(migrate.upgrade, own_server.url)
        async with Database(own_server.url, max_size=3, timeout_s=5) as database:
            stores = Stores(database)
            await stores.accept(new_message("before"))
            probes: list[str] = []
            listening = asyncio.create_task(listen(database.url, {"probe": probes.append}))
            await wait_until_async(partial(_heard, database, probes))
            own_server.stop()
            await _expect_outage(stores)
            with pytest.raises(UnavailableError):
                await listening
            with pytest.raises(UnavailableError):
                await listen(database.url, {})
            own_server.start()
            [answer] = await stores.messages.store([(MAIN, new_message("after"))])
            assert isinstance(answer, Accepted)
            assert await stores.column("SELECT external_id FROM messages ORDER BY id") == ["before", "after"]
    finally:
        own_server.stop()


async def _expect_outage(stores: Stores) -> None:
    calls = (
        stores.messages.store([(MAIN, new_message("during"))]),
        stores.inbox().claim("worker", 1),
        stores.tasks.get_stats(MAIN),
        stores.events.last_seqs([MAIN]),
        stores.reader.get_message(MAIN, 1),
        stores.workspaces.get_workspace(MAIN),
        stores.vocabulary.list_terms(MAIN, None),
        PostgresAgentReports(stores.database).get_report(MAIN, 7),
    )
    for call in calls:
        with pytest.raises(UnavailableError):
            await call


async def test_connections_that_died_with_their_server_cost_nobody_a_try(own_server: PostgresServer) -> None:
    """What failed once in an outage works as soon as the server is back, however many connections it had."""
    size = 4
    own_server.start()
    try:
        async with Database(own_server.url, max_size=size, timeout_s=5) as database:
            stores = Stores(database)
            slowly = [stores.rows("SELECT pg_sleep(0.1)") for _ in range(size)]
            await asyncio.gather(*slowly)  # at once, so that every connection is made
            own_server.stop()
            with pytest.raises(UnavailableError):
                await stores.number("SELECT 1")
            own_server.start()
            answers = await asyncio.gather(*(stores.number("SELECT 1") for _ in range(size)))
            assert answers == [1] * size
    finally:
        own_server.stop()


async def test_a_pool_can_be_made_before_its_server(own_server: PostgresServer) -> None:
    own_server.start()
    url = own_server.url
    own_server.stop()
    database = Database(url, timeout_s=5)
    with pytest.raises(UnavailableError):
        await database.__aenter__()
    own_server.start()
    try:
        assert await Stores(database).number("SELECT 1") == 1
        await database.close()
    finally:
        own_server.stop()


@pytest.fixture
async def narrow(database_url: str) -> AsyncIterator[Database]:
    """A pool of one connection that waits for a moment only."""
    async with Database(database_url, max_size=1, timeout_s=1.0) as database:
        yield database


async def test_a_full_pool_is_an_outage(narrow: Database) -> None:
    async with narrow.connection():
        with pytest.raises(UnavailableError):
            await Stores(narrow).number("SELECT 1")
    assert await Stores(narrow).number("SELECT 1") == 1


async def test_a_statement_that_hangs_is_an_outage(narrow: Database) -> None:
    with pytest.raises(UnavailableError):
        await Stores(narrow).rows("SELECT pg_sleep(600)")
    assert await Stores(narrow).number("SELECT 1") == 1


async def test_a_lost_connection_in_a_transaction_is_an_outage(stores: Stores) -> None:
    with pytest.raises(UnavailableError):
        await _write_and_lose_the_connection(stores)
    assert await stores.column("SELECT slug FROM workspaces") == ["main"]


async def _write_and_lose_the_connection(stores: Stores) -> None:
    async with stores.database.transaction() as connection:
        await connection.execute("INSERT INTO workspaces (slug, name) VALUES ('lost', 'Lost')")
        await stores.rows("SELECT pg_terminate_backend($1, 5000)", connection.get_server_pid())
        await connection.execute("SELECT 1")


async def test_a_wrong_password_or_database_is_an_outage(database_url: str) -> None:
    for wrong in (database_url.replace("manta:", "manta:x", 1), f"{database_url}_missing"):
        with pytest.raises(UnavailableError):
            await Stores(Database(wrong)).number("SELECT 1")


async def test_a_faulty_statement_is_no_outage(stores: Stores) -> None:
    with pytest.raises(asyncpg.UndefinedTableError):
        await stores.rows("SELECT * FROM nowhere")
    with pytest.raises(asyncpg.DataError):
        await stores.number("SELECT $1::bigint", 2**63)


async def test_a_closed_pool_opens_again_when_it_is_used(database_url: str) -> None:
    database = Database(database_url)
    await database.close()
    assert await Stores(database).number("SELECT 1") == 1
    await database.close()
    assert await Stores(database).number("SELECT 2") == 2
    await database.close()

"""Pools apart: other sessions on the same database, for as long as the first pool is open."""

import pytest

from db.pool import Database
from domain.errors import UnavailableError
from tests.db.stores import Stores
from tests.support.polling import wait_until_async

SHOW = "SHOW statement_timeout"


async def show(database: Database) -> str:
    """Return a setting of whichever session is lent."""
    async with database.connection() as connection:
        value: str = await connection.fetchval(SHOW)
    return value


async def test_every_session_of_a_pool_apart_has_its_settings_and_no_other_has(stores: Stores) -> None:
    usual = await show(stores.database)
    apart = stores.database.apart("SET statement_timeout = '1234ms'", 1)
    assert await show(apart) == "1234ms"
    with pytest.raises(UnavailableError):
        async with apart.connection() as connection:
            await connection.execute("SELECT pg_terminate_backend(pg_backend_pid())")
    assert await show(apart) == "1234ms"
    assert await show(stores.database) == usual != "1234ms"


async def test_a_pool_apart_ends_with_the_first(stores: Stores) -> None:
    async with Database(stores.database.url, max_size=1) as first:
        async with first.apart("", 1).connection() as lent:
            session: int = await lent.fetchval("SELECT pg_backend_pid()")
        assert await _lives(stores, session)
    await wait_until_async(lambda: _has_ended(stores, session))


async def _lives(stores: Stores, session: int) -> bool:
    return await stores.number("SELECT count(*) FROM pg_stat_activity WHERE pid = $1", session) == 1


async def _has_ended(stores: Stores, session: int) -> bool:
    return not await _lives(stores, session)

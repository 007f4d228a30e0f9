"""What is kept for the figures over time equals counting anew, after whatever was done in whatever order.

That counting anew is right is what the tests of the figures hold.
"""

import asyncio
import random
from datetime import UTC, datetime

import asyncpg
import pytest
from asyncpg import Record

from db import migrate
from db.pool import Connection, Database
from db.tables.history import COUNTS
from db.tallies import FEW, PostgresTallies
from tests.db.doing import Doing
from tests.db.samples import new_messages, new_task
from tests.db.stores import ADA, Stores

_NOW = datetime(2026, 1, 5, tzinfo=UTC)

_KEPT = f"""
SELECT workspace_id, quarter, undone, {", ".join(f"sum({name})::bigint AS {name}" for name in COUNTS)}
FROM history_tallies GROUP BY 1, 2, 3 HAVING {" OR ".join(f"sum({name}) <> 0" for name in COUNTS)}
ORDER BY 1, 2, 3
"""  # noqa: S608 - constants

_MAKE_MANY = """
DO $$ BEGIN
    FOR n IN 1..{} LOOP
        INSERT INTO tasks (workspace_id, title, category, priority, source, created_by)
        VALUES (1, 'x', 'bug', 'low', 'api', 'Ada');
    END LOOP;
END $$
"""


_GO_LAST = """
ALTER TABLE {0} DROP CONSTRAINT fk_{0}_workspace_id,
    ADD CONSTRAINT fk_{0}_workspace_id FOREIGN KEY (workspace_id) REFERENCES workspaces (id) ON DELETE CASCADE
"""
"""Makes a table the last that a deleted workspace's rows are deleted from: the newest constraint is."""


async def _kept(stores: Stores) -> list[Record]:
    return await stores.rows(_KEPT)


async def _anew(stores: Stores) -> list[Record]:
    async with stores.database.connection() as connection:
        return await _count_anew(connection)


async def _count_anew(connection: Connection) -> list[Record]:
    transaction = connection.transaction()
    await transaction.start()
    try:
        await connection.execute("SELECT count_history_anew()")
        return await connection.fetch(_KEPT)
    finally:
        await transaction.rollback()


async def _fold(stores: Stores) -> int:
    return await PostgresTallies(stores.database).fold(_NOW)


@pytest.mark.parametrize("seed", range(6))
async def test_counts_stay_right_whatever_is_done(stores: Stores, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - reproducible
    doing = Doing(stores, dice, other=await stores.add_workspace())
    for _ in range(60):
        step = dice.choice(doing.steps)
        await step()
        assert await _kept(stores) == await _anew(stores), step.__name__


@pytest.mark.parametrize("count", COUNTS)
async def test_the_comparison_sees_a_change_that_was_not_counted(stores: Stores, count: str) -> None:
    await stores.tasks.create_task(ADA, new_task(), None)
    await stores.rows(f"UPDATE history_tallies SET {count} = {count} + 1")  # noqa: S608 - ours
    assert await _kept(stores) != await _anew(stores)


async def test_many_rows_become_one_of_each_quarter_and_the_counts_stay(stores: Stores) -> None:
    for _ in range(2):
        await stores.rows(_MAKE_MANY.format(FEW + 1))
        before = await _kept(stores)
        assert await _fold(stores) > FEW
        # The clock may have moved on to the next quarter of an hour meanwhile.
        assert await stores.number("SELECT count(*) - count(DISTINCT quarter) FROM history_tallies") == 0
        assert await _kept(stores) == before
        assert await _fold(stores) == 0


async def test_counts_stay_right_while_several_write_and_fold(stores: Stores) -> None:
    await stores.rows(_MAKE_MANY.format(FEW + 1))
    dice = random.Random(7)  # noqa: S311 - reproducible
    doing = Doing(stores, dice, other=await stores.add_workspace())
    writers = [doing.create() for _ in range(20)] + [doing.move() for _ in range(10)]
    await asyncio.gather(*writers, *[_fold(stores) for _ in range(5)])
    assert await _kept(stores) == await _anew(stores)


async def test_emptied_tables_count_nothing(stores: Stores) -> None:
    await stores.tasks.create_task(ADA, new_task(), None)
    await stores.accept(*new_messages(3))
    await stores.rows("TRUNCATE messages, chats CASCADE")
    assert await _kept(stores) == await _anew(stores)


@pytest.mark.parametrize("last", ["messages", "corrections"])
async def test_a_deleted_workspace_leaves_no_counts_in_whatever_order_it_goes(
    own_database_url: str, last: str
) -> None:
    async with Database(own_database_url) as database:
        stores = Stores(database)
        await stores.rows(_GO_LAST.format(last))
        await _fill_and_delete_workspaces(stores)


async def test_a_deleted_workspace_leaves_no_counts(stores: Stores) -> None:
    await _fill_and_delete_workspaces(stores)
    await stores.rows("INSERT INTO workspaces (id, slug, name) VALUES (1, 'main', 'Main')")


async def _fill_and_delete_workspaces(stores: Stores) -> None:
    doing = Doing(stores, random.Random(3), other=await stores.add_workspace())  # noqa: S311 - reproducible
    for step in (doing.create, doing.move_back_and_forth, doing.accept, doing.analyse, doing.correct) * 3:
        await step()
    await stores.rows("DELETE FROM workspaces")
    assert await _kept(stores) == []


async def test_the_migration_counts_what_was_there(own_database_url: str) -> None:
    await asyncio.to_thread(migrate.downgrade, own_database_url, "0006")
    connection = await asyncpg.connect(own_database_url)
    try:
        await connection.execute(_MAKE_MANY.format(9))
        await asyncio.to_thread(migrate.upgrade, own_database_url)
        kept = await connection.fetch(_KEPT)
        assert sum(row["created_bug"] for row in kept) == 9
    finally:
        await connection.close()

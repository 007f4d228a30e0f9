"""Kept counts equal counting anew, after whatever was done, in whatever order, by however many at once."""

import asyncio
import random
from datetime import UTC, datetime

import asyncpg
import pytest

from db import migrate
from db.tallies import FEW, PostgresTallies
from tests.db.doing import Doing
from tests.db.samples import new_messages, new_task
from tests.db.stores import ADA, MAIN, Stores
from tests.support.database import clear

_NOW = datetime(2026, 1, 5, tzinfo=UTC)

_KEPT = """
SELECT workspace_id, counted, status, category, priority, sum(rows)::bigint AS n FROM tallies
GROUP BY 1, 2, 3, 4, 5 HAVING sum(rows) <> 0 ORDER BY 1, 2, 3, 4, 5
"""

_ANEW = """
SELECT workspace_id, 'task' AS counted, status, category, priority, count(*) AS n
FROM tasks GROUP BY 1, 2, 3, 4, 5
UNION ALL
SELECT workspace_id, 'message',
    CASE state WHEN 'done' THEN 'analyzed' WHEN 'dead' THEN 'failed' ELSE 'received' END,
    NULL, NULL, count(*)
FROM inbox GROUP BY 1, 2, 3, 4, 5
ORDER BY 1, 2, 3, 4, 5
"""

_MAKE_MANY = """
DO $$ BEGIN
    FOR n IN 1..{} LOOP
        INSERT INTO tasks (workspace_id, title, category, priority, source, created_by)
        VALUES (1, 'x', 'bug', 'low', 'api', 'Ada');
        IF n % 3 = 0 THEN DELETE FROM tasks WHERE id = (SELECT max(id) FROM tasks); END IF;
    END LOOP;
END $$
"""


async def _are_right(stores: Stores) -> bool:
    kept = [tuple(row) for row in await stores.rows(_KEPT)]
    return kept == [tuple(row) for row in await stores.rows(_ANEW)]


async def _fold(stores: Stores) -> int:
    return await PostgresTallies(stores.database).fold(_NOW)


@pytest.mark.parametrize("seed", range(4))
async def test_counts_stay_right_whatever_is_done(stores: Stores, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - reproducible
    doing = Doing(stores, dice, other=await stores.add_workspace())
    for _ in range(40):
        await dice.choice(doing.steps)()
        assert await _are_right(stores)


async def test_the_comparison_sees_a_change_that_was_not_counted(stores: Stores) -> None:
    await stores.tasks.create_task(ADA, new_task(), None)
    assert await _are_right(stores)
    await stores.rows("UPDATE tallies SET rows = rows + 1")
    assert not await _are_right(stores)


async def test_what_was_rolled_back_is_not_counted(stores: Stores) -> None:
    async with stores.database.connection() as connection:
        transaction = connection.transaction()
        await transaction.start()
        await connection.execute(_MAKE_MANY.format(10))
        await transaction.rollback()
    assert await stores.number("SELECT count(*) FROM tallies") == 0


async def test_many_rows_become_few_and_the_counts_stay(stores: Stores) -> None:
    await stores.rows(_MAKE_MANY.format(FEW))
    before = await stores.rows(_KEPT)
    assert await _fold(stores) > FEW
    assert await stores.number("SELECT count(*) FROM tallies") == 1
    assert await stores.rows(_KEPT) == before
    assert await _fold(stores) == 0


async def test_counts_stay_right_while_several_write_and_fold(stores: Stores) -> None:
    await stores.rows(_MAKE_MANY.format(FEW))
    dice = random.Random(7)  # noqa: S311 - reproducible
    doing = Doing(stores, dice, other=await stores.add_workspace())
    writers = [doing.create() for _ in range(20)] + [doing.move() for _ in range(10)]
    folders = [_fold(stores) for _ in range(5)]
    await asyncio.gather(*writers, *folders)
    assert await _are_right(stores)


async def test_folding_waits_for_nobody_and_leaves_them_their_rows(stores: Stores) -> None:
    await stores.rows(_MAKE_MANY.format(FEW))
    async with stores.database.transaction() as connection:
        held = await connection.fetch("SELECT id FROM tallies ORDER BY id LIMIT 10 FOR UPDATE")
        assert await _fold(stores) > 0
        left = await connection.fetch("SELECT id FROM tallies ORDER BY id LIMIT 10")
        assert left == held
    assert await _are_right(stores)


async def test_emptied_tables_count_nothing(stores: Stores) -> None:
    await stores.tasks.create_task(ADA, new_task(), None)
    await stores.accept(*new_messages(3))
    await stores.rows("TRUNCATE messages, chats CASCADE")
    assert await _are_right(stores)
    assert (await stores.tasks.get_stats(MAIN)).total_messages == 0


async def test_the_migration_counts_what_was_there(own_database_url: str) -> None:
    await asyncio.to_thread(migrate.downgrade, own_database_url, "0005")
    connection = await asyncpg.connect(own_database_url)
    try:
        await connection.execute(_MAKE_MANY.format(9))
        await asyncio.to_thread(migrate.upgrade, own_database_url)
        kept, anew = await connection.fetch(_KEPT), await connection.fetch(_ANEW)
        assert [tuple(row) for row in kept] == [tuple(row) for row in anew]
        assert kept[0]["n"] == 6
        await clear(connection)
        assert await connection.fetch(_KEPT) == []
    finally:
        await connection.close()

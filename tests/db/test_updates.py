"""The queue of Telegram's updates in PostgreSQL (lines 2, 4, 5, 6 and 8 of the Telegram checklist)."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from db.pool import Database
from db.updates import PostgresUpdates
from domain.update import Dropped, Handled, NewUpdate, Postponed, QueuedUpdate, read_update
from tests.db.stores import MAIN, Stores

_PASS = "UPDATE telegram_updates SET not_before = now() - interval '1 second'"
_STATE = "SELECT state FROM telegram_updates ORDER BY update_id"

_FILL = """
INSERT INTO telegram_updates (update_id, workspace_id, kind, lane, payload)
SELECT $1 + n, 1, 'message', $2, '{}' FROM generate_series(1, $3::int) n
"""

_READS = """
SELECT (SELECT seq_scan::int FROM pg_stat_user_tables WHERE relname = 'telegram_updates') AS scans,
    (SELECT sum(idx_tup_read)::int FROM pg_stat_user_indexes WHERE relname = 'telegram_updates') AS rows_read
"""


@pytest.fixture
def updates(database: Database) -> PostgresUpdates:
    """A worker's view of the queue; leases end by `_PASS`."""
    return PostgresUpdates(database, lease_s=600)


def new_update(update_id: int, lane: int = 1) -> NewUpdate:
    """Return an update of a chat."""
    return NewUpdate(update_id=update_id, kind="message", lane=lane, payload=f'{{"update_id":{update_id}}}')


async def claim_ids(updates: PostgresUpdates, limit: int = 16) -> list[int]:
    """Claim and return the numbers."""
    return [update.update_id for update in await updates.claim(limit)]


async def claim_one(updates: PostgresUpdates) -> QueuedUpdate:
    """Claim the only update that may be handled."""
    [update] = await updates.claim(16)
    return update


async def test_a_lane_goes_one_by_one_in_order_beside_the_others(updates: PostgresUpdates) -> None:
    await updates.store_updates(MAIN, [new_update(n, n % 2) for n in (5, 3, 4, 2)])
    first = await updates.claim(16)
    assert [update.update_id for update in first] == [2, 3]
    assert await updates.claim(16) == []
    assert await updates.settle(first[0], Handled())
    assert await claim_ids(updates) == [4]
    assert await updates.settle(first[1], Handled())
    assert await claim_ids(updates) == [5]


async def test_a_failing_update_holds_back_its_own_lane_alone(updates: PostgresUpdates) -> None:
    await updates.store_updates(MAIN, [new_update(1, 1), new_update(2, 1), new_update(3, 2)])
    failing, other = await updates.claim(16)
    assert await updates.settle(failing, Postponed(error="no", retry_in_s=600))
    assert await updates.settle(other, Handled())
    await updates.store_updates(MAIN, [new_update(4, 2)])
    assert await claim_ids(updates) == [4]


async def test_a_dead_update_lets_its_lane_go_on(updates: PostgresUpdates, stores: Stores) -> None:
    await updates.store_updates(MAIN, [new_update(1), new_update(2)])
    assert await updates.settle(await claim_one(updates), Dropped(error="no"))
    assert await claim_ids(updates) == [2]
    [row] = await stores.rows(
        "SELECT state, error, payload, ended_at FROM telegram_updates WHERE update_id = 1"
    )
    assert (row["state"], row["error"], row["payload"]) == ("dead", "no", '{"update_id":1}')
    assert row["ended_at"] is not None


async def test_what_was_handled_keeps_no_words(updates: PostgresUpdates, stores: Stores) -> None:
    await updates.store_updates(MAIN, [new_update(1)])
    assert await updates.settle(await claim_one(updates), Handled())
    assert await stores.column("SELECT payload FROM telegram_updates") == [""]
    assert await stores.column(_STATE) == ["done"]


async def test_a_killed_worker_s_update_is_handled_again(updates: PostgresUpdates, stores: Stores) -> None:
    await updates.store_updates(MAIN, [new_update(1)])
    lost = await claim_one(updates)
    assert await updates.claim(16) == []
    await stores.rows(_PASS)
    again = await claim_one(updates)
    assert (lost.attempts, again.attempts) == (1, 2)
    for late in (Handled(), Dropped(error="no"), Postponed(error="no", retry_in_s=0)):
        assert not await updates.settle(lost, late)
    assert await stores.column(_STATE) == ["pending"]
    assert await updates.settle(again, Handled())
    assert not await updates.settle(again, Handled())


async def test_the_same_update_by_two_stores_at_once_is_one(
    updates: PostgresUpdates, database: Database
) -> None:
    stores = [updates, PostgresUpdates(database)]
    batch = [new_update(n) for n in range(1, 51)]
    answers = await asyncio.gather(*(store.store_updates(MAIN, batch) for store in stores))
    assert [sum(both) for both in zip(*answers, strict=True)] == [1] * 50
    twice = await updates.store_updates(MAIN, [new_update(90), new_update(90), new_update(1)])
    assert twice == [True, True, False]


async def test_two_workers_never_take_one_update(updates: PostgresUpdates) -> None:
    await updates.store_updates(MAIN, [new_update(n, n) for n in range(1, 31)])
    taken = await asyncio.gather(*(claim_ids(updates, 5) for _ in range(6)))
    ids = [update_id for each in taken for update_id in each]
    assert len(ids) == len(set(ids))


async def test_what_is_no_update_is_dead_and_holds_nothing_back(
    updates: PostgresUpdates, stores: Stores
) -> None:
    assert await updates.store_updates(MAIN, [read_update(b"\xff{"), new_update(1, 0)]) == [True, True]
    assert await claim_ids(updates) == [1]
    assert await stores.column("SELECT state FROM telegram_updates WHERE update_id < 0") == ["dead"]


@pytest.fixture
async def crowded(own_database_url: str) -> AsyncIterator[Stores]:
    """A lane with a long queue beside others; one connection, so that its counters are at hand."""
    async with Database(own_database_url, max_size=1, timeout_s=60) as database:
        stores = Stores(database)
        await stores.rows(_FILL, 0, 7, 10_000)
        for lane in range(10, 30):
            await stores.rows(_FILL, 100_000 * lane, lane, 5)
        yield stores


async def _reads(stores: Stores) -> tuple[int, int]:
    await stores.rows("SELECT pg_stat_force_next_flush()")
    [row] = await stores.rows(_READS)
    return row["scans"], row["rows_read"]


@pytest.mark.parametrize("analysed", [False, True], ids=["unknown-table", "analysed-table"])
async def test_claims_look_at_lanes_and_not_at_queues(crowded: Stores, *, analysed: bool) -> None:
    if analysed:
        await crowded.rows("ANALYZE")
    updates, taken = PostgresUpdates(crowded.database), 0
    scans, rows = await _reads(crowded)
    for _ in range(8):  # PostgreSQL may change its plan from the sixth time on
        for update in await updates.claim(16):
            taken += 1
            assert await updates.settle(update, Handled())
    scans_after, rows_after = await _reads(crowded)
    assert taken > 90
    assert scans_after == scans
    assert rows_after - rows < 40 * taken, (rows_after - rows, taken)


async def test_the_counter_sees_a_reader_of_the_whole_queue(crowded: Stores) -> None:
    """A negative control."""
    scans, _ = await _reads(crowded)
    await crowded.rows(
        "SELECT update_id FROM telegram_updates WHERE attempts = 0 ORDER BY not_before LIMIT 1"
    )
    assert (await _reads(crowded))[0] == scans + 1

"""What claiming from the queue and looking at it cost: neither must grow with the length of the queues."""

from collections.abc import AsyncIterator

import pytest

from db.demand import PostgresBacklog
from db.pool import Database
from tests.db.samples import done
from tests.db.stores import Stores

_FILL = """
WITH chat AS (
    INSERT INTO chats (workspace_id, source, external_id, last_seq)
    SELECT 1, 'api', gen_random_uuid(), $2 FROM generate_series(1, $1::int) RETURNING id
), lease AS (
    INSERT INTO chat_leases (chat_id) SELECT id FROM chat
), message AS (
    INSERT INTO messages (workspace_id, chat_id, seq, external_id, source, author, content, sent_at, digest)
    SELECT 1, id, n, id || '-' || n, 'api', 'Ada', 'x', now(), '' FROM chat, generate_series(1, $2::int) n
    RETURNING id, chat_id, seq
)
INSERT INTO inbox (message_id, workspace_id, chat_id, seq) SELECT id, 1, chat_id, seq FROM message
"""

_READS = """
SELECT (SELECT seq_scan::int FROM pg_stat_user_tables WHERE relname = 'inbox') AS scans,
       (SELECT sum(idx_tup_read)::int FROM pg_stat_user_indexes WHERE relname = 'inbox') AS rows_by_index
"""


@pytest.fixture
async def crowded(own_database_url: str) -> AsyncIterator[Stores]:
    """A chat with a long queue among many others; one connection, so that its counters are at hand."""
    async with Database(own_database_url, max_size=1, timeout_s=60) as database:
        stores = Stores(database)
        await stores.rows(_FILL, 100, 2)
        await stores.rows(_FILL, 1, 20_000)
        await stores.rows(_FILL, 100, 2)
        yield stores


async def _reads(stores: Stores) -> tuple[int, int]:
    """Return how often the inbox was read as a whole, and how many of its rows were read by index."""
    await stores.rows("SELECT pg_stat_force_next_flush()")
    [row] = await stores.rows(_READS)
    return row["scans"], row["rows_by_index"]


@pytest.mark.parametrize("analysed", [False, True], ids=["unknown-table", "analysed-table"])
async def test_claims_read_what_they_take_and_little_more(crowded: Stores, *, analysed: bool) -> None:
    if analysed:
        await crowded.rows("ANALYZE")
    scans, rows = await _reads(crowded)
    inbox, taken = crowded.inbox(), 0
    for _ in range(26):  # PostgreSQL may change its plan from the sixth time on
        for claim in await inbox.claim("worker", 8):
            taken += len(claim.messages)
            if len(claim.messages) < 16:
                assert await inbox.finish(claim, [done(queued) for queued in claim.messages])
    scans_after, rows_after = await _reads(crowded)
    assert taken == 200 * 2 + 16
    assert scans_after == scans
    assert rows_after - rows < 30 * taken


@pytest.mark.parametrize("analysed", [False, True], ids=["unknown-table", "analysed-table"])
async def test_a_look_reads_no_more_than_its_bounds(crowded: Stores, *, analysed: bool) -> None:
    if analysed:
        await crowded.rows("ANALYZE")
    backlog = PostgresBacklog(crowded.database, max_chats=50, max_messages=500)
    scans, rows = await _reads(crowded)
    for _ in range(6):  # PostgreSQL may change its plan from the sixth time on
        found = await backlog.read_backlog()
        assert (found.chats, found.messages) == (50, 500)
    scans_after, rows_after = await _reads(crowded)
    assert scans_after == scans
    assert rows_after - rows < 6 * (4 * 50 + 500)


async def test_the_counter_sees_a_reader_of_the_whole_queue(crowded: Stores) -> None:
    """A negative control: the sequential scan of a careless query shows."""
    scans, rows = await _reads(crowded)
    await crowded.rows("SELECT chat_id FROM inbox WHERE attempts = 0 ORDER BY not_before LIMIT 1")
    assert await _reads(crowded) == (scans + 1, rows)

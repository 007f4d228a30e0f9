from datetime import UTC, datetime

import pytest

from db.pool import Database
from db.queues import Queues, read_queues
from domain.message import NewMessage
from tests.db.stores import MAIN, Stores

NOTHING = Queues(messages=0, chats=0, dead=0, oldest_message_s=0, letters=0, oldest_letter_s=0)


def message(number: int, chat: str) -> NewMessage:
    sent_at = datetime(2026, 1, 31, tzinfo=UTC)
    return NewMessage(external_id=f"m{number}", content="hello", author="Ada", chat_id=chat, sent_at=sent_at)


async def test_an_empty_system_has_no_backlog(database: Database) -> None:
    assert await read_queues(database) == NOTHING


async def test_what_waits_is_counted_by_chat_and_age(database: Database, stores: Stores) -> None:
    batch = [(MAIN, message(number, f"chat-{number % 3}")) for number in range(7)]
    await stores.messages.store(batch)
    age = "UPDATE messages SET received_at = now() - make_interval(secs => $2::int) WHERE external_id = $1"
    await stores.rows(age, "m1", 90)
    await stores.rows(age, "m0", 100)
    end = "UPDATE inbox SET state = $2 FROM messages m WHERE m.id = message_id AND m.external_id = $1"
    await stores.rows(end, "m0", "done")
    await stores.rows(end, "m6", "dead")
    queues = await read_queues(database)
    assert (queues.messages, queues.chats, queues.dead) == (5, 3, 1)
    assert queues.oldest_message_s == pytest.approx(90, abs=5)


async def test_letters_that_wait_are_counted(database: Database, stores: Stores) -> None:
    await stores.rows("""
        INSERT INTO outbox (workspace_id, kind, destination, payload, state, created_at)
        SELECT 1, 'text', n::text, '{}', CASE n WHEN 1 THEN 'sent' ELSE 'pending' END,
            now() - make_interval(secs => 10 * n) FROM generate_series(1, 4) n
    """)
    queues = await read_queues(database)
    assert queues.letters == 3
    assert queues.oldest_letter_s == pytest.approx(40, abs=5)


_FILL = """
WITH chat AS (
    INSERT INTO chats (workspace_id, source, external_id, last_seq)
    SELECT 1, 'api', gen_random_uuid(), $1 FROM generate_series(1, 10) RETURNING id
), message AS (
    INSERT INTO messages (workspace_id, chat_id, seq, external_id, source, author, content, sent_at, digest)
    SELECT 1, id, n, id || '-' || n, 'api', 'Ada', 'x', now(), '' FROM chat, generate_series(1, $1::int) n
    RETURNING id, chat_id, seq
)
INSERT INTO inbox (message_id, workspace_id, chat_id, seq, state)
SELECT id, 1, chat_id, seq, CASE seq WHEN $1 THEN 'pending' ELSE 'done' END FROM message
"""

_READS = """
SELECT (SELECT seq_scan::int FROM pg_stat_user_tables WHERE relname = 'inbox') AS scans,
       (SELECT sum(idx_tup_read)::int FROM pg_stat_user_indexes WHERE relname = 'inbox') AS rows_by_index
"""


async def test_looking_does_not_pay_for_what_is_done(own_database_url: str) -> None:
    async with Database(own_database_url, max_size=1, timeout_s=60) as database:
        stores = Stores(database)
        await stores.rows(_FILL, 2_000)
        await stores.rows("ANALYZE")
        await stores.rows("SELECT pg_stat_force_next_flush()")
        [before] = await stores.rows(_READS)
        assert (await read_queues(database)).messages == 10
        await stores.rows("SELECT pg_stat_force_next_flush()")
        [after] = await stores.rows(_READS)
        assert after["scans"] == before["scans"]
        assert after["rows_by_index"] - before["rows_by_index"] < 100

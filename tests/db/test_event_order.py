"""Events become visible in the order of their numbers and without a gap, whoever writes them."""

import asyncio
from dataclasses import dataclass
from functools import partial
from itertools import count

import pytest

from db.publish import publish
from domain.event import EventType
from tests.db.samples import new_message, new_task
from tests.db.stores import ADA, MAIN, Stores

TELL = [(EventType.TASK_UPDATED, '{"id": 1, "status": "open"}')]


class GapError(AssertionError):
    """A reader was shown an event before one that comes earlier."""


@dataclass
class Reader:
    """Follows a workspace's events by its cursor, as sockets do, and checks what it is shown."""

    stores: Stores
    workspace_id: int
    cursor: int = 0

    async def read(self) -> int:
        """Read a page and return its length.

        Raises:
            GapError: The page does not follow what was read before.
        """
        page = await self.stores.events.read_events(self.workspace_id, self.cursor, 50)
        for event, expected in zip(page, count(self.cursor + 1), strict=False):
            if event.seq != expected:
                raise GapError(f"{event.seq} was shown before {expected}")
        self.cursor += len(page)
        return len(page)

    async def read_until(self, last_seq: int) -> None:
        """Read until everything up to `last_seq` was shown."""
        while self.cursor < last_seq:
            await self.read()


async def test_readers_never_see_a_gap_while_many_write(stores: Stores) -> None:
    other = await stores.add_workspace()
    readers = [Reader(stores, MAIN), Reader(stores, other)]
    writers = [partial(_write, stores, workspace_id, n) for n in range(12) for workspace_id in (MAIN, other)]
    async with asyncio.TaskGroup() as group:
        for reader in readers:
            group.create_task(reader.read_until(12 * 8))
        for write in writers:
            group.create_task(write())
    assert await stores.events.last_seqs([MAIN, other, 10**6]) == {MAIN: 96, other: 96, 10**6: 0}
    assert [await reader.read() for reader in readers] == [0, 0]


async def _write(stores: Stores, workspace_id: int, number: int) -> None:
    """Write eight events: of messages of two chats, of tasks, and of a publisher in a longer transaction."""
    by = ADA.model_copy(update={"workspace_id": workspace_id})
    for turn in range(2):
        batch = [(workspace_id, new_message(f"{number}-{turn}-{chat}", chat)) for chat in "ab"]
        await stores.messages.store(batch)
        await stores.tasks.create_task(by, new_task(), None)
        async with stores.database.transaction() as connection:
            await publish(connection, workspace_id, TELL)
            await connection.execute("SELECT pg_sleep(0.001)")


async def test_a_publisher_waits_for_the_commit_of_the_one_before(stores: Stores) -> None:
    reader = Reader(stores, MAIN)
    async with asyncio.TaskGroup() as group:
        async with stores.database.transaction() as first:
            await publish(first, MAIN, TELL * 2)
            second = group.create_task(stores.messages.store([(MAIN, new_message())]))
            await stores.wait_for_waiters(1)
            assert await reader.read() == 0
            assert not second.done()
        await second
    assert await reader.read() == 3
    assert await stores.event_types() == ["task_updated", "task_updated", "message"]


async def test_a_rolled_back_publisher_leaves_no_gap(stores: Stores) -> None:
    async with stores.database.connection() as connection:
        transaction = connection.transaction()
        await transaction.start()
        await publish(connection, MAIN, TELL)
        await transaction.rollback()
    await stores.accept(new_message())
    assert await Reader(stores, MAIN).read() == 1


async def test_the_reader_sees_the_gap_of_a_publisher_that_lets_go_too_early(stores: Stores) -> None:
    """A negative control: numbers taken in one transaction and used in another."""
    take = "UPDATE event_counters SET last_seq = last_seq + 1 WHERE workspace_id = 1 RETURNING last_seq"
    use = "INSERT INTO events (workspace_id, seq, type, data) VALUES (1, $1, 'message', '{}')"
    first, second = await stores.number(take), await stores.number(take)
    await stores.rows(use, second)
    with pytest.raises(GapError):
        await Reader(stores, MAIN).read()
    await stores.rows(use, first)
    assert await Reader(stores, MAIN).read() == 2

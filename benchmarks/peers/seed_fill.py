"""`python -m benchmarks.peers.seed_fill MESSAGES TASK`: stores messages and kicks a job for each.

TASK is `analyse` or `do_nothing`. Rows are inserted in bulk, as a good importer would; kicks are awaited,
many at once.
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from datetime import datetime

import uvloop
from sqlalchemy import insert
from sqlmodel import col

from benchmarks.corpus import message
from benchmarks.peers.seed_database import create_tables, engine, sessions
from benchmarks.peers.seed_tables import SeedMessage
from benchmarks.peers.seed_tasks import analyse, broker, do_nothing

AT_ONCE = 200
KICKS = {"analyse": analyse.kiq, "do_nothing": do_nothing.kiq}


async def fill(messages: int, kick: Callable[[int], Awaitable[object]]) -> None:
    """Store that many messages, and wait until the queue has a job for each."""
    await create_tables()
    await broker.startup()
    for first in range(0, messages, AT_ONCE):
        ids = await _store(range(first, min(first + AT_ONCE, messages)))
        await asyncio.gather(*(kick(message_id) for message_id in ids))
    await broker.shutdown()
    await engine.dispose()


async def _store(numbers: range) -> list[int]:
    rows = [_row(f"fill-{number}", number) for number in numbers]
    async with sessions() as session:
        result = await session.exec(insert(SeedMessage).values(rows).returning(col(SeedMessage.id)))
        ids = [int(row[0]) for row in result]
        await session.commit()
    return ids


def _row(external_id: str, number: int) -> dict[str, object]:
    told = message(external_id, number)
    return {
        "external_id": external_id,
        "content": told["content"],
        "author": told["author"],
        "chat_id": told["chat_id"],
        "sent_at": datetime.fromisoformat(told["timestamp"]),
    }


if __name__ == "__main__":
    uvloop.run(fill(int(sys.argv[1]), KICKS[sys.argv[2]]))

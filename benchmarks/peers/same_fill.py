"""`python -m benchmarks.peers.same_fill`: kicks a job of `same_rows` for each message in Manta's tables."""

import asyncio

import uvloop
from sqlmodel import col, select

from benchmarks.peers.same_rows import broker, record
from benchmarks.peers.seed_database import engine, sessions
from db.tables.message import InboxRow

AT_ONCE = 200


async def kick_all() -> None:
    """Wait until the queue has a job for each message."""
    await broker.startup()
    async with sessions() as session:
        ids = (await session.exec(select(InboxRow.message_id).order_by(col(InboxRow.message_id)))).all()
    for first in range(0, len(ids), AT_ONCE):
        await asyncio.gather(*(record.kiq(message_id) for message_id in ids[first : first + AT_ONCE]))
    await broker.shutdown()
    await engine.dispose()


if __name__ == "__main__":
    uvloop.run(kick_all())

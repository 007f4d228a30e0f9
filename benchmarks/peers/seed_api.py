"""The seed design's API: `uvicorn benchmarks.peers.seed_api:app`.

A request is one session, one INSERT and one commit; then a job is kicked and awaited until the queue has it.
One process on uvloop and httptools, without an access log, as Manta has one replica.
"""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from benchmarks.peers.seed_database import create_tables, engine, sessions
from benchmarks.peers.seed_tables import SeedMessage
from benchmarks.peers.seed_tasks import analyse, broker
from benchmarks.plain import Incoming, Received


@asynccontextmanager
async def _lifespan(_api: FastAPI) -> AsyncGenerator[None]:
    await create_tables()
    await broker.startup()
    yield
    await broker.shutdown()
    await engine.dispose()


app = FastAPI(lifespan=_lifespan)


@app.post("/api/messages", status_code=201)
async def receive(message: Incoming) -> Received:
    """Store a message and have it analysed."""
    row = SeedMessage(
        external_id=message.id,
        content=message.content,
        author=message.author,
        chat_id=message.chat_id,
        sent_at=message.timestamp,
    )
    async with sessions() as session:
        session.add(row)
        await session.commit()
    assert row.id is not None  # the database numbered it
    await analyse.kiq(row.id)
    return Received(id=message.id, message_id=row.id)

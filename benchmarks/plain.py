"""The references: what a developer writes in ten minutes. Run with `uvicorn benchmarks.plain:app`.

`app` answers 201 after one committed INSERT per message; `echo` checks the same body and stores nothing,
which is the ceiling of this way of serving. `fan_out` sends each message to every socket and stores nothing.
"""

import json
import os
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING, cast

import asyncpg
from fastapi import FastAPI, Request, WebSocket, WebSocketDisconnect
from pydantic import BaseModel

if TYPE_CHECKING:
    Pool = asyncpg.Pool[asyncpg.Record]
else:
    Pool = asyncpg.Pool

DATABASE_VARIABLE = "BENCH_DATABASE_URL"

TABLE = """
CREATE TABLE IF NOT EXISTS plain_messages (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    external_id text NOT NULL UNIQUE,
    content text NOT NULL,
    author text NOT NULL,
    chat_id text NOT NULL,
    sent_at timestamptz NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now()
)
"""

_INSERT = """
INSERT INTO plain_messages (external_id, content, author, chat_id, sent_at)
VALUES ($1, $2, $3, $4, $5) RETURNING id
"""


class Incoming(BaseModel):
    """A message as clients send it."""

    id: str
    content: str
    author: str
    timestamp: datetime
    chat_id: str


class Received(BaseModel):
    """The answer."""

    status: str = "message received"
    id: str
    message_id: int


@asynccontextmanager
async def _lifespan(api: FastAPI) -> AsyncGenerator[None]:
    async with asyncpg.create_pool(os.environ[DATABASE_VARIABLE]) as pool:
        await pool.execute(TABLE)
        api.state.pool = pool
        yield


app = FastAPI(lifespan=_lifespan)
echo = FastAPI()
fan_out = FastAPI()


@app.post("/api/messages", status_code=201)
async def receive(message: Incoming, request: Request) -> Received:
    """Store a message."""
    pool = cast("Pool", request.app.state.pool)  # Starlette's state is untyped by design
    message_id = await pool.fetchval(
        _INSERT, message.id, message.content, message.author, message.chat_id, message.timestamp
    )
    return Received(id=message.id, message_id=message_id)


@echo.post("/api/messages", status_code=201)
async def repeat(message: Incoming) -> Received:
    """Say it was received."""
    return Received(id=message.id, message_id=0)


_numbers = count(1)
_sockets: set[WebSocket] = set()


@fan_out.websocket("/ws")
async def watch(socket: WebSocket) -> None:
    """Keep a socket until its client leaves."""
    await socket.accept()
    _sockets.add(socket)
    try:
        while True:
            await socket.receive_text()
    except WebSocketDisconnect:
        _sockets.discard(socket)


@fan_out.post("/api/messages", status_code=201)
async def tell(message: Incoming) -> Received:
    """Send a message to every socket, in a frame as Manta's."""
    seq = next(_numbers)
    data = {
        "id": seq,
        "external_id": message.id,
        "content": message.content,
        "author": message.author,
        "chat_id": message.chat_id,
        "sent_at": message.timestamp.isoformat(),
        "source": "api",
        "status": "received",
        "analysis": None,
        "received_at": datetime.now(UTC).isoformat(),
    }
    frame = f'{{"type":"message","seq":{seq},"data":{json.dumps(data)}}}'
    for socket in list(_sockets):
        await socket.send_text(frame)
    return Received(id=message.id, message_id=seq)

"""Serving a fake over a real wire: inside a test, or as a process of its own."""

import asyncio
import socket
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import uvicorn
from starlette.applications import Starlette

from tests.support.polling import wait_until_async


@asynccontextmanager
async def served(app: Starlette) -> AsyncGenerator[str]:
    """Serve on a free port and give the address."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = _server(app, 0)
    serving = asyncio.create_task(server.serve([listener]))
    try:
        await wait_until_async(lambda: server.started)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = server.force_exit = True
        await serving
        listener.close()


def serve_until_killed(app: Starlette, port: int) -> None:
    """Serve on this port of 127.0.0.1."""
    _server(app, port).run()


async def serve_forever(app: Starlette, port: int) -> None:
    """As `serve_until_killed`, beside other things of the same event loop."""
    await _server(app, port).serve()


def _server(app: Starlette, port: int) -> uvicorn.Server:
    # Requests that hang on purpose must not hold up the end.
    config = uvicorn.Config(app, port=port, log_level="critical", lifespan="off", timeout_graceful_shutdown=0)
    return uvicorn.Server(config)

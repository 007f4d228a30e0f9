"""A WebSocket client that speaks ASGI to the application in the test's own event loop."""

import asyncio
import json
from collections.abc import Mapping
from typing import Self, cast

from fastapi import FastAPI
from starlette.types import Message

from tests.api.client import HOST


class SocketClient:
    """One connection to `/ws`. Frames wait until they are received, unless the client stops `reading`."""

    def __init__(
        self, app: FastAPI, query: str = "", headers: Mapping[str, str] | None = None, *, denial: bool = True
    ) -> None:
        self._app = app
        self._scope: dict[str, object] = {
            "type": "websocket",
            "asgi": {"version": "3.0", "spec_version": "2.4"},
            "scheme": "ws",
            "path": "/ws",
            "raw_path": b"/ws",
            "root_path": "",
            "query_string": query.encode(),
            "headers": _raw({"host": HOST, **(headers or {})}),
            "client": ("127.0.0.1", 50000),
            "server": (HOST, 80),
            "subprotocols": [],
            "extensions": {"websocket.http.response": {}} if denial else {},
            "state": {},
        }
        self._to_app: asyncio.Queue[Message] = asyncio.Queue()
        self._from_app: asyncio.Queue[Message] = asyncio.Queue()
        self.reading = asyncio.Event()
        self.reading.set()
        self.given_up = 0
        """Frames the server gave up sending."""
        self._is_gone = False

    async def __aenter__(self) -> Self:
        self._to_app.put_nowait({"type": "websocket.connect"})
        self.served = asyncio.create_task(self._app(self._scope, self._to_app.get, self._send))
        return self

    async def __aexit__(self, *_error: object) -> None:
        self.leave()
        self.reading.set()
        await asyncio.wait((self.served,), timeout=5)
        if not self.served.cancelled():
            self.served.result()

    async def _send(self, message: Message) -> None:
        try:
            await self.reading.wait()
        except asyncio.CancelledError:
            self.given_up += 1
            raise
        if self._is_gone:
            raise OSError  # as a server tells that the client is gone
        self._from_app.put_nowait(message)

    def leave(self) -> None:
        """Go away, as a client whose page is closed."""
        self._is_gone = True
        self._to_app.put_nowait({"type": "websocket.disconnect", "code": 1001})

    def say(self, text: str) -> None:
        """Send a frame."""
        self._to_app.put_nowait({"type": "websocket.receive", "text": text})

    async def next(self) -> Message:
        """Return the server's next ASGI message."""
        return await asyncio.wait_for(self._from_app.get(), 5)

    async def accepted(self) -> Self:
        """Check that the server takes the connection."""
        assert (await self.next())["type"] == "websocket.accept"
        return self

    async def frame(self) -> dict[str, object]:
        """Return the next frame's JSON."""
        message = await self.next()
        assert message["type"] == "websocket.send", message
        frame: dict[str, object] = json.loads(message["text"])
        return frame

    async def connection(self) -> Mapping[str, object]:
        """Check the first frame and return its data."""
        await self.accepted()
        frame = await self.frame()
        assert frame["type"] == "connection"
        data = frame["data"]
        assert isinstance(data, dict)
        return cast("dict[str, object]", data)

    async def closed(self) -> int:
        """Return the code the server closes with, passing over frames before it."""
        while (message := await self.next())["type"] == "websocket.send":
            pass
        assert message["type"] == "websocket.close", message
        return int(message["code"])

    async def denied(self) -> int:
        """Return the HTTP status the handshake is refused with."""
        message = await self.next()
        assert message["type"] == "websocket.http.response.start", message
        return int(message["status"])


def _raw(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode(), value.encode()) for name, value in headers.items()]

"""A minimal WebSocket client on bare transports, cheap enough not to be what is measured by the thousand.

It offers no extensions, answers pings, and hands on the payload of each text frame. What a server of
events does not send, such as fragments, ends the measurement with an error instead of a wrong figure.
"""

import asyncio
from collections.abc import Callable
from typing import cast
from urllib.parse import urlsplit

from benchmarks.http import BenchmarkError

_END_OF_HEAD = b"\r\n\r\n"
_TEXT, _CLOSE, _PING = 0x81, 0x88, 0x89
_SHORT, _MEDIUM = 126, 127
_NO_MASK = bytes(4)
"""Clients must mask what they send; this mask leaves it as it is."""


def handshake(url: str, key: str | None) -> bytes:
    """Return the request that opens a socket at `url`, which begins with ws://."""
    parts = urlsplit(url)
    lines = [
        f"GET {parts.path} HTTP/1.1",
        f"Host: {parts.netloc}",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
    ]
    if key is not None:
        lines.append(f"Authorization: Bearer {key}")
    return "\r\n".join([*lines, "", ""]).encode()


def split_frame(data: bytes, at: int) -> tuple[int, int, int] | None:
    """Return the first byte of the frame at `at`, where its payload begins and where it ends.

    None while it is not whole.
    """
    if len(data) < at + 2:
        return None
    size, begin = data[at + 1], at + 2
    if size == _SHORT:
        size, begin = int.from_bytes(data[begin : begin + 2], "big"), begin + 2
    elif size == _MEDIUM:
        size, begin = int.from_bytes(data[begin : begin + 8], "big"), begin + 8
    end = begin + size
    return (data[at], begin, end) if len(data) >= end else None


class EventSocket(asyncio.Protocol):
    """One socket; `on_text` gets the data and where in it a text frame's payload begins and ends."""

    def __init__(self, request: bytes, on_text: Callable[[bytes, int, int], None]) -> None:
        self._request = request
        self._on_text = on_text
        self._transport: asyncio.Transport | None = None
        self._rest: bytes = b""
        self._is_open = False
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        """Done when the handshake is."""
        self.lost: str | None = None
        """Why the socket was closed, None while it is not."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the socket."""
        self._transport = cast("asyncio.Transport", transport)  # uvloop's does not inherit from it
        self._transport.write(self._request)

    def connection_lost(self, exc: Exception | None) -> None:
        """Note it; whoever counts frames finds out."""
        self.lost = self.lost or f"the server closed a socket ({exc})"
        if not self.opened.done():
            self.opened.set_exception(BenchmarkError(self.lost))

    def data_received(self, data: bytes) -> None:
        """Take every whole frame; keep the rest."""
        if self._rest:
            data = self._rest + data
        at = 0 if self._is_open else self._read_head(data)
        if not self._is_open:
            self._rest = data
            return
        while (frame := split_frame(data, at)) is not None:
            first, begin, at = frame
            if first == _TEXT:
                self._on_text(data, begin, at)
            else:
                self._control(first, data[begin:at])
        self._rest = data[at:]

    def _read_head(self, data: bytes) -> int:
        end = data.find(_END_OF_HEAD)
        if end < 0:
            return 0
        if not data.startswith(b"HTTP/1.1 101"):
            self.lost = f"a socket was refused: {data[:80]!r}"
            self.close()
            return 0
        self._is_open = True
        self.opened.set_result(None)
        return end + len(_END_OF_HEAD)

    def _control(self, first: int, payload: bytes) -> None:
        if first == _PING and self._transport is not None:
            self._transport.write(bytes((0x8A, 0x80 | len(payload))) + _NO_MASK + payload)
            return
        code = int.from_bytes(payload[:2], "big")
        self.lost = f"closed with {code}" if first == _CLOSE else f"a frame that begins with {first:#x}"
        self.close()

    def close(self) -> None:
        """Let go of the connection."""
        if self._transport is not None:
            self._transport.close()


async def open_socket(url: str, request: bytes, on_text: Callable[[bytes, int, int], None]) -> EventSocket:
    """Open a socket at `url` by a request as of `handshake`.

    Raises:
        BenchmarkError: It was refused.
    """
    parts = urlsplit(url)
    loop = asyncio.get_running_loop()
    _, socket = await loop.create_connection(
        lambda: EventSocket(request, on_text), parts.hostname or "127.0.0.1", parts.port or 80
    )
    async with asyncio.timeout(30):
        await socket.opened
    return socket

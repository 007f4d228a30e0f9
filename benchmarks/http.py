"""A minimal HTTP/1.1 client over kept-alive connections: cheap enough not to be what is measured.

It reads what uvicorn and HAProxy send to a JSON client: answers with a Content-Length. Anything else ends
the measurement with an error instead of a wrong figure.
"""

import asyncio
from dataclasses import dataclass
from typing import cast
from urllib.parse import urlsplit

_END_OF_HEAD = b"\r\n\r\n"
_LENGTH = b"\r\ncontent-length:"


class BenchmarkError(Exception):
    """A measurement can't be taken or does not count."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer's status and body."""

    status: int
    body: bytes


@dataclass(frozen=True, slots=True)
class Target:
    """Where requests go.

    Args:
        url: The endpoint, `http://host:port/path?query`.
        key: Sent as `Authorization: Bearer …`, if given.
    """

    url: str
    key: str | None = None

    @property
    def address(self) -> tuple[str, int]:
        """Return host and port."""
        parts = urlsplit(self.url)
        return parts.hostname or "127.0.0.1", parts.port or 80

    def head(self, method: str = "POST") -> bytes:
        """Return the head of a request, up to the value of its Content-Length."""
        parts = urlsplit(self.url)
        asked = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
        lines = [f"{method} {asked} HTTP/1.1", f"Host: {parts.netloc}"]
        if self.key is not None:
            lines.append(f"Authorization: Bearer {self.key}")
        lines += ["Content-Type: application/json", "Accept: application/json", "Content-Length: "]
        return "\r\n".join(lines).encode()


class Connection(asyncio.Protocol):
    """One kept-alive connection with at most one request under way."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._buffer = b""
        self._waiter: asyncio.Future[Reply] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the transport."""
        self._transport = cast("asyncio.Transport", transport)  # uvloop's does not inherit from it

    def connection_lost(self, exc: Exception | None) -> None:
        """Fail the request under way."""
        self._transport = None
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_exception(BenchmarkError(f"the server closed a connection ({exc})"))

    def data_received(self, data: bytes) -> None:
        """Settle the request under way once its answer is whole."""
        self._buffer += data
        reply = parse_reply(self._buffer)
        if reply is not None and self._waiter is not None and not self._waiter.done():
            self._buffer = b""
            self._waiter.set_result(reply)

    def ask(self, head: bytes, body: bytes) -> asyncio.Future[Reply]:
        """Send a request, `head` as of `Target.head`, and return its answer to come.

        Raises:
            BenchmarkError: The connection is closed.
        """
        if self._transport is None:
            raise BenchmarkError("the server closed a connection")
        self._waiter = asyncio.get_running_loop().create_future()
        self._transport.write(b"%b%d\r\n\r\n%b" % (head, len(body), body))
        return self._waiter

    def close(self) -> None:
        """Let go of the connection."""
        if self._transport is not None:
            self._transport.close()


async def connect(target: Target) -> Connection:
    """Open a connection to the target's server."""
    host, port = target.address
    _, connection = await asyncio.get_running_loop().create_connection(Connection, host, port)
    return connection


def parse_reply(data: bytes) -> Reply | None:
    """Return the answer in `data`, None while it is not whole.

    Raises:
        BenchmarkError: It has no Content-Length, or is longer than announced.
    """
    end = data.find(_END_OF_HEAD)
    if end < 0:
        return None
    head = data[:end].lower() + b"\r\n"
    at = head.find(_LENGTH)
    if at < 0:
        raise BenchmarkError(f"an answer without a Content-Length: {data[:80]!r}")
    at += len(_LENGTH)
    length = int(head[at : head.index(b"\r\n", at)])
    body = data[end + len(_END_OF_HEAD) :]
    if len(body) > length:
        raise BenchmarkError(f"an answer longer than it announces: {data[:80]!r}")
    return Reply(status=int(head[9:12]), body=body) if len(body) == length else None

"""The way to a provider's server: answers are bounded in size, whatever the server sends."""

from collections.abc import AsyncIterator
from typing import Final

import httpx2

MAX_ANSWER_BYTES: Final = 4 * 2**20
"""Largest answer that is read. An honest one has some kilobytes."""

_TIMEOUT = httpx2.Timeout(60.0, connect=5.0)
"""Of each step; the agent's run as a whole is bounded by the caller."""


class AnswerTooLargeError(httpx2.ReadError):
    """The server's answer is larger than any honest one; the rest of it is not read."""


class _BoundedStream(httpx2.AsyncByteStream):
    """A body that ends with an error once more than `max_bytes` have come."""

    def __init__(self, stream: httpx2.AsyncByteStream, max_bytes: int) -> None:
        self._stream = stream
        self._left = max_bytes

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._stream:
            self._left -= len(chunk)
            if self._left < 0:
                raise AnswerTooLargeError("The answer is too large.")
            yield chunk

    async def aclose(self) -> None:
        """Let go of the connection."""
        await self._stream.aclose()


class BoundedTransport(httpx2.AsyncBaseTransport):
    """Reads no more than `max_bytes` of an answer.

    Compressed answers are not asked for, and refused: a few bytes of one can stand for gigabytes.

    Args:
        inner: What carries the requests; None is the network.
        max_bytes: Bound on an answer's body.
    """

    def __init__(
        self, inner: httpx2.AsyncBaseTransport | None = None, max_bytes: int = MAX_ANSWER_BYTES
    ) -> None:
        self._inner = inner or httpx2.AsyncHTTPTransport()
        self._max_bytes = max_bytes

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request and return the answer, whose body is bounded as it is read."""
        request.headers["Accept-Encoding"] = "identity"
        response = await self._inner.handle_async_request(request)
        if response.headers.get("content-encoding", "identity") != "identity":
            await response.aclose()
            raise AnswerTooLargeError("The answer is compressed, which was not asked for.")
        if isinstance(response.stream, httpx2.AsyncByteStream):
            response.stream = _BoundedStream(response.stream, self._max_bytes)
        return response

    async def aclose(self) -> None:
        """Close the connections."""
        await self._inner.aclose()


def bounded_client(transport: httpx2.AsyncBaseTransport | None = None) -> httpx2.AsyncClient:
    """Return a client for a provider; `transport` carries the requests, None is the network."""
    return httpx2.AsyncClient(transport=BoundedTransport(transport), timeout=_TIMEOUT)

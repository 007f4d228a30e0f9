"""The express lane: plain `POST /api/messages` answered by itself, everything else by the usual layers.

Serve's bookkeeping of a request and Starlette's routing cost more than accepting the message. What is
answered here is what the usual way would answer, by the same functions; whatever it might treat otherwise is
left to it, body included: other routes, sessions, CORS, long bodies, headers that are not known here.
"""

from time import perf_counter

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.app import layers
from api.auth import bearer_in
from api.deps import Deps
from api.errors import refuse
from api.routes.messages import store_message
from domain.errors import MantaError, UnauthenticatedError
from domain.metrics import EXPRESS_SECONDS

PATH = "/api/messages"

MAX_BYTES = 64 * 1024
"""Longer bodies are left to the usual layers, which ask for the key before they read."""

_JSON = b"application/json"

_KNOWN_HEADERS = frozenset(
    {
        b"accept",
        b"accept-encoding",
        b"accept-language",
        b"authorization",
        b"cache-control",
        b"connection",
        b"content-length",
        b"content-type",
        b"dnt",
        b"forwarded",
        b"host",
        b"idempotency-key",
        b"pragma",
        b"priority",
        b"sec-fetch-dest",
        b"sec-fetch-mode",
        b"sec-fetch-site",
        b"user-agent",
        b"via",
        b"x-forwarded-for",
        b"x-forwarded-host",
        b"x-forwarded-port",
        b"x-forwarded-proto",
        b"x-forwarded-server",
        b"x-real-ip",
        b"x-request-id",
    }
)
"""Headers that change nothing here, or are heeded. Not Origin, Cookie, Expect, Transfer-Encoding, tracing."""


class ExpressLane:
    """`api.front.Express` over the application's `deps`, whose metrics count what it answers."""

    def __init__(self, deps: Deps) -> None:
        self._deps = deps
        self._max_bytes = min(MAX_BYTES, deps.settings.max_body_bytes)
        self._app: ASGIApp = self._receive_message
        for layer in reversed(layers(deps.settings)):
            self._app = layer.cls(self._app, *layer.args, **layer.kwargs)

    async def __call__(self, scope: Scope, receive: Receive, send: Send, usual: ASGIApp) -> None:
        """Answer a plain, short message; pass anything else to `usual`, untouched."""
        if not _is_plain(scope):
            await usual(scope, receive, send)
            return
        received, is_whole = await self._receive_body(receive)
        await (self._app if is_whole else usual)(scope, _Again(received, receive), send)

    async def _receive_body(self, receive: Receive) -> tuple[list[Message], bool]:
        """Return what was received, and whether it is a short body to its end."""
        received: list[Message] = []
        left = self._max_bytes
        while True:
            message = await receive()
            received.append(message)
            left -= len(message.get("body", b""))
            if left < 0 or message["type"] != "http.request":
                return received, False
            if not message.get("more_body", False):
                return received, True

    async def _receive_message(self, scope: Scope, receive: Receive, send: Send) -> None:
        began, status = perf_counter(), 500
        try:
            response = await self._response(scope, await _body_of(receive))
            status = response.status_code
            await response(scope, receive, send)
        finally:
            self._deps.metrics.observe(EXPRESS_SECONDS, perf_counter() - began, (str(status),))

    async def _response(self, scope: Scope, body: bytes) -> Response:
        try:
            return await self._store(dict(scope["headers"]), body)
        except MantaError as error:
            return refuse(error, scope, self._deps.metrics)

    async def _store(self, headers: dict[bytes, bytes], body: bytes) -> Response:
        secret = bearer_in(headers[b"authorization"].decode("latin-1"))
        caller = await self._deps.gatekeeper.authenticate_key(secret) if secret else None
        if caller is None:
            raise UnauthenticatedError
        key = headers.get(b"idempotency-key")
        return await store_message(self._deps, caller, body, None if key is None else key.decode("latin-1"))


def _is_plain(scope: Scope) -> bool:
    """Whether nothing about a request's line and headers needs the usual layers."""
    if scope["path"] != PATH or scope["method"] != "POST" or scope.get("root_path"):
        return False
    headers = dict(scope["headers"])
    return (
        headers.keys() <= _KNOWN_HEADERS
        and len(headers) == len(scope["headers"])  # none stands twice
        and headers.get(b"content-type", _JSON) == _JSON
        and bearer_in(headers.get(b"authorization", b"").decode("latin-1")) is not None
    )


async def _body_of(receive: Receive) -> bytes:
    """Return a body that has been received whole."""
    message = await receive()
    body = bytes(message.get("body", b""))
    while message.get("more_body", False):
        message = await receive()
        body += message.get("body", b"")
    return body


class _Again:
    """A `receive` that begins with messages which were received already."""

    __slots__ = ("_receive", "_received")

    def __init__(self, received: list[Message], receive: Receive) -> None:
        self._received = received
        self._receive = receive

    async def __call__(self) -> Message:
        return self._received.pop(0) if self._received else await self._receive()

"""The outermost layer of every request: its id, the security headers and the last resort for errors.

Pure ASGI, because Starlette's BaseHTTPMiddleware costs a task and two queues per request.
"""

import logging
import re
import uuid
from urllib.parse import urlsplit

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.deps import ApiSettings
from api.problems import REQUEST_ID_KEY, InternalError, problem_response

logger = logging.getLogger(__name__)

Headers = list[tuple[bytes, bytes]]
_SANE_ID = re.compile(rb"[A-Za-z0-9._:\-]{1,64}")
_CSP_RULES = (
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "style-src 'self'",
    # The board draws pictures it has in memory, such as previews of attachments.
    "img-src 'self' data: blob:",
    "media-src 'self'",
    "font-src 'self'",
    # 'self' covers ws: and wss: of this host (CSP 3; Safari since 15.4), which is not known here by name.
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    # Telegram shows Mini Apps in frames of its web clients.
    "frame-ancestors 'self' https://web.telegram.org https://*.telegram.org",
)
_CSP = "; ".join(_CSP_RULES)


def security_headers(settings: ApiSettings) -> Headers:
    """Return the headers that every answer carries.

    Referrer-Policy is `same-origin`, not `no-referrer`: with the latter browsers send `Origin: null` from
    our own forms, and the guard against cross-site requests could not tell them from foreign ones.
    """
    headers = [
        (b"content-security-policy", _CSP.encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"same-origin"),
        (b"cross-origin-opener-policy", b"same-origin"),
        # Else other sites could load pictures with the cookie of Telegram's frame, and learn that they exist.
        (b"cross-origin-resource-policy", b"same-origin"),
        (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
    ]
    if settings.public_base_url and urlsplit(settings.public_base_url).scheme == "https":
        headers.append((b"strict-transport-security", b"max-age=31536000"))
    return headers


def _request_id(scope: Scope) -> str:
    for name, value in scope["headers"]:
        if name == b"x-request-id" and _SANE_ID.fullmatch(value):
            return bytes(value).decode("ascii")
    return uuid.uuid4().hex


class EdgeMiddleware:
    """Gives each request an id and each answer its headers; answers 500 when everything else failed."""

    def __init__(self, app: ASGIApp, settings: ApiSettings) -> None:
        self._app = app
        self._headers = security_headers(settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one HTTP request; sockets and the lifespan pass through."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = _request_id(scope)
        scope[REQUEST_ID_KEY] = request_id
        await self._guarded(scope, receive, _Answer(send, self._headers, request_id))

    async def _guarded(self, scope: Scope, receive: Receive, answer: "_Answer") -> None:
        try:
            await self._app(scope, receive, answer)
        except ClientDisconnect:
            logger.info("request %s was left by its client", answer.request_id, extra=_about(answer))
        except Exception:
            told = (answer.request_id, scope["method"], scope["path"])
            logger.exception("request %s failed: %s %r", *told, extra=_about(answer))
            if answer.started:  # too late for another status: let the server cut the connection
                raise
            response = problem_response(InternalError(), scope["path"], answer.request_id)
            await response(scope, receive, answer)


def _about(answer: "_Answer") -> dict[str, str]:
    return {"request_id": answer.request_id}


class _Answer:
    """A `send` that adds the common headers to the answer's start."""

    __slots__ = ("_headers", "_send", "request_id", "started")

    def __init__(self, send: Send, headers: Headers, request_id: str) -> None:
        self._send = send
        self._headers = headers
        self.request_id = request_id
        self.started = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.started = True
            headers: Headers = [*message["headers"], *self._headers]
            headers.append((b"x-request-id", self.request_id.encode()))
            if not any(name == b"cache-control" for name, _ in headers):
                headers.append((b"cache-control", b"no-store"))
            message["headers"] = headers
        await self._send(message)

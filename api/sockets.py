"""Live sockets: who may open one, and the loop that sends a workspace's events until somebody closes."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import orjson
from starlette.websockets import WebSocket, WebSocketDisconnect

from api.auth import bearer_of, ensure_own_origin, session_of
from api.deps import Deps
from domain.access import Principal, TokenKind
from domain.errors import UnauthenticatedError, UnavailableError

logger = logging.getLogger(__name__)

TRY_AGAIN_LATER = 1013
POLICY_VIOLATION = 1008
INTERNAL_ERROR = 1011
RIGHTS_ENDED = 4401
SLOW_READER = 4408
CLOSE_CODES = {
    POLICY_VIOLATION: "`last_seq` is not a number, or the handshake was refused.",
    INTERNAL_ERROR: "Something went wrong inside the server; reconnect with `last_seq`.",
    TRY_AGAIN_LATER: "Too many sockets, or events can't be read right now; reconnect with `last_seq`.",
    RIGHTS_ENDED: "The key or session has ended, or the ticket's time is over; authenticate again.",
    SLOW_READER: "A frame was not taken in time; reconnect with `last_seq`, nothing is lost.",
}
"""Close codes and what a client does about them."""


class _SlowReaderError(Exception):
    """The client did not take a frame in time."""


@dataclass(frozen=True, slots=True)
class Closing:
    """Why the server closes a socket."""

    code: int
    reason: str


@dataclass(frozen=True, slots=True)
class Admission:
    """Whom a socket belongs to, and how to find out whether they still may have it.

    `look_up` is None for tickets, which are used up by opening the socket.
    """

    principal: Principal
    look_up: Callable[[], Awaitable[Principal | None]] | None


class SocketSlots:
    """Bounds the open sockets of this process."""

    def __init__(self, limit: int) -> None:
        self._free = limit

    def take(self) -> bool:
        """Take a slot; False when none is free."""
        if self._free <= 0:
            return False
        self._free -= 1
        return True

    def give_back(self) -> None:
        """Free a slot that was taken."""
        self._free += 1


async def admit(socket: WebSocket, deps: Deps) -> Admission:
    """Return whom the handshake stands for: a bearer key, a ticket or a session cookie, in this order.

    Raises:
        UnauthenticatedError: None of them is valid.
        ForbiddenError: A browser's page of another origin asks.
    """
    ticket = socket.query_params.get("ticket")
    key = bearer_of(socket)
    if "origin" in socket.headers or (key is None and ticket is None):
        _ensure_origin(socket, deps)
    if key is not None:
        return await _looked_up(lambda: deps.gatekeeper.authenticate_key(key))
    if ticket is not None:
        return Admission(_known(await deps.gatekeeper.redeem_token(ticket, TokenKind.SOCKET)), None)
    session = session_of(socket) or ""
    return await _looked_up(lambda: deps.gatekeeper.authenticate_session(session))


def _ensure_origin(socket: WebSocket, deps: Deps) -> None:
    if "origin" not in socket.headers and session_of(socket) is None:
        raise UnauthenticatedError
    ensure_own_origin(socket, deps)


async def _looked_up(look_up: Callable[[], Awaitable[Principal | None]]) -> Admission:
    return Admission(_known(await look_up()), look_up)


def _known(principal: Principal | None) -> Principal:
    if principal is None:
        raise UnauthenticatedError
    return principal


class LiveSocket:
    """Sends one accepted socket its workspace's events, from a cursor on, without a gap.

    Lives as long as the connection and belongs to the endpoint that runs it. It keeps nothing but the
    cursor: whatever ends it, the client continues elsewhere with `last_seq`.
    """

    def __init__(self, socket: WebSocket, deps: Deps, admission: Admission) -> None:
        self._socket = socket
        self._deps = deps
        self._limits = deps.settings.sockets
        self._admission = admission
        self._workspace_id = admission.principal.workspace_id
        self._opened_at = deps.clock.now()
        self._checked_at = self._opened_at

    async def run(self, last_seq: int | None) -> None:
        """Serve the socket until the client leaves or something calls for closing it."""
        pump = asyncio.create_task(self._pump(last_seq))
        reader = asyncio.create_task(self._until_left())
        try:
            await asyncio.wait((pump, reader), return_when=asyncio.FIRST_COMPLETED)
        finally:
            pump.cancel()
            reader.cancel()
            # Not gather: when the server cancels meanwhile it would raise a cancellation of its own making,
            # which a server built on anyio does not recognise as the one it sent.
            await asyncio.wait((pump, reader))
        closing = _closing_of(pump) or _closing_of(reader)
        if closing is not None:
            await close(self._socket, closing, self._limits.send_timeout_s)

    async def _until_left(self) -> None:
        """Return when the client is gone. What it says is dropped: the socket is one-way."""
        while (await self._socket.receive())["type"] != "websocket.disconnect":
            pass

    async def _pump(self, last_seq: int | None) -> Closing:
        try:
            return await self._send_events(await self._greet(last_seq))
        except _SlowReaderError:
            return Closing(SLOW_READER, "frames are not read in time; reconnect with last_seq")
        except UnavailableError as error:
            return Closing(TRY_AGAIN_LATER, error.detail)

    async def _greet(self, last_seq: int | None) -> int:
        """Send the first frame and return the cursor to start from."""
        newest = await self._deps.events.last_seq(self._workspace_id)
        data = {
            "status": "connected",
            "workspace_id": self._workspace_id,
            "role": self._admission.principal.role,
            "last_seq": newest,
            "resumed_from": last_seq,
            "heartbeat_s": self._limits.heartbeat_s,
        }
        await self._send(orjson.dumps({"type": "connection", "data": data}).decode())
        return newest if last_seq is None else last_seq

    async def _send_events(self, cursor: int) -> Closing:
        wait_s = min(self._limits.heartbeat_s, self._limits.recheck_s)
        while (ended := await self._ended_rights()) is None:
            events = await self._deps.events.next_events(self._workspace_id, cursor, wait_s)
            for event in events:
                await self._send(event.body)
                cursor = event.seq
            if not events:
                await self._send('{"type":"heartbeat"}')
        return ended

    async def _send(self, text: str) -> None:
        try:
            async with asyncio.timeout(self._limits.send_timeout_s):
                await self._socket.send_text(text)
        except TimeoutError:
            raise _SlowReaderError from None

    async def _ended_rights(self) -> Closing | None:
        now = self._deps.clock.now()
        if self._admission.look_up is None:
            return self._ended_ticket(now)
        if now - self._checked_at < timedelta(seconds=self._limits.recheck_s):
            return None
        self._checked_at = now
        if await self._admission.look_up() == self._admission.principal:
            return None
        return Closing(RIGHTS_ENDED, "the key or session has ended")

    def _ended_ticket(self, now: datetime) -> Closing | None:
        if now - self._opened_at < timedelta(seconds=self._limits.ticket_lifetime_s):
            return None
        return Closing(RIGHTS_ENDED, "reconnect with a new ticket and last_seq")


def _closing_of(task: asyncio.Task[Closing] | asyncio.Task[None]) -> Closing | None:
    """Return how to close after a finished background task, None when it gives no cause."""
    if task.cancelled():
        return None
    error = task.exception()
    if error is None:
        return task.result()
    if isinstance(error, WebSocketDisconnect):
        return None
    logger.error("a live socket failed", exc_info=error)
    return Closing(INTERNAL_ERROR, "internal error")


async def close(socket: WebSocket, closing: Closing, timeout_s: float) -> None:
    """Close `socket`; a client that takes not even that is left to the server's own time-outs."""
    try:
        async with asyncio.timeout(timeout_s):
            await socket.close(closing.code, closing.reason[:120])
    except (TimeoutError, WebSocketDisconnect, RuntimeError):  # servers call a late close a RuntimeError
        logger.info("a socket was gone before it could be closed with %d", closing.code)

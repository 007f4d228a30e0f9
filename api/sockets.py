"""Live sockets: who may open one, and how it gets its workspace's events until somebody closes it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

import orjson
from starlette.types import Message
from starlette.websockets import WebSocket, WebSocketDisconnect

from api.auth import bearer_of, ensure_own_origin, session_of
from api.channels import Channel, Channels, Frame, frame_of, text_message
from api.deps import Deps
from api.eager import Rest, start
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

_HEARTBEAT = text_message('{"type":"heartbeat"}')


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
    cursor: whatever ends it, the client continues elsewhere with `last_seq`. Usually its channel sends for
    it (`api.channels.Member`). It has a task of its own only while it is behind: at first, and after a frame
    that its client did not take at once.
    """

    def __init__(self, socket: WebSocket, deps: Deps, channels: Channels, admission: Admission) -> None:
        self._socket = socket
        self._deps = deps
        self._limits = deps.settings.sockets
        self._channels = channels
        self._admission = admission
        self._workspace_id = admission.principal.workspace_id
        self._opened_at = deps.clock.now()
        self._checked_at = self._opened_at
        self.cursor = 0
        self._life = asyncio.timeout(None)
        self._is_over = False
        self._closing: Closing | None = None
        self._channel: Channel | None = None
        self._reading: asyncio.Task[None] | None = None

    async def run(self, last_seq: int | None) -> None:
        """Serve the socket until the client leaves or something calls for closing it."""
        try:
            async with self._life:
                self._read_on(partial(self._begin, last_seq))
                await self._until_left()
        except TimeoutError:
            if not self._life.expired():
                raise
        finally:
            # First, and without waiting: the server cancels who is still at it when the client is gone.
            self._leave_channel()
            await self._end_reading()
        if self._closing is not None:
            await close(self._socket, self._closing, self._limits.send_timeout_s)

    async def _until_left(self) -> None:
        """Return when the client is gone. What it says is dropped: the socket is one-way."""
        while (await self._socket.receive())["type"] != "websocket.disconnect":
            pass

    async def _end_reading(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            # Not gather: when the server cancels meanwhile it would raise a cancellation of its own making,
            # which a server built on anyio does not recognise as the one it sent.
            await asyncio.wait((self._reading,))

    def _end(self, closing: Closing | None) -> None:
        """Let `run` close the socket, or just return when the client is gone."""
        if self._is_over:
            return
        self._leave_channel()
        self._closing = closing
        self._life.reschedule(asyncio.get_running_loop().time())

    def _leave_channel(self) -> None:
        """Take no frame any more: what is sent to a client that is gone fails."""
        self._is_over = True
        if self._channel is not None:
            self._channels.detach(self, self._channel)

    def push(self, frames: Sequence[Frame]) -> None:
        """See `api.channels.Member`."""
        for frame in frames:
            if frame.seq > self.cursor:
                self.cursor = frame.seq
                if not self._sent_at_once(frame.message):
                    return

    def beat(self) -> None:
        """See `api.channels.Member`."""
        self._sent_at_once(_HEARTBEAT)

    def fail(self, error: Exception) -> None:
        """See `api.channels.Member`."""
        self._end(_closing_after(error))

    async def check_rights(self) -> None:
        """See `api.channels.Member`."""
        try:
            ended = await self._ended_rights()
        except Exception as error:  # noqa: BLE001 - whatever it is, the client is told and what is unforeseen logged
            self._give_up(error)
            return
        if ended is not None:
            self._end(ended)

    def _sent_at_once(self, message: Message) -> bool:
        """Send a message unless that has to wait: then leave the channel, and read on when it is sent."""
        try:
            rest = start(self._socket.send(message))
        except Exception as error:  # noqa: BLE001 - as in check_rights
            self._give_up(error)
            return False
        if rest is None:
            return True
        if self._channel is not None:
            self._channel.drop(self)
        self._read_on(partial(self._finish, rest))
        return False

    def _read_on(self, work: Callable[[], Awaitable[None]]) -> None:
        self._reading = asyncio.create_task(self._guarded(work))

    async def _guarded(self, work: Callable[[], Awaitable[None]]) -> None:
        try:
            await work()
        except Exception as error:  # noqa: BLE001 - as in check_rights
            self._give_up(error)

    def _give_up(self, error: Exception) -> None:
        if isinstance(error, WebSocketDisconnect):
            self._end(None)
            return
        if not isinstance(error, UnavailableError | _SlowReaderError):
            logger.error("a live socket failed", exc_info=error)
        self._end(_closing_after(error))

    async def _begin(self, last_seq: int | None) -> None:
        """Send the first frame and begin at the cursor the client asks for."""
        newest = await self._deps.events.last_seq(self._workspace_id)
        self.cursor = newest if last_seq is None else last_seq
        data = {
            "status": "connected",
            "workspace_id": self._workspace_id,
            "role": self._admission.principal.role,
            "last_seq": newest,
            "resumed_from": last_seq,
            "heartbeat_s": self._limits.heartbeat_s,
        }
        await self._send(text_message(orjson.dumps({"type": "connection", "data": data}).decode()))
        self._channel = self._channels.attach(self, self._workspace_id, newest)
        await self._catch_up(self._channel)

    async def _finish(self, rest: Rest) -> None:
        """Bring to its end what the client did not take at once, then send what came meanwhile."""
        await self._bounded(rest)
        if self._channel is not None:
            await self._catch_up(self._channel)

    async def _catch_up(self, channel: Channel) -> None:
        """Send what the channel has sent to others, page by page, then join them."""
        while not self._is_over and not channel.join(self):
            events = await self._deps.events.next_events(
                self._workspace_id, self.cursor, self._limits.heartbeat_s
            )
            for event in events:
                await self._send(frame_of(event).message)
                self.cursor = event.seq
            await asyncio.sleep(0)  # pages from memory that are sent at once wait for nothing

    async def _send(self, message: Message) -> None:
        rest = start(self._socket.send(message))
        if rest is not None:
            await self._bounded(rest)

    async def _bounded(self, rest: Rest) -> None:
        try:
            async with asyncio.timeout(self._limits.send_timeout_s):
                await rest
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


def _closing_after(error: Exception) -> Closing:
    """Return how to close a socket that can't go on."""
    if isinstance(error, _SlowReaderError):
        return Closing(SLOW_READER, "frames are not read in time; reconnect with last_seq")
    if isinstance(error, UnavailableError):
        return Closing(TRY_AGAIN_LATER, error.detail)
    return Closing(INTERNAL_ERROR, "internal error")


async def close(socket: WebSocket, closing: Closing, timeout_s: float) -> None:
    """Close `socket`; a client that takes not even that is left to the server's own time-outs."""
    try:
        async with asyncio.timeout(timeout_s):
            await socket.close(closing.code, closing.reason[:120])
    except (TimeoutError, WebSocketDisconnect, RuntimeError):  # servers call a late close a RuntimeError
        logger.info("a socket was gone before it could be closed with %d", closing.code)

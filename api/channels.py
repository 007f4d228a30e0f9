"""Channels: a workspace's events, read once for all its sockets of this process and sent to each in turn.

A channel's loop sends as a plain loop over sockets would, which is the cheapest there is: no task is woken
and no timer is set for a socket that takes its frames. One that does not is let go of and reads on by itself
until it has caught up (`api.sockets.LiveSocket`), so nobody waits for anybody.
"""

import asyncio
import logging
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from starlette.types import Message

from api.deps import Deps
from domain.errors import UnavailableError
from domain.event import Event

logger = logging.getLogger(__name__)

SENDS_A_BREATH = 100
"""So many frames are sent before the loop may do something else, which is a matter of 1 to 2 ms."""

CHUNK_CHARS = 64 * 2**10
"""Most characters sent to a socket before the next one has its turn, unless one event alone has more.

As much as a transport buffers before it says that its client is slow.
"""


class Frame(NamedTuple):
    """An event as it is sent: made once, shared by all sockets, changed by none."""

    seq: int
    message: Message


def text_message(text: str) -> Message:
    """Return the ASGI message that sends a text."""
    return {"type": "websocket.send", "text": text}


def frame_of(event: Event) -> Frame:
    """Return the frame that tells an event."""
    return Frame(event.seq, text_message(event.body))


class Member(Protocol):
    """A socket, as channels know it. None of the methods waits, but `check_rights`."""

    cursor: int
    """The number of the last event it was sent."""

    def push(self, frames: Sequence[Frame]) -> None:
        """Send events, those it has already left out."""
        ...

    def beat(self) -> None:
        """Send a heartbeat."""
        ...

    def fail(self, error: Exception) -> None:
        """End, as events can't be read."""
        ...

    async def check_rights(self) -> None:
        """End if the rights the socket was opened with have ended."""
        ...


class Channel:
    """One workspace's way to its sockets.

    It belongs to `Channels`, which starts it for the first socket and stops it after the last. Those who
    have come as far as its cursor are `join`ed and get every event from then on; the others only have their
    rights checked.
    """

    def __init__(self, deps: Deps, workspace_id: int, cursor: int) -> None:
        limits = deps.settings.sockets
        self.workspace_id = workspace_id
        self.cursor = cursor
        self.sockets: set[Member] = set()
        self._feed = deps.events
        self._wait_s = min(limits.heartbeat_s, limits.recheck_s)
        self._joined: dict[Member, None] = {}  # a set that keeps its order
        self._sent = 0
        self._tasks = [asyncio.create_task(self._run()), asyncio.create_task(self._check_rights())]

    def join(self, member: Member) -> bool:
        """Send a member what comes from now on; False while it lacks what others have had already."""
        if member.cursor < self.cursor:
            return False
        self._joined[member] = None
        return True

    def drop(self, member: Member) -> None:
        """Send a member nothing more."""
        self._joined.pop(member, None)

    def stop(self) -> None:
        """Let the channel's loops end."""
        for task in self._tasks:
            task.cancel()

    @property
    def has_failed(self) -> bool:
        """Whether it will send nothing any more."""
        return self._tasks[0].done()

    async def _run(self) -> None:
        try:
            while True:
                await self._tell_next()
        except Exception as error:
            if not isinstance(error, UnavailableError):
                logger.exception("the channel of workspace %d failed", self.workspace_id)
            self._joined.clear()
            for member in tuple(self.sockets):
                member.fail(error)

    async def _tell_next(self) -> None:
        events = await self._feed.next_events(self.workspace_id, self.cursor, self._wait_s)
        for frames in _chunks(events):
            self.cursor = frames[-1].seq
            await self._each(lambda member, frames=frames: member.push(frames), len(frames))
        if not events:
            await self._each(lambda member: member.beat(), 1)

    async def _each(self, tell: Callable[[Member], None], sends: int) -> None:
        """Tell every member that was there at the beginning and still is."""
        for member in tuple(self._joined):
            if member in self._joined:
                tell(member)
            await self._breathe(sends)

    async def _breathe(self, sends: int) -> None:
        self._sent += sends
        if self._sent >= SENDS_A_BREATH:
            self._sent = 0
            await asyncio.sleep(0)

    async def _check_rights(self) -> None:
        while True:
            await asyncio.sleep(self._wait_s)
            for member in tuple(self.sockets):
                if member in self.sockets:
                    await member.check_rights()
                await self._breathe(1)


def _chunks(events: Sequence[Event]) -> Generator[list[Frame]]:
    chunk: list[Frame] = []
    chars = 0
    for event in events:
        chars += len(event.body)
        if chunk and chars > CHUNK_CHARS:
            yield chunk
            chunk, chars = [], len(event.body)
        chunk.append(frame_of(event))
    if chunk:
        yield chunk


@dataclass
class Channels:
    """The channels of this process, one for each workspace with sockets."""

    deps: Deps

    def __post_init__(self) -> None:
        self._open: dict[int, Channel] = {}

    def attach(self, member: Member, workspace_id: int, newest: int) -> Channel:
        """Return the workspace's channel, for a member that is to `detach` itself; it has yet to join.

        Args:
            member: The socket.
            workspace_id: Whose events it gets.
            newest: The number of a committed event, where a new channel begins.
        """
        channel = self._open.get(workspace_id)
        if channel is None or channel.has_failed:
            channel = Channel(self.deps, workspace_id, newest)
            self._open[workspace_id] = channel
        channel.sockets.add(member)
        return channel

    def detach(self, member: Member, channel: Channel) -> None:
        """Forget a member, if that has not been done; with the last one its channel ends."""
        channel.drop(member)
        channel.sockets.discard(member)
        if channel.sockets:
            return
        if self._open.get(channel.workspace_id) is channel:
            del self._open[channel.workspace_id]
        channel.stop()

"""The way of committed events to whoever watches: recent ones from rings, older ones from the table."""

import asyncio
import logging
from bisect import bisect_right
from collections import Counter, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol

from cachetools import TTLCache

from domain.errors import UnavailableError
from domain.event import Event

log = logging.getLogger(__name__)

RING_EVENTS = 2_000
"""Most events a workspace's ring keeps."""

RING_CHARS = 8 * 2**20
"""Most characters of event bodies a workspace's ring keeps."""

PAGE_EVENTS = 500
"""Most events handed out at once."""

PAGE_CHARS = 4 * 2**20
"""Most characters of event bodies handed out at once, unless the first alone has more."""


class EventStore(Protocol):
    """Where events are stored."""

    async def read_events(self, workspace_id: int, after_seq: int, limit: int) -> list[Event]:
        """Return the events that follow `after_seq`."""
        ...

    async def last_seqs(self, workspace_ids: Sequence[int]) -> dict[int, int]:
        """Return the newest event number of each workspace."""
        ...


class EventRing:
    """The newest events of one workspace, without a gap, bounded in number and size."""

    def __init__(self, last_seq: int) -> None:
        self.last_seq = last_seq
        self.floor = last_seq
        self._events: deque[Event] = deque()
        self._chars = 0

    def append(self, events: Sequence[Event]) -> None:
        """Add events that follow the ring's last one; those it has already are ignored."""
        for event in events:
            if event.seq > self.last_seq:
                self._events.append(event)
                self._chars += len(event.body)
                self.last_seq = event.seq
        while len(self._events) > RING_EVENTS or self._chars > RING_CHARS:
            oldest = self._events.popleft()
            self._chars -= len(oldest.body)
            self.floor = oldest.seq

    def after(self, seq: int) -> list[Event] | None:
        """Return a page of the events that follow `seq`; None when the ring no longer has the first."""
        if seq < self.floor:
            return None
        start = bisect_right(self._events, seq, key=_seq)
        return bounded_page(islice(self._events, start, start + PAGE_EVENTS))


def _seq(event: Event) -> int:
    return event.seq


def bounded_page(events: Iterable[Event]) -> list[Event]:
    """Return the events up to `PAGE_CHARS`, but at least the first."""
    page: list[Event] = []
    chars = 0
    for event in events:
        chars += len(event.body)
        if page and chars > PAGE_CHARS:
            break
        page.append(event)
    return page


Cursors = Mapping[int, int]
"""How far a subscriber has come: the last event number it has, by workspace."""


@dataclass
class EventHub:
    """Reads each workspace's new events once, for all subscribers.

    Subscribers ask for what follows their cursors, so the hub keeps no state about them and loses
    nothing by dying. It reads only for who is asking: news of other workspaces are noted and read at the
    next question, so that a stream of commits costs one read a question and not one a commit.

    Args:
        store: Where the events are.
        poll_s: How often it looks by itself, for hints that were lost.
        idle_s: A workspace's ring is dropped when it was not asked for in so long; longer than a question
            lasts.
    """

    store: EventStore
    poll_s: float = 1.0
    idle_s: float = 15.0
    _rings: TTLCache[int, EventRing] = field(init=False)
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition, init=False)
    _asked: Counter[int] = field(default_factory=Counter[int], init=False)
    _stale: set[int] = field(default_factory=set[int], init=False)
    _hint: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    _poll_at: float = field(default=0.0, init=False)

    def __post_init__(self) -> None:
        self._rings = TTLCache[int, EventRing](maxsize=10_000, ttl=self.idle_s)

    def hint(self, payload: str) -> None:
        """Look at a workspace's events: now if somebody asks for them, else when they do.

        Args:
            payload: The workspace's id.
        """
        workspace_id = int(payload)
        if workspace_id in self._asked:
            self._hint.set()
        elif workspace_id not in self._rings:
            return
        self._stale.add(workspace_id)

    async def run(self) -> None:
        """Follow the table until cancelled: at once after a hint, and every `poll_s` anyway."""
        while True:
            try:
                await self._read(await self._wait_due())
            except UnavailableError as error:
                log.warning("reading events failed, trying again: %s", error.detail)
                await asyncio.sleep(self.poll_s)
                self._poll_at = 0.0

    async def next_events(self, cursors: Cursors, wait_s: float) -> dict[int, list[Event]]:
        """Return what follows the cursors, by workspace; waits up to `wait_s` seconds for the first event."""
        self._asked.update(cursors.keys())  # before the first look: hints count from here on
        try:
            await self._ensure_rings(cursors)
            await self._read(self._stale & cursors.keys())
            found = await self._find(cursors)
            if found:
                return found
            async with asyncio.timeout(wait_s), self._changed:
                await self._changed.wait_for(lambda: self._has_news(cursors))
        except TimeoutError:
            return {}
        finally:
            self._asked.subtract(cursors.keys())
            self._asked = +self._asked
        return await self._find(cursors)

    def watched(self) -> int:
        """Return how many workspaces somebody asked for lately."""
        return len(self._rings)

    async def _wait_due(self) -> set[int]:
        """Return what to read of what is asked for: hinted workspaces, or if a poll is due any with news."""
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout_at(self._poll_at):
                await self._hint.wait()
        except TimeoutError:
            log.debug("no hint in %s s", self.poll_s)
        self._hint.clear()
        # Hints of some workspaces must not put off the poll, which finds what lost hints told.
        if loop.time() >= self._poll_at:
            self._poll_at = loop.time() + self.poll_s
            await self._look()
        return self._stale & self._asked.keys()

    async def _look(self) -> None:
        """Note the workspaces with news: certain ones of those asked for, of the others all."""
        rings = dict(self._rings)
        asked = [workspace_id for workspace_id in rings if workspace_id in self._asked]
        self._stale &= self._asked.keys()
        self._stale |= rings.keys() - self._asked.keys()
        if asked:
            newest = await self.store.last_seqs(asked)
            self._stale |= {ws for ws in asked if newest[ws] > rings[ws].last_seq}

    async def _read(self, workspace_ids: set[int]) -> None:
        rings = {ws: ring for ws in workspace_ids if (ring := self._rings.get(ws)) is not None}
        if not rings:
            return
        self._stale -= rings.keys()  # first, as a hint that comes meanwhile may tell of what is not read now
        try:
            for workspace_id, ring in rings.items():
                await self._read_ring(workspace_id, ring)
        except UnavailableError:
            self._stale |= rings.keys()
            raise
        finally:  # when a read fails, what was read before it is news all the same
            async with self._changed:
                self._changed.notify_all()

    async def _read_ring(self, workspace_id: int, ring: EventRing) -> None:
        page = await self.store.read_events(workspace_id, ring.last_seq, PAGE_EVENTS)
        ring.append(page)
        while not _is_last(page):
            page = await self.store.read_events(workspace_id, ring.last_seq, PAGE_EVENTS)
            ring.append(page)

    async def _ensure_rings(self, cursors: Cursors) -> None:
        for workspace_id in cursors:
            ring = self._rings.get(workspace_id)
            if ring is None:
                ring = EventRing((await self.store.last_seqs([workspace_id]))[workspace_id])
                ring = self._rings.get(workspace_id, ring)
            self._rings[workspace_id] = ring  # asking for a ring keeps it

    def _has_news(self, cursors: Cursors) -> bool:
        return any(
            (ring := self._rings.get(ws)) is None or ring.last_seq > seq for ws, seq in cursors.items()
        )

    async def _find(self, cursors: Cursors) -> dict[int, list[Event]]:
        found: dict[int, list[Event]] = {}
        for workspace_id, seq in cursors.items():
            ring = self._rings.get(workspace_id)
            page = ring.after(seq) if ring is not None else None
            if page is None:
                page = await self.store.read_events(workspace_id, seq, PAGE_EVENTS)
            if page:
                found[workspace_id] = page
        return found


def _is_last(page: Sequence[Event]) -> bool:
    """Whether nothing followed a page when it was read.

    A page may also be short for its size. Should a huge event follow it, the next poll finds that one.
    """
    return len(page) < PAGE_EVENTS and sum(len(event.body) for event in page) < PAGE_CHARS // 4


class HubLink(Protocol):
    """The hub as a replica reaches it."""

    async def next_events(self, cursors: Cursors, wait_s: float) -> dict[int, list[Event]]:
        """See `EventHub.next_events`."""
        ...


@dataclass
class _Watch:
    """A workspace that a replica's sockets watch: its ring, how many wait, until when it is kept anyway."""

    ring: EventRing
    waiting: int = 0
    kept_until: float = 0.0


@dataclass
class ReplicaFeed:
    """`domain.ports.EventFeed` of one ingress replica: one long poll to the hub serves all its sockets.

    Each socket only has a cursor. Slow ones fall behind in the ring and then read from the table, so
    memory is bounded by the rings whatever the sockets do.

    Args:
        store: Where old events are.
        hub: Who has the new ones.
        wait_s: How long a poll lasts when nothing happens.
        retry_s: How long after a failed poll the next one begins.
        pace_s: How long after an answer with events the next poll begins: a stream of events comes in pages,
            as each poll costs both sides far more than an event does. A lone event does not wait.
        keep_s: How long a workspace is followed after the last question for it.
    """

    store: EventStore
    hub: HubLink
    wait_s: float = 10.0
    retry_s: float = 0.5
    pace_s: float = 0.01
    keep_s: float = 5.0
    _watches: dict[int, _Watch] = field(default_factory=dict[int, _Watch], init=False)
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition, init=False)
    _watched: asyncio.Event = field(default_factory=asyncio.Event, init=False)

    async def last_seq(self, workspace_id: int) -> int:
        """See `domain.ports.EventFeed`."""
        return (await self.store.last_seqs([workspace_id]))[workspace_id]

    async def next_events(self, workspace_id: int, after_seq: int, wait_s: float) -> Sequence[Event]:
        """See `domain.ports.EventFeed`."""
        watch = await self._ensure_watch(workspace_id)
        page = watch.ring.after(after_seq)
        if page is None:
            return await self.store.read_events(workspace_id, after_seq, PAGE_EVENTS)
        if page:
            return page
        watch.waiting += 1
        try:
            async with asyncio.timeout(wait_s), self._changed:
                await self._changed.wait_for(lambda: watch.ring.last_seq > after_seq)
        except TimeoutError:
            return []
        finally:
            watch.waiting -= 1
            self._keep(watch)
        return watch.ring.after(after_seq) or []

    def watched(self) -> int:
        """Return how many workspaces are followed."""
        return len(self._watches)

    async def run(self) -> None:
        """Follow the hub until cancelled; while it is away, ask again."""
        while True:
            self._drop_unwatched()
            if not self._watches:
                await self._watched.wait()
            self._watched.clear()
            try:
                if await self._follow():
                    await asyncio.sleep(self.pace_s)
            except UnavailableError as error:
                log.warning("the event hub does not answer, trying again: %s", error.detail)
                await asyncio.sleep(self.retry_s)

    async def _follow(self) -> bool:
        """Ask the hub once and tell whether there were events."""
        cursors = {workspace_id: watch.ring.last_seq for workspace_id, watch in self._watches.items()}
        answer = await self._poll(cursors)
        for workspace_id, events in answer.items():
            if (watch := self._watches.get(workspace_id)) is not None:
                watch.ring.append(events)
        if answer:
            async with self._changed:
                self._changed.notify_all()
        return bool(answer)

    async def _poll(self, cursors: Cursors) -> dict[int, list[Event]]:
        """Return the hub's answer, or nothing as soon as a workspace is watched that it was not asked for."""
        answer = asyncio.ensure_future(self.hub.next_events(cursors, self.wait_s))
        newcomer = asyncio.create_task(self._watched.wait())
        try:
            await asyncio.wait({answer, newcomer}, return_when=asyncio.FIRST_COMPLETED)
            return await answer if answer.done() else {}
        finally:
            newcomer.cancel()
            answer.cancel()

    async def _ensure_watch(self, workspace_id: int) -> _Watch:
        watch = self._watches.get(workspace_id)
        if watch is None:
            ring = EventRing(await self.last_seq(workspace_id))
            watch = self._watches.setdefault(workspace_id, _Watch(ring))
            self._watched.set()
        self._keep(watch)
        return watch

    def _keep(self, watch: _Watch) -> None:
        watch.kept_until = asyncio.get_running_loop().time() + self.keep_s

    def _drop_unwatched(self) -> None:
        now = asyncio.get_running_loop().time()
        ended = [ws for ws, watch in self._watches.items() if not watch.waiting and watch.kept_until < now]
        for workspace_id in ended:
            del self._watches[workspace_id]

"""Stored events in memory, and the way from a replica to a hub that may die."""

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache

from domain.errors import UnavailableError
from domain.event import Event, EventType
from pipeline.feed import Cursors, EventHub

LONGEST = 9_000
"""Most events of a workspace; they are made once for all tests."""


@cache
def make_events(workspace_id: int, body: str = "{}") -> Sequence[Event]:
    """Return a workspace's events in order; the first has the number 1."""
    return [
        Event(workspace_id=workspace_id, seq=seq, type=EventType.MESSAGE, body=body)
        for seq in range(1, LONGEST + 1)
    ]


class FakeEventStore:
    """`pipeline.feed.EventStore`: publishing only moves the number of the newest event."""

    def __init__(self) -> None:
        self.newest = Counter[int]()
        self.on_commit: list[Callable[[str], None]] = []
        """Told each workspace with new events, as PostgreSQL notifies; hints get lost while it is empty."""
        self.reads = 0
        self.failing: set[int] = set()
        """Workspaces whose events can't be read; 0 stands for everything."""

    def publish(self, workspace_id: int, count: int = 1) -> None:
        """Commit `count` more events of a workspace."""
        self.newest[workspace_id] += count
        for hint in self.on_commit:
            hint(str(workspace_id))

    async def read_events(self, workspace_id: int, after_seq: int, limit: int) -> list[Event]:
        await asyncio.sleep(0)
        self.reads += 1
        if self.failing & {0, workspace_id}:
            raise UnavailableError
        end = min(after_seq + limit, self.newest[workspace_id])
        return list(make_events(workspace_id)[after_seq:end])

    async def last_seqs(self, workspace_ids: Sequence[int]) -> dict[int, int]:
        await asyncio.sleep(0)
        if 0 in self.failing:
            raise UnavailableError
        return {workspace_id: self.newest[workspace_id] for workspace_id in workspace_ids}


class FakeHubLink:
    """`pipeline.feed.HubLink` to a hub of this process that can die and come back, with its rings lost."""

    def __init__(self, store: FakeEventStore, *, poll_s: float = 0.005) -> None:
        self._store = store
        self._poll_s = poll_s
        self._running: asyncio.Task[None] | None = None
        self._died = asyncio.Event()
        self.hub: EventHub | None = None
        self.asked: list[dict[int, int]] = []
        """The cursors of each poll."""

    def start(self) -> EventHub:
        """Bring a hub to life if there is none."""
        if self.hub is None:
            self.hub = EventHub(self._store, poll_s=self._poll_s)
            self._store.on_commit.append(self.hub.hint)
            self._running = asyncio.create_task(self.hub.run())
            self._died = asyncio.Event()
        return self.hub

    def kill(self) -> None:
        """Let the hub die in whatever it is doing."""
        if self._running is not None:
            self._running.cancel()
        self._store.on_commit.clear()
        self.hub = None
        self._died.set()

    async def next_events(self, cursors: Cursors, wait_s: float) -> dict[int, list[Event]]:
        self.asked.append(dict(cursors))
        if self.hub is None:
            raise UnavailableError("The hub is away.")
        answer = asyncio.ensure_future(self.hub.next_events(cursors, wait_s))
        death = asyncio.create_task(self._died.wait())
        try:
            await asyncio.wait({answer, death}, return_when=asyncio.FIRST_COMPLETED)
            if not answer.done():
                raise UnavailableError("The hub died.")
            return answer.result()
        finally:
            answer.cancel()
            death.cancel()

"""Events in memory."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence

import orjson

from domain.event import Event, EventType
from tests.fakes.outage import Outage

PAGE = 100


class FakeEventFeed(Outage):
    """`domain.ports.EventFeed` over lists; `publish` wakes whoever waits."""

    def __init__(self) -> None:
        super().__init__()
        self._events: defaultdict[int, list[Event]] = defaultdict(list)
        self._news = asyncio.Event()
        self.waiting = 0
        """How many calls wait for news right now."""

    def publish(self, workspace_id: int, kind: EventType, data: object) -> Event:
        """Commit an event and return it."""
        log = self._events[workspace_id]
        seq = len(log) + 1
        body = orjson.dumps({"type": kind, "seq": seq, "data": data}).decode()
        event = Event(workspace_id=workspace_id, seq=seq, type=kind, body=body)
        log.append(event)
        self.wake()
        return event

    def wake(self) -> None:
        """Let every waiting call look again, for example after `unavailable` was set."""
        self._news.set()
        self._news = asyncio.Event()

    async def last_seq(self, workspace_id: int) -> int:
        self.check()
        return len(self._events[workspace_id])

    async def next_events(self, workspace_id: int, after_seq: int, wait_s: float) -> Sequence[Event]:
        self.check()
        if after_seq >= len(self._events[workspace_id]):
            await self._wait(wait_s)
            self.check()
        return self._events[workspace_id][after_seq : after_seq + PAGE]

    async def _wait(self, wait_s: float) -> None:
        self.waiting += 1
        try:
            async with asyncio.timeout(wait_s):  # wait_for of Python 3.11 may lose a cancellation
                await self._news.wait()
        except TimeoutError:
            return
        finally:
            self.waiting -= 1

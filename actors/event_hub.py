"""The event hub: a long-lived actor that reads new events once and fans them out to every replica."""

from functools import partial

import ray

from actors.background import Background
from actors.base import Pulse, load_settings, open_database, pulse
from actors.calls import Directory
from actors.metrics import start_metrics
from actors.roster import HUB
from db.events import PostgresEvents
from db.pool import EVENTS_CHANNEL, listen
from domain.event import Event
from domain.metrics import WATCHED_WORKSPACES
from pipeline.feed import Cursors, EventHub
from pipeline.metered import MeteredEvents


class EventHubActor(EventHub):
    """A `pipeline.feed.EventHub` on PostgreSQL.

    Owned by the supervisor, restarted by Ray. Its rings are soft state: subscribers bring their own
    cursors, so what a dead hub knew is read again from the table. A failed call is simply repeated.
    """

    def __init__(self, name: str, generation: int) -> None:
        self._name = name
        self._generation = generation
        self._database = open_database(load_settings(name), max_size=3)
        self._background = Background()
        metrics = start_metrics(self._background, HUB.name, self._database)
        super().__init__(MeteredEvents(PostgresEvents(self._database), metrics))
        metrics.watch(WATCHED_WORKSPACES, self.watched)
        self._background.start(name, self.run)
        hints = partial(listen, self._database.url, {EVENTS_CHANNEL: self.hint})
        self._background.start(f"{name}-hints", hints)

    async def pulse(self) -> Pulse:
        """Return which generation this is and how it fares."""
        return pulse(self._generation, f"{self.watched()} workspaces watched")

    async def stop(self) -> None:
        """Stop following and let go of the database."""
        await self._background.stop()
        await self._database.close()

    def __repr__(self) -> str:
        return self._name


EventHubRemote = ray.remote(EventHubActor)


class EventHubHandle:
    """`pipeline.feed.HubLink` as replicas reach it."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    async def next_events(self, cursors: Cursors, wait_s: float) -> dict[int, list[Event]]:
        """See `pipeline.feed.EventHub.next_events`; `wait_s` must stay below the directory's time-out."""
        return await self._directory.ask(HUB.name, EventHubActor.next_events, cursors, wait_s)

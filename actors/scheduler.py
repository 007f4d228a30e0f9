"""The scheduler: a long-lived actor that does what has to be done because time passes."""

import asyncio

import ray

from actors.background import Background
from actors.base import Pulse, load_settings, open_database, pulse
from actors.metrics import BacklogWatch, start_metrics
from actors.roster import SCHEDULER
from db.digests import PostgresDigests
from db.recurrences import PostgresRecurrences
from db.reminders import PostgresReminders
from db.tallies import PostgresTallies
from pipeline.clock import SystemClock
from pipeline.recurring import RecurringTasks
from pipeline.schedule import Ticker

DRAIN_S = 5.0
"""How long what is being done may take when the scheduler is stopped; a statement takes at most 10 s."""


class SchedulerActor:
    """Runs one `pipeline.schedule.Ticker` for each duty, side by side, so that none waits for another.

    Owned by the supervisor, restarted by Ray. It has no state: all times are rows, so its next life finds
    what is due, and two of it at once do nothing twice.
    """

    def __init__(self, name: str, generation: int) -> None:
        self._name = name
        self._generation = generation
        self._database = open_database(load_settings(name), max_size=3)
        clock = SystemClock()
        self._tickers = (
            Ticker("reminders", PostgresReminders(self._database).fire, clock),
            Ticker("recurring tasks", RecurringTasks(PostgresRecurrences(self._database), clock).fire, clock),
            Ticker("digests", PostgresDigests(self._database).fire, clock),
            Ticker("counts", PostgresTallies(self._database).fold, clock),
        )
        self._background = Background()
        for ticker in self._tickers:
            self._background.start(ticker.name, ticker.run)
        metrics = start_metrics(self._background, SCHEDULER.name, self._database)
        self._background.start("backlog", BacklogWatch(self._database, metrics).run)

    async def pulse(self) -> Pulse:
        """Return which generation this is and how it fares."""
        return pulse(self._generation, ", ".join(f"{ticker.done} {ticker.name}" for ticker in self._tickers))

    async def stop(self) -> None:
        """Finish what is being done, and let go of everything."""
        for ticker in self._tickers:
            ticker.stop()
        await asyncio.gather(*(self._background.join(ticker.name, DRAIN_S) for ticker in self._tickers))
        await self._background.stop()
        await self._database.close()

    def __repr__(self) -> str:
        return self._name


SchedulerRemote = ray.remote(SchedulerActor)

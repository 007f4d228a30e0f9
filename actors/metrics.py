# Ray leaves these classes open.
# pyright: reportUnknownMemberType=false
"""Figures on their way out: what a process counted goes to Ray, whose nodes serve it to Prometheus."""

import asyncio
import logging
from collections.abc import Callable
from time import perf_counter
from typing import Final

from ray.util.metrics import Counter, Gauge, Histogram

from actors.background import Background
from db.pool import Database
from db.queues import Queues, read_queues
from domain.errors import UnavailableError
from domain.metrics import (
    BACKLOG_SECONDS,
    CONNECTION_LIMIT,
    CONNECTION_WAITERS,
    CONNECTIONS,
    DEAD_MESSAGES,
    OLDEST_LETTER,
    OLDEST_PENDING,
    OUTAGES,
    PENDING_MESSAGES,
    WAITING_CHATS,
    WAITING_LETTERS,
    Kind,
    Metric,
    Metrics,
)
from pipeline.tally import Sample, Tally

log = logging.getLogger(__name__)

HAND_OVER_S: Final = 1.0
"""How often figures are handed to Ray: a call costs 3 µs, which is too much for each message."""

BACKLOG_S: Final = 5.0
"""How often the queues are counted."""

_Record = Callable[[float, dict[str, str]], None]


class RayExporter:
    """Hands a process's figures to Ray. It lives with its owner; what it has not handed over dies with it.

    Args:
        tally: Where the figures come together.
    """

    def __init__(self, tally: Tally) -> None:
        self._tally = tally
        self._records: dict[Metric, _Record] = {}

    async def run(self) -> None:
        """Hand over what came together, each second until cancelled."""
        while True:
            self.hand_over()
            await asyncio.sleep(HAND_OVER_S)

    def hand_over(self) -> None:
        """Hand over what came together since the last time."""
        for sample in self._tally.take():
            self._record(sample)

    def _record(self, sample: Sample) -> None:
        record = self._records.get(sample.metric)
        if record is None:
            record = self._records[sample.metric] = _open(sample.metric)
        labels = dict(zip(sample.metric.labels, sample.labels, strict=True))
        for value in sample.values:
            record(value, labels)


def _open(metric: Metric) -> _Record:
    """Return how Ray takes values of a metric."""
    if metric.kind is Kind.COUNTER:
        return Counter(metric.name, metric.meaning, metric.labels).inc
    if metric.kind is Kind.GAUGE:
        return Gauge(metric.name, metric.meaning, metric.labels).set
    return Histogram(metric.name, metric.meaning, list(metric.buckets), metric.labels).observe


def start_metrics(
    background: Background, part: str, database: Database | None = None, tally: Tally | None = None
) -> Tally:
    """Return a tally whose figures go to Ray as long as `background` runs.

    Args:
        background: Whose loop it is.
        part: Whose connections these are, without a number: a label.
        database: The part's connections, to be counted; None: it has none.
        tally: The one to use, if something counts already.
    """
    tally = tally or Tally()
    if database is not None:
        tally.watch(CONNECTIONS, lambda: database.use().lent, (part,))
        tally.watch(CONNECTION_WAITERS, lambda: database.use().waiting, (part,))
        tally.watch(CONNECTION_LIMIT, lambda: database.use().limit, (part,))
        tally.watch(OUTAGES, lambda: database.use().outages, (part,))
    background.start("metrics", RayExporter(tally).run)
    return tally


class BacklogWatch:
    """Counts what waits in the queues, every few seconds."""

    def __init__(self, database: Database, metrics: Metrics) -> None:
        self._database = database
        self._metrics = metrics

    async def run(self) -> None:
        """Count until cancelled; while the database is away, the last figures stand."""
        while True:
            try:
                await self.look()
            except UnavailableError as error:
                log.warning("the queues can't be counted now: %s", error.detail)
            await asyncio.sleep(BACKLOG_S)

    async def look(self) -> None:
        """Count once."""
        began = perf_counter()
        self._set(await read_queues(self._database))
        self._metrics.set(BACKLOG_SECONDS, perf_counter() - began)

    def _set(self, queues: Queues) -> None:
        self._metrics.set(PENDING_MESSAGES, queues.messages)
        self._metrics.set(WAITING_CHATS, queues.chats)
        self._metrics.set(OLDEST_PENDING, queues.oldest_message_s)
        self._metrics.set(DEAD_MESSAGES, queues.dead)
        self._metrics.set(WAITING_LETTERS, queues.letters)
        self._metrics.set(OLDEST_LETTER, queues.oldest_letter_s)

"""Ray's metrics of what the express lane answers, which Serve's own do not count.

Told in sums now and then: a metric of Ray costs several microseconds a call.
"""

import asyncio
from collections import Counter as Tally
from typing import Protocol

from ray.util.metrics import Counter

from domain.load import Load

PERIOD_S = 5.0


class Metric(Protocol):
    """A counter of Ray's."""

    def inc(self, value: float, tags: dict[str, str]) -> None:
        """Add a positive value."""
        ...


class ExpressMetrics:
    """Tells Ray how many answers the express lane gave, by status, and how long they took together.

    Args:
        load: What is told.
        answers: Counts answers; tagged with `status`.
        seconds: Sums the seconds they took.
    """

    def __init__(self, load: Load, answers: Metric, seconds: Metric) -> None:
        self._load = load
        self._answers = answers
        self._seconds = seconds
        self._told_answers = Tally[int]()
        self._told_s = 0.0

    async def run(self) -> None:
        """Tell every `PERIOD_S` until cancelled."""
        while True:
            await asyncio.sleep(PERIOD_S)
            self.tell()

    def tell(self) -> None:
        """Tell what has come since the last time."""
        for status, count in (self._load.answered - self._told_answers).items():
            self._answers.inc(count, {"status": str(status)})
        if self._load.seconds > self._told_s:
            self._seconds.inc(self._load.seconds - self._told_s, {})
        self._told_answers = self._load.answered.copy()
        self._told_s = self._load.seconds


def express_metrics(load: Load) -> ExpressMetrics:
    """Return the metrics of this replica: `manta_express_answers` and `manta_express_seconds`."""
    answers = Counter(
        "manta_express_answers", "Answers of the express lane (POST /api/messages).", tag_keys=("status",)
    )
    seconds = Counter("manta_express_seconds", "How long those took together, in seconds.")
    return ExpressMetrics(load, answers, seconds)

"""Asking a model about every message, several at once."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from time import perf_counter

from domain.analysis import Findings
from domain.errors import MantaError
from domain.ports import Analyst
from evaluation.messages import Sample


@dataclass(frozen=True)
class Outcome:
    """What became of one message.

    Attributes:
        findings: The answer, None when the model failed.
        failure: Why it failed, empty when it did not.
        elapsed_s: From the question to the answer; with several at once this includes waiting for a turn.
    """

    sample: Sample
    findings: Findings | None
    failure: str
    elapsed_s: float


@dataclass
class Run:
    """One model's way through the messages, complete or not.

    Attributes:
        outcomes: In the order in which they came in.
        wall_s: How long all of it took so far.
    """

    model: str
    outcomes: list[Outcome] = field(default_factory=list[Outcome])
    wall_s: float = 0.0


@dataclass(frozen=True)
class Runner:
    """Asks about at most `concurrency` messages at once, and calls `on_outcome` after each."""

    concurrency: int
    on_outcome: Callable[[], None]
    clock: Callable[[], float] = perf_counter

    async def run(self, analyst: Analyst, samples: Sequence[Sample], run: Run) -> None:
        """Add an outcome to `run` for each sample. When it is cancelled, `run` keeps what came in before.

        A model's failure is an outcome; any other error ends the run, since it is a fault of the code.
        """
        began = self.clock()
        waiting = iter(samples)
        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(min(self.concurrency, len(samples))):
                    group.create_task(self._work(analyst, waiting, run))
        finally:
            run.wall_s = self.clock() - began

    async def _work(self, analyst: Analyst, waiting: Iterator[Sample], run: Run) -> None:
        for sample in waiting:
            outcome = await self._ask(analyst, sample)
            run.outcomes.append(outcome)
            self.on_outcome()

    async def _ask(self, analyst: Analyst, sample: Sample) -> Outcome:
        began = self.clock()
        try:
            findings, failure = await analyst.analyse(sample.message.to_context()), ""
        except MantaError as error:
            findings, failure = None, error.detail
        return Outcome(sample, findings, failure, self.clock() - began)

"""`python -m benchmarks.free_worker`: an analysis worker whose agents cost nothing, to see Manta's own cost.

It is the worker of `actors/analysis_worker.py` on the database of `DATABASE_URL`, apart from Ray and from its
background work. Its analyst answers at once, by a share and not by the text: every `BENCH_TASK_EVERY`th
message (4 by default, as in a team's chat; 0: none) becomes a task, the others nothing. It has no encoder:
no message has an embedding, and nothing similar is looked for.

It says `ready` when it works, works until SIGTERM, and prints a line of JSON at the end.
"""

import asyncio
import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from time import perf_counter

import uvloop
from pydantic import BaseModel

from actors.analysis_worker import make_worker
from actors.base import load_settings, open_database
from db.pool import INBOX_CHANNEL, listen
from domain.analysis import (
    AgentUse,
    Classification,
    Findings,
    LocatedExtraction,
    MessageContext,
    Summary,
)
from domain.ports import Analyst
from domain.values import Category, Priority
from domain.workspace import WorkspaceSettings

EVERY_VARIABLE = "BENCH_TASK_EVERY"
NAME_VARIABLE = "BENCH_WORKER"
MODEL = "free"
CONNECTIONS = 4
"""As the actor has them."""


class WorkReport(BaseModel):
    """What a worker did; processor seconds are its own process's, not PostgreSQL's."""

    analysed: int
    fenced: int
    lost: int
    seconds: float
    cpu_s: float


def _use(agent: str) -> AgentUse:
    return AgentUse(agent=agent, model=MODEL, latency_ms=0.1, input_tokens=120, output_tokens=20)


NOTHING = Findings(
    classification=Classification(
        is_actionable=False,
        category=Category.OTHER,
        priority=Priority.LOW,
        confidence=0.95,
        reason="It tells of something that is done.",
    ),
    extraction=LocatedExtraction(),
    summary=Summary(short="Things are well.", title="Things are well"),
    model=MODEL,
    usage=[_use("classification")],
)

TASK = Findings(
    classification=Classification(
        is_actionable=True,
        category=Category.BUG,
        priority=Priority.HIGH,
        confidence=0.95,
        reason="It asks for a repair.",
    ),
    extraction=LocatedExtraction(
        components=["login page"],
        technologies=["Safari"],
        mentions=["anna"],
        assignees=["anna"],
        dates=["by Friday"],
        due=datetime(2026, 1, 9, 17, tzinfo=UTC),
        labels=["web"],
    ),
    summary=Summary(
        short="The login page crashes on Safari.",
        title="Fix the login page's crash on Safari",
        subtasks=["Reproduce it"],
    ),
    model=MODEL,
    usage=[_use("classification"), _use("extraction"), _use("analysis")],
)


@dataclass(frozen=True)
class FreeAnalyst:
    """`domain.ports.Analyst` and `Analysts` in one: every `task_every`th answer is a task, 0: none is."""

    task_every: int
    _numbers: Iterator[int]

    @property
    def model(self) -> str:
        """Return the model's name."""
        return MODEL

    async def choose(self, settings: WorkspaceSettings) -> Analyst:  # noqa: ARG002 - it serves every workspace
        """Return itself."""
        return self

    async def analyse(self, message: MessageContext) -> Findings:  # noqa: ARG002 - the text does not matter
        """Return fixed findings at once."""
        return TASK if self.task_every and next(self._numbers) % self.task_every == 0 else NOTHING


async def work(name: str, analyst: FreeAnalyst) -> WorkReport:
    """Work on the queue until SIGTERM or SIGINT and return what was done."""
    settings = load_settings()
    async with open_database(settings, max_size=CONNECTIONS) as database:
        worker = make_worker(name, settings, database, analyst, None)
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, worker.stop)
        hints = asyncio.create_task(listen(database.url, {INBOX_CHANNEL: worker.hint}))
        began = perf_counter(), os.times()
        print("ready", flush=True)
        try:
            await worker.run()
        finally:
            hints.cancel()
            await asyncio.gather(hints, return_exceptions=True)
        used = os.times()
    return WorkReport(
        analysed=worker.analysed,
        fenced=worker.fenced,
        lost=worker.lost,
        seconds=perf_counter() - began[0],
        cpu_s=used.user + used.system - began[1].user - began[1].system,
    )


def main() -> None:
    """Work, and print the report."""
    analyst = FreeAnalyst(int(os.environ.get(EVERY_VARIABLE, "4")), count())
    report = uvloop.run(work(os.environ.get(NAME_VARIABLE, "free-worker"), analyst))
    sys.stdout.write(report.model_dump_json() + "\n")


if __name__ == "__main__":
    main()

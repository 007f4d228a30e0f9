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
from itertools import count
from time import perf_counter

import uvloop
from pydantic import BaseModel

from actors.analysis_worker import make_worker
from actors.base import load_settings, open_database
from benchmarks.free_findings import EVERY_VARIABLE, MODEL, NOTHING, TASK, TASK_EVERY
from db.contexts import PostgresSurroundings
from db.inbox import PostgresInbox
from db.pool import INBOX_CHANNEL, listen
from domain.analysis import Findings, MessageContext
from domain.ports import Analyst
from domain.workspace import WorkspaceSettings
from pipeline.reading import Reader

NAME_VARIABLE = "BENCH_WORKER"
CONNECTIONS = 4
"""As the actor has them."""


class WorkReport(BaseModel):
    """What a worker did; processor seconds are its own process's, not PostgreSQL's."""

    analysed: int
    fenced: int
    lost: int
    seconds: float
    cpu_s: float


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
        inbox = PostgresInbox(database, lease_s=settings.manta_lease_s)
        worker = make_worker(name, settings, inbox, analyst, Reader(PostgresSurroundings(database), None))
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
    analyst = FreeAnalyst(int(os.environ.get(EVERY_VARIABLE, str(TASK_EVERY))), count())
    report = uvloop.run(work(os.environ.get(NAME_VARIABLE, "free-worker"), analyst))
    sys.stdout.write(report.model_dump_json() + "\n")


if __name__ == "__main__":
    main()

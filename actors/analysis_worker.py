"""The analysis worker: a long-lived actor that owns the agents and works the inbox."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from functools import partial
from pkgutil import resolve_name
from typing import cast

import ray

from actors.background import Background
from actors.base import Pulse, load_settings, open_database, pulse
from agents.choice import ModelChoice, choose_model
from config.settings import Settings
from db.inbox import PostgresInbox
from db.pool import INBOX_CHANNEL, listen
from domain.errors import MantaError
from domain.ports import Analyst
from pipeline.analyse import AnalysisWorker, RetryPolicy
from pipeline.decide import Thresholds

NICENESS = 10
"""How far the agents' work steps back behind accepting messages on the same machine, see nice(2)."""

MAX_CHATS = 8
DRAIN_S = 6.0
"""How long claimed chats may take to finish when the worker is stopped."""

HAND_BACK_S = 3.0
"""How long handing back the others may take."""


class AnalysisWorkerActor:
    """Runs one `pipeline.analyse.AnalysisWorker`.

    Owned by the supervisor, restarted by Ray. Its only state are leases: when it dies they run out and
    another worker, or its own next life, goes on. Nobody waits for an answer of it: work comes from
    the database, and a failed `pulse` tells the supervisor to replace it.
    """

    def __init__(self, name: str, generation: int) -> None:
        self._name = name
        self._generation = generation
        self._settings = load_settings()
        self._database = open_database(self._settings, max_size=4)
        self._worker: AnalysisWorker | None = None
        self._trouble: MantaError | None = None
        self._background = Background()
        self._background.start(name, self._run)

    async def pulse(self) -> Pulse:
        """Return which generation this is and how it fares."""
        if self._trouble is not None:
            return pulse(self._generation, f"{self._trouble.code}: {self._trouble.detail}", ok=False)
        if self._worker is None:
            return pulse(self._generation, "starting", ok=False)
        return pulse(self._generation, _describe(self._worker))

    async def stop(self) -> None:
        """Take nothing new, finish what is claimed or hand it back, and let go of everything."""
        if self._worker is not None:
            self._worker.stop()
            await self._background.join(self._name, DRAIN_S + HAND_BACK_S)
        await self._background.stop()
        await self._database.close()

    async def _run(self) -> None:
        os.setpriority(os.PRIO_PROCESS, 0, NICENESS)  # this thread's, and of those it starts
        inbox = PostgresInbox(self._database, lease_s=self._settings.manta_lease_s)
        try:
            self._worker = worker = await _make_worker(self._name, self._settings, inbox)
        except MantaError as error:
            self._trouble = error
            raise
        self._trouble = None
        listening = partial(listen, self._database.url, {INBOX_CHANNEL: worker.hint})
        self._background.start(f"{self._name}-hints", listening)
        await worker.run()

    def __repr__(self) -> str:
        return self._name


def _describe(worker: AnalysisWorker) -> str:
    counted = f"{worker.analysed} analysed, {worker.fenced} fenced, {worker.lost} lost"
    return f"{worker.analyst.model}, {counted}"


async def _make_worker(name: str, settings: Settings, inbox: PostgresInbox) -> AnalysisWorker:
    # In a thread, because the actor has to answer its supervisor meanwhile: it would be taken for hung.
    build_analyst = await asyncio.to_thread(_load_agents)
    return AnalysisWorker(
        name=name,
        inbox=inbox,
        analyst=await build_analyst(choose_model(settings)),
        thresholds=Thresholds(task=settings.manta_task_threshold, proposal=settings.manta_proposal_threshold),
        retry=RetryPolicy(max_attempts=settings.manta_max_attempts),
        max_chats=MAX_CHATS,
        lease_s=settings.manta_lease_s,
        drain_s=DRAIN_S,
    )


def _load_agents() -> Callable[[ModelChoice], Awaitable[Analyst]]:
    """Import the agents, which takes seconds, in the worker's process only: others know this module too."""
    return cast("Callable[[ModelChoice], Awaitable[Analyst]]", resolve_name("agents.providers:build_analyst"))


AnalysisWorkerRemote = ray.remote(AnalysisWorkerActor)

"""The analysis worker: a long-lived actor that owns the agents and works the inbox."""

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from pkgutil import resolve_name
from typing import Protocol, cast

import ray

from actors.background import Background
from actors.base import Pulse, load_settings, open_database, pulse
from actors.metrics import start_metrics
from actors.roster import WORKER
from actors.tracing import load_tracing, trace_agents
from actors.trials import Trials
from agents.choice import ModelChoice, choose_model
from config.settings import Settings
from db.contexts import PostgresSurroundings
from db.inbox import PostgresInbox
from db.pool import INBOX_CHANNEL, listen
from db.unindexed import PostgresUnindexed
from domain.analysis import Embedding
from domain.errors import ConfigurationError, MantaError, UnavailableError
from domain.inbox import Inbox
from domain.metrics import FENCED, LOST
from domain.models import ModelOffer, Trial
from domain.ports import Analysts, Embedder, ModelCheck
from domain.workspace import AgentModels, WorkspaceSettings
from pipeline.analyse import AnalysisWorker, RetryPolicy
from pipeline.clock import SystemClock
from pipeline.decide import Thresholds
from pipeline.indexer import Indexer
from pipeline.metered import MeteredInbox
from pipeline.reading import Reader

log = logging.getLogger(__name__)

NICENESS = 10
"""How far the agents' work steps back behind accepting messages on the same machine, see nice(2)."""

DRAIN_S = 6.0
"""How long claimed chats may take to finish when the worker is stopped."""

HAND_BACK_S = 3.0
"""How long handing back the others may take."""


class Pool(Analysts, ModelCheck, Protocol):
    """The worker's analysts, as `agents.pool.AnalystPool` has them."""

    async def close(self) -> None:
        """Let go of all connections."""
        ...


TellModels = Callable[[ModelChoice, Mapping[str, str]], Awaitable[ModelOffer]]
"""`agents.offer.list_models`."""

TryModels = Callable[[ModelChoice], Awaitable[list[Trial]]]
"""`agents.trial.try_models`."""


class AnalysisWorkerActor:
    """Runs one `pipeline.analyse.AnalysisWorker` and one `pipeline.indexer.Indexer`, and embeds for searches.

    Owned by the supervisor, restarted by Ray. Its only state are leases: when it dies they run out and
    another worker, or its own next life, goes on. Work comes from the database; only searches wait for an
    answer of it, and go by words alone without. A failed `pulse` tells the supervisor to replace it.
    """

    def __init__(self, name: str, generation: int) -> None:
        self._name = name
        self._generation = generation
        self._settings = load_settings(name)
        self._database = open_database(self._settings, max_size=4)
        self._worker: AnalysisWorker | None = None
        self._analysts: Pool | None = None
        self._embedder: Embedder | None = None
        self._trials = Trials(self._try)
        self._model = ""
        self._trouble: MantaError | None = None
        self._tracing = load_tracing(self._settings, name)
        self._background = Background()
        self._metrics = start_metrics(self._background, WORKER.name, self._database)
        self._background.start(name, self._run)

    async def pulse(self) -> Pulse:
        """Return which generation this is and how it fares."""
        if self._trouble is not None:
            return pulse(self._generation, f"{self._trouble.code}: {self._trouble.detail}", ok=False)
        if self._worker is None:
            return pulse(self._generation, "starting", ok=False)
        return pulse(self._generation, f"{self._model}, {_describe(self._worker)}")

    async def check_models(self, settings: WorkspaceSettings) -> None:
        """Pass when every model that a workspace's settings name can be used here and now.

        Raises:
            ConfigurationError: One can't.
            UnavailableError: The worker is starting.
        """
        if self._analysts is None:
            raise UnavailableError(f"{self._name} is starting.")
        await self._analysts.check(settings)

    async def list_models(self, settings: WorkspaceSettings) -> ModelOffer:
        """Return what a workspace of these settings uses and may use here; see `domain.models.ModelDesk`."""
        tell = cast("TellModels", await _resolve("agents.offer:list_models"))
        return await tell(choose_model(self._settings).merge(settings), os.environ)

    async def try_model(self, workspace_id: int, model: str) -> list[Trial]:
        """Let the agents read the samples by a model; see `domain.models.ModelDesk`."""
        return await self._trials.try_model(workspace_id, model)

    async def embed(self, texts: Sequence[str]) -> list[Embedding]:
        """See `domain.ports.Embedder`; it is there whatever model the agents use.

        Raises:
            UnavailableError: The worker is starting, or its processor can't run the encoder.
        """
        if self._embedder is None:
            raise UnavailableError(f"{self._name} has no encoder.")
        return await self._embedder.embed(texts)

    async def stop(self) -> None:
        """Take nothing new, finish what is claimed or hand it back, and let go of everything."""
        if self._worker is not None:
            self._worker.stop()
            await self._background.join(self._name, DRAIN_S + HAND_BACK_S)
        await self._background.stop()
        if self._analysts is not None:
            await self._analysts.close()
        await self._tracing.close()
        await self._database.close()

    async def _try(self, model: str) -> Sequence[Trial]:
        run = cast("TryModels", await _resolve("agents.trial:try_models"))
        choice = choose_model(self._settings)
        return await run(choice.model_copy(update={"model": model, "models": AgentModels()}))

    async def _run(self) -> None:
        os.setpriority(os.PRIO_PROCESS, 0, NICENESS)  # this thread's, and of those it starts
        await self._start_indexing()
        try:
            self._worker = worker = await self._make_worker()
        except MantaError as error:
            self._trouble = error
            raise
        self._trouble = None
        listening = partial(listen, self._database.url, {INBOX_CHANNEL: worker.hint})
        self._background.start(f"{self._name}-hints", listening)
        await worker.run()

    async def _start_indexing(self) -> None:
        load = cast("Callable[[], Awaitable[Embedder]]", await _resolve("agents.embedding:load_embedder"))
        try:
            self._embedder = await load()
        except ConfigurationError as error:
            log.warning("search, links and learning go without meaning: %s", error.detail)
            return
        indexer = Indexer(PostgresUnindexed(self._database), self._embedder)
        self._background.start(f"{self._name}-indexer", indexer.run)

    async def _make_worker(self) -> AnalysisWorker:
        await asyncio.to_thread(trace_agents, self._tracing)
        make_pool = cast("Callable[[ModelChoice], Pool]", await _resolve("agents.pool:AnalystPool"))
        if self._analysts is None:
            self._analysts = make_pool(choose_model(self._settings))
        # Now rather than at the first message: what is wrong with the settings is to be seen at the start.
        self._model = (await self._analysts.choose(WorkspaceSettings())).model
        inbox = PostgresInbox(self._database, lease_s=self._settings.manta_lease_s)
        worker = make_worker(
            self._name,
            self._settings,
            self._tracing.wrap_inbox(MeteredInbox(inbox, self._metrics, self._name, SystemClock())),
            self._tracing.wrap_analysts(self._analysts),
            Reader(PostgresSurroundings(self._database), self._embedder),
        )
        self._metrics.watch(FENCED, lambda: worker.fenced, (self._name,))
        self._metrics.watch(LOST, lambda: worker.lost, (self._name,))
        return worker

    def __repr__(self) -> str:
        return self._name


def _describe(worker: AnalysisWorker) -> str:
    return f"{worker.analysed} analysed, {worker.fenced} fenced, {worker.lost} lost"


def make_worker(
    name: str, settings: Settings, inbox: Inbox, analysts: Analysts, reader: Reader
) -> AnalysisWorker:
    """Return the worker of an actor, apart from Ray."""
    return AnalysisWorker(
        name=name,
        inbox=inbox,
        reader=reader,
        analysts=analysts,
        thresholds=Thresholds(task=settings.manta_task_threshold, proposal=settings.manta_proposal_threshold),
        retry=RetryPolicy(max_attempts=settings.manta_max_attempts),
        lease_s=settings.manta_lease_s,
        drain_s=DRAIN_S,
    )


async def _resolve(target: str) -> object:
    """Import what takes seconds, in the worker's process only: others know this module too.

    In a thread, because the actor has to answer its supervisor meanwhile: it would be taken for hung.
    """
    found: object = await asyncio.to_thread(resolve_name, target)
    return found


AnalysisWorkerRemote = ray.remote(AnalysisWorkerActor)

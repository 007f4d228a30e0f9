# Ray leaves the generics of these decorators and functions open.
# pyright: reportUnknownMemberType=false, reportUntypedClassDecorator=false
"""Composition root: puts the parts together as one Serve application, `serve_app:app`.

Nobody imports this module. `manta up`, `serve run serve_app:app` and a Serve config file name it.
"""

import gc
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import datetime
from time import time_ns

from fastapi import FastAPI
from ray import serve
from ray.serve import Application
from ray.serve.handle import DeploymentHandle
from ray.serve.schema import LoggingConfig

from actors.background import Background
from actors.base import load_settings, open_database
from actors.calls import Directory
from actors.crew import RayCrew
from actors.embedding import EmbedderHandle
from actors.event_hub import EventHubHandle
from actors.health import SystemHealth
from actors.ingress_scaling import STATISTIC, autoscaling
from actors.late import LateFunction
from actors.metered_crew import MeteredCrew
from actors.metrics import start_metrics
from actors.model_check import ModelCheckHandle
from actors.model_desk import TRIAL_TIMEOUT_S, ModelDeskHandle
from actors.roster import WORKER, posts
from actors.staffing import Staffing, scaling_rules
from actors.supervisor import Supervisor
from actors.task_board import TaskBoardHandle
from actors.telegram_report import STATUS_TIMEOUT_S, TelegramReportHandle
from actors.tracing import load_tracing
from api.app import create_app
from api.board_files import BOARD_FOLDER
from api.deps import ApiSettings, Deps, SocketLimits
from api.express import ExpressLane
from api.front import lane
from bot.files import build_files
from config.settings import Settings
from config.version import VERSION
from db.accept import MessageStore
from db.access import PostgresGatekeeper
from db.attachments import PostgresAttachments
from db.demand import PostgresBacklog
from db.events import PostgresEvents
from db.figures import PostgresFigures
from db.keys import PostgresKeys
from db.members import PostgresMembers
from db.messages import PostgresMessages
from db.recurrences import PostgresRecurrences
from db.retries import PostgresRetries
from db.rooms import PostgresRooms
from db.search import PostgresSearch
from db.telegram_records import PostgresTelegramRecords
from db.updates import PostgresUpdates
from db.usage import PostgresAgentReports
from db.vocabulary import PostgresVocabulary
from db.workspaces import PostgresWorkspaces
from domain.quick_add import QuickAdd, QuickAddSettings
from pipeline.accept import BatchingIntake
from pipeline.clock import SystemClock
from pipeline.example import ExampleChat
from pipeline.feed import ReplicaFeed
from pipeline.metered import MeteredStore
from pipeline.recurring import RecurringTasks
from pipeline.replicas import ProcessorShare
from pipeline.search import EMBED_TIMEOUT_S, HybridSearch
from pipeline.tally import Tally
from pipeline.updates import BatchingUpdateIntake

MAX_REQUESTS = 10_000
"""Requests of one replica at once; each of its open sockets holds a place besides."""

HUB_WAIT_S = 8.0
"""How long a replica's poll of the hub lasts when nothing happens; below the actors' call time-out."""

SETTINGS = Settings()
"""Of whoever builds the application, for the options of its deployments."""

LOGGING = LoggingConfig(
    enable_access_log=False,
    log_level="WARNING",
    encoding="JSON" if SETTINGS.manta_log_format == "json" else "TEXT",
)
"""Of Serve itself. Below WARNING it makes a record of every request, only to drop it."""


@serve.deployment(
    name="supervisor",
    num_replicas=1,
    ray_actor_options={"num_cpus": 0.05},
    health_check_period_s=2,
    health_check_timeout_s=10,
    logging_config=LOGGING,
)
class SupervisorDeployment:
    """Runs the `actors.supervisor.Supervisor` under Serve's own health checks.

    Args:
        generation: When the application was built to be deployed, in ns; a restarted replica gets the same.
    """

    def __init__(self, generation: int) -> None:
        settings = load_settings("supervisor")
        self._background = Background()
        crew = RayCrew()
        metered = MeteredCrew(crew, start_metrics(self._background, "supervisor"))
        supervisor = Supervisor(posts(settings), metered, generation)
        staffing = Staffing(settings, supervisor, crew, open_backlog(settings))
        self._background.start("supervisor", supervisor.run)
        self._background.start("staffing", staffing.run)


def open_backlog(settings: Settings) -> PostgresBacklog:
    """Return the look at the queue: as far as all the workers that there may be can hold of it."""
    rules = scaling_rules(settings)
    return PostgresBacklog(
        open_database(settings, max_size=1),
        max_chats=rules.most * rules.chats_per_worker,
        max_messages=rules.most * rules.messages_per_worker,
    )


def build_api() -> FastAPI:
    """Return the HTTP application with its real parts; called in each ingress replica."""
    settings = load_settings("ingress")
    database = open_database(settings, max_size=8)
    events = PostgresEvents(database)
    directory = Directory()
    feed = ReplicaFeed(events, EventHubHandle(directory), wait_s=HUB_WAIT_S)
    background = Background()
    metrics = Tally()
    tracing = load_tracing(settings, "ingress")
    batches = BatchingIntake(tracing.wrap_store(MeteredStore(MessageStore(database), metrics)))
    intake = tracing.wrap_intake(batches)
    clock = SystemClock()
    # The lasting ones, though there may be more: these are sure to be there, and few need them.
    workers = [WORKER.instance(index) for index in range(settings.manta_workers)]
    embedder = EmbedderHandle(Directory(timeout_s=EMBED_TIMEOUT_S), settings.manta_workers)
    updates = BatchingUpdateIntake(PostgresUpdates(database))
    quick_add = LateFunction[[str, datetime, QuickAddSettings], QuickAdd](
        "agents.quick_add:read_quick_add", "Quick adds"
    )
    files = build_files(settings)
    gatekeeper = PostgresGatekeeper(database)
    deps = Deps(
        intake=intake,
        updates=updates,
        messages=PostgresMessages(database),
        attachments=PostgresAttachments(database),
        files=files,
        retries=PostgresRetries(database),
        search=HybridSearch(PostgresSearch(database), embedder, clock),
        board=TaskBoardHandle(directory, settings.manta_boards),
        recurrences=RecurringTasks(PostgresRecurrences(database), clock),
        workspaces=PostgresWorkspaces(database),
        vocabulary=PostgresVocabulary(database),
        models=ModelCheckHandle(directory, workers),
        reports=PostgresAgentReports(database),
        figures=PostgresFigures(database, clock),
        events=feed,
        gatekeeper=gatekeeper,
        rooms=PostgresRooms(database, trusts_groups=settings.manta_telegram_trust_groups),
        health=SystemHealth(settings, database, Directory(timeout_s=1.5), clock),
        clock=clock,
        settings=api_settings(settings),
        quick_add=quick_add,
        example=ExampleChat(intake, clock),
        keys=PostgresKeys(database, gatekeeper),
        members=PostgresMembers(database),
        desk=ModelDeskHandle(Directory(TRIAL_TIMEOUT_S), workers),
        telegram=TelegramReportHandle(
            Directory(STATUS_TIMEOUT_S), settings, PostgresTelegramRecords(database)
        ),
        metrics=metrics,
    )

    async def load_quick_add() -> None:
        await quick_add.load()
        _tame_garbage_collector()

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncGenerator[None]:
        start_metrics(background, "ingress", database, metrics)
        background.start("live-feed", feed.run)
        _tame_garbage_collector()
        background.start("quick-add-reader", load_quick_add)
        lane.open(ExpressLane(deps))
        yield
        lane.close()
        await batches.drain()
        await updates.drain()
        await background.stop()
        await tracing.close()
        await files.close()
        await database.close()

    return create_app(deps, lifespan=lifespan)


def api_settings(settings: Settings) -> ApiSettings:
    """Return what the HTTP layer needs of the settings."""
    secret, token = settings.telegram_webhook_secret, settings.telegram_bot_token
    return ApiSettings(
        version=VERSION,
        public_base_url=settings.manta_public_url,
        max_body_bytes=settings.manta_max_body_bytes,
        telegram_token=None if token is None else token.get_secret_value(),
        telegram_secret=None if secret is None else secret.get_secret_value(),
        allowed_origins=tuple(settings.manta_allowed_origins),
        board_folder=BOARD_FOLDER,
        sockets=SocketLimits(max_sockets=settings.manta_max_sockets),
    )


def _tame_garbage_collector() -> None:
    """Take what was made at start-up out of every collection: full ones were the slowest requests.

    What is left of a closed socket are some 200 objects and 40 KiB in cycles, which only a full collection
    finds once the socket has outlived others. With these thresholds one comes after some 1,000 of them.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 5, 5)


@serve.deployment(
    name="ingress",
    ray_actor_options={"num_cpus": 0.25},
    health_check_period_s=2,
    health_check_timeout_s=10,
    graceful_shutdown_timeout_s=10,
    logging_config=LOGGING,
)
@serve.ingress(build_api)
class Ingress:
    """One replica of the HTTP API. It keeps nothing that a request or a socket is not waiting for."""

    def __init__(self, _supervisor: DeploymentHandle[object]) -> None:
        """Take the supervisor only to bind it: an application is what its ingress is bound to."""
        self._share = ProcessorShare()

    async def record_autoscaling_stats(self) -> dict[str, float]:
        """Return what `actors.ingress_scaling` goes by; Serve asks every other second where it scales."""
        return {STATISTIC: self._share.read()}


def build_application(settings: Settings) -> Application:
    """Return the application with as many ingress replicas as the settings ask for, or as the load does."""
    least, most = settings.manta_replicas, settings.most_replicas()
    places = settings.manta_max_sockets + MAX_REQUESTS
    ingress = (
        Ingress.options(num_replicas=least, max_ongoing_requests=places)
        if most == least
        else Ingress.options(autoscaling_config=autoscaling(least, most), max_ongoing_requests=places)
    )
    return ingress.bind(SupervisorDeployment.bind(time_ns()))


app = build_application(SETTINGS)

"""The Telegram actor: a long-lived actor that handles the updates which the ingress has stored."""

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial
from pkgutil import resolve_name
from typing import Protocol, cast

import ray

from actors.background import Background
from actors.base import Pulse, load_settings, open_database, pulse
from actors.calls import Directory
from actors.embedding import EmbedderHandle
from actors.late import LateFunction
from actors.metrics import start_metrics
from actors.roster import TELEGRAM
from actors.task_board import TaskBoardHandle
from actors.tracing import load_tracing
from config.settings import Settings
from db.accept import MessageStore
from db.attachments import PostgresAttachments
from db.bot_memory import PostgresBotMemory
from db.cards import PostgresCards
from db.chat_work import PostgresChatWork
from db.chats import PostgresChats
from db.outbox import PostgresOutbox
from db.pool import UPDATES_CHANNEL, Database, listen
from db.privacy import PostgresPrivacy
from db.recurrences import PostgresRecurrences
from db.reminders import PostgresReminders
from db.search import PostgresSearch
from db.updates import PostgresUpdates
from domain.errors import ConfigurationError
from domain.quick_add import QuickAdd, QuickAddSettings
from domain.services import Services
from domain.telegram import BotMemory, ConnectionStatus
from domain.update import QueuedUpdate
from pipeline.accept import BatchingIntake
from pipeline.clock import SystemClock
from pipeline.metered import MeteredStore
from pipeline.recurring import RecurringTasks
from pipeline.search import EMBED_TIMEOUT_S, HybridSearch
from pipeline.updates import UpdateWorker

log = logging.getLogger(__name__)

NICENESS = 5
"""How far handling steps back behind acknowledging on one machine, less than the agents do; see nice(2)."""

DRAIN_S = 8.0
"""How long what is being handled may take when the actor is stopped."""


class Handlers(Protocol):
    """The bot, as `bot.assembly.BotHandlers` is it."""

    async def __call__(self, update: QueuedUpdate) -> None:
        """Handle an update."""
        ...

    async def connect(self, memory: BotMemory) -> None:
        """Tell Telegram where updates go and which commands there are.

        Raises:
            ConfigurationError: A person has to act.
        """
        ...

    async def close(self) -> None:
        """Let go of all connections."""
        ...


BuildHandlers = Callable[[Settings, Services], Handlers]
"""`bot.assembly.build_handlers`."""

AskStatus = Callable[[Settings], Awaitable[ConnectionStatus]]
"""`bot.status.get_status`."""


class TelegramActor:
    """Runs one `pipeline.updates.UpdateWorker` with the bot's handlers.

    Owned by the supervisor, restarted by Ray. Its only state are claims: when it dies they run out and
    its next life handles those updates again, which changes nothing that they have changed already.
    """

    def __init__(self, name: str, generation: int) -> None:
        self._name = name
        self._generation = generation
        self._settings = load_settings(name)
        self._database = open_database(self._settings, max_size=8)
        self._handlers: Handlers | None = None
        self._worker: UpdateWorker | None = None
        self._trouble: ConfigurationError | None = None
        self._quick_add = LateFunction[[str, datetime, QuickAddSettings], QuickAdd](
            "agents.quick_add:read_quick_add", "Quick adds"
        )
        self._tracing = load_tracing(self._settings, name)
        self._background = Background()
        self._metrics = start_metrics(self._background, TELEGRAM.name, self._database)
        self._background.start(f"{name}-quick-add", self._quick_add.load)
        self._background.start(name, self._run)

    async def pulse(self) -> Pulse:
        """Return which generation this is and how it fares."""
        if self._worker is None:
            return pulse(self._generation, "starting", ok=False)
        if self._trouble is not None:
            return pulse(self._generation, f"{self._trouble.code}: {self._trouble.detail}", ok=False)
        handled = sum(self._worker.kinds.values())
        return pulse(self._generation, f"{handled} updates handled, {self._worker.dropped} put aside")

    async def get_status(self) -> ConnectionStatus:
        """Return what Telegram says of the bot now.

        Raises:
            ConfigurationError: The token is wrong.
            UnavailableError: Telegram does not answer.
        """
        ask = cast("AskStatus", await asyncio.to_thread(resolve_name, "bot.status:get_status"))
        return await ask(self._settings)

    async def stop(self) -> None:
        """Finish what is being handled, take nothing new, and let go of everything."""
        if self._worker is not None:
            self._worker.stop()
            await self._background.join(self._name, DRAIN_S)
        await self._background.stop()
        if self._handlers is not None:
            await self._handlers.close()
        await self._tracing.close()
        await self._database.close()

    async def _run(self) -> None:
        os.setpriority(os.PRIO_PROCESS, 0, NICENESS)
        # In a thread: importing aiogram takes seconds, in which the supervisor wants answers.
        build = cast("BuildHandlers", await asyncio.to_thread(resolve_name, "bot.assembly:build_handlers"))
        self._handlers = handlers = self._handlers or self._build(build)
        self._worker = worker = UpdateWorker(PostgresUpdates(self._database), handlers)
        hints = partial(listen, self._database.url, {UPDATES_CHANNEL: worker.hint})
        self._background.start(f"{self._name}-hints", hints)
        self._background.start(f"{self._name}-connection", self._connect)
        await worker.run()

    async def _connect(self) -> None:
        """Connect the bot, or let the pulse say what a person has to do about it."""
        if self._handlers is not None:
            try:
                await self._handlers.connect(PostgresBotMemory(self._database))
            except ConfigurationError as error:
                log.exception("the bot is not connected")
                self._trouble = error

    def _build(self, build: BuildHandlers) -> Handlers:
        settings, database, clock = self._settings, self._database, SystemClock()
        embedder = EmbedderHandle(Directory(timeout_s=EMBED_TIMEOUT_S), settings.manta_workers)
        store = self._tracing.wrap_store(MeteredStore(MessageStore(database), self._metrics))
        services = Services(
            chats=open_chats(settings, database),
            board=TaskBoardHandle(Directory(), settings.manta_boards),
            intake=self._tracing.wrap_intake(BatchingIntake(store)),
            attachments=PostgresAttachments(database),
            search=HybridSearch(PostgresSearch(database), embedder, clock),
            cards=PostgresCards(database),
            mailbox=PostgresOutbox(database),
            work=PostgresChatWork(database),
            reminders=PostgresReminders(database),
            recurrences=RecurringTasks(PostgresRecurrences(database), clock),
            quick_add=self._quick_add,
            privacy=PostgresPrivacy(database),
            clock=clock,
        )
        return build(settings, services)

    def __repr__(self) -> str:
        return self._name


def open_chats(settings: Settings, database: Database) -> PostgresChats:
    """Return the chats, each in the workspace that the settings ask for."""
    return PostgresChats(database, is_apart=settings.manta_telegram_workspaces == "chat")


TelegramRemote = ray.remote(TelegramActor)

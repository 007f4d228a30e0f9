"""The notifier: a long-lived actor that sends what the outbox holds to Telegram."""

import asyncio
from collections.abc import Callable
from functools import partial
from pkgutil import resolve_name
from typing import Protocol, cast

import ray

from actors.background import Background
from actors.base import Pulse, load_settings, open_database, pulse
from actors.calls import Directory
from actors.metrics import start_metrics
from actors.roster import NOTIFIER
from actors.task_board import TaskBoardHandle
from actors.telegram import open_chats
from actors.tracing import load_tracing
from config.settings import Settings
from db.outbox import PostgresOutbox
from db.pool import OUTBOX_CHANNEL, listen
from db.privacy import PostgresPrivacy
from domain.chat import Chats
from domain.outbox import Sender
from domain.ports import TaskBoard
from domain.privacy import Privacy
from pipeline.clock import SystemClock
from pipeline.metered import MeteredOutbox
from pipeline.notify import Notifier

DRAIN_S = 8.0
"""How long what is being sent may take when the notifier is stopped."""


class OwnedSender(Sender, Protocol):
    """A sender with connections to close."""

    async def close(self) -> None:
        """Close them."""
        ...


BuildSender = Callable[[Settings, Chats, TaskBoard, Privacy], OwnedSender]
"""`bot.sender.build_sender`."""


class NotifierActor:
    """Runs one `pipeline.notify.Notifier`.

    Owned by the supervisor, restarted by Ray. Its only state are claims: when it dies they run out, and
    its next life goes on; what it had sent without writing it down is sent twice.
    """

    def __init__(self, name: str, generation: int) -> None:
        self._name = name
        self._generation = generation
        self._settings = load_settings(name)
        self._database = open_database(self._settings, max_size=4)
        self._sender: OwnedSender | None = None
        self._notifier: Notifier | None = None
        self._tracing = load_tracing(self._settings, name)
        self._background = Background()
        self._metrics = start_metrics(self._background, NOTIFIER.name, self._database)
        self._background.start(name, self._run)

    async def pulse(self) -> Pulse:
        """Return which generation this is and how it fares."""
        if self._notifier is None:
            return pulse(self._generation, "starting", ok=False)
        told = f"{self._notifier.sent} sent, {self._notifier.doubtful} doubtful"
        return pulse(self._generation, told)

    async def stop(self) -> None:
        """Finish what is being sent, take nothing new, and let go of everything."""
        if self._notifier is not None:
            self._notifier.stop()
            await self._background.join(self._name, DRAIN_S)
        await self._background.stop()
        if self._sender is not None:
            await self._sender.close()
        await self._tracing.close()
        await self._database.close()

    async def _run(self) -> None:
        # In a thread: importing aiogram takes seconds, in which the supervisor wants answers.
        build = await asyncio.to_thread(_load_sender)
        self._sender = self._sender or self._build(build)
        outbox = MeteredOutbox(PostgresOutbox(self._database), self._metrics)
        self._notifier = notifier = Notifier(outbox, self._tracing.wrap_sender(self._sender), SystemClock())
        hints = partial(listen, self._database.url, {OUTBOX_CHANNEL: notifier.hint})
        self._background.start(f"{self._name}-hints", hints)
        await notifier.run()

    def _build(self, build: BuildSender) -> OwnedSender:
        board = TaskBoardHandle(Directory(), self._settings.manta_boards)
        chats, privacy = open_chats(self._settings, self._database), PostgresPrivacy(self._database)
        return build(self._settings, chats, board, privacy)

    def __repr__(self) -> str:
        return self._name


def _load_sender() -> BuildSender:
    """Import the bot, which takes seconds, in the notifier's process only: others know this module too."""
    return cast("BuildSender", resolve_name("bot.sender:build_sender"))


NotifierRemote = ray.remote(NotifierActor)

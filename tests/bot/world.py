"""A Telegram, a Manta and what a forwarder between them needs."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress

import httpx2
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from bot.forwarder import Endpoint, Forwarder, Pace
from bot.retry import Backoff
from tests.bot.fakes import SECRET, TOKEN, FakeBotApi, FakeEndpoint, Journal, Json, WatchedTransport

AT_ONCE = Backoff(initial_s=0.0, max_s=0.0, jitter_s=0.0)


class World:
    """Both ends, started and stopped together; `start` comes first."""

    def __init__(self) -> None:
        self.journal = Journal()
        self.telegram = FakeBotApi(self.journal)
        self.endpoint = FakeEndpoint(self.journal)
        self.client = httpx2.AsyncClient(transport=WatchedTransport(self.journal))
        self._bots: list[Bot] = []

    async def start(self) -> None:
        await self.telegram.start()
        await self.endpoint.start()

    async def stop(self) -> None:
        await self.client.aclose()
        for bot in self._bots:
            await close(bot)
        await self.telegram.stop()
        await self.endpoint.stop()

    def bot(self, *, token: str = TOKEN, api_url: str | None = None) -> Bot:
        server = TelegramAPIServer.from_base(api_url or self.telegram.url)
        bot = Bot(token, session=AiohttpSession(api=server))
        self._bots.append(bot)
        return bot

    def forwarder(
        self,
        *,
        bot: Bot | None = None,
        secret: str = SECRET,
        timeout_s: float = 10.0,
        grace_s: float = 10.0,
        webhook_s: float = 0.0,
        backoff: Backoff = AT_ONCE,
    ) -> Forwarder:
        return Forwarder(
            bot or self.bot(),
            self.client,
            Endpoint(self.endpoint.url, secret, timeout_s),
            pace=Pace(poll_s=30, grace_s=grace_s, webhook_s=webhook_s, backoff=backoff),
        )


async def close(bot: Bot) -> None:
    """Close a bot's connections without the quarter second aiogram waits for TLS to end."""
    if isinstance(bot.session, AiohttpSession):
        await (await bot.session.create_session()).close()


@asynccontextmanager
async def running(forwarder: Forwarder) -> AsyncGenerator[asyncio.Task[None]]:
    """Run the forwarder beside the block and cancel it at its end; a failure of its own is raised."""
    task = asyncio.create_task(forwarder.run())
    try:
        yield task
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def an_update(update_id: int, text: str = "Please fix the login") -> Json:
    """Return a text message in a group as the Bot API sends it."""
    return {
        "update_id": update_id,
        "message": {
            "message_id": update_id + 1000,
            "date": 1_760_000_000,
            "chat": {"id": -100123, "type": "supergroup", "title": "Team"},
            "from": {"id": 7, "is_bot": False, "first_name": "Olena"},
            "text": text,
        },
    }

"""The part of the Bot API that says how a bot is connected and what it shows, on a port of this machine."""

import json
from collections import Counter, deque
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiogram import Bot
from aiohttp import web

from bot.building import make_bot
from domain.errors import UnavailableError
from tests.bot.fakes import TOKEN, LocalServer, Trouble
from tests.bot.world import close

ANSWERS = frozenset({"getMe", "getWebhookInfo"})
"""What only asks."""


@dataclass(frozen=True)
class Call:
    """One request: the Bot API's method and its fields as they came."""

    method: str
    fields: dict[str, str]


class FakeSettingsApi(LocalServer):
    """getMe, the webhook's methods, and every `set…` of what a bot shows; each takes what it is told.

    `troubles` are answered first, one for each request, whatever was asked.
    """

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[Call] = []
        self.troubles: deque[Trouble] = deque()
        self.webhook: dict[str, object] = {"url": "", "pending_update_count": 3}
        self.reads_all = False

    def routes(self) -> list[web.RouteDef]:
        return [web.post("/bot{token}/{method}", self._answer)]

    def set_methods(self) -> Counter[str]:
        """Return how often each method that changes something was called."""
        return Counter(call.method for call in self.calls if call.method not in ANSWERS)

    def last(self, method: str) -> dict[str, str]:
        return next(call.fields for call in reversed(self.calls) if call.method == method)

    async def _answer(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != TOKEN:
            return Trouble(401, "Unauthorized").response()
        fields = {name: value for name, value in (await request.post()).items() if isinstance(value, str)}
        method = request.match_info["method"]
        self.calls.append(Call(method, fields))
        if self.troubles:
            return self.troubles.popleft().response()
        return web.json_response({"ok": True, "result": self._act(method, fields)})

    def _act(self, method: str, fields: dict[str, str]) -> object:
        match method:
            case "getMe":
                return self._me()
            case "getWebhookInfo":
                return {"has_custom_certificate": False, **self.webhook}
            case "setWebhook":
                self.webhook |= {
                    "url": fields["url"],
                    # Telegram keeps no order.
                    "allowed_updates": sorted(json.loads(fields["allowed_updates"])),
                    "max_connections": int(fields["max_connections"]),
                }
            case "deleteWebhook":
                self.webhook |= {"url": ""}
            case _:
                assert method.startswith("set") or method == "deleteMyCommands"
        return True

    def _me(self) -> dict[str, object]:
        return {
            "id": 4242,
            "is_bot": True,
            "first_name": "Manta",
            "username": "manta_bot",
            "can_join_groups": True,
            "can_read_all_group_messages": self.reads_all,
        }


@dataclass
class FakeMemory:
    """`domain.telegram.BotMemory` in a dictionary; the next `outages` uses fail."""

    values: dict[str, str] = field(default_factory=dict[str, str])
    outages: int = 0

    async def recall(self, key: str) -> str | None:
        self._answer()
        return self.values.get(key)

    async def remember(self, key: str, value: str) -> None:
        self._answer()
        self.values[key] = value

    def _answer(self) -> None:
        if self.outages:
            self.outages -= 1
            raise UnavailableError


@asynccontextmanager
async def bot_at(url: str, token: str = TOKEN) -> AsyncGenerator[Bot]:
    """Lend a bot of this Bot API server."""
    bot = make_bot(token, url)
    try:
        yield bot
    finally:
        await close(bot)

"""Telegram's Bot API and Manta's webhook as they behave on the wire, on free ports of this machine."""

import asyncio
import json
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

import httpx2
from aiohttp import web

TOKEN = "4242:AAsecret-part_of-the-token"
TOKEN_SECRET = TOKEN.partition(":")[2]
SECRET = "webhook-secret_1"

Json = Mapping[str, object]


@dataclass(frozen=True)
class Entry:
    """One thing that happened to an update: `tried`, `refused`, `stored` or `confirmed`."""

    act: str
    update_id: int


class Journal:
    """What all parts saw, in the one order it happened, and a way to wait for it."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._changed = asyncio.Condition()

    async def write(self, act: str, update_id: int) -> None:
        async with self._changed:
            self.entries.append(Entry(act, update_id))
            self._changed.notify_all()

    async def until(self, act: str, count: int) -> None:
        """Wait until `act` was written `count` times."""
        async with asyncio.timeout(10), self._changed:
            await self._changed.wait_for(lambda: len(self.ids(act)) >= count)

    def ids(self, act: str) -> list[int]:
        return [entry.update_id for entry in self.entries if entry.act == act]


def check_confirmed_after_stored(journal: Journal) -> None:
    """Fail if Telegram was allowed to forget an update that Manta had not accepted yet."""
    stored: set[int] = set()
    for entry in journal.entries:
        if entry.act == "stored":
            stored.add(entry.update_id)
        if entry.act == "confirmed":
            assert entry.update_id in stored, f"update {entry.update_id} was confirmed before its 2xx"


class LocalServer(ABC):
    """An HTTP server on 127.0.0.1 that can go away and come back on the same port."""

    def __init__(self) -> None:
        self._port = 0
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    @abstractmethod
    def routes(self) -> list[web.RouteDef]:
        """Return what is served."""

    async def start(self) -> None:
        app = web.Application()
        app.add_routes(self.routes())
        self._runner = web.AppRunner(app, shutdown_timeout=0.01, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        self._port = site.port

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None


@dataclass(frozen=True)
class Poll:
    """The parameters of one getUpdates call."""

    offset: int | None
    limit: int
    timeout: int
    allowed_updates: list[str]


@dataclass(frozen=True)
class Trouble:
    """An answer Telegram gives instead of updates; `body` stands for one that is not its usual JSON."""

    status: int
    description: str = ""
    retry_after: int | None = None
    body: bytes | None = None

    def response(self) -> web.Response:
        if self.body is not None:
            return web.Response(status=self.status, body=self.body, content_type="text/html")
        answer: dict[str, object] = {
            "ok": False,
            "error_code": self.status,
            "description": self.description,
        }
        if self.retry_after is not None:
            answer["parameters"] = {"retry_after": self.retry_after}
        return web.json_response(answer, status=self.status)


class FakeBotApi(LocalServer):
    """getUpdates of https://core.telegram.org/bots/api#getupdates: an offset confirms what is before it."""

    def __init__(self, journal: Journal) -> None:
        super().__init__()
        self.polls: list[Poll] = []
        self.troubles: deque[Trouble] = deque()
        self._journal = journal
        self._waiting: list[Json] = []
        self._pushed = asyncio.Condition()
        self._polled = asyncio.Condition()

    def routes(self) -> list[web.RouteDef]:
        return [web.post("/bot{token}/getUpdates", self._get_updates)]

    async def push(self, *updates: Json) -> None:
        async with self._pushed:
            self._waiting.extend(updates)
            self._pushed.notify_all()

    async def until_polled(self, count: int) -> None:
        """Wait until getUpdates was called `count` times."""
        async with asyncio.timeout(10), self._polled:
            await self._polled.wait_for(lambda: len(self.polls) >= count)

    def unconfirmed(self) -> list[int]:
        return [_id(update) for update in self._waiting]

    async def _get_updates(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != TOKEN:
            return Trouble(401, "Unauthorized").response()
        poll = _read_poll(await request.post())
        async with self._polled:
            self.polls.append(poll)
            self._polled.notify_all()
        if self.troubles:
            return self.troubles.popleft().response()
        await self._confirm(poll.offset or 0)
        await self._wait_for_updates(poll.timeout)
        return web.json_response({"ok": True, "result": self._waiting[: poll.limit]})

    async def _confirm(self, offset: int) -> None:
        for update in [update for update in self._waiting if _id(update) < offset]:
            self._waiting.remove(update)
            await self._journal.write("confirmed", _id(update))

    async def _wait_for_updates(self, seconds: int) -> None:
        try:
            async with asyncio.timeout(seconds), self._pushed:
                await self._pushed.wait_for(lambda: len(self._waiting) > 0)
        except TimeoutError:
            return


def _read_poll(form: Mapping[str, str | bytearray | bytes | web.FileField]) -> Poll:
    values = {name: value for name, value in form.items() if isinstance(value, str)}
    return Poll(
        offset=int(values["offset"]) if "offset" in values else None,
        limit=int(values["limit"]),
        timeout=int(values.get("timeout", "0")),
        allowed_updates=cast("list[str]", json.loads(values["allowed_updates"])),
    )


def _id(update: Json) -> int:
    return cast("int", update["update_id"])


class FakeEndpoint(LocalServer):
    """`POST /webhook/telegram`: 401 for a wrong secret, the ordered refusals first, then 200."""

    def __init__(self, journal: Journal) -> None:
        super().__init__()
        self.bodies: list[bytes] = []
        self.refusals: deque[int] = deque()
        self.open = asyncio.Event()
        self.open.set()
        self._journal = journal

    def routes(self) -> list[web.RouteDef]:
        return [web.post("/webhook/telegram", self._accept)]

    async def _accept(self, request: web.Request) -> web.Response:
        if request.headers.get("X-Telegram-Bot-Api-Secret-Token") != SECRET:
            return web.Response(status=401)
        body = await request.read()
        update_id = _id(cast("Json", json.loads(body)))
        await self.open.wait()
        if self.refusals:
            status = self.refusals.popleft()
            await self._journal.write("refused", update_id)
            return web.Response(status=status)
        self.bodies.append(body)
        await self._journal.write("stored", update_id)
        return web.json_response({"status": "ok"})


class WatchedTransport(httpx2.AsyncHTTPTransport):
    """A real transport that writes every attempt down before it is made."""

    def __init__(self, journal: Journal) -> None:
        super().__init__()
        self._journal = journal

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        update = cast("Json", json.loads(request.content))
        await self._journal.write("tried", _id(update))
        return await super().handle_async_request(request)

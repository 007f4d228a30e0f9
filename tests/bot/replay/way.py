"""The way of an update as Telegram walks it: posted to the webhook, stored in PostgreSQL, handled."""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Final

import httpx2

from api.app import create_app
from domain.errors import InvalidInputError
from domain.update import QueuedUpdate, read_update
from pipeline.updates import BatchingUpdateIntake, Handler, UpdateWorker
from tests.bot.desk import Desk
from tests.fakes.telegram.jsons import Json, find_int, find_object
from tests.fakes.world import TELEGRAM_SECRET, FakeWorld
from tests.support.polling import wait_until_async

SECRET: Final = {"X-Telegram-Bot-Api-Secret-Token": TELEGRAM_SECRET}
AT_ONCE: Final = 40
"""As many as Telegram has under way at once."""

_numbers = count(1)


@dataclass(frozen=True)
class End:
    """What became of an update; `error` says why it is a dead letter."""

    kind: str
    state: str
    error: str | None

    @property
    def is_told(self) -> bool:
        """Whether it is done, or a dead letter that says what is wrong with the update."""
        if self.state == "done":
            return self.error is None
        return self.state == "dead" and (self.error or "").startswith(f"{InvalidInputError.code}: ")


@dataclass
class Watch:
    """A handler that remembers every failure but those that say what is wrong with the update."""

    handle: Handler
    failures: list[str] = field(default_factory=list[str])

    async def __call__(self, update: QueuedUpdate) -> None:
        """Handle an update."""
        try:
            await self.handle(update)
        except InvalidInputError:
            raise
        except Exception as error:
            self.failures.append(f"{error!r} of {update.payload[:500]}")
            raise


@dataclass
class Way:
    """A webhook and a worker over one database.

    Attributes:
        statuses: What the webhook answered, counted.
        kinds: What was handled, counted by the kind.
    """

    desk: Desk
    client: httpx2.AsyncClient
    statuses: Counter[int] = field(default_factory=Counter[int])
    kinds: Counter[str] = field(default_factory=Counter[str])

    async def walk(self, contents: Iterable[Json]) -> list[End]:
        """Deliver updates under numbers of their own and return what became of each, in their order.

        Raises:
            AssertionError: The webhook did not take one, or the handler failed in another way than by saying
                what is wrong with the update, or one still waits.
        """
        raws = [_to_raw(content) for content in contents]
        for start in range(0, len(raws), AT_ONCE):
            await asyncio.gather(*map(self._post, raws[start : start + AT_ONCE]))
        watch = Watch(self.desk.handler)
        await self._work(watch)
        assert watch.failures == []
        return await self._ends([read_update(raw).update_id for raw in raws])

    async def _post(self, raw: bytes) -> None:
        answer = await self.client.post("/webhook/telegram", content=raw, headers=SECRET)
        self.statuses[answer.status_code] += 1
        assert answer.status_code == 200, (answer.text, raw[:500])

    async def _work(self, watch: Watch) -> None:
        """Handle until nothing waits; a single try, so that none waits for its next."""
        worker = UpdateWorker(self.desk.updates, watch, max_tries=1, poll_s=0.02)
        running = asyncio.create_task(worker.run())
        try:
            await wait_until_async(self._is_through, timeout_s=120)
        finally:
            worker.stop()
            await running
        self.kinds += worker.kinds

    async def _is_through(self) -> bool:
        async with self.desk.database.connection() as connection:
            waiting = await connection.fetchval(
                "SELECT count(*) FROM telegram_updates WHERE state = 'pending'"
            )
        return waiting == 0

    async def _ends(self, update_ids: list[int]) -> list[End]:
        async with self.desk.database.connection() as connection:
            rows = await connection.fetch(
                "SELECT kind, state, error FROM telegram_updates "
                "WHERE update_id = ANY($1::bigint[]) ORDER BY update_id",
                update_ids,
            )
        return [End(row["kind"], row["state"], row["error"]) for row in rows]


def _to_raw(content: Json) -> bytes:
    """Return an update under a number of its own, also its message's: no chat gives one twice."""
    number = next(_numbers)
    kind = next(iter(content), "")
    inner = find_object(content, kind)
    if inner is not None and find_int(inner, "message_id") is not None:
        content = {kind: inner | {"message_id": number}}
    return json.dumps({"update_id": number, **content}).encode()


@asynccontextmanager
async def open_way(desk: Desk) -> AsyncGenerator[Way]:
    """Lend the way to a desk's database."""
    intake = BatchingUpdateIntake(desk.updates)
    app = create_app(replace(FakeWorld().deps(), updates=intake))
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(
        transport=transport, base_url="http://manta.test", trust_env=False
    ) as client:
        yield Way(desk, client)

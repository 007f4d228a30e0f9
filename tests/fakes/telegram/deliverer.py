"""Pushing updates to the bot's webhook: again and again until it takes them."""

import asyncio
from typing import Final

import httpx2

from tests.fakes.telegram.models import Pending, Value
from tests.fakes.telegram.state import State
from tests.fakes.telegram.updates import Updates

SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"

_TIMEOUT_S: Final = 10.0
_LONGEST_PAUSE: Final = 20


class Delivery(Value):
    """One attempt to bring an update to the webhook; the status is 0 when there was no answer.

    `method` is a method that the answer calls: Telegram would perform it and tell nobody how it went.
    """

    update_id: int
    at: float
    status: int
    method: str | None = None


class Deliverer:
    """Owns one task per chat that has updates waiting: their order is kept, no chat waits for another."""

    def __init__(self, state: State, updates: Updates) -> None:
        self._state = state
        self._updates = updates
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._client: httpx2.AsyncClient | None = None
        self._slots = asyncio.Semaphore(state.webhook.max_connections)
        self.deliveries: list[Delivery] = []

    def wake(self) -> None:
        """See that everything that waits is on its way, if there is a webhook."""
        if not self._state.webhook.url:
            return
        for queue in {one.queue for one in self._updates.pending()}:
            task = self._tasks.get(queue)
            if task is None or task.done():
                self._tasks[queue] = asyncio.create_task(self._drain(queue))

    def limit(self, connections: int) -> None:
        """Have no more than so many connections at once from now on."""
        self._slots = asyncio.Semaphore(connections)

    async def close(self) -> None:
        """End the tasks.

        Raises:
            Exception: What one of them has failed with.
        """
        tasks, self._tasks = list(self._tasks.values()), {}
        for task in tasks:
            task.cancel()
        ends = await asyncio.gather(*tasks, return_exceptions=True)
        if self._client is not None:
            await self._client.aclose()
            self._client = None
        for end in ends:
            if isinstance(end, Exception):
                raise end

    async def _drain(self, queue: str) -> None:
        tries = 0
        while (pending := self._first(queue)) is not None:
            async with self._slots:
                delivery = await self._try(pending)
            self.deliveries.append(delivery)
            if 200 <= delivery.status < 300:
                self._updates.finish(pending)
                tries = 0
            else:
                self._note_error(delivery)
                await asyncio.sleep(self._state.settings.retry_s * min(2**tries, _LONGEST_PAUSE))
                tries += 1
            self._state.journal.flush()

    def _first(self, queue: str) -> Pending | None:
        if not self._state.webhook.url:
            return None
        return next((one for one in self._updates.pending() if one.queue == queue), None)

    async def _try(self, pending: Pending) -> Delivery:
        webhook = self._state.webhook
        headers = {} if webhook.secret_token is None else {SECRET_HEADER: webhook.secret_token}
        if self._client is None:
            self._client = httpx2.AsyncClient(timeout=_TIMEOUT_S, trust_env=False)
        try:
            answer = await self._client.post(webhook.url, json=pending.body, headers=headers)
        except httpx2.RequestError:
            return Delivery(update_id=pending.update_id, at=self._state.clock(), status=0)
        method = _called_method(answer)
        return Delivery(
            update_id=pending.update_id, at=self._state.clock(), status=answer.status_code, method=method
        )

    def _note_error(self, delivery: Delivery) -> None:
        text = (
            f"Wrong response from the webhook: {delivery.status}" if delivery.status else "Connection failed"
        )
        change = {"last_error_date": int(delivery.at), "last_error_message": text}
        self._state.webhook = self._state.webhook.model_copy(update=change)


def _called_method(answer: httpx2.Response) -> str | None:
    if not answer.headers.get("content-type", "").startswith("application/json"):
        return None
    try:
        body: object = answer.json()
    except ValueError:
        return None
    found = body.get("method") if isinstance(body, dict) else None  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType] - JSON
    return found if isinstance(found, str) else None

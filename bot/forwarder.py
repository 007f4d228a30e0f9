"""Carries updates from the Bot API to Manta's endpoint where no webhook can reach it."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field

import httpx2
from aiogram import Bot

from bot.kinds import HANDLED_KINDS
from bot.polling import GetRawUpdates, RawUpdate, WebhookSetError, poll_updates
from bot.retry import Backoff, TransientError
from domain.errors import ConfigurationError
from domain.telegram import WEBHOOK_PATH, WEBHOOK_SECRET

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name, as Telegram sends it
_REFUSED_SECRET = (401, 403)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where updates go: Manta's base URL, the webhook's secret, and how many seconds an answer may take.

    Raises:
        ConfigurationError: Telegram would refuse the secret too.
    """

    url: str
    secret: str = field(repr=False)
    timeout_s: float = 10.0

    def __post_init__(self) -> None:
        if not WEBHOOK_SECRET.fullmatch(self.secret):
            raise ConfigurationError(
                "The webhook secret has characters that Telegram does not allow, or too many.",
                remedy="Set TELEGRAM_WEBHOOK_SECRET to 1-256 of the characters A-Z, a-z, 0-9, _ and -.",
            )


@dataclass(frozen=True, slots=True)
class Pace:
    """How the forwarder moves.

    Args:
        poll_s: Seconds one long poll waits for updates.
        batch: Most updates of one poll, 1 to 100.
        grace_s: Seconds a stop waits for the update in hand.
        webhook_s: Seconds a webhook may stand in the way before it is an error: going back to polling, Manta
            takes its webhook away by itself, which may be a moment after this start.
        backoff: Pauses after failures of either side.
    """

    poll_s: int = 50
    batch: int = 100
    grace_s: float = 5.0
    webhook_s: float = 30.0
    backoff: Backoff = field(default_factory=Backoff)


class Forwarder:
    """Polls updates and posts each, unchanged and in order, to `POST {url}/webhook/telegram`.

    Telegram keeps an update until it is confirmed by the next poll's offset, and that offset moves only
    after the endpoint's 2xx: whatever dies, nothing is lost. What is not yet confirmed when the forwarder
    stops comes again at its next start, so the endpoint must recognise an `update_id` it has stored.

    The caller owns, and closes, `bot` and `client`. There may be one forwarder per token. `kinds` is what
    Telegram is asked for (`allowed_updates`).
    """

    def __init__(
        self,
        bot: Bot,
        client: httpx2.AsyncClient,
        endpoint: Endpoint,
        *,
        pace: Pace | None = None,
        kinds: Sequence[str] = HANDLED_KINDS,
    ) -> None:
        self._bot = bot
        self._client = client
        self._endpoint = endpoint
        self._pace = pace or Pace()
        self._kinds = list(kinds)
        self._persist = self._pace.backoff.caller()
        self._offset: int | None = None
        self._blocked_since: float | None = None
        self._stopping = False
        self._delivering = False
        self._limit: asyncio.Timeout | None = None

    async def run(self) -> None:
        """Forward until `stop` is called or the task is cancelled; either side's outages are waited out.

        Raises:
            ConfigurationError: A person has to act: wrong token, second poller, webhook set, wrong secret.
        """
        try:
            async with asyncio.timeout(None) as limit:
                self._limit = limit
                while not self._stopping:
                    await self._forward_batch()
        except TimeoutError:
            if not self._stopping:
                raise
            _log.info("Stopped; what was not accepted stays with Telegram.")
        finally:
            self._limit = None

    def stop(self) -> None:
        """Let `run` return: at once while it polls, else after the update in hand or `grace_s`."""
        if self._stopping:
            return
        self._stopping = True
        if self._limit is not None:
            now = asyncio.get_running_loop().time()
            self._limit.reschedule(now + (self._pace.grace_s if self._delivering else 0.0))

    async def _forward_batch(self) -> None:
        updates = await self._persist(self._poll)
        for update in updates:
            await self._hand_over(update)
            if self._stopping:
                return
        if not updates:
            # Nothing unconfirmed is left. After a quiet week ids start anywhere, even below the offset.
            self._offset = None

    async def _poll(self) -> list[RawUpdate]:
        try:
            updates = await poll_updates(self._bot, self._request())
        except WebhookSetError as error:
            if self._is_blocked_for_good():
                raise
            raise TransientError(error.detail) from None
        self._blocked_since = None
        return updates

    def _is_blocked_for_good(self) -> bool:
        now = asyncio.get_running_loop().time()
        if self._blocked_since is None:
            self._blocked_since = now
        return now - self._blocked_since >= self._pace.webhook_s

    def _request(self) -> GetRawUpdates:
        return GetRawUpdates(
            offset=self._offset,
            limit=self._pace.batch,
            timeout=self._pace.poll_s,
            allowed_updates=self._kinds,
        )

    async def _hand_over(self, update: RawUpdate) -> None:
        self._delivering = True
        try:
            await self._persist(self._post, update)
        finally:
            self._delivering = False
        self._offset = update.update_id + 1

    async def _post(self, update: RawUpdate) -> None:
        try:
            response = await self._client.post(
                self._endpoint.url.rstrip("/") + WEBHOOK_PATH,
                content=update.body,
                headers={SECRET_HEADER: self._endpoint.secret, "Content-Type": "application/json"},
                timeout=self._endpoint.timeout_s,
            )
        except httpx2.HTTPError as error:
            reason = f"{type(error).__name__} {error}".strip()
            raise TransientError(f"Update {update.update_id} was not delivered: {reason}.") from error
        _check_accepted(update, response.status_code)


def _check_accepted(update: RawUpdate, status: int) -> None:
    if status in _REFUSED_SECRET:
        raise ConfigurationError(
            f"Manta refuses the webhook secret ({status}); update {update.update_id} stays with Telegram.",
            remedy="Give Manta and the forwarder the same TELEGRAM_WEBHOOK_SECRET.",
        )
    if not httpx2.codes.is_success(status):
        raise TransientError(f"Update {update.update_id} was not accepted: the endpoint answered {status}.")

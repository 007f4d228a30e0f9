"""The bot's webhook: set when it is not as wanted, taken back when polling is wanted, left alone otherwise.

Nothing that stops touches it: Telegram keeps what it can't deliver for a day and goes on when Manta is back.
"""

import logging
from dataclasses import dataclass, field
from typing import Final

from aiogram import Bot
from aiogram.methods import DeleteWebhook, GetWebhookInfo, SetWebhook
from aiogram.types import WebhookInfo

from bot.asking import ask
from bot.kinds import HANDLED_KINDS
from bot.once import digest, key_of, remembering
from domain.telegram import BotMemory

MAX_CONNECTIONS: Final = 40
"""Deliveries Telegram makes at once, its own default; each waits for one commit."""

_SET_HERE: Final = "set here"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class WantedWebhook:
    """The webhook as it should be at Telegram; `secret` is what each delivery has to carry."""

    url: str
    secret: str = field(repr=False)
    kinds: tuple[str, ...] = HANDLED_KINDS
    max_connections: int = MAX_CONNECTIONS

    def is_told_by(self, info: WebhookInfo) -> bool:
        """Return whether Telegram has all of it but the secret, which it never tells."""
        return (info.url, set(info.allowed_updates or ()), info.max_connections) == (
            self.url,
            set(self.kinds),
            self.max_connections,
        )


async def ensure_webhook(bot: Bot, wanted: WantedWebhook, memory: BotMemory) -> bool:
    """Set the webhook if anything of it changed; return whether it was set. Waiting updates are kept.

    Raises:
        ConfigurationError: The token is wrong, or Telegram refuses the webhook.
        TransientError: Telegram can't be reached or can't answer now.
        UnavailableError: The memory can't be reached.
    """
    key, ours = key_of(bot, "webhook"), digest(bot, wanted.url, wanted.secret)
    info = await ask(bot, GetWebhookInfo())
    if wanted.is_told_by(info) and await memory.recall(key) == ours:
        return False
    async with remembering(memory, key, ours):
        # Before it is set: if all ends here, it is still known whose webhook it is.
        await memory.remember(_key_of_address(bot, wanted.url), _SET_HERE)
        await ask(bot, _as_method(wanted))
    _log.info("Telegram delivers updates to %s from now on", wanted.url)
    return True


def _as_method(wanted: WantedWebhook) -> SetWebhook:
    return SetWebhook(
        url=wanted.url,
        secret_token=wanted.secret,
        allowed_updates=list(wanted.kinds),
        max_connections=wanted.max_connections,
        drop_pending_updates=False,
    )


async def release_webhook(bot: Bot, memory: BotMemory) -> bool:
    """Delete the webhook if it is the one that `ensure_webhook` set; return whether it was deleted.

    Whoever else receives the bot's updates is left in peace. Waiting updates are kept: polling gets them.

    Raises:
        ConfigurationError: The token is wrong.
        TransientError: Telegram can't be reached or can't answer now.
        UnavailableError: The memory can't be reached.
    """
    info = await ask(bot, GetWebhookInfo())
    if not info.url or await memory.recall(_key_of_address(bot, info.url)) is None:
        return False
    await ask(bot, DeleteWebhook(drop_pending_updates=False))
    _log.info("Telegram delivers no more to %s: updates are polled from now on", info.url)
    return True


def _key_of_address(bot: Bot, url: str) -> str:
    # Somebody else's address may hold the token.
    return key_of(bot, "webhook", digest(bot, url))

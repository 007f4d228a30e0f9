"""Connecting the bot: its webhook or none, its commands and its texts, as the settings ask for."""

import logging
from collections.abc import Awaitable, Callable

from aiogram import Bot

from bot.asking import TelegramRefusedError
from bot.command_texts import texts_with_board
from bot.commands import ensure_commands
from bot.registration import WantedWebhook, ensure_webhook, release_webhook
from bot.retry import Backoff, TransientError
from config.settings import Settings
from domain.errors import ConfigurationError, UnavailableError
from domain.telegram import WEBHOOK_SECRET, BotMemory

_log = logging.getLogger(__name__)


async def connect(bot: Bot, settings: Settings, memory: BotMemory, *, backoff: Backoff | None = None) -> None:
    """Make Telegram deliver the bot's updates as the settings say, and show its commands.

    With TELEGRAM_WEBHOOK_URL the webhook is set if it changed; without it, a webhook that was set here is
    taken back, so that updates can be polled. With an https MANTA_PUBLIC_URL the menu button of private chats
    opens the board; without one it shows the commands again.

    It may be called at each start, and by several processes: what is set already is not set again. Outages of
    Telegram and of the memory are logged and waited out, however long they last.

    Raises:
        ConfigurationError: A person has to act: wrong token, unusable or refused webhook.
    """
    wanted = find_wanted_webhook(settings)
    persist = (backoff or Backoff()).caller()
    if wanted is None:
        await persist(_waiting_for_memory, lambda: release_webhook(bot, memory))
    else:
        await persist(_waiting_for_memory, lambda: ensure_webhook(bot, wanted, memory))
    texts = texts_with_board(settings.manta_public_url)
    try:
        await persist(_waiting_for_memory, lambda: ensure_commands(bot, texts, memory))
    except TelegramRefusedError as error:
        # The bot works without its menu; a text that is too long must not keep it from doing so.
        _log.error("The bot's commands are not shown. %s", error.detail)


def find_wanted_webhook(settings: Settings) -> WantedWebhook | None:
    """Return the webhook that the settings ask for, None when updates are polled.

    Raises:
        ConfigurationError: The address or the secret can't be used.
    """
    url = settings.telegram_webhook_address()
    if url is None:
        return None
    secret = settings.telegram_webhook_secret
    if secret is None or not WEBHOOK_SECRET.fullmatch(secret.get_secret_value()):
        raise ConfigurationError(
            "A webhook needs a secret that Telegram takes.",
            remedy="Set TELEGRAM_WEBHOOK_SECRET to 1-256 of the characters A-Z, a-z, 0-9, _ and -.",
        )
    return WantedWebhook(url, secret.get_secret_value())


async def _waiting_for_memory(step: Callable[[], Awaitable[object]]) -> None:
    try:
        await step()
    except UnavailableError as error:
        raise TransientError(error.detail) from error

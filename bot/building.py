"""Making the bot, the one place that turns a token and an address into aiogram's Bot, and its links."""

import asyncio
from typing import Final

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiogram.exceptions import AiogramError
from aiogram.utils.token import TokenValidationError

from bot.links import Links
from config.settings import Settings
from domain.errors import ConfigurationError, UnavailableError

_FROM_BOTFATHER: Final = "Copy it from @BotFather: 123456:ABC..."

USERNAME_TIMEOUT_S: Final = 10.0
"""How long Telegram may take to say what the bot is called."""


def make_bot(token: str, api_url: str | None) -> Bot:
    """Return a bot on Telegram's server, or on one's own; the caller closes it.

    Raises:
        ConfigurationError: The token does not look like one.
    """
    server = TelegramAPIServer.from_base(api_url) if api_url else PRODUCTION
    try:
        return Bot(token, session=AiohttpSession(api=server))
    except TokenValidationError:
        raise ConfigurationError(
            "TELEGRAM_BOT_TOKEN does not look like a token.", remedy=_FROM_BOTFATHER
        ) from None


def build_bot(settings: Settings) -> Bot:
    """Return the bot of the settings; the caller closes it.

    Raises:
        ConfigurationError: There is no token, or it does not look like one.
    """
    if settings.telegram_bot_token is None:
        raise ConfigurationError(
            "Telegram is not connected.", remedy="Set TELEGRAM_BOT_TOKEN; it comes from @BotFather."
        )
    return make_bot(settings.telegram_bot_token.get_secret_value(), settings.telegram_api_url)


def make_links(bot: Bot, public_url: str | None) -> Links:
    """Return the addresses of a bot and of its board.

    Telegram is asked for the username once; finding it raises `UnavailableError` when it does not say.

    Args:
        bot: It is not closed with them.
        public_url: MANTA_PUBLIC_URL.
    """

    async def find_username() -> str:
        try:
            async with asyncio.timeout(USERNAME_TIMEOUT_S):
                return (await bot.me()).username or ""
        except (AiogramError, TimeoutError):
            # Not chained: such an error may quote the address, which holds the token.
            raise UnavailableError("Telegram does not say what the bot is called.") from None

    return Links(find_username, public_url)

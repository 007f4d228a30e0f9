"""Making the bot: the one place that turns a token and an address into aiogram's Bot."""

from typing import Final

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiogram.utils.token import TokenValidationError

from config.settings import Settings
from domain.errors import ConfigurationError

_FROM_BOTFATHER: Final = "Copy it from @BotFather: 123456:ABC..."


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

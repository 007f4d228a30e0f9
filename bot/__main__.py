"""`python -m bot`: forward this bot's updates to Manta, configured by the environment."""

import asyncio
import logging
import signal
from typing import Literal

import httpx2
from aiogram import Bot
from pydantic import HttpUrl, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.building import make_bot
from bot.forwarder import Endpoint, Forwarder
from config.logs import start_logging
from config.settings import LogFormat
from domain.errors import ConfigurationError, MantaError


class Settings(BaseSettings):
    """The forwarder's environment variables, by their names in lower case.

    `telegram_api_url` is the base URL of a local Bot API server, `manta_url` that of Manta;
    with a `telegram_webhook_url` there is nothing to forward.
    """

    # Pydantic's errors quote their input otherwise, and one of these is the token.
    model_config = SettingsConfigDict(
        env_file=".env", env_ignore_empty=True, extra="ignore", hide_input_in_errors=True, frozen=True
    )

    telegram_bot_token: SecretStr
    telegram_webhook_secret: SecretStr
    telegram_api_url: HttpUrl | None = None
    telegram_webhook_url: str | None = None
    manta_url: HttpUrl = HttpUrl("http://127.0.0.1:8000")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    manta_log_format: LogFormat = "text"


def load_settings() -> Settings:
    """Return the settings of this process.

    Raises:
        ConfigurationError: A variable is missing or can't be used.
    """
    try:
        return Settings.model_validate({})
    except ValidationError as error:
        faults = error.errors(include_url=False, include_context=False, include_input=False)
        text = "; ".join(f"{str(fault['loc'][0]).upper()}: {fault['msg']}" for fault in faults)
        raise ConfigurationError(f"The environment is incomplete. {text}.") from None


def make_forwarded_bot(settings: Settings) -> Bot:
    """Return the bot whose updates are forwarded; the caller closes it.

    Raises:
        ConfigurationError: The token does not look like one, or a webhook is wanted.
    """
    if settings.telegram_webhook_url is not None:
        raise ConfigurationError(
            "TELEGRAM_WEBHOOK_URL is set: Telegram brings the updates itself, and they can't be polled.",
            remedy="Leave TELEGRAM_WEBHOOK_URL out to poll; without a forwarder there is nothing to start.",
        )
    url = settings.telegram_api_url
    return make_bot(settings.telegram_bot_token.get_secret_value(), str(url) if url else None)


async def forward(settings: Settings) -> None:
    """Forward updates until SIGTERM or SIGINT.

    Raises:
        ConfigurationError: A person has to act; see `Forwarder.run`.
    """
    endpoint = Endpoint(str(settings.manta_url), settings.telegram_webhook_secret.get_secret_value())
    async with make_forwarded_bot(settings) as bot, httpx2.AsyncClient() as client:
        forwarder = Forwarder(bot, client, endpoint)
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, forwarder.stop)
        logging.getLogger(__name__).info("Forwarding bot %d's updates to %s", bot.id, endpoint.url)
        await forwarder.run()


def _start_logging(settings: Settings) -> None:
    start_logging(settings.log_level, settings.manta_log_format, "bot")
    # One line per request from the client and a second one per retry from stamina say nothing new.
    for name in ("httpx2", "stamina"):
        logging.getLogger(name).setLevel(logging.ERROR)


def main() -> None:
    """Run the forwarder; a configuration error ends it with what to do and exit code 1."""
    try:
        settings = load_settings()
        _start_logging(settings)
        asyncio.run(forward(settings))
    except MantaError as error:
        raise SystemExit(f"{error.detail} {error.remedy}") from None


if __name__ == "__main__":
    main()

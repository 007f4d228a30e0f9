"""Putting the bot together: its client, its handlers and what they call."""

from aiogram import Bot

from bot.building import build_bot
from bot.connect import connect
from bot.dispatcher import UpdateHandler
from config.settings import Settings
from domain.services import Services
from domain.telegram import BotMemory
from domain.update import QueuedUpdate


class BotHandlers:
    """The handlers with the bot they answer by, which is closed with them."""

    def __init__(self, bot: Bot, services: Services, settings: Settings) -> None:
        self._bot = bot
        self._settings = settings
        self._handle = UpdateHandler(bot, services, settings.manta_public_url)

    async def __call__(self, update: QueuedUpdate) -> None:
        """Handle an update; see `bot.dispatcher.UpdateHandler`."""
        await self._handle(update)

    async def connect(self, memory: BotMemory) -> None:
        """Tell Telegram where updates go and which commands there are; see `bot.connect.connect`.

        Raises:
            ConfigurationError: A person has to act.
        """
        await connect(self._bot, self._settings, memory)

    async def close(self) -> None:
        """Close the bot's connections."""
        await self._bot.session.close()


def build_handlers(settings: Settings, services: Services) -> BotHandlers:
    """Return the bot's handlers over the use cases.

    Raises:
        ConfigurationError: There is no token.
    """
    return BotHandlers(build_bot(settings), services, settings)

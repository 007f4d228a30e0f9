"""Putting the bot together: its client, its handlers and what they call."""

from aiogram import Bot

from bot.dispatcher import UpdateHandler
from bot.sender import make_bot
from config.settings import Settings
from domain.services import Services
from domain.update import QueuedUpdate


class BotHandlers:
    """The handlers with the bot they answer by, which is closed with them."""

    def __init__(self, bot: Bot, services: Services) -> None:
        self._bot = bot
        self._handle = UpdateHandler(bot, services)

    async def __call__(self, update: QueuedUpdate) -> None:
        """Handle an update; see `bot.dispatcher.UpdateHandler`."""
        await self._handle(update)

    async def close(self) -> None:
        """Close the bot's connections."""
        await self._bot.session.close()


def build_handlers(settings: Settings, services: Services) -> BotHandlers:
    """Return the bot's handlers over the use cases.

    Raises:
        ConfigurationError: There is no token.
    """
    return BotHandlers(make_bot(settings), services)

"""Handling stored updates: aiogram's dispatcher with our routers, one update at a time."""

from aiogram import Bot, Dispatcher
from aiogram.types import TelegramObject, Update
from pydantic import ValidationError

from bot.building import make_links
from bot.errors import Failures, Permission
from bot.handlers import routers
from bot.handlers.media import keep_file
from bot.here import HERE, Here
from bot.middleware import Next
from bot.presses import ATTEMPTS, PressAnswers
from bot.reading import faults, read_sighting
from bot.speaking import texts_for
from domain.errors import InvalidInputError
from domain.services import Services
from domain.update import QueuedUpdate


class UpdateHandler:
    """`pipeline.updates.Handler` by aiogram's dispatcher.

    Args:
        bot: Whose updates these are.
        services: What handlers call.
        public_url: MANTA_PUBLIC_URL, where buttons lead to.
    """

    def __init__(self, bot: Bot, services: Services, public_url: str | None = None) -> None:
        self._bot = bot
        self._dispatcher = Dispatcher(links=make_links(bot, public_url))
        self._dispatcher.update.outer_middleware(PressAnswers(bot))
        self._dispatcher.update.outer_middleware(Surroundings(services))
        self._dispatcher.message.middleware(Failures())
        self._dispatcher.message.middleware(Permission())
        for content in ("message", "edited_message", "channel_post", "edited_channel_post"):
            self._dispatcher.observers[content].outer_middleware(keep_file)
        self._dispatcher.include_routers(*routers())

    async def __call__(self, update: QueuedUpdate) -> None:
        """Handle an update.

        Raises:
            InvalidInputError: It is none of this Bot API.
        """
        try:
            known = Update.model_validate_json(update.payload, context={"bot": self._bot})
        except ValidationError as error:
            raise InvalidInputError(f"The update is malformed: {faults(error)}.") from None
        await self._dispatcher.feed_update(self._bot, known, **{ATTEMPTS: update.attempts})


class Surroundings:
    """Gives each handler its `Here`, and posts what it says when it is through."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def __call__(self, handler: Next, event: TelegramObject, data: dict[str, object]) -> object:
        """Handle an update inside its surroundings."""
        if not isinstance(event, Update):
            return await handler(event, data)
        here = await self._look(event)
        data[HERE] = here
        result = await handler(event, data)
        if here.letters:
            await self._services.mailbox.post(here.workspace_id, here.letters)
        return result

    async def _look(self, update: Update) -> Here:
        event = _content(update)
        met = await self._services.chats.meet(read_sighting(event))
        message = getattr(event, "message", event)
        thread_id: int | None = getattr(message, "message_thread_id", None)
        return Here(
            services=self._services,
            update_id=update.update_id,
            chat=met.chat,
            person=met.person,
            texts=texts_for(met.chat, met.person),
            thread_id=thread_id if getattr(message, "is_topic_message", False) else None,
        )


def _content(update: Update) -> TelegramObject:
    """Return what an update carries; itself when this Bot API does not know it."""
    names = (name for name in Update.model_fields if name != "update_id")
    found: TelegramObject | None = next((one for name in names if (one := getattr(update, name))), None)
    return found or update

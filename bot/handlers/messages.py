"""What people write: every message goes to the agents."""

from aiogram import Router
from aiogram.types import Message

from bot.here import Here
from bot.reading import read_message


def router() -> Router:
    """Return the router of ordinary messages; it comes last, as it takes whatever is left."""
    made = Router(name="messages")
    made.message.register(take_message)
    made.channel_post.register(take_message)
    return made


async def take_message(message: Message, here: Here) -> None:
    """Hand a message to the agents."""
    new = read_message(message)
    if new is not None:
        await here.services.intake.accept(here.workspace_id, new)

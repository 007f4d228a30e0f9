"""What people correct in their messages: it is read anew, and what came of it follows."""

from datetime import UTC, datetime
from typing import Final

from aiogram import Router
from aiogram.types import Message

from bot.here import Here
from bot.reading import read_message
from domain.errors import InvalidInputError
from domain.message import NewMessage

_UPDATES: Final = 2**31
"""More than there are numbers of updates."""

_SECONDS: Final = range(2**32)


def router() -> Router:
    """Return the router of edited messages."""
    made = Router(name="edits")
    made.edited_message.register(take_edit)
    made.edited_channel_post.register(take_edit)
    return made


async def take_edit(message: Message, here: Here) -> None:
    """Hand a message's new text to the agents; what is a command now, or has no words, stays as it was."""
    new = read_message(message)
    if new is not None:
        await here.services.intake.edit(here.workspace_id, _edited(new, message.edit_date, here.update_id))


def _edited(new: NewMessage, edit_date: int | None, update_id: int) -> NewMessage:
    """Return the message as an edit of it.

    Edits are ranked by their second, and within it by the update's number: after a week without updates
    Telegram begins to count somewhere else.

    Args:
        new: The message as it is now.
        edit_date: When it was edited, in seconds since 1970.
        update_id: The number of the update that tells of it.

    Raises:
        InvalidInputError: Its date is none.
    """
    seconds = int(new.sent_at.timestamp()) if edit_date is None else edit_date
    if seconds not in _SECONDS:
        raise InvalidInputError("The date of the edit is none.")
    rank = seconds * _UPDATES + update_id % _UPDATES
    return new.model_copy(update={"edited_at": datetime.fromtimestamp(seconds, UTC), "edit_rank": rank})

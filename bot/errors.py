"""What people are told when their command or button fails, and who may use which command."""

import logging
from typing import Final

from aiogram import Bot
from aiogram.dispatcher.flags import get_flag
from aiogram.types import CallbackQuery, Message, TelegramObject

from bot.administrators import is_administrator
from bot.answering import answer_button
from bot.commands import Audience
from bot.here import Here
from bot.html import escape
from bot.listening import AUDIENCE
from bot.middleware import Next
from bot.texts import FALLBACK, Texts
from domain.errors import (
    ConflictError,
    ForbiddenError,
    IllegalTransitionError,
    InvalidInputError,
    MantaError,
    NotFoundError,
    StaleVersionError,
    UnavailableError,
)
from domain.outbox import Letter, TextParcel

_KEYS: Final = (
    (NotFoundError, "error-not-found"),
    (StaleVersionError, "error-stale"),
    (IllegalTransitionError, "error-move"),
    (ConflictError, "error-conflict"),
    (ForbiddenError, "error-forbidden"),
    (InvalidInputError, "error-input"),
)
_log = logging.getLogger(__name__)


class Permission:
    """Refuses the commands of administrators to everybody else."""

    async def __call__(self, handler: Next, event: TelegramObject, data: dict[str, object]) -> object:
        """Call the handler if who wrote may use its command."""
        here, bot = data.get("here"), data.get("bot")
        if (
            get_flag(data, AUDIENCE) is Audience.ADMINISTRATORS
            and isinstance(event, Message)
            and isinstance(here, Here)
            and isinstance(bot, Bot)
            and not await is_administrator(bot, here, event.sender_chat)
        ):
            here.say(here.texts("error-administrators"), reply_to=event.message_id, essential=False)
            return None
        return await handler(event, data)


class Failures:
    """Answers commands and buttons that fail.

    Outages are raised, so that the update is handled again; and so are mistakes of the bot's own, after an
    apology, so that the update ends as a dead letter if they last. Ordinary messages are not answered.
    """

    async def __call__(self, handler: Next, event: TelegramObject, data: dict[str, object]) -> object:
        """Call the handler, and say what went wrong."""
        here = data.get("here")
        if not isinstance(here, Here) or not _is_asked(event, data):
            return await handler(event, data)
        try:
            return await handler(event, data)
        except UnavailableError:
            raise
        except MantaError as error:
            _log.info("update %s: %s", here.update_id, error.detail)
            here.letters.clear()
            await _answer(event, here, tell(error, here), data)
            return None
        except Exception:
            _log.exception("handling update %s failed", here.update_id)
            await _apologise(event, here, data)
            raise


def tell(error: MantaError, here: Here) -> str:
    """Return what to say of an error, as plain text: shortly in groups, and what to do about it in private.

    Errors are written in English: readers of other languages get the sort of error in theirs.
    """
    short = next((key for kind, key in _KEYS if isinstance(error, kind)), "error-other")
    is_private = here.chat is None or here.chat.is_private
    if not is_private or here.texts.language != FALLBACK:
        return here.texts(short)
    return f"{error.detail}\n{error.remedy}"


def _is_asked(event: TelegramObject, data: dict[str, object]) -> bool:
    return isinstance(event, CallbackQuery) or (isinstance(event, Message) and "command" in data)


async def _answer(event: TelegramObject, here: Here, text: str, data: dict[str, object]) -> None:
    bot = data.get("bot")
    if isinstance(event, CallbackQuery) and isinstance(bot, Bot):
        await answer_button(bot, event, text, alert=True)
    elif isinstance(event, Message):
        here.say(escape(text), reply_to=event.message_id)


async def _apologise(event: TelegramObject, here: Here, data: dict[str, object]) -> None:
    """Say once that the bot is at fault, whatever becomes of the next tries."""
    text = _apology(here.texts, here.update_id)
    bot = data.get("bot")
    if isinstance(event, CallbackQuery) and isinstance(bot, Bot):
        await answer_button(bot, event, text, alert=True)
    elif isinstance(event, Message) and here.chat is not None:
        parcel = TextParcel(html=text, reply_to=event.message_id, thread_id=here.thread_id)
        letter = Letter(chat_id=here.chat.id, parcel=parcel, key=f"update:{here.update_id}:apology")
        await here.services.mailbox.post(here.workspace_id, [letter])


def _apology(texts: Texts, update_id: int) -> str:
    return texts("error-bug", number=str(update_id))

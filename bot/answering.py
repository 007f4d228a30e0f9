"""Answers that Telegram waits for at once: they end a button's spinner and fill the inline mode."""

import logging
from typing import Final

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.methods import AnswerCallbackQuery
from aiogram.methods.base import TelegramMethod
from aiogram.types import CallbackQuery

TIMEOUT_S: Final = 5
"""How long Telegram may take: whoever asked looks at the screen."""

MAX_TOAST: Final = 200
"""Longest answer to a button, in characters."""

_log = logging.getLogger(__name__)


async def answer_button(
    bot: Bot, callback: CallbackQuery, text: str | None = None, *, alert: bool = False
) -> None:
    """End a button's spinner, and show a text if there is one."""
    shown = text[:MAX_TOAST] if text else None
    await answer_now(bot, AnswerCallbackQuery(callback_query_id=callback.id, text=shown, show_alert=alert))


async def answer_now(bot: Bot, method: TelegramMethod[bool]) -> None:
    """Give an answer if it can be given now.

    Nobody waits for a late one: Telegram refuses it after some seconds, so trying again would never end.
    """
    try:
        await bot(method, request_timeout=TIMEOUT_S)
    except AiogramError as error:
        # Other errors' texts may quote the address, which holds the token.
        _log.info("%s came too late or was refused: %s", method.__api_method__, type(error).__name__)

"""Answering a pressed button, so that it stops waiting: at once, bounded, and by the way."""

import logging
from typing import Final

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.types import CallbackQuery

log = logging.getLogger(__name__)

TIMEOUT_S: Final = 5
"""How long Telegram may take; after some seconds it forgets the press anyway."""


async def answer_press(bot: Bot, press: CallbackQuery, text: str, *, alert: bool = False) -> None:
    """Show a short text over the chat; that Telegram does not take it changes nothing of what was done."""
    try:
        await bot.answer_callback_query(press.id, text=text, show_alert=alert, request_timeout=TIMEOUT_S)
    except AiogramError as error:
        log.info("a pressed button was not answered: %s", type(error).__name__)

"""Who is an administrator of a group: Telegram says so, and what it said last is kept."""

from aiogram import Bot
from aiogram.types import Chat as TelegramChat

from bot.here import Here
from bot.standings import ask_standing
from domain.chat import Standing


async def is_administrator(bot: Bot, here: Here, sender_chat: TelegramChat | None = None) -> bool:
    """Return whether who acts is an administrator of the chat.

    Telegram is asked each time, as it does not tell every bot of who was dismissed; when it does not answer,
    what it said last holds. Who writes as the group itself is one of its anonymous administrators.
    """
    if sender_chat is not None:
        return sender_chat.id == here.in_chat.id
    if here.person is None:
        return False
    told = await ask_standing(bot, here, here.person.id)
    if told is None:
        told = await here.services.chats.get_standing(here.in_chat.id, here.person.id)
    return told is Standing.ADMIN

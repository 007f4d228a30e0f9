"""Who is an administrator of a group: Telegram says so, and what it said last is kept."""

import logging

from aiogram import Bot
from aiogram.enums import ChatMemberStatus
from aiogram.exceptions import AiogramError
from aiogram.types import Chat as TelegramChat

from bot.answering import TIMEOUT_S
from bot.here import Here
from domain.chat import Standing

_ADMINISTRATORS = frozenset({ChatMemberStatus.CREATOR, ChatMemberStatus.ADMINISTRATOR})
_ABSENT = frozenset({ChatMemberStatus.LEFT, ChatMemberStatus.KICKED})
_log = logging.getLogger(__name__)


async def is_administrator(bot: Bot, here: Here, sender_chat: TelegramChat | None = None) -> bool:
    """Return whether who acts is an administrator of the chat.

    Telegram is asked each time, as it does not tell every bot of who was dismissed; when it does not answer,
    what it said last holds. Who writes as the group itself is one of its anonymous administrators.
    """
    if sender_chat is not None:
        return sender_chat.id == here.in_chat.id
    if here.person is None:
        return False
    chat_id, person_id = here.in_chat.id, here.person.id
    try:
        member = await bot.get_chat_member(chat_id, person_id, request_timeout=TIMEOUT_S)
    except AiogramError as error:
        _log.warning("Telegram did not say who is an administrator: %s", type(error).__name__)
        return await here.services.chats.get_standing(chat_id, person_id) is Standing.ADMIN
    standing = _standing(member.status)
    await here.services.chats.set_standing(chat_id, person_id, standing)
    return standing is Standing.ADMIN


def _standing(status: str) -> Standing:
    if status in _ADMINISTRATORS:
        return Standing.ADMIN
    return Standing.LEFT if status in _ABSENT else Standing.MEMBER

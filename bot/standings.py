"""What somebody is in a chat, as Telegram tells it."""

import logging

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.types import (
    ChatMemberAdministrator,
    ChatMemberMember,
    ChatMemberOwner,
    ChatMemberRestricted,
    ResultChatMemberUnion,
)

from bot.answering import TIMEOUT_S
from bot.here import Here
from domain.chat import Standing

_log = logging.getLogger(__name__)


def standing_of(member: ResultChatMemberUnion) -> Standing:
    """Return what a member's status means; who is restricted may be in the chat or not."""
    if isinstance(member, ChatMemberOwner | ChatMemberAdministrator):
        return Standing.ADMIN
    is_in = isinstance(member, ChatMemberMember) or (
        isinstance(member, ChatMemberRestricted) and member.is_member
    )
    return Standing.MEMBER if is_in else Standing.LEFT


async def ask_standing(bot: Bot, here: Here, person_id: int) -> Standing | None:
    """Return what Telegram says somebody is in the chat, and remember it; None when it does not say."""
    chat_id = here.in_chat.id
    try:
        member = await bot.get_chat_member(chat_id, person_id, request_timeout=TIMEOUT_S)
    except AiogramError as error:
        # Other errors' texts may quote the address, which holds the token.
        _log.warning("Telegram does not tell who somebody is: %s", type(error).__name__)
        return None
    standing = standing_of(member)
    await here.services.chats.set_standing(chat_id, person_id, standing)
    return standing

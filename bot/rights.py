"""Who may decide about a task from Telegram: the members of its chat."""

import logging
from typing import Final

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.types import (
    ChatMemberAdministrator,
    ChatMemberMember,
    ChatMemberOwner,
    ChatMemberRestricted,
    ResultChatMemberUnion,
)

from bot.here import Here
from domain.chat import ChatKind, Standing

TIMEOUT_S: Final = 5
"""How long Telegram may take to tell who somebody is."""

_log = logging.getLogger(__name__)


async def may_decide(bot: Bot, here: Here, chat_id: str | None) -> bool:
    """Return whether who acts may change what belongs to a chat, as its messages name it.

    A button can be pressed by whoever sees it: in a public group by strangers, in a channel by all readers.
    What belongs to another chat than the one it is pressed in may be changed by that chat's known members.
    """
    if here.person is None or chat_id is None:
        return False
    if chat_id == str(here.in_chat.id):
        return await _is_insider(bot, here, here.person.id)
    known = await here.services.chats.get_standing(int(chat_id), here.person.id)
    return known in {Standing.ADMIN, Standing.MEMBER}


async def _is_insider(bot: Bot, here: Here, person_id: int) -> bool:
    chat = here.in_chat
    if chat.is_private:
        return chat.id == person_id
    known = await here.services.chats.get_standing(chat.id, person_id)
    enough = {Standing.ADMIN} if chat.kind is ChatKind.CHANNEL else {Standing.ADMIN, Standing.MEMBER}
    if known not in enough:
        known = await _ask(bot, here, person_id)
    return known in enough


async def _ask(bot: Bot, here: Here, person_id: int) -> Standing | None:
    """Return what Telegram says somebody is, and remember it; None when it does not say."""
    chat_id = here.in_chat.id
    try:
        member = await bot.get_chat_member(chat_id, person_id, request_timeout=TIMEOUT_S)
    except AiogramError as error:
        # Other errors' texts may quote the address, which holds the token.
        _log.info("Telegram does not tell who somebody is: %s", type(error).__name__)
        return None
    standing = _standing_of(member)
    await here.services.chats.set_standing(chat_id, person_id, standing)
    return standing


def _standing_of(member: ResultChatMemberUnion) -> Standing:
    if isinstance(member, ChatMemberOwner | ChatMemberAdministrator):
        return Standing.ADMIN
    is_in = isinstance(member, ChatMemberMember) or (
        isinstance(member, ChatMemberRestricted) and member.is_member
    )
    return Standing.MEMBER if is_in else Standing.LEFT

"""Who belongs to a chat: what Telegram tells of people who come, go or become administrators."""

from typing import Final

from aiogram import F, Router
from aiogram.enums import ChatMemberStatus
from aiogram.types import ChatMemberRestricted, ChatMemberUpdated, Message, User

from bot.here import Here
from bot.reading import seen_person
from domain.chat import Sighting, Standing

_STANDINGS: Final = {
    ChatMemberStatus.CREATOR: Standing.ADMIN,
    ChatMemberStatus.ADMINISTRATOR: Standing.ADMIN,
    ChatMemberStatus.MEMBER: Standing.MEMBER,
    ChatMemberStatus.RESTRICTED: Standing.MEMBER,
    ChatMemberStatus.LEFT: Standing.LEFT,
    ChatMemberStatus.KICKED: Standing.LEFT,
}


def router() -> Router:
    """Return the router of members; bots without rights are told by service messages."""
    made = Router(name="members")
    made.chat_member.register(note_member)
    made.message.register(note_leaver, F.left_chat_member)
    made.message.register(note_joiners, F.new_chat_members)
    return made


async def note_member(event: ChatMemberUpdated, here: Here) -> None:
    """Note what somebody is in the chat now."""
    new = event.new_chat_member
    standing = _STANDINGS[ChatMemberStatus(new.status)]
    if isinstance(new, ChatMemberRestricted) and not new.is_member:
        standing = Standing.LEFT
    await _note(here, new.user, standing)


async def note_leaver(message: Message, here: Here) -> None:
    """Note who left, or was removed."""
    if message.left_chat_member is not None:
        await _note(here, message.left_chat_member, Standing.LEFT)


async def note_joiners(message: Message, here: Here) -> None:
    """Note who joined, or was added."""
    for user in message.new_chat_members or ():
        await _note(here, user, Standing.MEMBER)


async def _note(here: Here, user: User, standing: Standing) -> None:
    if not user.is_bot:
        await here.services.chats.meet(Sighting(chat=here.in_chat, others=(seen_person(user),)))
        await here.services.chats.set_standing(here.in_chat.id, user.id, standing)

"""Who is in a chat: the bot itself, people, and chats that become others."""

import logging
from typing import Final

from aiogram import Bot, F, Router
from aiogram.exceptions import AiogramError
from aiogram.types import (
    ChatMemberRestricted,
    ChatMemberUpdated,
    Message,
    ResultChatMemberUnion,
    User,
)

from bot.here import Here
from bot.standings import standing_of
from domain.chat import ChatKind, ChatState, Standing

log = logging.getLogger(__name__)

ASK_S: Final = 5
"""How long Telegram may take to tell the bot's own settings."""

_AWAY: Final = frozenset({"left", "kicked"})
_ADMINS: Final = frozenset({"creator", "administrator"})
_GROUPS: Final = frozenset({ChatKind.GROUP, ChatKind.SUPERGROUP})


def router() -> Router:
    """Return the router of memberships and of what chats become."""
    made = Router(name="membership")
    made.my_chat_member.register(follow_bot)
    made.chat_member.register(follow_person)
    made.message.register(greet_members, F.new_chat_members)
    made.message.register(leave_member, F.left_chat_member)
    made.message.register(become_supergroup, F.migrate_to_chat_id)
    made.message.register(come_from_group, F.migrate_from_chat_id)
    return made


def is_present(member: ResultChatMemberUnion) -> bool:
    """Whether somebody is in the chat."""
    return member.is_member if isinstance(member, ChatMemberRestricted) else member.status not in _AWAY


def may_write(member: ResultChatMemberUnion) -> bool:
    """Whether somebody is in the chat and may write there."""
    if isinstance(member, ChatMemberRestricted):
        return member.is_member and member.can_send_messages
    return is_present(member)


async def follow_bot(event: ChatMemberUpdated, here: Here, bot: Bot) -> None:
    """Note whether the bot may write in a chat; where it was added it says once what it does."""
    was, is_now = may_write(event.old_chat_member), may_write(event.new_chat_member)
    chat_id = here.in_chat.id
    await here.services.chats.set_state(chat_id, ChatState.ACTIVE if is_now else ChatState.LEFT)
    came = not is_present(event.old_chat_member) and is_present(event.new_chat_member)
    if came and is_now and not was and here.in_chat.kind in _GROUPS:
        here.say(await _introduce(event, here, bot))


async def _introduce(event: ChatMemberUpdated, here: Here, bot: Bot) -> str:
    words = here.texts("membership-hello")
    if event.new_chat_member.status in _ADMINS or await _reads_all(bot):
        return words
    return f"{words}\n\n{here.texts('membership-privacy')}"


async def _reads_all(bot: Bot) -> bool:
    """Whether the bot sees all messages of groups; asked each time, as people change it after the hint."""
    try:
        me = await bot.get_me(request_timeout=ASK_S)
    except AiogramError as error:
        log.warning("Telegram did not tell the bot's privacy mode: %s", type(error).__name__)
        return True
    return bool(me.can_read_all_group_messages)


async def follow_person(event: ChatMemberUpdated, here: Here) -> None:
    """Note what a person is in a chat now."""
    member = event.new_chat_member
    await _set_standing(here, member.user, standing_of(member))


async def greet_members(message: Message, here: Here) -> None:
    """Note who has joined a chat; only administrators' bots are told by `chat_member`."""
    for user in message.new_chat_members or ():
        await _set_standing(here, user, Standing.MEMBER)


async def leave_member(message: Message, here: Here) -> None:
    """Note who has left a chat."""
    if message.left_chat_member is not None:
        await _set_standing(here, message.left_chat_member, Standing.LEFT)


async def _set_standing(here: Here, user: User, standing: Standing) -> None:
    if not user.is_bot:
        await here.services.chats.set_standing(here.in_chat.id, user.id, standing)


async def become_supergroup(message: Message, here: Here) -> None:
    """Let a group's tasks be those of the supergroup it becomes; told in the group."""
    if message.migrate_to_chat_id is not None:
        await here.services.chats.migrate(here.in_chat.id, message.migrate_to_chat_id)


async def come_from_group(message: Message, here: Here) -> None:
    """Let a group's tasks be those of the supergroup it became; told in the supergroup."""
    if message.migrate_from_chat_id is not None:
        await here.services.chats.migrate(message.migrate_from_chat_id, here.in_chat.id)

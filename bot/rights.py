"""Who may decide about a task from Telegram: the members of its chat."""

from aiogram import Bot

from bot.here import Here
from bot.standings import ask_standing
from domain.chat import ChatKind, Standing


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
        known = await ask_standing(bot, here, person_id)
    return known in enough

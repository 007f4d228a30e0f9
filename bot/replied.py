"""Which tasks a reply is about: that of a card, or those made of a message."""

from collections.abc import Sequence

from aiogram.types import Message

from bot.here import Here
from domain.card import CardKind
from domain.task import TaskQuery, TaskSort
from domain.values import TaskStatus


async def tasks_replied_to(message: Message, here: Here) -> Sequence[int]:
    """Return the numbers of the tasks that the replied message shows, or that were made of it.

    Of several made of one message only those are meant that are still to be done, if there are such.
    """
    reply = message.reply_to_message
    if reply is None or reply.forum_topic_created is not None:
        return ()
    card = await here.services.cards.find_card(here.in_chat.id, reply.message_id)
    if card is not None and card.kind is CardKind.TASK:
        return (card.subject_id,)
    chat_id = str(here.in_chat.id)
    query = TaskQuery(chats=[chat_id], message=f"{chat_id}:{reply.message_id}", sort=TaskSort.OLDEST)
    tasks = (await here.services.board.list_tasks(here.workspace_id, query)).tasks
    unfinished = [task.id for task in tasks if task.status in {TaskStatus.OPEN, TaskStatus.IN_PROGRESS}]
    return unfinished or [task.id for task in tasks]

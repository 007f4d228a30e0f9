"""The task a button is about, who pressed it, and bringing the pressed message up to date."""

from dataclasses import dataclass

from aiogram import Bot
from aiogram.types import CallbackQuery

from bot.board_button import board_button
from bot.callbacks import DuePress, TaskPress
from bot.faces import task_face
from bot.here import Here
from bot.links import Links
from bot.moves import Moves
from bot.rights import may_decide
from domain.card import Card, CardKind
from domain.outbox import CardMenu, CardParcel, EditParcel, Letter
from domain.task import TaskDetail
from domain.values import TaskStatus


@dataclass(frozen=True)
class Pressed:
    """A button that somebody who may has pressed.

    Args:
        here: Where.
        task: The task as it is.
        version: The task's version that the button was made for.
        number: The message that has the button.
        card: The chat's card of the task; the message may be an older one.
        workspace_id: The task's.
        links: Where the card's buttons lead to.
    """

    here: Here
    task: TaskDetail
    version: int
    number: int
    card: Card | None
    workspace_id: int
    links: Links

    @property
    def is_stale(self) -> bool:
        """Whether the task has changed since the button was made."""
        return self.version != self.task.version

    @property
    def is_ended(self) -> bool:
        """Whether there is nothing left to do."""
        return self.task.status in {TaskStatus.COMPLETED, TaskStatus.CLOSED}

    @property
    def moves(self) -> Moves:
        """Return what the presser may do."""
        by = self.here.by.model_copy(update={"workspace_id": self.workspace_id})
        return Moves(self.here.services, by)

    async def refresh(self, menu: CardMenu = CardMenu.USUAL) -> None:
        """Show the task as it is now in the message that was pressed."""
        if self.card is None or self.card.message_number != self.number:
            await self._rewrite(menu)
            return
        parcel = CardParcel(
            card=CardKind.TASK, subject_id=self.task.id, thread_id=self.card.thread_id, menu=menu
        )
        letter = Letter(chat_id=self.here.in_chat.id, parcel=parcel)
        await self.here.services.mailbox.post(self.workspace_id, [letter])

    async def catch_up(self) -> None:
        """Show a change in the message that was pressed; the chat's card follows by itself."""
        if self.card is None or self.card.message_number != self.number:
            await self._rewrite(CardMenu.USUAL)

    async def _rewrite(self, menu: CardMenu) -> None:
        """Write into a message that is the chat's card no more, or never was."""
        task = await self.here.services.board.get_task(self.workspace_id, self.task.id)
        here = self.here
        button = await board_button(task.id, here.texts, self.links, in_private=here.in_chat.is_private)
        face = task_face(task, here.texts, menu, button)
        here.send(EditParcel(message_number=self.number, html=face.html, keyboard=face.keyboard))


async def find_pressed(
    bot: Bot, here: Here, query: CallbackQuery, press: TaskPress | DuePress, links: Links
) -> Pressed | None:
    """Return what was pressed, None when the presser may not.

    Raises:
        InvalidInputError: The button is not in a chat.
        TaskNotFoundError: The task does not exist.
    """
    card = await here.services.cards.get_card(here.in_chat.id, CardKind.TASK, press.task_id)
    workspace_id = here.workspace_id if card is None else card.workspace_id
    task = await here.services.board.get_task(workspace_id, press.task_id)
    if query.message is None or not await may_decide(bot, here, task.chat_id):
        return None
    return Pressed(here, task, press.version, query.message.message_id, card, workspace_id, links)

"""What a handler is given: where it is, who acts, and how to answer."""

from dataclasses import dataclass, field
from typing import Final

from bot.texts import Texts
from domain.access import Principal
from domain.chat import Chat, Person
from domain.errors import InvalidInputError
from domain.outbox import CardParcel, Keyboard, Letter, Parcel, ReactionParcel, TextParcel
from domain.services import Services
from domain.values import Role

HERE: Final = "here"
"""The name under which handlers are given their `Here`."""


@dataclass
class Here:
    """One update's surroundings.

    What a handler says is collected and posted when it is through, under keys made of the update's number: a
    handler that runs again says nothing twice.

    Args:
        services: The use cases.
        update_id: The update's number; writes that may be repeated are named by it.
        chat: Where it happened; None where there is no chat, as in the inline mode.
        person: Who did it; None when nobody in particular did.
        texts: The words, in the language and time zone of whoever reads them.
        thread_id: The forum topic it happened in.
    """

    services: Services
    update_id: int
    chat: Chat | None
    person: Person | None
    texts: Texts
    thread_id: int | None = None
    letters: list[Letter] = field(default_factory=list[Letter], init=False)

    @property
    def in_chat(self) -> Chat:
        """Return the chat it happened in.

        Raises:
            InvalidInputError: It happened in none.
        """
        if self.chat is None:
            raise InvalidInputError("The update belongs to no chat.")
        return self.chat

    @property
    def workspace_id(self) -> int:
        """Return the workspace of the chat.

        Raises:
            InvalidInputError: It happened in no chat.
        """
        return self.in_chat.workspace_id

    @property
    def by(self) -> Principal:
        """Return who acts, with the rights of a member of the chat's workspace.

        Raises:
            InvalidInputError: It happened in no chat.
        """
        return Principal(workspace_id=self.workspace_id, role=Role.MEMBER, name=self.actor)

    @property
    def actor(self) -> str:
        """Return how histories call who acts."""
        if self.person is None:
            return self.in_chat.title or str(self.in_chat.id)
        return f"@{self.person.username}" if self.person.username else self.person.name

    def say(
        self,
        html: str,
        *,
        keyboard: Keyboard = (),
        reply_to: int | None = None,
        essential: bool = True,
    ) -> None:
        """Answer in the chat, and in the forum topic, with Telegram's HTML."""
        self.send(
            TextParcel(
                html=html,
                keyboard=keyboard,
                reply_to=reply_to,
                thread_id=self.thread_id,
                essential=essential,
            )
        )

    def react(self, message_number: int, emoji: str | None) -> None:
        """React to a message of the chat."""
        self.send(ReactionParcel(message_number=message_number, emoji=emoji))

    def show(self, card: CardParcel) -> None:
        """Show a task or a proposal in the chat, and in the forum topic."""
        self.send(card.model_copy(update={"thread_id": card.thread_id or self.thread_id}))

    def send(self, parcel: Parcel, chat_id: int | None = None) -> None:
        """Post something to the chat, or to another one, when the handler is through."""
        key = f"update:{self.update_id}:{len(self.letters)}"
        to = self.in_chat.id if chat_id is None else chat_id
        self.letters.append(Letter(chat_id=to, parcel=parcel, key=key))

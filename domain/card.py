"""Cards: the one message that shows a task or a proposal in a chat, and follows its changes."""

from enum import StrEnum
from typing import Protocol

from pydantic import Field

from domain.chat import TelegramId
from domain.values import Value


class CardKind(StrEnum):
    """What a card shows; a question asks for another draft of a proposal, and is how answers are known."""

    TASK = "task"
    PROPOSAL = "proposal"
    QUESTION = "question"


class Card(Value):
    """A card; `message_number` is null until it has been sent, `version` is the task's as it is shown."""

    chat_id: TelegramId
    workspace_id: int
    kind: CardKind
    subject_id: int
    thread_id: int | None = None
    message_number: int | None = None
    version: int = Field(default=0, ge=0)


class Cards(Protocol):
    """The cards that are shown."""

    async def get_card(self, chat_id: int, kind: CardKind, subject_id: int) -> Card | None:
        """Return a chat's card of a task or a proposal."""
        ...

    async def find_card(self, chat_id: int, message_number: int) -> Card | None:
        """Return the card that a message of the chat is."""
        ...

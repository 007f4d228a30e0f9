"""Telegram's chats and people as Manta knows them, and how each wants to be spoken to."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Protocol

from pydantic import Field

from domain.values import Name, Text, Value
from domain.workspace import Language, TimeZone

TelegramId = Annotated[int, Field(ge=-(2**63), lt=2**63)]
"""Number of a chat or a person; groups and channels have negative ones."""


class ChatKind(StrEnum):
    """What kind of chat it is, as the Bot API names them."""

    PRIVATE = "private"
    GROUP = "group"
    SUPERGROUP = "supergroup"
    CHANNEL = "channel"


class ChatState(StrEnum):
    """Whether the bot may write in a chat: it may have been removed, blocked, or the chat moved."""

    ACTIVE = "active"
    LEFT = "left"
    MIGRATED = "migrated"


class Feedback(StrEnum):
    """What the bot shows of a message that became a task by itself."""

    CARDS = "cards"
    REACTIONS = "reactions"
    OFF = "off"


class Standing(StrEnum):
    """What a person is in a chat, as far as Manta cares."""

    ADMIN = "admin"
    MEMBER = "member"
    LEFT = "left"


class SeenChat(Value):
    """A chat as an update shows it."""

    id: TelegramId
    kind: ChatKind
    title: Annotated[Text, Field(max_length=512)] = ""
    is_forum: bool = False


class SeenPerson(Value):
    """A person as an update shows them; `language` is that of their Telegram, as an IETF tag."""

    id: TelegramId
    name: Name
    username: Name | None = None
    language: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Return what tasks may call them: a username, a full name or a first name alone."""
        found = (self.username, f"@{self.username}" if self.username else None, self.name, self.first_name)
        return tuple(dict.fromkeys(name for name in found if name))

    @property
    def first_name(self) -> str:
        """Return how to address them."""
        return self.name.split()[0]


class Chat(SeenChat):
    """A chat with its settings, where it has none those of its workspace or what suits its kind.

    A private chat has the language and the time zone of its person before those of its workspace.

    `language` is empty when neither has one; `digest_hour` is in `timezone`, 0 to 23, None: no digest.
    """

    workspace_id: int
    state: ChatState = ChatState.ACTIVE
    language: Language = ""
    timezone: TimeZone = "UTC"
    feedback: Feedback = Feedback.REACTIONS
    digest_hour: int | None = Field(default=None, ge=0, le=23)

    @property
    def is_private(self) -> bool:
        """Whether the bot is alone with one person."""
        return self.kind is ChatKind.PRIVATE


class ChatChange(Value):
    """New settings of a chat; only fields that were set are changed, null puts them back."""

    language: Language | None = None
    timezone: TimeZone | None = None
    feedback: Feedback | None = None
    digest_hour: int | None = Field(default=None, ge=0, le=23)


class Person(SeenPerson):
    """A person with what they chose for themselves; None and empty: as Telegram or the chat says."""

    own_language: Language = ""
    timezone: TimeZone | None = None


class PersonChange(Value):
    """New choices of a person; only fields that were set are changed, null puts them back."""

    language: Language | None = None
    timezone: TimeZone | None = None


class Sighting(Value):
    """What one update shows: where it happened, who did it, and whom it names besides.

    `proves_membership` is false for what somebody who is not in the chat can do there too: to press a button
    or to react, it is enough to see a message.
    """

    chat: SeenChat | None = None
    person: SeenPerson | None = None
    others: tuple[SeenPerson, ...] = ()
    proves_membership: bool = True


class Encounter(Value):
    """A sighting as it is known: chat and person with their settings."""

    chat: Chat | None = None
    person: Person | None = None


class Chats(Protocol):
    """The chats the bot is in, and the people it met there.

    Every method raises `domain.errors.UnavailableError` when the other side does not answer.
    """

    async def meet(self, sighting: Sighting) -> Encounter:
        """Learn what an update shows and return it as it is known; who writes in a chat is a member of it."""
        ...

    async def get_chat(self, chat_id: int) -> Chat | None:
        """Return a chat, None when the bot never was there."""
        ...

    async def change_chat(self, chat_id: int, change: ChatChange) -> Chat:
        """Change a chat's settings and return it.

        Raises:
            NotFoundError: The bot never was there.
        """
        ...

    async def change_person(self, person_id: int, change: PersonChange) -> Person:
        """Change what a person chose and return them.

        Raises:
            NotFoundError: Nobody of that id was met.
        """
        ...

    async def set_state(self, chat_id: int, state: ChatState) -> None:
        """Note that the bot may write in a chat again, or no more; unknown chats are ignored."""
        ...

    async def set_standing(self, chat_id: int, person_id: int, standing: Standing) -> None:
        """Note what a person is in a chat; both have been met."""
        ...

    async def get_standing(self, chat_id: int, person_id: int) -> Standing | None:
        """Return what a person is in a chat as far as is known, None when they were not seen there."""
        ...

    async def migrate(self, old_id: int, new_id: int) -> None:
        """Let a group that became a supergroup keep its tasks, cards and settings; may be repeated."""
        ...

    async def find_person(self, chat_id: int, name: str) -> Person | None:
        """Return who of a chat is called so: by username first, with or without @, then by name."""
        ...

    async def chats_of(self, person_id: int) -> Sequence[Chat]:
        """Return the chats a person is a member of, their private chat first."""
        ...

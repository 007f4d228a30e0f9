"""What has to leave the system because of a committed change, and what becomes of it."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import IntEnum, StrEnum
from typing import Annotated, Final, Literal, Protocol

from pydantic import Field

from domain.card import Card, CardKind
from domain.chat import TelegramId
from domain.reminder import ReminderKind
from domain.values import Instant, Value

FRESH: Final = timedelta(hours=1)
"""What is older is not told any more: a backlog or an import must not flood a chat."""


class Care(IntEnum):
    """How often something is sent again when nobody knows whether it was taken."""

    NOTICE = 0
    ESSENTIAL = 1
    REPEATABLE = 1_000


class Button(Value):
    """A button under a message: it either calls back with `data` or opens an address."""

    text: str
    data: str | None = Field(default=None, max_length=64)
    url: str | None = None
    web_app: str | None = None
    query: str | None = Field(default=None, description="Opens the inline mode with this text here.")


Keyboard = tuple[tuple[Button, ...], ...]
"""Rows of buttons."""


class TextParcel(Value):
    """A new message: Telegram's HTML, which its maker has escaped and cut.

    `force_reply` asks those who are mentioned in it, or whose message it replies to, for an answer;
    `asks_about` is the proposal that the answer is a draft of.
    """

    kind: Literal["text"] = "text"
    html: str
    keyboard: Keyboard = ()
    reply_to: int | None = None
    thread_id: int | None = None
    silent: bool = True
    essential: bool = True
    force_reply: bool = False
    asks_about: int | None = None

    @property
    def care(self) -> Care:
        """Return how often it may be sent again in doubt."""
        return Care.ESSENTIAL if self.essential else Care.NOTICE


class EditParcel(Value):
    """Another text for a message that the bot has sent."""

    kind: Literal["edit"] = "edit"
    message_number: int
    html: str
    keyboard: Keyboard = ()
    care: Literal[Care.REPEATABLE] = Care.REPEATABLE


class CardMenu(StrEnum):
    """Which buttons a card has: the usual ones until somebody asks for others, and after every change."""

    USUAL = "usual"
    DUE = "due"


class CardParcel(Value):
    """A card, to be shown as its task or proposal is when it is sent.

    The chat has one of each: where it is shown it is edited, unless `anew` asks for a new message. Of letters
    that wait for one card, the first says where it goes and the newest which menu it has.
    """

    kind: Literal["card"] = "card"
    card: CardKind
    subject_id: int
    reply_to: int | None = None
    thread_id: int | None = None
    anew: bool = False
    menu: CardMenu = CardMenu.USUAL
    care: Literal[Care.ESSENTIAL] = Care.ESSENTIAL


class ReactionParcel(Value):
    """The bot's reaction to a message; None takes it back."""

    kind: Literal["reaction"] = "reaction"
    message_number: int
    emoji: str | None
    care: Literal[Care.REPEATABLE] = Care.REPEATABLE


class ReminderParcel(Value):
    """A reminder of a task; `at` is the due time it is about, or what somebody snoozed it until.

    `late` says that it was told after its time.
    """

    kind: Literal["reminder"] = "reminder"
    task_id: int
    reminder: ReminderKind
    at: Instant
    late: bool = False
    thread_id: int | None = None
    care: Literal[Care.ESSENTIAL] = Care.ESSENTIAL


class RoundUpParcel(Value):
    """Reminders of several tasks in one message: of those named, and of `more` that are not."""

    kind: Literal["round_up"] = "round_up"
    task_ids: tuple[int, ...]
    more: int = 0
    care: Literal[Care.ESSENTIAL] = Care.ESSENTIAL


class DigestParcel(Value):
    """A chat's digest of a day, made of its tasks as they are when it is sent."""

    kind: Literal["digest"] = "digest"
    day: date
    care: Literal[Care.NOTICE] = Care.NOTICE


class ExportParcel(Value):
    """All that is kept of a person, as a file."""

    kind: Literal["export"] = "export"
    person_id: TelegramId
    care: Literal[Care.ESSENTIAL] = Care.ESSENTIAL


Parcel = Annotated[
    TextParcel
    | EditParcel
    | CardParcel
    | ReactionParcel
    | ReminderParcel
    | RoundUpParcel
    | DigestParcel
    | ExportParcel,
    Field(discriminator="kind"),
]
"""Something that is sent."""


class Letter(Value):
    """A parcel with its address; a second one with the same `key` is the same letter."""

    chat_id: TelegramId
    parcel: Parcel
    key: str | None = None

    @property
    def coalesce_key(self) -> str | None:
        """Return what letters share of which only the newest has to be sent."""
        match self.parcel:
            case CardParcel(card=card, subject_id=subject, anew=False):
                return f"card:{self.chat_id}:{card}:{subject}"
            case ReactionParcel(message_number=number):
                return f"reaction:{self.chat_id}:{number}"
            case _:
                return None


class OutboxItem(Value):
    """A claimed letter.

    `attempts` counts the try that is about to begin, and names it; `doubts` the earlier tries of which nobody
    knows whether they were taken. `card` is what the chat shows of the parcel's subject, if it shows it.
    """

    id: int
    workspace_id: int
    chat_id: TelegramId
    parcel: Parcel
    attempts: int = Field(ge=1)
    doubts: int = 0
    created_at: Instant
    card: Card | None = None

    @property
    def care(self) -> Care:
        """Return how often it may be sent again in doubt: editing twice does no harm."""
        if isinstance(self.parcel, CardParcel) and not self.parcel.anew and self.is_shown:
            return Care.REPEATABLE
        return self.parcel.care

    @property
    def is_shown(self) -> bool:
        """Whether the chat shows the card."""
        return self.card is not None and self.card.message_number is not None


class Sent(Value):
    """The outside has taken it; `answer` is what it said, as JSON text, `card` what the chat shows now."""

    answer: str = "null"
    card: Card | None = None


class Refused(Value):
    """The outside will never take it."""

    reason: str


class Later(Value):
    """It was not taken, or nobody knows whether it was (`doubtful`): it is sent again."""

    reason: str
    retry_in_s: float = Field(ge=0.0)
    doubtful: bool = False


class Gone(Value):
    """Nothing can be sent there any more: the bot was removed or blocked."""

    reason: str


class Moved(Value):
    """The group has become another chat; it is sent there."""

    chat_id: TelegramId


SendOutcome = Sent | Refused | Later | Gone | Moved


class Outbox(Protocol):
    """The queue of what has to be sent, in order for each chat and within Telegram's limits."""

    async def claim(self, limit: int) -> list[OutboxItem]:
        """Take the first due letter of up to `limit` chats, counting the try before it begins."""
        ...

    async def settle(self, item: OutboxItem, outcome: SendOutcome) -> bool:
        """Write down what became of a try; False, and nothing is written, when a later try has begun."""
        ...


class Mailbox(Protocol):
    """Where letters are posted."""

    async def post(self, workspace_id: int, letters: Sequence[Letter]) -> None:
        """Commit letters; one whose key was used before is not sent again.

        Raises:
            UnavailableError: Nothing was stored.
        """
        ...


class Sender(Protocol):
    """Sends things outside, each within a bounded time."""

    async def send(self, item: OutboxItem) -> SendOutcome:
        """Send an item once and return what became of it."""
        ...

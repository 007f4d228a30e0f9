"""What the emulator keeps: people, chats, messages and what hangs on them."""

from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from tests.fakes.telegram.jsons import Json, find_int, find_object, find_text


class Value(BaseModel):
    """Something kept: replaced, never changed. Bytes are base64 in JSON."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_bytes="base64", val_json_bytes="base64")


class User(Value):
    """A person or a bot, as https://core.telegram.org/bots/api#user."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    is_bot: bool = False
    is_premium: bool = False

    def to_json(self) -> Json:
        """Return the object of the Bot API."""
        return self.model_dump(exclude_none=True, exclude=None if self.is_premium else {"is_premium"})


class ChatType(StrEnum):
    """The four types of chats."""

    PRIVATE = "private"
    GROUP = "group"
    SUPERGROUP = "supergroup"
    CHANNEL = "channel"


class Chat(Value):
    """A chat, as https://core.telegram.org/bots/api#chat, and where it has moved.

    A private chat has the id of its user.
    """

    id: int
    type: ChatType
    title: str | None = None
    username: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    is_forum: bool = False
    migrated_to: int | None = None

    @property
    def is_group(self) -> bool:
        return self.type in {ChatType.GROUP, ChatType.SUPERGROUP}

    def to_json(self) -> Json:
        """Return the object of the Bot API."""
        hidden = {"migrated_to"} if self.is_forum else {"migrated_to", "is_forum"}
        return self.model_dump(mode="json", exclude_none=True, exclude=hidden)


class Status(StrEnum):
    """How somebody belongs to a chat; in a private chat KICKED means that the user has blocked the bot."""

    CREATOR = "creator"
    ADMINISTRATOR = "administrator"
    MEMBER = "member"
    RESTRICTED = "restricted"
    LEFT = "left"
    KICKED = "kicked"

    @property
    def is_in(self) -> bool:
        return self not in {Status.LEFT, Status.KICKED}

    @property
    def is_admin(self) -> bool:
        return self in {Status.CREATOR, Status.ADMINISTRATOR}


class Member(Value):
    """A membership; an administrator has every right that `rights` does not take away."""

    chat_id: int
    user_id: int
    status: Status = Status.MEMBER
    rights: dict[str, bool] = Field(default_factory=dict[str, bool])

    def may(self, right: str) -> bool:
        """Whether an administrator's right, such as `can_pin_messages`, is given."""
        return self.status is Status.CREATOR or (self.status.is_admin and self.rights.get(right, True))


class Topic(Value):
    """A topic of a forum, or of a private chat with a bot that has topics."""

    chat_id: int
    id: int
    name: str
    is_closed: bool = False


class Version(Value):
    """How a message looked until it was edited."""

    text: str
    entities: list[Json] = Field(default_factory=list[Json])
    buttons: list[list[str]] = Field(default_factory=list[list[str]])


class Reaction(Value):
    """Who reacted with what: emojis, or ids of custom emojis."""

    user_id: int
    kinds: list[Json]

    @property
    def emojis(self) -> list[str]:
        return [str(kind.get("emoji", kind.get("custom_emoji_id", kind["type"]))) for kind in self.kinds]


class Stored(Value):
    """A message: `body` is what the Bot API says of it."""

    body: Json
    is_ours: bool
    versions: list[Version] = Field(default_factory=list[Version])
    reactions: list[Reaction] = Field(default_factory=list[Reaction])
    is_deleted: bool = False
    is_pinned: bool = False
    inline_message_id: str | None = None

    @property
    def id(self) -> int:
        return find_int(self.body, "message_id") or 0

    @property
    def chat_id(self) -> int:
        return find_int(find_object(self.body, "chat") or {}, "id") or 0

    @property
    def text(self) -> str:
        return find_text(self.body, "text") or find_text(self.body, "caption") or ""


class Query(Value):
    """A callback or inline query that a user has sent, and what the bot has answered.

    `words` are the button's data, or what was typed.
    """

    id: str
    kind: Literal["callback", "inline"]
    user_id: int
    sent_at: float
    words: str = ""
    message_id: int | None = None
    chat_id: int | None = None
    answer: Json | None = None


class File(Value):
    """A file with its content, in base64."""

    id: str
    name: str
    content: str
    size: int


class CommandList(Value):
    """The commands of one scope and language."""

    scope: Json
    language_code: str
    commands: list[Json]


class Pending(Value):
    """An update; `queue` names what keeps its order, `is_done` that Telegram has forgotten it."""

    update_id: int
    queue: str
    body: Json
    is_done: bool = False


class Webhook(Value):
    """What setWebhook has set, and how it went last."""

    url: str = ""
    secret_token: str | None = None
    max_connections: int = 40
    has_certificate: bool = False
    last_error_date: int | None = None
    last_error_message: str | None = None


class Note(Value):
    """Something small without a table of its own."""

    value: Json


class Settings(Value):
    """What BotFather was told of the bot, and how the emulator behaves.

    Attributes:
        token: The only token taken; any when None.
        knows_every_chat: Whether an unknown chat comes into being when the bot names it.
        callback_lifetime_s: How long a callback query may be answered.
        poll_limit_s: The longest wait of getUpdates.
        retry_s: The pause before a webhook is tried again; doubled up to twenty times as much.
        first_message_id: The first id that the emulator gives in each chat; smaller ones are free for raw
            updates.
    """

    bot_id: int = 4242
    username: str = "manta_bot"
    first_name: str = "Manta"
    token: str | None = None
    can_join_groups: bool = True
    can_read_all_group_messages: bool = True
    supports_inline_queries: bool = True
    has_main_web_app: bool = False
    has_topics_enabled: bool = False
    knows_every_chat: bool = False
    callback_lifetime_s: float = 60.0
    poll_limit_s: float = 2.0
    retry_s: float = 0.05
    first_message_id: int = 10_001

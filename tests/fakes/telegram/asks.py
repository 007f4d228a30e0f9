"""What can be asked of the emulator beside the Bot API: as JSON between processes, or as it is within one."""

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from pydantic import BaseModel, Field, TypeAdapter

from tests.fakes.telegram.calls import LoggedCall
from tests.fakes.telegram.deliverer import Delivery
from tests.fakes.telegram.faults import Fault
from tests.fakes.telegram.jsons import Json
from tests.fakes.telegram.models import Chat, Member, Query, Settings, Status, Topic, User, Value
from tests.fakes.telegram.transcript import Line

Q = TypeVar("Q", bound=BaseModel)
A = TypeVar("A")


@dataclass(frozen=True)
class Ask(Generic[Q, A]):
    """A question with its name, and the types of its body and of its answer."""

    name: str
    question: type[Q]
    answer: TypeAdapter[A]


class Pushed(Value):
    """What came of something that somebody did; no update when the bot does not get to see it."""

    update_id: int | None
    message_id: int | None = None
    query_id: str | None = None


class NewUser(Value):
    """Somebody; `has_started` tells whether the bot may write to them."""

    user: User
    has_started: bool = True


class NewChat(Value):
    """A chat with the bot in it, and others."""

    chat: Chat
    bot: Status = Status.MEMBER
    members: dict[int, Status] = Field(default_factory=dict[int, Status])


class NewTopic(Value):
    """A topic; its id is given when None."""

    chat_id: int
    name: str
    id: int | None = None


class Extras(Value):
    """What a message may have beside its content.

    Attributes:
        reply_to: The id of a message of the same chat.
        quote: The part of it that is quoted.
        topic_id: The topic of the forum.
        origin: Where it is forwarded from, see `origins`.
        album: What parts of one album have in common.
        entities: Beside those that Telegram finds by itself.
        sender_chat: In whose name it is written, if not in that of a person.
        via_bot: Whether it was made by an inline result of the bot.
    """

    reply_to: int | None = None
    quote: str | None = None
    topic_id: int | None = None
    origin: Json | None = None
    album: str | None = None
    entities: list[Json] = Field(default_factory=list[Json])
    sender_chat: int | None = None
    via_bot: bool = False


class Sendable(Value):
    """A file that somebody sends."""

    kind: Literal["photo", "document", "video", "animation", "audio", "voice", "video_note", "sticker"]
    caption: str = ""
    file_name: str = "file.bin"
    content: bytes = b""
    duration_s: int = 3


class Write(Value):
    """A message: of text, else of a file, else of a checklist."""

    chat_id: int
    user_id: int
    text: str = ""
    file: Sendable | None = None
    checklist: Json | None = None
    extras: Extras = Extras()


class Edit(Value):
    """A person changes the text or caption of a message."""

    chat_id: int
    message_id: int
    text: str
    entities: list[Json] = Field(default_factory=list[Json])


class React(Value):
    """A person reacts with just these emojis."""

    chat_id: int
    message_id: int
    user_id: int
    emojis: list[str]


class Press(Value):
    """A person presses a button: of the newest message that has it, or of a certain one.

    `data` is sent in place of the button's own: an app may still show a button that is there no more.
    """

    chat_id: int
    user_id: int
    button: str
    message_id: int | None = None
    data: str | None = None


class Inline(Value):
    """A person types `@bot query` in a chat of this type."""

    user_id: int
    query: str
    chat_type: Literal["sender", "private", "group", "supergroup", "channel"] = "sender"


class Choose(Value):
    """A person sends one of the results that the bot has answered with, to a chat if one is named."""

    query_id: str
    result_id: str
    chat_id: int | None = None


class BotStatus(Value):
    """A person adds the bot to a chat, removes it, blocks it or changes its rights."""

    chat_id: int
    user_id: int
    status: Status
    rights: dict[str, bool] = Field(default_factory=dict[str, bool])


class Migrate(Value):
    """A group becomes a supergroup."""

    chat_id: int
    new_chat_id: int
    user_id: int


class Raw(Value):
    """An update as it is; one that is not pushed has reached the bot in another way."""

    update: Json
    is_pushed: bool = True


class MessageName(Value):
    """A message of a chat."""

    chat_id: int
    message_id: int


class Nothing(Value):
    """A question without a body."""


class AskTranscript(Value):
    """A chat's messages."""

    chat_id: int
    with_deleted: bool = False


class AskCalls(Value):
    """The calls of a method, of all when None."""

    method: str | None = None


class AskCommands(Value):
    """The commands that somebody's app shows in a chat."""

    chat_id: int
    user_id: int


class Command(BaseModel):
    """A command of the bot."""

    command: str
    description: str


class Name(Value):
    """The id of a query or of a file."""

    id: str


class Content(Value):
    """What a file has in it."""

    content: bytes


_MAYBE_QUERY: TypeAdapter[Query | None] = TypeAdapter(Query | None)
PUSHED = TypeAdapter(Pushed)
CONFIGURE = Ask("configure", Settings, TypeAdapter(Settings))
SETTINGS = Ask("settings", Nothing, TypeAdapter(Settings))
ADD_USER = Ask("add_user", NewUser, TypeAdapter(User))
ADD_CHAT = Ask("add_chat", NewChat, TypeAdapter(Chat))
ADD_TOPIC = Ask("add_topic", NewTopic, TypeAdapter(Topic))
SET_MEMBER = Ask("set_member", Member, TypeAdapter(Member))
WRITE = Ask("write", Write, PUSHED)
EDIT = Ask("edit", Edit, PUSHED)
REACT = Ask("react", React, PUSHED)
PRESS = Ask("press", Press, PUSHED)
INLINE = Ask("inline", Inline, PUSHED)
CHOOSE = Ask("choose", Choose, PUSHED)
BOT_STATUS = Ask("bot_status", BotStatus, PUSHED)
MIGRATE = Ask("migrate", Migrate, PUSHED)
RAW = Ask("raw", Raw, PUSHED)
ERASE = Ask("erase", MessageName, PUSHED)
ORDER = Ask("order", Fault, TypeAdapter(Fault))
CLEAR_FAULTS = Ask("clear_faults", Nothing, TypeAdapter(Nothing))
TRANSCRIPT = Ask("transcript", AskTranscript, TypeAdapter(list[Line]))
CALLS = Ask("calls", AskCalls, TypeAdapter(list[LoggedCall]))
FLOOD = Ask("flood", Nothing, TypeAdapter(list[str]))
COMMANDS = Ask("commands", AskCommands, TypeAdapter(list[Command]))
QUERY = Ask("query", Name, _MAYBE_QUERY)
CONTENT = Ask("content", Name, TypeAdapter(Content))
PENDING = Ask("pending", Nothing, TypeAdapter(list[int]))
DELIVERIES = Ask("deliveries", Nothing, TypeAdapter(list[Delivery]))

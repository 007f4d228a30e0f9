"""The emulator as tests see it, in the same process or over HTTP."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import httpx2

from tests.fakes.telegram import asks
from tests.fakes.telegram.asks import A, Ask, Extras, Pushed, Q, Sendable
from tests.fakes.telegram.calls import LoggedCall
from tests.fakes.telegram.deliverer import Delivery
from tests.fakes.telegram.faults import Fault
from tests.fakes.telegram.jsons import Json
from tests.fakes.telegram.models import Chat, Member, Query, Settings, Status, Topic, User
from tests.fakes.telegram.texts import make_entity
from tests.fakes.telegram.transcript import Line

NO_EXTRAS: Final = Extras()

_TIMEOUT_S: Final = 30.0


class Door(Protocol):
    """The way to an emulator."""

    def ask(self, name: str, body: bytes) -> bytes:
        """Return the answer to a question."""
        ...


class EmulatorError(Exception):
    """The emulator did not do what a test asked; the text tells why."""


@dataclass(frozen=True)
class HttpDoor:
    """The way to an emulator that runs as a process of its own; blocks while it is asked."""

    url: str

    def ask(self, name: str, body: bytes) -> bytes:
        """Return the answer to a question.

        Raises:
            EmulatorError: The emulator does not know what it is asked about.
        """
        address = f"{self.url}/control/ask/{name}"
        answer = httpx2.post(address, content=body, timeout=_TIMEOUT_S, trust_env=False)
        if not answer.is_success:
            raise EmulatorError(answer.text)
        return answer.content


class TelegramClient:
    """People and their chats, and what became of them.

    Raises of its methods:
        LookupError, EmulatorError: Something that is named is not there; the second from another process.
    """

    def __init__(self, door: Door) -> None:
        self._door = door

    def _ask(self, ask: Ask[Q, A], question: Q) -> A:
        return ask.answer.validate_json(self._door.ask(ask.name, question.model_dump_json().encode()))

    @property
    def settings(self) -> Settings:
        return self._ask(asks.SETTINGS, asks.Nothing())

    def configure(self, **changes: object) -> Settings:
        """Change settings of the bot or of the emulator, by their names in `Settings`."""
        merged = Settings.model_validate(self.settings.model_dump() | changes)
        return self._ask(asks.CONFIGURE, merged)

    def add_user(self, user: User, *, has_started: bool = True) -> User:
        """Let there be a person, with a private chat that the bot may write to if they have started it."""
        return self._ask(asks.ADD_USER, asks.NewUser(user=user, has_started=has_started))

    def add_chat(
        self, chat: Chat, members: dict[int, Status] | None = None, *, bot: Status = Status.MEMBER
    ) -> Chat:
        """Let there be a chat with the bot and these people in it."""
        return self._ask(asks.ADD_CHAT, asks.NewChat(chat=chat, bot=bot, members=members or {}))

    def add_topic(self, chat_id: int, name: str, number: int | None = None) -> Topic:
        """Let a forum have a topic."""
        return self._ask(asks.ADD_TOPIC, asks.NewTopic(chat_id=chat_id, name=name, id=number))

    def set_member(self, member: Member) -> Member:
        """Let somebody belong to a chat in another way; nobody is told."""
        return self._ask(asks.SET_MEMBER, member)

    def text(self, chat_id: int, user_id: int, text: str, extras: Extras = NO_EXTRAS) -> Pushed:
        """Write a text; commands, mentions, hashtags and addresses in it become entities."""
        return self._ask(asks.WRITE, asks.Write(chat_id=chat_id, user_id=user_id, text=text, extras=extras))

    def mention(
        self, chat_id: int, user_id: int, text: str, people: Sequence[User], extras: Extras = NO_EXTRAS
    ) -> Pushed:
        """Write a text that mentions people without a username: their first names become `text_mention`s."""
        entities = [_mention(text, person) for person in people]
        merged = extras.model_copy(update={"entities": [*extras.entities, *entities]})
        return self.text(chat_id, user_id, text, merged)

    def media(self, chat_id: int, user_id: int, file: Sendable, extras: Extras = NO_EXTRAS) -> Pushed:
        """Send a photo, voice message, document or another file."""
        return self._ask(asks.WRITE, asks.Write(chat_id=chat_id, user_id=user_id, file=file, extras=extras))

    def album(
        self, chat_id: int, user_id: int, files: Sequence[Sendable], extras: Extras = NO_EXTRAS
    ) -> list[Pushed]:
        """Send files as one album: each is an update of its own."""
        name = extras.album or f"album-{chat_id}-{len(self.transcript(chat_id))}"
        merged = extras.model_copy(update={"album": name})
        return [self.media(chat_id, user_id, file, merged) for file in files]

    def checklist(self, chat_id: int, user_id: int, title: str, tasks: Sequence[str]) -> Pushed:
        """Send a native checklist."""
        items = [{"id": number, "text": task} for number, task in enumerate(tasks, 1)]
        body: Json = {"title": title, "tasks": items}
        return self._ask(asks.WRITE, asks.Write(chat_id=chat_id, user_id=user_id, checklist=body))

    def edit(self, chat_id: int, message_id: int, text: str) -> Pushed:
        """Change the text or caption of a person's message."""
        return self._ask(asks.EDIT, asks.Edit(chat_id=chat_id, message_id=message_id, text=text))

    def erase(self, chat_id: int, message_id: int) -> None:
        """Delete a message; the bot is not told."""
        self._ask(asks.ERASE, asks.MessageName(chat_id=chat_id, message_id=message_id))

    def react(self, chat_id: int, message_id: int, user_id: int, *emojis: str) -> Pushed:
        """React with just these emojis; with none to take back what there was."""
        wish = asks.React(chat_id=chat_id, message_id=message_id, user_id=user_id, emojis=list(emojis))
        return self._ask(asks.REACT, wish)

    def press(
        self, chat_id: int, user_id: int, button: str, message_id: int | None = None, data: str | None = None
    ) -> Pushed:
        """Press a button by what stands on it; see `asks.Press`."""
        wish = asks.Press(chat_id=chat_id, user_id=user_id, button=button, message_id=message_id, data=data)
        return self._ask(asks.PRESS, wish)

    def inline(self, user_id: int, query: str) -> Pushed:
        """Type `@bot query`; `query_id` of the answer is needed to choose a result."""
        return self._ask(asks.INLINE, asks.Inline(user_id=user_id, query=query))

    def choose(self, query_id: str, result_id: str, chat_id: int | None = None) -> Pushed:
        """Send one of the results that the bot has answered with."""
        return self._ask(asks.CHOOSE, asks.Choose(query_id=query_id, result_id=result_id, chat_id=chat_id))

    def set_bot_status(
        self, chat_id: int, user_id: int, status: Status, rights: dict[str, bool] | None = None
    ) -> Pushed:
        """Add, promote, remove or block the bot: an update `my_chat_member`."""
        wish = asks.BotStatus(chat_id=chat_id, user_id=user_id, status=status, rights=rights or {})
        return self._ask(asks.BOT_STATUS, wish)

    def migrate(self, chat_id: int, new_chat_id: int, user_id: int) -> Pushed:
        """Make a group a supergroup: two updates; calls for the old one get a 400 from then on."""
        wish = asks.Migrate(chat_id=chat_id, new_chat_id=new_chat_id, user_id=user_id)
        return self._ask(asks.MIGRATE, wish)

    def raw(self, update: Json) -> Pushed:
        """Push an update as it is, with or without an `update_id`."""
        return self._ask(asks.RAW, asks.Raw(update=update))

    def learn(self, update: Json) -> Pushed:
        """Know of what an update tells, which a test brings to the bot itself."""
        return self._ask(asks.RAW, asks.Raw(update=update, is_pushed=False))

    def order(self, fault: Fault) -> None:
        """Order trouble for coming calls."""
        self._ask(asks.ORDER, fault)

    def clear_faults(self) -> None:
        """Let nothing go wrong any more."""
        self._ask(asks.CLEAR_FAULTS, asks.Nothing())

    def transcript(self, chat_id: int, *, with_deleted: bool = False) -> list[Line]:
        """Return a chat's messages, by id."""
        return self._ask(asks.TRANSCRIPT, asks.AskTranscript(chat_id=chat_id, with_deleted=with_deleted))

    def calls(self, method: str | None = None) -> list[LoggedCall]:
        """Return the calls of the bot, of one method if it is named, in the order they came."""
        return self._ask(asks.CALLS, asks.AskCalls(method=method))

    def flood_breaches(self) -> list[str]:
        """Return where the bot was faster than Telegram allows."""
        return self._ask(asks.FLOOD, asks.Nothing())

    def commands(self, chat_id: int, user_id: int) -> list[str]:
        """Return the commands that somebody's app shows in a chat, as `/command description`."""
        shown = self._ask(asks.COMMANDS, asks.AskCommands(chat_id=chat_id, user_id=user_id))
        return [f"/{one.command} {one.description}" for one in shown]

    def find_query(self, query_id: str) -> Query | None:
        """Return a callback or inline query, with the bot's answer if there is one."""
        return self._ask(asks.QUERY, asks.Name(id=query_id))

    def content(self, file_id: str) -> bytes:
        """Return what a file has in it."""
        return self._ask(asks.CONTENT, asks.Name(id=file_id)).content

    def pending(self) -> list[int]:
        """Return the ids of the updates that the bot has not confirmed yet."""
        return self._ask(asks.PENDING, asks.Nothing())

    def deliveries(self) -> list[Delivery]:
        """Return the attempts to bring updates to the webhook."""
        return self._ask(asks.DELIVERIES, asks.Nothing())


def _mention(text: str, person: User) -> Json:
    start = text.index(person.first_name)
    return make_entity(
        text, start, start + len(person.first_name), type="text_mention", user=person.to_json()
    )

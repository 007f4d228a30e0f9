"""The emulator's side of `asks`: a name and JSON in, JSON out."""

import base64
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.fakes.telegram import asks
from tests.fakes.telegram.asks import A, Ask, Q
from tests.fakes.telegram.calls import LoggedCall, find_breaches
from tests.fakes.telegram.deliverer import Delivery
from tests.fakes.telegram.faults import Fault, Faults
from tests.fakes.telegram.gestures import Gestures
from tests.fakes.telegram.methods.profile import shown_commands
from tests.fakes.telegram.models import Chat, ChatType, Member, Query, Settings, Status, Topic, User
from tests.fakes.telegram.people import People
from tests.fakes.telegram.state import State
from tests.fakes.telegram.tables import Table
from tests.fakes.telegram.transcript import Line, read_transcript
from tests.fakes.telegram.world import World


@dataclass(frozen=True)
class Control:
    """Answers what is asked beside the Bot API; what changes is on the disk before the answer."""

    world: World
    faults: Faults
    calls: Table[LoggedCall]
    _handlers: dict[str, Callable[[bytes], bytes]] = field(
        default_factory=dict[str, Callable[[bytes], bytes]]
    )

    def __post_init__(self) -> None:
        people = People(self.world)
        gestures = Gestures(self.world, people)
        self._answer(asks.WRITE, people.write)
        self._answer(asks.EDIT, people.edit)
        self._answer(asks.ERASE, people.erase)
        self._answer(asks.RAW, people.raw)
        self._answer(asks.REACT, gestures.react)
        self._answer(asks.PRESS, gestures.press)
        self._answer(asks.INLINE, gestures.inline)
        self._answer(asks.CHOOSE, gestures.choose)
        self._answer(asks.BOT_STATUS, gestures.set_bot_status)
        self._answer(asks.MIGRATE, gestures.migrate)
        self._answer(asks.CONFIGURE, self._configure)
        self._answer(asks.SETTINGS, self._tell_settings)
        self._answer(asks.ADD_USER, self._add_user)
        self._answer(asks.ADD_CHAT, self._add_chat)
        self._answer(asks.ADD_TOPIC, self._add_topic)
        self._answer(asks.SET_MEMBER, self._set_member)
        self._answer(asks.ORDER, self._order)
        self._answer(asks.CLEAR_FAULTS, self._clear_faults)
        self._answer(asks.TRANSCRIPT, self._read_transcript)
        self._answer(asks.CALLS, self._read_calls)
        self._answer(asks.FLOOD, self._judge_flood)
        self._answer(asks.COMMANDS, self._show_commands)
        self._answer(asks.QUERY, self._find_query)
        self._answer(asks.CONTENT, self._read_content)
        self._answer(asks.PENDING, self._list_pending)
        self._answer(asks.DELIVERIES, self._list_deliveries)

    @property
    def _state(self) -> State:
        return self.world.state

    def _answer(self, ask: Ask[Q, A], answer: Callable[[Q], A]) -> None:
        def handle(body: bytes) -> bytes:
            return ask.answer.dump_json(answer(ask.question.model_validate_json(body)))

        self._handlers[ask.name] = handle

    def ask(self, name: str, body: bytes) -> bytes:
        """Answer a question.

        Raises:
            KeyError: There is no such question.
            LookupError: It names something that is not there.
            Refusal: It asks for what Telegram does not allow either.
            ValidationError: The body is not of the question's type.
        """
        answer = self._handlers[name](body)
        self._state.journal.flush()
        return answer

    def _configure(self, settings: Settings) -> Settings:
        self._state.settings = settings
        return settings

    def _tell_settings(self, _: asks.Nothing) -> Settings:
        return self._state.settings

    def _add_user(self, new: asks.NewUser) -> User:
        user = self._state.users.put(new.user, new.user.id)
        private = Chat(
            id=user.id,
            type=ChatType.PRIVATE,
            first_name=user.first_name,
            last_name=user.last_name,
            username=user.username,
        )
        status = Status.MEMBER if new.has_started else Status.LEFT
        self._add_chat(asks.NewChat(chat=private, bot=status, members={user.id: Status.MEMBER}))
        return user

    def _add_chat(self, new: asks.NewChat) -> Chat:
        for user_id, status in ({self._state.settings.bot_id: new.bot} | new.members).items():
            self._set_member(Member(chat_id=new.chat.id, user_id=user_id, status=status))
        return self._state.chats.put(new.chat, new.chat.id)

    def _add_topic(self, new: asks.NewTopic) -> Topic:
        number = self._state.next_message_id(new.chat_id) if new.id is None else new.id
        topic = Topic(chat_id=new.chat_id, id=number, name=new.name)
        return self._state.topics.put(topic, topic.chat_id, topic.id)

    def _set_member(self, member: Member) -> Member:
        return self._state.members.put(member, member.chat_id, member.user_id)

    def _order(self, fault: Fault) -> Fault:
        self.faults.order(fault)
        return fault

    def _clear_faults(self, nothing: asks.Nothing) -> asks.Nothing:
        self.faults.clear()
        return nothing

    def _read_transcript(self, wish: asks.AskTranscript) -> list[Line]:
        return read_transcript(self._state, wish.chat_id, with_deleted=wish.with_deleted)

    def _read_calls(self, wish: asks.AskCalls) -> list[LoggedCall]:
        return [one for one in self.calls if wish.method is None or one.method == wish.method.lower()]

    def _judge_flood(self, _: asks.Nothing) -> list[str]:
        return find_breaches(self.calls)

    def _show_commands(self, wish: asks.AskCommands) -> list[asks.Command]:
        shown = shown_commands(self._state, wish.chat_id, wish.user_id)
        return [asks.Command.model_validate(one) for one in shown]

    def _find_query(self, name: asks.Name) -> Query | None:
        return self._state.queries.find(name.id)

    def _read_content(self, name: asks.Name) -> asks.Content:
        file = self._state.files.find(name.id)
        if file is None:
            raise LookupError(f"There is no file {name.id}.")
        return asks.Content(content=base64.b64decode(file.content))

    def _list_pending(self, _: asks.Nothing) -> list[int]:
        return [one.update_id for one in self.world.updates.pending()]

    def _list_deliveries(self, _: asks.Nothing) -> list[Delivery]:
        return self.world.deliverer.deliveries

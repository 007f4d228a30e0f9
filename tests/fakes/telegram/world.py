"""What a method's handler works with."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from tests.fakes.telegram.checking import Checker
from tests.fakes.telegram.deliverer import Deliverer
from tests.fakes.telegram.jsons import Json, find_int, find_object, find_text
from tests.fakes.telegram.models import Chat
from tests.fakes.telegram.refusals import bad_request
from tests.fakes.telegram.state import State
from tests.fakes.telegram.updates import Updates


@dataclass(frozen=True)
class World:
    """The parts of the emulator."""

    state: State
    updates: Updates
    deliverer: Deliverer
    checker: Checker


@dataclass(frozen=True)
class Upload:
    """A file of a multipart call."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Call:
    """A method call whose parameters have the types of the schema."""

    world: World
    fields: Json
    uploads: Mapping[str, Upload] = field(default_factory=dict[str, Upload])

    @property
    def state(self) -> State:
        return self.world.state

    def text(self, name: str) -> str | None:
        """Return a parameter that is a string, None when it is not given."""
        return find_text(self.fields, name)

    def int(self, name: str) -> int | None:
        """Return a parameter that is a whole number, None when it is not given."""
        return find_int(self.fields, name)

    def object(self, name: str) -> Json | None:
        """Return a parameter that is an object, None when it is not given."""
        return find_object(self.fields, name)

    def chat(self, name: str = "chat_id") -> Chat:
        """Return the chat that a parameter names.

        Raises:
            Refusal: 400, when there is none.
        """
        return find_chat(self.state, self.fields.get(name))


Handler = Callable[[Call], object] | Callable[[Call], Awaitable[object]]


def find_chat(state: State, named: object) -> Chat:
    """Return a chat by its id, which may be a string, or by `@username`.

    Raises:
        Refusal: 400, when there is none.
    """
    text = str(named)
    if text.startswith("@"):
        found = next((chat for chat in state.chats if chat.username == text[1:]), None)
    elif not text.removeprefix("-").isdecimal():
        raise bad_request("chat_id is empty" if named in {None, ""} else "chat not found")
    else:
        found = state.chats.find(int(text))
        if found is None and state.settings.knows_every_chat:
            found = state.invent_chat(int(text))
    if found is None:
        raise bad_request("chat not found")
    return found

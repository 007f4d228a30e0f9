"""Some people and their chats, and short ways to call the emulator."""

from dataclasses import dataclass
from typing import Final

from aiogram.types import Update

from tests.fakes.telegram import Chat, ChatType, Emulator, Status, TelegramClient, User
from tests.fakes.telegram.jsons import Json, as_int, as_object, as_objects

TOKEN: Final = "4242:AAsecret-part_of-the-token"

OLENA: Final = User(id=7, first_name="Olena", username="olena_k", language_code="uk")
MARK: Final = User(id=8, first_name="Mark", language_code="pt-br")
STRANGER: Final = User(id=9, first_name="Stranger")

GROUP: Final = Chat(id=-100, type=ChatType.GROUP, title="Harbor")
SUPERGROUP: Final = Chat(id=-1_000_000_000_100, type=ChatType.SUPERGROUP, title="Port", username="port_talk")
FORUM: Final = Chat(id=-1_000_000_000_200, type=ChatType.SUPERGROUP, title="Forum", is_forum=True)
CHANNEL: Final = Chat(id=-1_000_000_000_300, type=ChatType.CHANNEL, title="News")
CRANES: Final = 55


@dataclass
class Clock:
    """A clock that a test moves."""

    now: float = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


def populate(people: TelegramClient) -> None:
    """Let the chats above be there, with Olena and Mark in them."""
    for user in (OLENA, MARK):
        people.add_user(user)
    people.add_user(STRANGER, has_started=False)
    members = {OLENA.id: Status.ADMINISTRATOR, MARK.id: Status.MEMBER}
    for chat in (GROUP, SUPERGROUP, FORUM):
        people.add_chat(chat, members)
    people.add_chat(CHANNEL, members, bot=Status.ADMINISTRATOR)
    people.add_topic(FORUM.id, "Cranes", CRANES)


async def call(telegram: Emulator, method: str, **fields: object) -> object:
    """Return the result of a call that has to succeed."""
    answer = await telegram.call(method, fields)
    assert answer.status == 200, answer.body
    return answer.body["result"]


async def refused(telegram: Emulator, method: str, **fields: object) -> str:
    """Return status and description of a call that has to be refused."""
    answer = await telegram.call(method, fields)
    assert answer.status != 200, answer.body
    assert answer.body["error_code"] == answer.status
    return f"{answer.status} {answer.body['description']}"


async def send(telegram: Emulator, text: str = "hello", chat_id: int = GROUP.id, **fields: object) -> int:
    """Send a text and return its id."""
    message = await call(telegram, "sendMessage", chat_id=chat_id, text=text, **fields)
    return as_int(as_object(message)["message_id"])


def inline(*rows: list[Json]) -> Json:
    """Return an inline keyboard."""
    return {"inline_keyboard": list(rows)}


def button(text: str = "Done", data: str = "d") -> Json:
    """Return a button that sends something to the bot."""
    return {"text": text, "callback_data": data}


async def updates_of(telegram: Emulator) -> list[Json]:
    """Return what waits for the bot, each checked by the schema and read by aiogram."""
    found = as_objects(await call(telegram, "getUpdates"))
    for update in found:
        telegram.world.checker.check_object("Update", update)
        read = Update.model_validate(update)
        assert read.event_type in update
    return found


async def content_of(telegram: Emulator, kind: str = "message") -> Json:
    """Return the content of the one update that waits."""
    [update] = await updates_of(telegram)
    return as_object(update[kind])

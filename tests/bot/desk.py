"""The bot's whole way on a real database, with a Telegram that only records what it is told.

What people do is stored as updates, handled by the dispatcher, and what the bot says leaves by the outbox.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import orjson
from teremok import MockBot

from agents.quick_add import read_quick_add
from bot.dispatcher import UpdateHandler
from bot.sender import TelegramSender
from db.accept import MessageStore
from db.attachments import PostgresAttachments
from db.cards import PostgresCards
from db.chat_work import PostgresChatWork
from db.chats import PostgresChats
from db.inbox import PostgresInbox
from db.message_corrections import PostgresCorrections
from db.outbox import PostgresOutbox
from db.pool import Database
from db.privacy import PostgresPrivacy
from db.proposals import PostgresProposals
from db.recurrences import PostgresRecurrences
from db.reminders import PostgresReminders
from db.search import PostgresSearch
from db.tasks import PostgresTasks
from db.updates import PostgresUpdates
from domain.inbox import Decision, Done, ProposedTask
from domain.outbox import Parcel
from domain.quick_add import QuickAdd, QuickAddSettings
from domain.services import Services
from domain.task import NewTask, Task, TaskQuery
from domain.update import Dropped, Handled, NewUpdate, QueuedUpdate, read_update
from domain.values import Source
from pipeline.accept import BatchingIntake
from pipeline.board import CachedTaskBoard
from pipeline.recurring import RecurringTasks
from pipeline.search import HybridSearch
from tests.db.samples import findings
from tests.fakes.clock import FakeClock
from tests.fakes.embedder import FakeEmbedder

Fields = dict[str, object]
MethodT = TypeVar("MethodT")

OLENA: Fields = {
    "id": 7,
    "is_bot": False,
    "first_name": "Olena",
    "last_name": "K.",
    "username": "olena",
    "language_code": "en",
}
TARAS: Fields = {"id": 9, "is_bot": False, "first_name": "Taras", "username": "taras", "language_code": "uk"}
GROUP: Fields = {"id": -100123, "type": "supergroup", "title": "Harbor"}
OTHER_GROUP: Fields = {"id": -100456, "type": "supergroup", "title": "Elsewhere"}
PRIVATE: Fields = {"id": 7, "type": "private", "first_name": "Olena", "last_name": "K.", "username": "olena"}
MAIN = 1


def command_entities(text: str) -> list[Fields]:
    """Return the entity of a command that a text begins with, as Telegram sends it."""
    length = len(text.split(maxsplit=1)[0]) if text.startswith("/") else 0
    return [{"type": "bot_command", "offset": 0, "length": length}] if length else []


@dataclass
class Desk:
    """A bot that is written to. `handled` has what became of each update."""

    database: Database
    clock: FakeClock = field(default_factory=lambda: FakeClock(datetime.now(UTC)))
    handled: list[Handled | Dropped] = field(default_factory=list[Handled | Dropped])
    public_url: str | None = None
    _update_id: int = 100
    _number: int = 500

    def __post_init__(self) -> None:
        self.bot = MockBot()
        self.outbox = PostgresOutbox(self.database)
        self.chats = PostgresChats(self.database)
        self.recurrences = RecurringTasks(PostgresRecurrences(self.database), self.clock)
        self.reminders = PostgresReminders(self.database)
        self.board = CachedTaskBoard(
            PostgresTasks(self.database),
            PostgresProposals(self.database),
            PostgresCorrections(self.database),
        )
        self.privacy = PostgresPrivacy(self.database)
        self.services = Services(
            chats=self.chats,
            board=self.board,
            intake=BatchingIntake(MessageStore(self.database)),
            attachments=PostgresAttachments(self.database),
            search=HybridSearch(PostgresSearch(self.database), FakeEmbedder(), self.clock),
            cards=PostgresCards(self.database),
            mailbox=self.outbox,
            work=PostgresChatWork(self.database),
            reminders=self.reminders,
            recurrences=self.recurrences,
            quick_add=_read_quick_add,
            privacy=self.privacy,
            clock=self.clock,
        )
        self.handler = UpdateHandler(self.bot, self.services, self.public_url)
        self.sender = TelegramSender(self.bot, self.chats, self.board, self.privacy, self.public_url)
        self.updates = PostgresUpdates(self.database)

    async def write(
        self, text: str | None, *, by: Fields = OLENA, chat: Fields = GROUP, **more: object
    ) -> int:
        """Let somebody send a message, of words or not, have it handled, and return its number."""
        self._number += 1
        message: Fields = {
            "message_id": self._number,
            "date": int(self.clock.now().timestamp()),
            "chat": chat,
            "from": by,
            "text": text,
            "entities": command_entities(text or ""),
        }
        await self.receive("message", message | more)
        return self._number

    async def press(
        self, data: str, message_number: int, *, by: Fields = OLENA, chat: Fields = GROUP
    ) -> None:
        """Let somebody press a button of a message the bot sent, and have it handled."""
        message: Fields = {
            "message_id": message_number,
            "date": int(self.clock.now().timestamp()),
            "chat": chat,
            "from": {"id": 42, "is_bot": True, "first_name": "Manta"},
            "text": "a card",
        }
        query: Fields = {"id": f"q{self._update_id}", "from": by, "chat_instance": "c", "data": data}
        await self.receive("callback_query", query | {"message": message})

    async def receive(self, kind: str, content: object, update_id: int | None = None) -> int:
        """Store an update of the Bot API, handle all that wait, and return its number."""
        self._update_id += 1
        number = update_id or self._update_id
        raw = orjson.dumps({"update_id": number, kind: content})
        await self.store(read_update(raw))
        await self.work()
        return number

    async def store(self, *updates: NewUpdate) -> None:
        """Store updates as the webhook does, without handling them."""
        await self.updates.store_updates(MAIN, updates)

    async def work(self) -> None:
        """Handle what waits; an error of a handler is raised, so that a test sees it."""
        while claimed := await self.updates.claim(16):
            for update in claimed:
                await self._handle(update)

    async def _handle(self, update: QueuedUpdate) -> None:
        await self.handler(update)
        assert await self.updates.settle(update, Handled())
        self.handled.append(Handled())

    async def understand(self, *tasks: NewTask, proposals: Sequence[NewTask] = ()) -> None:
        """Let the agents make tasks and proposals of each message that waits for them."""
        inbox = PostgresInbox(self.database)
        for claim in await inbox.claim("desk", 50):
            decision = Decision(
                tasks=tuple(_of_chat(task, claim.messages[0].message.chat_id) for task in tasks),
                proposals=tuple(
                    ProposedTask(
                        task=_of_chat(task, claim.messages[0].message.chat_id),
                        confidence=0.5,
                        reason="Maybe.",
                    )
                    for task in proposals
                ),
            )
            outcomes = [
                Done(message=queued.message, findings=findings(), decision=decision)
                for queued in claim.messages
            ]
            assert await inbox.finish(claim, outcomes)

    async def parcels(self) -> list[Parcel]:
        """Send all that waits in the outbox, as if the time it takes had passed, and return it."""
        sent: list[Parcel] = []
        await self._rest()
        while items := await self.outbox.claim(50):
            for item in items:
                assert await self.outbox.settle(item, await self.sender.send(item))
                sent.append(item.parcel)
            await self._rest()
        return sent

    async def _rest(self) -> None:
        async with self.database.connection() as connection:
            await connection.execute(
                "UPDATE outbox_pace SET sent = least(sent, now()) - $1::interval, messages = array("
                "SELECT least(at, now()) - $1::interval FROM unnest(messages) AS at)",
                timedelta(seconds=60),
            )

    async def sent(self, method: type[MethodT]) -> list[MethodT]:
        """Send all that waits and return what Telegram has been told by one method so far."""
        await self.parcels()
        return [call for call in self.bot.mock_session.requests if isinstance(call, method)]

    async def tasks(self) -> list[Task]:
        """Return all tasks, the oldest first."""
        page = await self.board.list_tasks(MAIN, TaskQuery(limit=500))
        return page.tasks[::-1]


async def _read_quick_add(text: str, now: datetime, settings: QuickAddSettings) -> QuickAdd:
    return read_quick_add(text, now, settings)


def _of_chat(task: NewTask, chat_id: str) -> NewTask:
    return task.model_copy(update={"chat_id": chat_id, "source": Source.TELEGRAM})

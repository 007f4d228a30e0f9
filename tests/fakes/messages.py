"""Stored messages in memory: the way in and the way to read them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from domain.analysis import Analysis
from domain.errors import DuplicateIdError, IdempotencyKeyReusedError, MantaError, NotFoundError
from domain.event import EventType
from domain.message import Accepted, Message, MessageDetail, MessageQuery, NewMessage
from domain.ports import Clock
from domain.update import NewUpdate
from domain.values import MessageStatus, Source
from tests.fakes.feed import FakeEventFeed
from tests.fakes.outage import Outage


@dataclass
class Inbox:
    """One workspace's messages, updates and keys."""

    messages: dict[int, Message] = field(default_factory=dict[int, Message])
    by_external_id: dict[tuple[Source, str], tuple[int, bytes]] = field(
        default_factory=dict[tuple[Source, str], tuple[int, bytes]]
    )
    by_key: dict[str, bytes] = field(default_factory=dict[str, bytes])
    updates: dict[int, NewUpdate] = field(default_factory=dict[int, NewUpdate])


class FakeMessages(Outage):
    """`domain.ports.Intake` and `domain.ports.MessageReader` over dictionaries."""

    def __init__(self, clock: Clock, feed: FakeEventFeed) -> None:
        super().__init__()
        self._clock = clock
        self._feed = feed
        self._last_id = 0
        self._inboxes: dict[int, Inbox] = {}

    def inbox(self, workspace_id: int) -> Inbox:
        """Return a workspace's store, to look into."""
        return self._inboxes.setdefault(workspace_id, Inbox())

    def analyse(self, workspace_id: int, message_id: int, analysis: Analysis) -> None:
        """Give a message its analysis, as the agents would."""
        messages = self.inbox(workspace_id).messages
        update = {"analysis": analysis, "status": MessageStatus.ANALYZED}
        messages[message_id] = messages[message_id].model_copy(update=update)

    async def accept(self, workspace_id: int, message: NewMessage) -> Accepted:
        self.check(message)
        return self._accept(workspace_id, message)

    async def edit(self, workspace_id: int, message: NewMessage) -> Accepted:
        self.check(message)
        return self._accept(workspace_id, message)

    async def accept_many(
        self, workspace_id: int, messages: Sequence[NewMessage]
    ) -> list[Accepted | MantaError]:
        self.check(messages)
        return [self._outcome(workspace_id, message) for message in messages]

    async def accept_update(self, workspace_id: int, update: NewUpdate) -> bool:
        self.check(update)
        updates = self.inbox(workspace_id).updates
        if update.update_id in updates:
            return False
        updates[update.update_id] = update
        return True

    async def list_messages(self, workspace_id: int, query: MessageQuery) -> list[Message]:
        self.check(query)
        newest_first = sorted(self.inbox(workspace_id).messages.values(), key=lambda each: -each.id)
        return [message for message in newest_first if _fits(message, query)][: query.limit]

    async def get_message(self, workspace_id: int, message_id: int) -> MessageDetail:
        self.check(message_id)
        message = self.inbox(workspace_id).messages.get(message_id)
        if message is None:
            raise NotFoundError
        return MessageDetail(**dict(message))

    def _outcome(self, workspace_id: int, message: NewMessage) -> Accepted | MantaError:
        try:
            return self._accept(workspace_id, message)
        except MantaError as error:
            return error

    def _accept(self, workspace_id: int, message: NewMessage) -> Accepted:
        inbox, digest = self.inbox(workspace_id), message.digest()
        key = message.idempotency_key
        if key is not None and inbox.by_key.setdefault(key, digest) != digest:
            raise IdempotencyKeyReusedError
        known = inbox.by_external_id.get((message.source, message.external_id))
        if known is None:
            return self._store(workspace_id, message, digest)
        if known[1] != digest:
            raise DuplicateIdError
        return Accepted(message_id=known[0], external_id=message.external_id, created=False)

    def _store(self, workspace_id: int, new: NewMessage, digest: bytes) -> Accepted:
        self._last_id += 1
        inbox = self.inbox(workspace_id)
        message = Message(
            id=self._last_id,
            external_id=new.external_id,
            content=new.content,
            author=new.author,
            chat_id=new.chat_id,
            sent_at=new.sent_at,
            source=new.source,
            status=MessageStatus.RECEIVED,
            received_at=self._clock.now(),
        )
        inbox.messages[message.id] = message
        inbox.by_external_id[new.source, new.external_id] = (message.id, digest)
        self._feed.publish(workspace_id, EventType.MESSAGE, {"id": message.id})
        return Accepted(message_id=message.id, external_id=new.external_id, created=True)


def _fits(message: Message, query: MessageQuery) -> bool:
    category = message.analysis.classification.category if message.analysis else None
    wanted = (
        (query.author, message.author),
        (query.source, message.source),
        (query.chat_id, message.chat_id),
        (query.category, category),
        (query.status, message.status),
    )
    return (
        all(want is None or want == is_ for want, is_ in wanted)
        and (query.before_id is None or message.id < query.before_id)
        and (query.sent_from is None or message.sent_at >= query.sent_from)
        and (query.sent_until is None or message.sent_at < query.sent_until)
    )

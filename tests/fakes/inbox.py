"""The queue of stored messages in memory: leases by epoch, attempts and refunds as in the real one."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from domain.inbox import Claim, Done, Failed, Outcome, QueuedMessage, Result
from domain.message import Message
from domain.ports import Clock
from domain.values import MessageStatus, Source
from domain.workspace import WorkspaceSettings

WORKSPACE = 1
LEASE_S = 15.0


@dataclass
class Entry:
    """A queued message and how far it came; `outcome` is its final one."""

    message: Message
    not_before: datetime
    attempts: int = 0
    outcome: Outcome | None = None


@dataclass
class Chat:
    """A chat's queue and who may write its results."""

    lease_until: datetime
    entries: list[Entry] = field(default_factory=list[Entry])
    epoch: int = 0

    def waiting(self) -> list[Entry]:
        """Return what has no final outcome yet, in order."""
        return [entry for entry in self.entries if entry.outcome is None]


class FakeInbox:
    """`domain.inbox.Inbox` over lists; time is the clock's, so leases end when the test lets time pass.

    `finished` has the outcomes of each accepted `finish`, in the order they were written.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last_id = 0
        self.chats: dict[int, Chat] = {}
        self.finished: list[tuple[int, list[Outcome]]] = []
        self.calls = Counter[str]()
        """How often each method was called."""
        self.failing: dict[str, Exception] = {}
        """What a method raises while it stands here."""
        self.settings = WorkspaceSettings()
        self.refused = 0
        """How often results came under an old epoch."""

    def put(self, chat_id: int, *texts: str, attempts: int = 0) -> list[Message]:
        """Queue messages of a chat and return them; they were tried `attempts` times before."""
        now = self._clock.now()
        chat = self.chats.setdefault(chat_id, Chat(lease_until=now))
        messages = [self._message(chat_id, text, now) for text in texts]
        chat.entries += [Entry(message, not_before=now, attempts=attempts) for message in messages]
        return messages

    def steal(self, chat_id: int) -> None:
        """Let another worker take a chat over, as after a lease ran out."""
        self.chats[chat_id].epoch += 1
        self._extend(self.chats[chat_id])

    def get_entry(self, text: str) -> Entry:
        """Return the entry of the message that says `text`."""
        return next(e for chat in self.chats.values() for e in chat.entries if e.message.content == text)

    def written(self) -> list[str]:
        """Return the texts of the messages with a final outcome, in the order these were written."""
        outcomes = [outcome for _, batch in self.finished for outcome in batch]
        return [o.message.content for o in outcomes if isinstance(o, Done) or o.dead]

    async def claim(self, worker: str, limit: int, messages: int = 0) -> list[Claim]:  # noqa: ARG002 - nobody asks
        self._called("claim")
        free = [chat_id for chat_id, chat in self.chats.items() if self._is_free(chat)]
        return [self._lease(chat_id) for chat_id in free[:limit]]

    async def renew(self, claims: Sequence[Claim]) -> set[int]:
        self._called("renew")
        held = [claim for claim in claims if self.chats[claim.chat_id].epoch == claim.epoch]
        for claim in held:
            self._extend(self.chats[claim.chat_id])
        return {claim.chat_id for claim in held}

    async def finish(self, claim: Claim, outcomes: Sequence[Outcome]) -> bool:
        [written] = await self.finish_all([(claim, outcomes)])
        return written

    async def finish_all(self, results: Sequence[Result]) -> list[bool]:
        self._called("finish")
        return [self._finish(claim, outcomes) for claim, outcomes in results]

    def _finish(self, claim: Claim, outcomes: Sequence[Outcome]) -> bool:
        chat = self.chats[claim.chat_id]
        if chat.epoch != claim.epoch:
            self.refused += 1
            return False
        by_id = {outcome.message.id: outcome for outcome in outcomes}
        for queued in claim.messages:
            entry = self.get_entry(queued.message.content)
            self._end(entry, by_id.get(queued.message.id))
        chat.lease_until = self._clock.now()
        self.finished.append((claim.chat_id, list(outcomes)))
        return True

    def _called(self, method: str) -> None:
        self.calls[method] += 1
        if method in self.failing:
            raise self.failing[method]

    def _end(self, entry: Entry, outcome: Outcome | None) -> None:
        match outcome:
            case None:
                entry.attempts -= 1
            case Failed(dead=False):
                entry.not_before = self._clock.now() + timedelta(seconds=outcome.retry_in_s)
            case _:
                entry.outcome = outcome

    def _is_free(self, chat: Chat) -> bool:
        now, waiting = self._clock.now(), chat.waiting()
        return chat.lease_until <= now and bool(waiting) and waiting[0].not_before <= now

    def _lease(self, chat_id: int) -> Claim:
        chat = self.chats[chat_id]
        chat.epoch += 1
        self._extend(chat)
        waiting = chat.waiting()
        taken = waiting[:1] if waiting[0].attempts else waiting  # what was tried before is taken alone
        for entry in taken:
            entry.attempts += 1
        queued = tuple(QueuedMessage(message=e.message, chat_title="", attempts=e.attempts) for e in taken)
        return Claim(
            workspace_id=WORKSPACE, chat_id=chat_id, epoch=chat.epoch, settings=self.settings, messages=queued
        )

    def _extend(self, chat: Chat) -> None:
        chat.lease_until = self._clock.now() + timedelta(seconds=LEASE_S)

    def _message(self, chat_id: int, text: str, now: datetime) -> Message:
        self._last_id += 1
        return Message(
            id=self._last_id,
            external_id=str(self._last_id),
            content=text,
            author="Ada",
            chat_id=str(chat_id),
            sent_at=now,
            source=Source.API,
            status=MessageStatus.RECEIVED,
            received_at=now,
        )

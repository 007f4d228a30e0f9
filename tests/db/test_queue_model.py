"""The queue against a model of it that fits on a page: whatever is done in whatever order, they agree."""

import asyncio
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import TypeVar

import pytest
from asyncpg import UniqueViolationError
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    precondition,
    rule,
    run_state_machine_as_test,
)

from db.inbox import PostgresInbox
from db.pool import Database
from db.retries import PostgresRetries
from domain.inbox import Claim, Outcome, Result
from domain.retry import Retried
from tests.db.samples import done, failed, new_message
from tests.db.stores import MAIN, Stores
from tests.support.database import clear

_ENTRIES = """
SELECT m.external_id, i.attempts, i.state FROM inbox i JOIN messages m ON m.id = i.message_id
"""

CHATS = ("a", "b", "c")
PER_CHAT = 3
AnswerT = TypeVar("AnswerT")


@dataclass
class Entry:
    """A message as the model sees it."""

    name: str
    attempts: int = 0
    state: str = "pending"
    waits: bool = False
    ends: list[str] = field(default_factory=list[str])
    retries: int = 0

    def retry(self) -> None:
        """Begin anew."""
        self.attempts, self.state, self.waits = 0, "pending", False
        self.retries += 1


@dataclass
class Chat:
    """A chat as the model sees it; `holder` is the claim that may write, `leased` says that others wait."""

    entries: list[Entry] = field(default_factory=list[Entry])
    holder: Claim | None = None
    leased: bool = False
    newest_epoch: int = 0

    def pending(self) -> list[Entry]:
        """Return what is to do, in order."""
        return [entry for entry in self.entries if entry.state == "pending"]

    def is_free(self) -> bool:
        """Whether a worker may claim it."""
        todo = self.pending()
        return bool(todo) and not self.leased and not todo[0].waits

    def take(self) -> list[Entry]:
        """Return what a claim gets, with the attempt counted."""
        todo = self.pending()
        taken = todo[: 1 if todo[0].attempts else PER_CHAT]
        for entry in taken:
            entry.attempts += 1
        return taken


class QueueMachine(RuleBasedStateMachine):
    """Does to the model what is done to the database; `settings` bounds how much."""

    stores: Stores
    runner: asyncio.Runner

    def __init__(self) -> None:
        super().__init__()
        self.run(self._clear())
        self.accepted = count()
        self.inboxes = [self.stores.inbox(per_chat=PER_CHAT) for _ in range(2)]
        self.retries = PostgresRetries(self.stores.database)
        self.chats = {name: Chat() for name in CHATS}
        self.by_id: dict[int, Chat] = {}
        self.claims: list[Claim] = []

    async def _clear(self) -> None:
        async with self.stores.database.transaction() as connection:
            await clear(connection)

    def run(self, work: Coroutine[object, object, AnswerT]) -> AnswerT:
        """Wait for something that the database does."""
        return self.runner.run(work)

    @rule(names=st.lists(st.sampled_from(CHATS), min_size=1, max_size=5))
    def accept(self, names: list[str]) -> None:
        batch = [new_message(f"m{next(self.accepted)}", name) for name in names]
        self.run(self.stores.accept(*batch))
        for message in batch:
            self.chats[message.chat_id].entries.append(Entry(message.external_id))

    @rule(worker=st.integers(0, 1), limit=st.integers(1, 3))
    def claim(self, worker: int, limit: int) -> None:
        claims = self.run(self.inboxes[worker].claim(f"worker{worker}", limit))
        free = [chat for chat in self.chats.values() if chat.is_free()]
        assert bool(claims) == bool(free)
        assert len(claims) <= limit
        for claim in claims:
            self._check_claim(claim)
        self.claims += claims

    def _check_claim(self, claim: Claim) -> None:
        chat = self.chats[claim.messages[0].message.chat_id]
        assert self.by_id.setdefault(claim.chat_id, chat) is chat
        assert chat.is_free()
        expected = [(entry.name, entry.attempts) for entry in chat.take()]
        assert [(queued.message.external_id, queued.attempts) for queued in claim.messages] == expected
        assert claim.epoch > chat.newest_epoch
        chat.holder, chat.leased, chat.newest_epoch = claim, True, claim.epoch

    @precondition(lambda self: self.claims)
    @rule(
        data=st.data(),
        ends=st.lists(st.sampled_from(("done", "dead")), max_size=PER_CHAT),
        retry=st.booleans(),
    )
    def finish(self, data: st.DataObject, ends: list[str], *, retry: bool) -> None:
        """Finish some claims in one transaction, all in the same way; the newest ones count."""
        claims = data.draw(st.lists(st.sampled_from(self.claims), min_size=1, max_size=4, unique_by=id))
        results: list[Result] = [(claim, _outcomes(claim, ends, retry=retry)) for claim in claims]
        held = [self.by_id[claim.chat_id].holder is claim for claim in claims]
        assert self.run(self.inboxes[0].finish_all(results)) == held
        for (claim, outcomes), is_held in zip(results, held, strict=True):
            if is_held:
                _finish(self.by_id[claim.chat_id], claim, ends, len(outcomes))
        self.check_entries()

    @precondition(lambda self: self.claims)
    @rule()
    def renew(self) -> None:
        held = {chat_id for chat_id, chat in self.by_id.items() if chat.holder is not None}
        assert self.run(self.inboxes[1].renew(self.claims)) == held
        for chat_id in held:
            self.by_id[chat_id].leased = True

    @precondition(lambda self: any(chat.entries for chat in self.chats.values()))
    @rule(data=st.data())
    def retry(self, data: st.DataObject) -> None:
        """Retry some messages, of which those go back to the queue that have ended."""
        entries = [entry for chat in self.chats.values() for entry in chat.entries]
        chosen = data.draw(st.lists(st.sampled_from(entries), min_size=1, unique_by=id))
        ended = [entry for entry in chosen if entry.state != "pending"]
        names = [entry.name for entry in chosen]
        rows = self.run(self.stores.rows("SELECT id FROM messages WHERE external_id = ANY ($1)", names))
        answer = self.run(self.retries.retry_messages(MAIN, [row["id"] for row in rows]))
        assert answer == Retried(retried=len(ended), unchanged=len(chosen) - len(ended))
        for entry in ended:
            entry.retry()
        self.check_entries()

    @rule()
    def expire(self) -> None:
        self.run(self.stores.expire())
        for chat in self.chats.values():
            chat.leased = False

    @rule()
    def pass_delays(self) -> None:
        self.run(self.stores.pass_delays())
        for chat in self.chats.values():
            for entry in chat.entries:
                entry.waits = False

    def check_entries(self) -> None:
        """Every message is where the model has it."""
        rows = self.run(self.stores.rows(_ENTRIES))
        entries = [entry for chat in self.chats.values() for entry in chat.entries]
        assert sorted(map(tuple, rows)) == sorted(
            (entry.name, entry.attempts, entry.state) for entry in entries
        )

    def teardown(self) -> None:
        """Each message was told of once when it came, and once whenever it ended or was retried."""
        self.check_entries()
        told = self.run(self.stores.event_bodies())
        assert [event["seq"] for event in told] == list(range(1, len(told) + 1))
        entries = [entry for chat in self.chats.values() for entry in chat.entries]
        words = {"message": len(entries), "message_retried": sum(entry.retries for entry in entries)}
        words["message_analyzed"] = sum(entry.ends.count("done") for entry in entries)
        words["message_failed"] = sum(entry.ends.count("dead") for entry in entries)
        types = [str(event["type"]) for event in told]
        assert {word: types.count(word) for word in words} == words
        assert len(types) == sum(words.values())


def _outcomes(claim: Claim, ends: Sequence[str], *, retry: bool) -> list[Outcome]:
    """Return outcomes of the first messages, and of the next one that it has to be tried again."""
    outcomes: list[Outcome] = [
        done(queued) if end == "done" else failed(queued, dead=True)
        for queued, end in zip(claim.messages, ends, strict=False)
    ]
    rest = claim.messages[len(outcomes) :]
    return [*outcomes, failed(rest[0])] if retry and rest else outcomes


def _finish(chat: Chat, claim: Claim, ends: Sequence[str], outcomes: int) -> None:
    by_name = {entry.name: entry for entry in chat.entries}
    taken = [by_name[queued.message.external_id] for queued in claim.messages]
    for entry, end in zip(taken, ends, strict=False):
        entry.state = end
        entry.ends.append(end)
    for entry in taken[len(ends) : outcomes]:
        entry.waits = True
    for entry in taken[outcomes:]:
        entry.attempts -= 1
    chat.holder, chat.leased = None, False


class Unfenced(PostgresInbox):
    """A queue whose leases any claim may finish under, as if the epoch was not looked at."""

    async def finish_all(self, results: Sequence[Result]) -> list[bool]:
        async with self.database.connection() as connection:
            rows = await connection.fetch("SELECT chat_id, epoch FROM chat_leases")
        epochs = {row["chat_id"]: row["epoch"] for row in rows}
        return await super().finish_all(
            [(claim.model_copy(update={"epoch": epochs[claim.chat_id]}), each) for claim, each in results]
        )


class UnfencedMachine(QueueMachine):
    """The same, done to a queue without the fence."""

    def __init__(self) -> None:
        super().__init__()
        self.inboxes = [Unfenced(self.stores.database, lease_s=600.0, per_chat=PER_CHAT) for _ in range(2)]


class Careless(PostgresRetries):
    """Retries that give their tries back to messages under way as well."""

    async def retry_messages(self, workspace_id: int, message_ids: Sequence[int]) -> Retried:
        async with self.database.connection() as connection:
            await connection.execute("UPDATE inbox SET attempts = 0 WHERE message_id = ANY ($1)", message_ids)
        return await super().retry_messages(workspace_id, message_ids)


class CarelessMachine(QueueMachine):
    """The same, done to a queue whose retries touch what they should not."""

    def __init__(self) -> None:
        super().__init__()
        self.retries = Careless(self.stores.database)


def run_machine(machine: type[QueueMachine], url: str, sequences: int) -> None:
    """Let hypothesis look for a sequence of steps after which machine and model differ.

    Nothing here depends on what a power failure leaves, so commits don't wait for the disk.
    """
    with asyncio.Runner() as runner:
        database = runner.run(Database(f"{url}?synchronous_commit=off").__aenter__())
        ours = type("Machine", (machine,), {"stores": Stores(database), "runner": runner})
        try:
            run_state_machine_as_test(
                ours,
                settings=settings(
                    max_examples=sequences,
                    stateful_step_count=20,
                    deadline=None,
                    database=None,
                    derandomize=True,
                    phases=[Phase.generate],
                    suppress_health_check=[HealthCheck.too_slow],
                    report_multiple_bugs=False,
                ),
            )
        finally:
            runner.run(database.close())


def test_the_queue_does_what_the_model_does(database_url: str) -> None:
    run_machine(QueueMachine, database_url, sequences=500)


def test_the_model_sees_a_queue_without_a_fence(database_url: str) -> None:
    with pytest.raises((AssertionError, UniqueViolationError)):
        run_machine(UnfencedMachine, database_url, sequences=500)


def test_the_model_sees_a_retry_of_messages_under_way(database_url: str) -> None:
    with pytest.raises(AssertionError):
        run_machine(CarelessMachine, database_url, sequences=500)

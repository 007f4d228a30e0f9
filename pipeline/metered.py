"""The ports of a message's way with their figures counted: each wraps the real one and changes nothing."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter

from domain.errors import MantaError
from domain.event import Event
from domain.inbox import Claim, Done, Failed, Inbox, Outcome, Result
from domain.message import Accepted, NewMessage
from domain.metrics import (
    AGENT_COST,
    AGENT_SECONDS,
    AGENT_TOKENS,
    ANALYSED,
    FALLBACKS,
    HUB_LAG,
    LETTERS,
    MESSAGE_SECONDS,
    MESSAGES,
    PROPOSALS,
    STORE_MESSAGES,
    STORE_SECONDS,
    TASKS,
    Metrics,
)
from domain.outbox import Outbox, OutboxItem, SendOutcome
from domain.ports import Clock
from pipeline.accept import MessageStore, Submission
from pipeline.feed import EventStore


@dataclass(frozen=True)
class MeteredStore:
    """`pipeline.accept.MessageStore` that counts messages by outcome, and measures batches."""

    inner: MessageStore
    metrics: Metrics

    async def store(self, batch: Sequence[Submission]) -> list[Accepted | MantaError]:
        """See `pipeline.accept.MessageStore`."""
        began = perf_counter()
        try:
            answers = await self.inner.store(batch)
        except MantaError as error:
            self.metrics.add(MESSAGES, len(batch), (error.code,))
            raise
        self.metrics.observe(STORE_SECONDS, perf_counter() - began)
        self.metrics.observe(STORE_MESSAGES, len(batch))
        for outcome, number in Counter(map(_outcome_of, answers)).items():
            self.metrics.add(MESSAGES, number, (outcome,))
        return answers

    async def edit(self, workspace_id: int, message: NewMessage) -> Accepted | MantaError:
        """See `pipeline.accept.MessageStore`."""
        return await self.inner.edit(workspace_id, message)


def _outcome_of(answer: Accepted | MantaError) -> str:
    if isinstance(answer, MantaError):
        return answer.code
    return "accepted" if answer.created else "duplicate"


@dataclass(frozen=True)
class MeteredInbox:
    """`domain.inbox.Inbox` that counts written outcomes and what the agents took for them."""

    inner: Inbox
    metrics: Metrics
    worker: str
    clock: Clock

    async def claim(self, worker: str, limit: int, messages: int = 0) -> list[Claim]:
        """See `domain.inbox.Inbox`."""
        return await self.inner.claim(worker, limit, messages)

    async def renew(self, claims: Sequence[Claim]) -> set[int]:
        """See `domain.inbox.Inbox`."""
        return await self.inner.renew(claims)

    async def finish(self, claim: Claim, outcomes: Sequence[Outcome]) -> bool:
        """See `domain.inbox.Inbox`."""
        [written] = await self.finish_all([(claim, outcomes)])
        return written

    async def finish_all(self, results: Sequence[Result]) -> list[bool]:
        """See `domain.inbox.Inbox`."""
        written = await self.inner.finish_all(results)
        for (_, outcomes), is_written in zip(results, written, strict=True):
            for outcome in outcomes if is_written else ():
                self._count(outcome)
        return written

    def _count(self, outcome: Outcome) -> None:
        if isinstance(outcome, Failed):
            self.metrics.add(ANALYSED, 1, (self.worker, "dead" if outcome.dead else "failed"))
            return
        self.metrics.add(ANALYSED, 1, (self.worker, "done"))
        waited_s = (self.clock.now() - outcome.message.received_at).total_seconds()
        self.metrics.observe(MESSAGE_SECONDS, max(waited_s, 0.0))
        self.metrics.add(TASKS, len(outcome.decision.tasks))
        self.metrics.add(PROPOSALS, len(outcome.decision.proposals))
        self._count_agents(outcome)

    def _count_agents(self, outcome: Done) -> None:
        self.metrics.add(FALLBACKS, outcome.findings.fallback is not None)
        for use in outcome.findings.usage:
            agent = (use.agent, use.model)
            self.metrics.observe(AGENT_SECONDS, use.latency_ms / 1_000, agent)
            self.metrics.add(AGENT_TOKENS, use.input_tokens, (*agent, "input"))
            self.metrics.add(AGENT_TOKENS, use.output_tokens, (*agent, "output"))
            self.metrics.add(AGENT_COST, use.cost_usd or 0.0, agent)


@dataclass(frozen=True)
class MeteredOutbox:
    """`domain.outbox.Outbox` that counts what became of letters."""

    inner: Outbox
    metrics: Metrics

    async def claim(self, limit: int) -> list[OutboxItem]:
        """See `domain.outbox.Outbox`."""
        return await self.inner.claim(limit)

    async def settle(self, item: OutboxItem, outcome: SendOutcome) -> bool:
        """See `domain.outbox.Outbox`."""
        settled = await self.inner.settle(item, outcome)
        if settled:
            self.metrics.add(LETTERS, 1, (type(outcome).__name__.lower(),))
        return settled


class MeteredEvents:
    """`pipeline.feed.EventStore` that measures how far behind the newest event its readers are."""

    def __init__(self, events: EventStore, metrics: Metrics) -> None:
        self._events = events
        self._metrics = metrics
        self._newest: dict[int, int] = {}

    async def last_seqs(self, workspace_ids: Sequence[int]) -> dict[int, int]:
        """See `pipeline.feed.EventStore`."""
        newest = await self._events.last_seqs(workspace_ids)
        self._newest = newest
        return newest

    async def read_events(self, workspace_id: int, after_seq: int, limit: int) -> list[Event]:
        """See `pipeline.feed.EventStore`."""
        behind = self._newest.get(workspace_id, 0) - after_seq
        if behind > 0:
            self._metrics.observe(HUB_LAG, behind)
        return await self._events.read_events(workspace_id, after_seq, limit)

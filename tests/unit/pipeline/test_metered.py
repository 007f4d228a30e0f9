from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from domain.analysis import AgentUse
from domain.errors import DuplicateIdError, MantaError, UnavailableError
from domain.event import Event
from domain.inbox import Claim, Decision, Done, Failed
from domain.message import Accepted, NewMessage
from domain.metrics import (
    AGENT_COST,
    AGENT_SECONDS,
    AGENT_TOKENS,
    ANALYSED,
    FALLBACKS,
    HUB_LAG,
    MESSAGE_SECONDS,
    MESSAGES,
    STORE_MESSAGES,
    STORE_SECONDS,
    TASKS,
    Metric,
)
from domain.task import NewTask
from pipeline.accept import Submission
from pipeline.metered import MeteredEvents, MeteredInbox, MeteredStore
from pipeline.tally import Tally
from tests.fakes.analyst import make_findings
from tests.fakes.clock import FakeClock
from tests.fakes.inbox import FakeInbox


def of(tally: Tally, metric: Metric) -> dict[tuple[str, ...], list[float]]:
    return {sample.labels: list(sample.values) for sample in tally.take() if sample.metric is metric}


def message(number: int) -> NewMessage:
    sent_at = datetime(2026, 1, 31, tzinfo=UTC)
    return NewMessage(external_id=f"m{number}", content="hello", author="Ada", chat_id="dev", sent_at=sent_at)


class Store:
    """Takes the first message, knows the second, refuses the third; is away for four."""

    async def store(self, batch: Sequence[Submission]) -> list[Accepted | MantaError]:
        if len(batch) > 3:
            raise UnavailableError
        answers: list[Accepted | MantaError] = [
            Accepted(message_id=1, external_id="m1", created=True),
            Accepted(message_id=2, external_id="m2", created=False),
            DuplicateIdError(),
        ]
        return answers[: len(batch)]

    async def edit(self, workspace_id: int, message: NewMessage) -> Accepted | MantaError:
        del workspace_id
        return Accepted(message_id=1, external_id=message.external_id, created=False)


async def test_messages_are_counted_by_what_became_of_them() -> None:
    tally = Tally()
    store = MeteredStore(Store(), tally)
    await store.store([(1, message(number)) for number in range(3)])
    assert of(tally, MESSAGES) == {("accepted",): [1], ("duplicate",): [1], (DuplicateIdError.code,): [1]}


async def test_a_batch_is_measured_unless_it_failed() -> None:
    tally = Tally()
    store = MeteredStore(Store(), tally)
    await store.store([(1, message(number)) for number in range(2)])
    assert of(tally, STORE_MESSAGES) == {(): [2]}
    with pytest.raises(UnavailableError):
        await store.store([(1, message(number)) for number in range(4)])
    samples = tally.take()
    assert [(each.metric, each.labels, list(each.values)) for each in samples] == [
        (MESSAGES, (UnavailableError.code,), [4])
    ]
    assert STORE_SECONDS not in {each.metric for each in samples}


async def claimed(inbox: FakeInbox, *texts: str) -> Claim:
    inbox.put(1, *texts)
    [claim] = await inbox.claim("w", 1)
    return claim


async def test_written_outcomes_are_counted_with_what_the_agents_took() -> None:
    clock, tally = FakeClock(), Tally()
    fake = FakeInbox(clock)
    inbox = MeteredInbox(fake, tally, "w", clock)
    claim = await claimed(fake, "do it")
    clock.advance(4)
    use = AgentUse(
        agent="analysis", model="m", latency_ms=250, input_tokens=10, output_tokens=4, cost_usd=0.5
    )
    read = claim.messages[0].message
    findings = make_findings().model_copy(update={"usage": [use], "fallback": "it was away"})
    decision = Decision(tasks=(NewTask(title="Do it"),))
    assert await inbox.finish(claim, [Done(message=read, findings=findings, decision=decision)])
    told = {(each.metric, each.labels): list(each.values) for each in tally.take()}
    assert told == {
        (ANALYSED, ("w", "done")): [1],
        (MESSAGE_SECONDS, ()): [4],
        (TASKS, ()): [1],
        (FALLBACKS, ()): [1],
        (AGENT_SECONDS, ("analysis", "m")): [0.25],
        (AGENT_TOKENS, ("analysis", "m", "input")): [10],
        (AGENT_TOKENS, ("analysis", "m", "output")): [4],
        (AGENT_COST, ("analysis", "m")): [0.5],
    }


async def test_failures_are_counted_and_what_was_refused_is_not() -> None:
    clock, tally = FakeClock(), Tally()
    fake = FakeInbox(clock)
    inbox = MeteredInbox(fake, tally, "w", clock)
    claim = await claimed(fake, "one", "two")
    first, second = (queued.message for queued in claim.messages)
    outcomes = [Failed(message=first, error="x", dead=True), Failed(message=second, error="x", dead=False)]
    fake.steal(1)
    assert not await inbox.finish(claim, outcomes)
    assert tally.take() == []
    newest = claim.model_copy(update={"epoch": claim.epoch + 1})
    assert await inbox.finish(newest, outcomes)
    assert of(tally, ANALYSED) == {("w", "dead"): [1], ("w", "failed"): [1]}


class Events:
    """Has events up to 9 in each workspace."""

    async def read_events(self, workspace_id: int, after_seq: int, limit: int) -> list[Event]:
        del workspace_id, after_seq, limit
        return []

    async def last_seqs(self, workspace_ids: Sequence[int]) -> dict[int, int]:
        return dict.fromkeys(workspace_ids, 9)


async def test_a_reader_s_way_to_the_newest_event_is_measured() -> None:
    tally = Tally()
    events = MeteredEvents(Events(), tally)
    await events.last_seqs([1])
    await events.read_events(1, 9, 500)
    await events.read_events(1, 4, 500)
    assert of(tally, HUB_LAG) == {(): [5]}

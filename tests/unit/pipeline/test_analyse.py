import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager

import pytest
import stamina
from hypothesis import given
from hypothesis import strategies as st

from domain.analysis import Extraction
from domain.errors import AnalysisError, ConfigurationError, UnavailableError
from domain.inbox import Claim, Decision, Done, Failed, Outcome
from domain.workspace import WorkspaceSettings
from pipeline.analyse import AnalysisWorker, RetryPolicy, until_retry
from pipeline.pace import Pace
from pipeline.reading import Reader
from tests.fakes.analyst import FakeAnalyst, FakeAnalysts, make_findings
from tests.fakes.clock import FakeClock
from tests.fakes.embedder import FakeEmbedder
from tests.fakes.inbox import LEASE_S, FakeInbox
from tests.fakes.reading import FakeSurroundings
from tests.support.polling import wait_until_async

AT_ONCE = RetryPolicy(max_attempts=3, first_delay_s=0.0, max_delay_s=0.0)


class Shop:
    """A worker between a fake inbox and a fake analyst."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.inbox = FakeInbox(self.clock)
        self.analyst = FakeAnalyst()
        self.analysts = FakeAnalysts(self.analyst)
        self.embedder = FakeEmbedder()
        self.surroundings = FakeSurroundings()

    def hire(
        self,
        *,
        lease_s: float = 3600.0,
        poll_s: float = 0.005,
        max_chats: int = 8,
        drain_s: float = 600.0,
    ) -> AnalysisWorker:
        return AnalysisWorker(
            name="worker",
            inbox=self.inbox,
            reader=Reader(self.surroundings, self.embedder),
            analysts=self.analysts,
            retry=AT_ONCE,
            lease_s=lease_s,
            poll_s=poll_s,
            pace=Pace(least=max_chats, most=max_chats),
            drain_s=drain_s,
        )

    async def wait_calls(self, method: str, more: int) -> None:
        """Return once `method` of the inbox was called `more` times from now on."""
        target = self.inbox.calls[method] + more
        await wait_until_async(lambda: self.inbox.calls[method] >= target)

    async def wait_written(self, *texts: str) -> None:
        await wait_until_async(lambda: self.inbox.written() == list(texts))

    async def wait_seen(self, *texts: str) -> None:
        await wait_until_async(lambda: self.analyst.seen == list(texts))

    def end_of(self, text: str) -> Outcome | None:
        return self.inbox.get_entry(text).outcome

    def error_of(self, text: str) -> str:
        outcome = self.end_of(text)
        assert isinstance(outcome, Failed)
        assert outcome.dead
        return outcome.error


@pytest.fixture
def shop() -> Shop:
    return Shop()


@asynccontextmanager
async def working(worker: AnalysisWorker) -> AsyncGenerator[asyncio.Task[None]]:
    """Let a worker work, and end it in an orderly way."""
    running = asyncio.create_task(worker.run())
    try:
        yield running
    finally:
        worker.stop()
        async with asyncio.timeout(5):
            await running


async def test_messages_are_analysed_decided_and_written(shop: Shop) -> None:
    shop.inbox.put(1, "login fails")
    async with working(worker := shop.hire()):
        await shop.wait_written("login fails")
    outcome = shop.end_of("login fails")
    assert isinstance(outcome, Done)
    assert outcome.findings == shop.analyst.findings
    assert [task.title for task in outcome.decision.tasks] == ["Fix the login"]
    assert worker.analysed == 1


async def test_results_of_a_chat_keep_its_order_whoever_is_faster(shop: Shop) -> None:
    shop.inbox.put(1, "slow", "fast", "last")
    gate = shop.analyst.hold("slow")
    async with working(shop.hire()):
        await shop.wait_seen("slow", "fast", "last")
        assert shop.inbox.written() == []
        gate.set()
        await shop.wait_written("slow", "fast", "last")


async def test_chats_do_not_wait_for_each_other(shop: Shop) -> None:
    shop.inbox.put(1, "stuck")
    shop.inbox.put(2, "quick")
    gate = shop.analyst.hold("stuck")
    async with working(shop.hire()):
        await shop.wait_written("quick")
        shop.inbox.put(3, "later")
        await shop.wait_written("quick", "later")
        gate.set()
        await shop.wait_written("quick", "later", "stuck")


async def test_no_more_chats_are_taken_than_allowed(shop: Shop) -> None:
    for chat_id in range(1, 6):
        shop.inbox.put(chat_id, f"text {chat_id}")
    gate = shop.analyst.hold("text 1", "text 2")
    async with working(shop.hire(max_chats=2)):
        await shop.wait_seen("text 1", "text 2")
        assert [chat.epoch for chat in shop.inbox.chats.values()] == [1, 1, 0, 0, 0]
        gate.set()
        await wait_until_async(lambda: len(shop.inbox.written()) == 5)


async def test_a_retry_holds_back_what_follows_it_in_the_chat(shop: Shop) -> None:
    shop.inbox.put(1, "one", "two", "three")
    shop.analyst.faults["two"].append(AnalysisError())
    async with working(shop.hire()):
        await shop.wait_written("one", "two", "three")
    first = shop.inbox.finished[0][1]
    assert [outcome.message.content for outcome in first] == ["one", "two"]
    assert isinstance(first[1], Failed)
    assert not first[1].dead
    assert shop.inbox.get_entry("two").attempts == 2
    assert shop.inbox.get_entry("three").attempts == 1  # the first try was refunded


async def test_a_message_that_keeps_failing_is_dead_after_the_last_try(shop: Shop) -> None:
    shop.inbox.put(1, "poison", "healthy")
    shop.inbox.put(2, "elsewhere")
    shop.analyst.faults["poison"] = [AnalysisError(f"no answer {number}") for number in range(9)]
    async with working(shop.hire()):
        await wait_until_async(lambda: len(shop.inbox.written()) == 3)
    assert shop.inbox.written() == ["elsewhere", "poison", "healthy"]
    assert shop.analyst.seen.count("poison") == AT_ONCE.max_attempts
    assert shop.error_of("poison") == "analysis-failed: no answer 2"


async def test_a_message_beyond_its_tries_is_dead_without_another(shop: Shop) -> None:
    shop.inbox.put(1, "killer", attempts=AT_ONCE.max_attempts)
    async with working(shop.hire()):
        await shop.wait_written("killer")
    assert shop.analyst.seen == []
    assert "without a word" in shop.error_of("killer")


async def test_an_unforeseen_error_is_a_failure_that_tells_no_secret(shop: Shop) -> None:
    shop.inbox.put(1, "odd")
    shop.analyst.faults["odd"] = [RuntimeError("key sk-CANARY was refused") for _ in range(3)]
    async with working(shop.hire()):
        await shop.wait_written("odd")
    assert "RuntimeError" in shop.error_of("odd")
    assert "CANARY" not in shop.error_of("odd")


async def test_unusable_names_are_left_out_of_a_task(shop: Shop) -> None:
    shop.inbox.put(1, "names")
    extraction = Extraction(assignees=["", "  ", "Ann", "x" * 600], projects=["y" * 600, "Atlas"])
    shop.analyst.findings = make_findings(extraction=extraction)
    async with working(shop.hire()):
        await shop.wait_written("names")
    outcome = shop.end_of("names")
    assert isinstance(outcome, Done)
    assert outcome.decision.tasks[0].assignees == ["Ann"]
    assert outcome.decision.tasks[0].labels == ["Atlas"]


async def test_a_chat_that_is_held_long_is_renewed(shop: Shop) -> None:
    shop.inbox.put(1, "slow")
    gate = shop.analyst.hold("slow")
    async with working(shop.hire(lease_s=0.03)):
        await shop.wait_calls("renew", 1)
        shop.clock.advance(LEASE_S - 1)
        await shop.wait_calls("renew", 2)
        shop.clock.advance(LEASE_S - 1)  # beyond the first lease
        gate.set()
        await shop.wait_written("slow")
    assert shop.inbox.chats[1].epoch == 1


@pytest.mark.parametrize("error", [UnavailableError(), RuntimeError("unforeseen")])
async def test_renewals_outlive_their_own_failures(shop: Shop, error: Exception) -> None:
    shop.inbox.put(1, "slow")
    gate = shop.analyst.hold("slow")
    shop.inbox.failing["renew"] = error
    async with working(shop.hire(lease_s=0.03)):
        await shop.wait_calls("renew", 2)
        del shop.inbox.failing["renew"]
        gate.set()
        await shop.wait_written("slow")


async def test_results_of_a_chat_that_was_lost_are_dropped(shop: Shop) -> None:
    shop.inbox.put(1, "slow")
    gate = shop.analyst.hold("slow")
    async with working(worker := shop.hire(lease_s=0.03)):
        await shop.wait_seen("slow")
        shop.inbox.steal(1)
        await shop.wait_calls("renew", 1)
        gate.set()
    assert shop.inbox.calls["finish"] == 0  # it knew, and did not even try
    assert (worker.analysed, worker.fenced, worker.lost) == (0, 0, 1)


async def test_results_under_an_old_epoch_count_for_nothing(shop: Shop) -> None:
    shop.inbox.put(1, "slow")
    gate = shop.analyst.hold("slow")
    async with working(worker := shop.hire()):
        await shop.wait_seen("slow")
        shop.inbox.steal(1)
        gate.set()
        await wait_until_async(lambda: shop.inbox.refused == 1)
    assert shop.inbox.finished == []
    assert (worker.analysed, worker.fenced, worker.lost) == (0, 1, 0)


async def test_a_chat_taken_again_is_not_let_go_by_its_older_analysis(shop: Shop) -> None:
    """After an outage a worker may claim a chat whose older analysis it has still under way."""
    shop.inbox.put(1, "slow")
    first, second = shop.analyst.hold("slow"), asyncio.Event()
    async with working(worker := shop.hire(lease_s=0.03)):
        await shop.wait_seen("slow")
        shop.analyst.gates["slow"] = second
        shop.inbox.failing["renew"] = UnavailableError()
        shop.clock.advance(LEASE_S + 1)
        await shop.wait_seen("slow", "slow")
        del shop.inbox.failing["renew"]
        first.set()
        await shop.wait_calls("renew", 2)
        second.set()
        await shop.wait_written("slow")
    assert worker.analysed == 1
    assert shop.inbox.refused == 0


async def test_stopping_finishes_what_is_claimed_and_takes_nothing_new(shop: Shop) -> None:
    shop.inbox.put(1, "claimed")
    gate = shop.analyst.hold("claimed")
    async with working(worker := shop.hire()) as running:
        await shop.wait_seen("claimed")
        worker.stop()
        shop.inbox.put(2, "too late")
        await asyncio.sleep(0)
        assert not running.done()
        gate.set()
        await running
    assert shop.inbox.written() == ["claimed"]
    assert shop.inbox.chats[2].epoch == 0


async def test_what_takes_too_long_is_handed_back_when_the_worker_stops(shop: Shop) -> None:
    """Another worker can go on at once, and the try that was broken off does not count."""
    shop.inbox.put(1, "hangs")
    shop.analyst.hold("hangs")
    worker = shop.hire(drain_s=0.01)
    async with working(worker):
        await shop.wait_seen("hangs")
    assert shop.analyst.cancelled == ["hangs"]
    [claim] = await shop.inbox.claim("another", 1)
    assert [queued.attempts for queued in claim.messages] == [1]


async def test_handing_back_goes_on_whatever_becomes_of_one_chat(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    for chat_id in (1, 2):
        shop.inbox.put(chat_id, f"hangs {chat_id}")
        shop.analyst.hold(f"hangs {chat_id}")
    finish = shop.inbox.finish

    async def break_once(claim: Claim, outcomes: Sequence[Outcome]) -> bool:
        if claim.chat_id == 1:
            raise RuntimeError("a bug")
        return await finish(claim, outcomes)

    monkeypatch.setattr(shop.inbox, "finish", break_once)
    async with working(shop.hire(drain_s=0.01)):
        await shop.wait_seen("hangs 1", "hangs 2")
    assert [claim.chat_id for claim in await shop.inbox.claim("another", 2)] == [2]


async def test_without_handing_back_a_chat_would_wait_for_its_lease(shop: Shop) -> None:
    shop.inbox.put(1, "hangs")
    shop.analyst.hold("hangs")
    shop.inbox.failing["finish"] = UnavailableError()
    async with working(shop.hire(drain_s=0.01)):
        await shop.wait_seen("hangs")
    assert await shop.inbox.claim("another", 1) == []


async def test_cancelling_cancels_the_analyses_and_hands_them_back(shop: Shop) -> None:
    shop.inbox.put(1, "slow")
    shop.analyst.hold("slow")
    running = asyncio.create_task(shop.hire().run())
    await shop.wait_seen("slow")
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert shop.analyst.cancelled == ["slow"]
    assert shop.inbox.written() == []
    assert len(await shop.inbox.claim("another", 1)) == 1


async def test_an_outage_while_claiming_is_survived(shop: Shop) -> None:
    shop.inbox.put(1, "waits")
    shop.inbox.failing["claim"] = UnavailableError()
    async with working(shop.hire()):
        await shop.wait_calls("claim", 3)
        del shop.inbox.failing["claim"]
        await shop.wait_written("waits")


async def test_results_are_written_when_an_outage_is_over(shop: Shop) -> None:
    """A long analysis is not thrown away because the database was restarted meanwhile."""
    shop.inbox.put(1, "once")
    shop.inbox.failing["finish"] = UnavailableError()
    async with working(shop.hire()):
        await shop.wait_calls("finish", 2)
        del shop.inbox.failing["finish"]
        await shop.wait_written("once")
    assert shop.analyst.seen == ["once"]


async def test_results_lost_in_a_long_outage_are_made_again_when_the_lease_is_over(shop: Shop) -> None:
    shop.inbox.put(1, "twice")
    shop.inbox.failing["finish"] = UnavailableError()
    with stamina.set_testing(testing=True, attempts=1):
        async with working(worker := shop.hire()):
            await shop.wait_calls("finish", 1)
            await wait_until_async(lambda: not worker.holds_any())
            del shop.inbox.failing["finish"]
            assert worker.analysed == 0
            shop.clock.advance(LEASE_S + 1)
            await shop.wait_written("twice")
    assert shop.analyst.seen == ["twice", "twice"]


async def test_an_unforeseen_error_while_writing_leaves_the_rest_working(shop: Shop) -> None:
    shop.inbox.put(1, "broken")
    shop.inbox.failing["finish"] = RuntimeError("a bug")
    async with working(shop.hire()):
        await shop.wait_calls("finish", 1)
        del shop.inbox.failing["finish"]
        shop.inbox.put(2, "other")
        await shop.wait_written("other")


async def test_an_unforeseen_error_of_the_queue_ends_the_run(shop: Shop) -> None:
    shop.inbox.failing["claim"] = RuntimeError("a bug")
    with pytest.raises(RuntimeError, match="a bug"):
        await shop.hire().run()


async def test_a_hint_is_quicker_than_the_poll(shop: Shop) -> None:
    async with working(worker := shop.hire(poll_s=3600)):
        await asyncio.sleep(0)
        shop.inbox.put(1, "now")
        worker.hint("")
        await shop.wait_written("now")


def outcome(dead: bool | None) -> Outcome:  # noqa: FBT001 - None is the third case
    inbox = FakeInbox(FakeClock())
    message = inbox.put(1, "text")[0]
    if dead is None:
        return Done(message=message, findings=make_findings(), decision=Decision())
    return Failed(message=message, error="", dead=dead)


@given(st.lists(st.sampled_from([None, True, False]), max_size=6))
def test_outcomes_end_with_the_first_that_is_tried_again(kinds: Sequence[bool | None]) -> None:
    outcomes = [outcome(kind) for kind in kinds]
    kept = until_retry(outcomes)
    assert kept == outcomes[: len(kept)]
    assert False not in kinds[: len(kept) - 1]
    assert len(kept) == len(kinds) or kinds[len(kept) - 1] is False


@given(st.integers(1, 50))
def test_tries_are_spaced_within_bounds(attempts: int) -> None:
    policy = RetryPolicy(first_delay_s=0.5, max_delay_s=60.0)
    ceiling = min(60.0, 0.5 * 2 ** (attempts - 1))
    assert ceiling / 2 <= policy.delay_s(attempts) <= ceiling


async def test_a_message_is_stored_with_its_embedding(shop: Shop) -> None:
    shop.inbox.put(1, "login fails")
    async with working(shop.hire()):
        await shop.wait_written("login fails")
    outcome = shop.end_of("login fails")
    assert isinstance(outcome, Done)
    assert [outcome.embedding] == await shop.embedder.embed(["login fails"])


async def test_what_can_not_be_embedded_is_analysed_without(shop: Shop) -> None:
    shop.embedder.fail_with(AnalysisError("too many wait"))
    shop.inbox.put(1, "login fails")
    async with working(shop.hire()):
        await shop.wait_written("login fails")
    outcome = shop.end_of("login fails")
    assert isinstance(outcome, Done)
    assert (outcome.embedding, shop.surroundings.seen) == (None, [0])


async def test_an_outage_while_looking_around_counts_no_failure(shop: Shop) -> None:
    shop.surroundings.fault = UnavailableError()
    shop.inbox.put(1, "login fails")
    async with working(shop.hire()):
        await shop.wait_calls("claim", 3)
        assert shop.inbox.finished == []
        shop.surroundings.fault = None
        shop.clock.advance(LEASE_S)
        await shop.wait_written("login fails")
    assert isinstance(shop.end_of("login fails"), Done)


async def test_a_workspace_has_its_own_thresholds(shop: Shop) -> None:
    shop.inbox.settings = WorkspaceSettings(task_threshold=0.95)
    shop.inbox.put(1, "login fails")
    async with working(shop.hire()):
        await shop.wait_written("login fails")
    outcome = shop.end_of("login fails")
    assert isinstance(outcome, Done)
    assert (outcome.decision.tasks, len(outcome.decision.proposals)) == ((), 1)


async def test_a_workspaces_model_that_can_not_be_used_is_replaced_and_named(shop: Shop) -> None:
    shop.analysts.unusable.add("no:such")
    shop.inbox.settings = WorkspaceSettings(model="no:such")
    shop.inbox.put(1, "login fails")
    async with working(shop.hire()):
        await shop.wait_written("login fails")
    outcome = shop.end_of("login fails")
    assert isinstance(outcome, Done)
    assert outcome.findings.fallback == "There is no model 'no:such'."


async def test_without_any_usable_model_messages_fail_and_are_tried_again(shop: Shop) -> None:
    shop.analysts.fault = ConfigurationError("no model here")
    shop.inbox.put(1, "login fails")
    async with working(shop.hire()):
        await shop.wait_written("login fails")
    assert shop.error_of("login fails") == "configuration: no model here"
    assert shop.inbox.get_entry("login fails").attempts == AT_ONCE.max_attempts

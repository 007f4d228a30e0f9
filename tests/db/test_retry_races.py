"""Retries while others write: nobody is confused, nobody deadlocks, and no event is missing."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import pytest

from db.pool import INBOX_CHANNEL
from db.retries import PostgresRetries
from domain.errors import NotFoundError
from domain.inbox import Claim
from domain.proposal import DeclineReason, Proposal
from domain.retry import Retried
from tests.db.notifications import Notifications
from tests.db.samples import done, failed, new_message, new_task, proposed
from tests.db.stores import ADA, MAIN, Stores


@asynccontextmanager
async def commits_held(stores: Stores, waiters: int) -> AsyncGenerator[asyncio.TaskGroup]:
    """Hold the event counter, which all lock last, until so many of the block's tasks wait for a lock."""
    async with asyncio.TaskGroup() as tasks, stores.database.transaction() as connection:
        await connection.execute("SELECT FROM event_counters WHERE workspace_id = 1 FOR UPDATE")
        yield tasks
        await stores.wait_for_waiters(waiters)


async def retry(stores: Stores, *message_ids: int) -> Retried:
    return await PostgresRetries(stores.database).retry_messages(MAIN, message_ids)


async def end(stores: Stores, claim: Claim) -> bool:
    return await stores.inbox().finish(claim, [done(queued, new_task()) for queued in claim.messages])


async def propose(stores: Stores) -> tuple[int, int]:
    """Store a message that becomes a proposal; return both ids."""
    [message_id] = await stores.accept(new_message())
    claim = await stores.claim_one()
    assert await stores.inbox().finish(claim, [proposed(claim.messages[0])])
    return message_id, await stores.number("SELECT id FROM proposals")


async def decline(stores: Stores, proposal_id: int) -> Proposal:
    return await stores.proposals.decline_proposal(ADA, proposal_id, DeclineReason.NOT_A_TASK)


async def assert_no_gap(stores: Stores, *types: str) -> None:
    told = await stores.event_bodies()
    assert [event["seq"] for event in told] == list(range(1, len(types) + 1))
    assert sorted(str(event["type"]) for event in told) == sorted(types)


async def test_a_message_that_is_being_finished_is_left_to_its_worker(stores: Stores) -> None:
    [message_id] = await stores.accept(new_message())
    claim = await stores.claim_one()
    async with commits_held(stores, 1) as tasks:
        finished = tasks.create_task(end(stores, claim))
        await stores.wait_for_waiters(1)
        assert await retry(stores, message_id) == Retried(retried=0, unchanged=1)
    assert finished.result()
    assert (await stores.reader.get_message(MAIN, message_id)).analysis is not None
    await assert_no_gap(stores, "message", "message_analyzed", "task_created")


async def test_a_message_that_is_being_retried_is_claimed_once_that_is_committed(stores: Stores) -> None:
    [message_id] = await stores.accept(new_message())
    assert await end(stores, await stores.claim_one())
    async with commits_held(stores, 1) as tasks:
        tasks.create_task(retry(stores, message_id))
        await stores.wait_for_waiters(1)
        assert await stores.inbox().claim("worker", 10) == []
    assert [queued.message.id for queued in (await stores.claim_one()).messages] == [message_id]


async def test_a_worker_that_holds_the_chat_ends_its_own_messages_only(stores: Stores) -> None:
    """A dead letter of its chat is retried and both wait for the same counter: no deadlock, and order."""
    [earlier] = await stores.accept(new_message("m1"))
    first = await stores.claim_one()
    assert await stores.inbox().finish(first, [failed(first.messages[0], dead=True)])
    [later] = await stores.accept(new_message("m2"))
    held = await stores.claim_one()
    async with commits_held(stores, 2) as tasks:
        finished = tasks.create_task(end(stores, held))
        retried = tasks.create_task(retry(stores, earlier, later))
    assert finished.result()
    assert retried.result() == Retried(retried=1, unchanged=1)
    again = await stores.claim_one()
    assert [queued.message.id for queued in again.messages] == [earlier]
    assert await end(stores, again)
    ended = ["message_analyzed", "task_created"] * 2
    await assert_no_gap(stores, "message", "message_failed", "message", "message_retried", *ended)


async def test_a_decision_that_is_being_made_is_respected(stores: Stores) -> None:
    message_id, proposal_id = await propose(stores)
    async with commits_held(stores, 2) as tasks:
        tasks.create_task(decline(stores, proposal_id))
        await stores.wait_for_waiters(1)
        retried = tasks.create_task(retry(stores, message_id))
    assert retried.result() == Retried(retried=1)
    assert await stores.column("SELECT status FROM proposals") == ["declined"]


async def test_a_proposal_that_goes_with_its_analysis_can_t_be_decided_any_more(stores: Stores) -> None:
    message_id, proposal_id = await propose(stores)
    async with commits_held(stores, 2) as tasks:
        tasks.create_task(retry(stores, message_id))
        await stores.wait_for_waiters(1)
        declined = tasks.create_task(_outcome(stores, proposal_id))
    assert isinstance(declined.result(), NotFoundError)
    await assert_no_gap(stores, "message", "message_analyzed", "proposal_created", "message_retried")


async def _outcome(stores: Stores, proposal_id: int) -> NotFoundError:
    with pytest.raises(NotFoundError) as refused:
        await decline(stores, proposal_id)
    return refused.value


@pytest.mark.parametrize("has_ended", [True, False])
async def test_workers_are_woken_when_there_is_work_again(stores: Stores, *, has_ended: bool) -> None:
    [message_id] = await stores.accept(new_message())
    if has_ended:
        assert await end(stores, await stores.claim_one())
    async with Notifications.of(stores.database) as heard:
        await retry(stores, message_id)
        await heard.settle()
        assert bool(heard.of_channel(INBOX_CHANNEL)) == has_ended


async def test_the_tasks_a_message_became_are_told_in_their_order(stores: Stores) -> None:
    [message_id] = await stores.accept(new_message())
    claim = await stores.claim_one()
    drafts = [new_task(title) for title in ("one", "two", "three")]
    assert await stores.inbox().finish(claim, [done(claim.messages[0], *drafts)])
    # Moves the first row to the end of its table, where a query that asks for no order finds it last.
    await stores.rows(
        "WITH moved AS (DELETE FROM task_messages WHERE task_id = (SELECT min(task_id) FROM task_messages)"
        " RETURNING *) SELECT count(*) FROM moved"
    )
    await stores.rows(
        "INSERT INTO task_messages (workspace_id, task_id, message_id)"
        " SELECT workspace_id, min(id), $1 FROM tasks GROUP BY 1",
        message_id,
    )
    await retry(stores, message_id)
    assert await end(stores, await stores.claim_one())
    message = await stores.reader.get_message(MAIN, message_id)
    assert type(message).model_validate((await stores.event_bodies())[-1]["data"]) == message

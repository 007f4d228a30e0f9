"""Finishing a claim: everything or nothing, and only for the holder of the newest epoch."""

import asyncio
from datetime import timedelta

import asyncpg
import pytest

from db.pool import INBOX_CHANNEL
from db.publish import publish
from db.results import write_outcomes
from domain.analysis import EntityKind, Extraction, LocatedExtraction, Span
from domain.inbox import Claim, Decision, Done, Outcome, Result
from domain.proposal import ProposalStatus
from domain.values import MessageStatus
from tests.db.notifications import Notifications
from tests.db.samples import SENT, done, failed, findings, new_message, new_messages, new_task, proposed
from tests.db.stores import MAIN, Stores
from tests.db.test_accept import WIDEST


async def finish(stores: Stores, claim: Claim, *outcomes: Outcome) -> None:
    """Finish a claim that is held."""
    assert await stores.inbox().finish(claim, outcomes)


async def test_what_the_agents_found_is_stored_as_they_said_it(stores: Stores) -> None:
    await stores.accept(new_message())
    claim = await stores.claim_one()
    found = findings(
        extraction=LocatedExtraction(
            projects=["B", "A"],
            components=["login"],
            technologies=["Ray", "ray"],
            mentions=["ada"],
            assignees=["Bob"],
            versions=["1.2"],
            dates=["by Friday", "by Friday"],
            urls=["https://example.org/?a=1"],
            due=SENT,
            spans=[Span(kind=EntityKind.COMPONENT, value="login", start=4, end=9)],
            labels=["web"],
        )
    )
    await finish(stores, claim, Done(message=claim.messages[0].message, findings=found, decision=Decision()))
    message = await stores.reader.get_message(MAIN, claim.messages[0].message.id)
    assert message.status is MessageStatus.ANALYZED
    assert message.analysis is not None
    assert message.analysis.model_dump(exclude={"task_ids"}) == found.model_dump()
    [_, told] = await stores.event_bodies()
    assert told["type"] == "message_analyzed"
    assert type(message).model_validate(told["data"]) == message


async def test_tasks_of_a_message_know_it_and_it_knows_them(stores: Stores) -> None:
    await stores.accept(new_message())
    claim = await stores.claim_one()
    drafts = [new_task("one", assignees=["b", "a", "b"], labels=["y", "x", "y"]), new_task("two", due=SENT)]
    await finish(stores, claim, done(claim.messages[0], *drafts))
    message = await stores.reader.get_message(MAIN, claim.messages[0].message.id)
    assert message.analysis is not None
    first, second = [await stores.tasks.get_task(MAIN, task_id) for task_id in message.analysis.task_ids]
    assert (first.title, first.assignees, first.labels) == ("one", ["b", "a"], ["y", "x"])
    assert (second.title, second.due, second.version) == ("two", SENT, 1)
    assert [source.id for source in first.messages] == first.message_ids == [message.id]
    assert [line.actor for line in first.history] == ["manta"]
    types = ["message", "message_analyzed", "task_created", "task_created"]
    assert await stores.event_types() == types
    created = [event["data"] for event in await stores.event_bodies() if event["type"] == "task_created"]
    assert [type(first).model_validate(data).title for data in created] == ["one", "two"]


async def test_events_keep_the_order_of_the_messages(stores: Stores) -> None:
    await stores.accept(*new_messages(4))
    claim = await stores.claim_one()
    first, second, third, fourth = claim.messages
    outcomes = (
        done(first, new_task("a")),
        failed(second, dead=True),
        proposed(third),
        done(fourth, new_task("b")),
    )
    await finish(stores, claim, *outcomes)
    assert (await stores.event_types())[4:] == [
        "message_analyzed",
        "task_created",
        "message_failed",
        "message_analyzed",
        "proposal_created",
        "message_analyzed",
        "task_created",
    ]
    assert await stores.column("SELECT state FROM inbox ORDER BY seq") == ["done", "dead", "done", "done"]


async def test_a_proposal_waits_for_a_person(stores: Stores) -> None:
    await stores.accept(new_message())
    claim = await stores.claim_one()
    draft = new_task("Maybe", due=SENT, labels=["a"], assignees=["b"])
    await finish(stores, claim, proposed(claim.messages[0], draft))
    [proposal] = await stores.proposals.list_proposals(MAIN, ProposalStatus.PENDING, 10, None)
    assert (proposal.task, proposal.confidence) == (draft, 0.4)
    told = (await stores.event_bodies())[-1]
    assert told["type"] == "proposal_created"
    assert type(proposal).model_validate(told["data"]) == proposal


async def test_a_dead_letter_says_why_and_its_chat_goes_on(stores: Stores) -> None:
    await stores.accept(*new_messages(3))
    claim = await stores.claim_one()
    await finish(stores, claim, failed(claim.messages[0], dead=True))
    dead = await stores.reader.get_message(MAIN, claim.messages[0].message.id)
    assert (dead.status, dead.error, dead.analysis) == (MessageStatus.FAILED, "no answer", None)
    told = (await stores.event_bodies())[-1]
    assert told["type"] == "message_failed"
    assert type(dead).model_validate(told["data"]) == dead
    following = await stores.claim_one()
    assert [queued.message.external_id for queued in following.messages] == ["general-1", "general-2"]


async def test_a_message_to_be_tried_again_is_told_to_nobody(stores: Stores) -> None:
    await stores.accept(new_message())
    claim = await stores.claim_one()
    await finish(stores, claim, failed(claim.messages[0]))
    assert await stores.event_types() == ["message"]
    message = await stores.reader.get_message(MAIN, claim.messages[0].message.id)
    assert message.status is MessageStatus.RECEIVED


async def test_an_old_epoch_writes_nothing(stores: Stores) -> None:
    await stores.accept(*new_messages(3))
    old = await stores.claim_one()
    await stores.expire()
    new = await stores.claim_one()
    before = await stores.content()
    outcomes = [done(old.messages[0], new_task(labels=["a"])), failed(old.messages[1], dead=True)]
    assert not await stores.inbox().finish(old, outcomes)
    assert not await stores.inbox().finish(old, [])
    assert await stores.content() == before
    await finish(stores, new, done(new.messages[0]))
    assert not await stores.inbox().finish(old, outcomes)


async def test_a_holder_whose_lease_ran_out_may_finish_while_nobody_else_claimed(stores: Stores) -> None:
    await stores.accept(new_message())
    claim = await stores.claim_one()
    await stores.expire()
    await finish(stores, claim, done(claim.messages[0]))


async def test_finishing_twice_counts_once(stores: Stores) -> None:
    await stores.accept(new_message())
    claim = await stores.claim_one()
    await finish(stores, claim, failed(claim.messages[0], dead=True))
    before = await stores.content()
    assert not await stores.inbox().finish(claim, [failed(claim.messages[0], dead=True)])
    assert await stores.content() == before


async def test_without_the_fence_an_old_epoch_would_write(stores: Stores) -> None:
    """A negative control: the statements of `finish`, except the one that looks at the epoch."""
    await stores.accept(new_message())
    old = await stores.claim_one()
    await stores.expire()
    await stores.claim_one()
    before = await stores.content()
    async with stores.database.transaction() as connection:
        now = await connection.fetchval("SELECT now()")
        events = await write_outcomes(connection, [(old, [done(old.messages[0])])], now)
        await publish(connection, old.workspace_id, events)
    assert await stores.content() != before


async def test_a_statement_that_fails_last_undoes_all(stores: Stores) -> None:
    await stores.accept(*new_messages(4))
    claim = await stores.claim_one()
    taken = "INSERT INTO events (workspace_id, seq, type, data) VALUES (1, 5, 'message', '{}')"
    await stores.rows(taken)  # the number of the next event, which is written last
    before = await stores.content()
    first, second, third, fourth = claim.messages
    outcomes = [
        done(first, new_task(labels=["a"], assignees=["b"])),
        proposed(second),
        failed(third, dead=True),
        failed(fourth),
    ]
    with pytest.raises(asyncpg.UniqueViolationError):
        await stores.inbox().finish(claim, outcomes)
    assert await stores.content() == before
    await stores.rows("DELETE FROM events WHERE seq = 5")
    await finish(stores, claim, *outcomes)


async def test_a_message_has_one_result(stores: Stores) -> None:
    await stores.accept(new_message())
    claim = await stores.claim_one()
    before = await stores.content()
    with pytest.raises(asyncpg.UniqueViolationError):
        await stores.inbox().finish(claim, [done(claim.messages[0], new_task())] * 2)
    assert await stores.content() == before


async def test_the_longest_names_found_are_stored(stores: Stores) -> None:
    await stores.accept(new_message(author=WIDEST))
    claim = await stores.claim_one()
    found = findings(extraction=Extraction(urls=[WIDEST * 3], projects=[WIDEST]))
    task = new_task(WIDEST, labels=[WIDEST], assignees=[WIDEST])
    outcome = Done(message=claim.messages[0].message, findings=found, decision=Decision(tasks=(task,)))
    await finish(stores, claim, outcome)
    assert await stores.column("SELECT value FROM entities ORDER BY kind") == [WIDEST, WIDEST]
    assert await stores.column("SELECT name FROM labels") == [WIDEST]


async def test_what_is_left_in_the_chat_is_hinted_at(stores: Stores) -> None:
    await stores.accept(*new_messages(2))
    claim = await stores.claim_one()
    async with Notifications.of(stores.database) as heard:
        await finish(stores, claim, done(claim.messages[0]))
        await heard.settle()
        assert heard.of_channel(INBOX_CHANNEL) == [""]
        last = await stores.claim_one()
        await finish(stores, last, done(last.messages[0]))
        await heard.settle()
    assert heard.of_channel(INBOX_CHANNEL) == [""]


async def test_authors_become_members_once(stores: Stores) -> None:
    await stores.accept(new_message("m1", author="Zoë"), new_message("m2", author="Zoë"), new_message("m3"))
    claim = await stores.claim_one()
    await finish(stores, claim, *(done(queued) for queued in claim.messages))
    assert await stores.column("SELECT name FROM members ORDER BY name") == ["Ada", "Zoë"]
    assert await stores.column("SELECT ended_at - now() < $1 FROM inbox", timedelta(minutes=1)) == [True] * 3


async def test_chats_of_the_same_new_authors_in_opposite_orders_never_deadlock(stores: Stores) -> None:
    """Were members written as they come, each would hold one that the other wants after the pause."""
    for chat, authors in (("there", ("x", "held1", "y")), ("back", ("y", "held2", "x"))):
        await stores.accept(*(new_message(f"{chat}-{author}", chat, author=author) for author in authors))
    claims = await stores.inbox().claim("worker", 2)
    async with asyncio.TaskGroup() as both, stores.database.connection() as holder:
        holding = holder.transaction()
        await holding.start()
        held = (
            "INSERT INTO members (workspace_id, source, name) VALUES (1, 'api', 'held1'), (1, 'api', 'held2')"
        )
        await holder.execute(held)
        for claim in claims:
            both.create_task(finish(stores, claim, *(done(queued) for queued in claim.messages)))
        await stores.wait_for_waiters(2)
        await holding.rollback()
    assert await stores.column("SELECT name FROM members ORDER BY name") == ["held1", "held2", "x", "y"]


async def claim_each(stores: Stores, *chats: str, messages: int = 2) -> list[Claim]:
    """Store messages in chats and claim them, the chats in order."""
    for chat in chats:
        await stores.accept(*new_messages(messages, chat))
    claims = await stores.inbox().claim("worker", len(chats))
    return sorted(claims, key=lambda claim: claim.chat_id)


async def test_claims_finished_together_are_one_commit_with_all_of_each(stores: Stores) -> None:
    claims = await claim_each(stores, "a", "b", "c")
    first, second, third = ([*claim.messages] for claim in claims)
    results: list[Result] = [
        (claims[0], [done(first[0], new_task("one")), done(first[1])]),
        (claims[1], [failed(second[0])]),
        (claims[2], [failed(third[0], dead=True), proposed(third[1])]),
    ]
    assert await stores.inbox().finish_all(results) == [True, True, True]
    states = await stores.column("SELECT state || attempts FROM inbox ORDER BY message_id")
    assert states == ["done1", "done1", "pending1", "pending0", "dead1", "done1"]
    epochs = await stores.column("SELECT epoch FROM inbox WHERE state <> 'pending' ORDER BY message_id")
    assert epochs == [claims[0].epoch] * 2 + [claims[2].epoch] * 2
    assert (await stores.event_types())[6:] == [
        "message_analyzed",
        "task_created",
        "message_analyzed",
        "message_failed",
        "message_analyzed",
        "proposal_created",
    ]
    assert [event["seq"] for event in await stores.event_bodies()] == list(range(1, 13))
    assert await stores.number("SELECT count(DISTINCT xmin::text)::int FROM analyses") == 1
    assert await stores.inbox().renew(claims) == set()


async def test_a_claim_under_an_old_epoch_is_left_out_and_the_others_are_written(stores: Stores) -> None:
    lost, kept = await claim_each(stores, "a", "b", messages=1)
    await stores.rows("UPDATE chat_leases SET epoch = epoch + 1 WHERE chat_id = $1", lost.chat_id)
    results = [(claim, [done(claim.messages[0], new_task())]) for claim in (lost, kept)]
    assert await stores.inbox().finish_all(results) == [False, True]
    assert await stores.column("SELECT message_id FROM analyses") == [kept.messages[0].message.id]
    assert await stores.column("SELECT state FROM inbox ORDER BY message_id") == ["pending", "done"]
    assert await stores.inbox().renew([lost.model_copy(update={"epoch": lost.epoch + 1})]) == {lost.chat_id}


async def test_nothing_of_any_is_written_when_one_fails(stores: Stores) -> None:
    sound, poison = await claim_each(stores, "a", "b", messages=1)
    before = await stores.content()
    twice: list[Result] = [(sound, [done(sound.messages[0])]), (poison, [done(poison.messages[0])] * 2)]
    with pytest.raises(asyncpg.UniqueViolationError):
        await stores.inbox().finish_all(twice)
    assert await stores.content() == before
    await finish(stores, sound, done(sound.messages[0]))


async def test_renewing_and_finishing_the_same_chats_never_deadlock(stores: Stores) -> None:
    """Both lock chats by their ids, however they are named: one waits for the first and holds none before."""
    claims = await claim_each(stores, "a", "b", "c", messages=1)
    async with asyncio.TaskGroup() as both, stores.database.connection() as holder:
        holding = holder.transaction()
        await holding.start()
        middle = "SELECT FROM chat_leases WHERE chat_id = $1 FOR UPDATE"
        await holder.execute(middle, claims[1].chat_id)
        renewed = both.create_task(stores.inbox().renew(claims[::-1]))
        await stores.wait_for_waiters(1)
        results = [(claim, [done(claim.messages[0])]) for claim in claims[::-1]]
        finished = both.create_task(stores.inbox().finish_all(results))
        await stores.wait_for_waiters(2)
        await holding.rollback()
    assert len(renewed.result()) == 3
    assert finished.result() == [True, True, True]

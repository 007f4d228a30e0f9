"""What people's changes and decisions teach: written with them, and taken back with them."""

from datetime import timedelta

import pytest

from db.retries import PostgresRetries
from domain.correction import Verdict
from domain.inbox import Decision, Done
from domain.proposal import DeclineReason
from domain.task import DraftChange, TaskChange
from domain.values import Category, Priority
from tests.db.samples import SENT, findings, new_task
from tests.db.stores import ADA, MAIN, Stores
from tests.db.triage import (
    FOUND,
    correction_of,
    finish,
    lesson_of,
    make,
    make_proposal,
    make_task,
    proposals_of,
    queue,
    task_of,
)

DUE = SENT + timedelta(days=3)
BOB = ADA.model_copy(update={"name": "Bob"})


async def make_due_task(stores: Stores) -> int:
    """Store a message in which the agents find a due time; return the id of its task."""
    queued = await queue(stores)
    found = findings()
    extraction = found.extraction.model_copy(update={"due": DUE})
    decision = Decision(tasks=(FOUND.model_copy(update={"due": DUE}),))
    outcome = Done(
        message=queued.message,
        findings=found.model_copy(update={"extraction": extraction}),
        decision=decision,
    )
    return (await task_of(stores, (await finish(stores, outcome)).id)).id


async def change(stores: Stores, task_id: int, **fields: object) -> dict[str, object]:
    """Let Ada change a task; return what its message is corrected by then."""
    task = await stores.tasks.change_task(ADA, task_id, TaskChange.model_validate(fields), None)
    return await lesson_of(stores, task.message_ids[0])


async def test_a_changed_field_of_the_agents_task_is_a_correction(stores: Stores) -> None:
    task = await make_task(stores)
    assert await change(stores, task.id, title="Other words", labels=["x"]) == {}
    assert await change(stores, task.id, category="feature") == {"category": "feature"}
    both = {"category": "feature", "priority": "low"}
    assert await change(stores, task.id, priority="low", status="in_progress") == both
    assert await change(stores, task.id, category="chore") == {"category": "chore", "priority": "low"}
    correction = await correction_of(stores, task.message_ids[0])
    assert correction is not None
    assert correction.corrected_by == "Ada"


async def test_what_is_set_back_is_no_correction_any_more(stores: Stores) -> None:
    task = await make_task(stores)
    await change(stores, task.id, category="feature", priority="low")
    assert await change(stores, task.id, category="bug") == {"priority": "low"}
    assert await change(stores, task.id, priority="high") == {}
    assert await correction_of(stores, task.message_ids[0]) is None


async def test_other_means_that_it_is_no_task(stores: Stores) -> None:
    task = await make_task(stores)
    no_task = {"category": "other", "is_actionable": False}
    assert await change(stores, task.id, category="other") == no_task
    assert await change(stores, task.id, category="chore") == {"category": "chore"}
    assert await change(stores, task.id, category="other") == no_task
    assert await change(stores, task.id, category="bug") == {}


async def test_a_due_time_that_was_found_is_shifted_or_removed(stores: Stores) -> None:
    task_id = await make_due_task(stores)
    later, earlier = DUE + timedelta(hours=1), DUE - timedelta(minutes=1)
    assert await change(stores, task_id, due=later) == {"due_shift_s": 3600.0, "due": later}
    assert await change(stores, task_id, due=earlier) == {"due_shift_s": -60.0, "due": earlier}
    assert await change(stores, task_id, due=None) == {"due_removed": True}
    assert await change(stores, task_id, due=DUE) == {}


async def test_a_due_time_that_was_not_found_is_told_from_the_message_on(stores: Stores) -> None:
    task = await make_task(stores)
    assert await change(stores, task.id, due=DUE) == {"due_after_s": 3 * 86_400.0, "due": DUE}
    assert await change(stores, task.id, due=None) == {}


async def test_only_what_says_something_of_one_message_is_learnt(stores: Stores) -> None:
    several = await make(stores, tasks=(FOUND, FOUND), external_id="several")
    joined, other = await make_task(stores, "joined"), await make_task(stores, "other")
    await stores.tasks.merge_task(ADA, other.id, joined.id)
    by_hand = await stores.tasks.create_task(ADA, new_task(), None)
    assert several.analysis is not None
    before = await stores.column("SELECT to_json(c)::text FROM corrections c ORDER BY message_id")
    for task_id in (*several.analysis.task_ids, joined.id, by_hand.id):
        await stores.tasks.change_task(ADA, task_id, TaskChange(priority=Priority.LOW), None)
    assert await stores.column("SELECT to_json(c)::text FROM corrections c ORDER BY message_id") == before


async def test_a_change_that_is_refused_teaches_nothing(stores: Stores) -> None:
    task = await make_task(stores)
    before = await stores.content()
    await stores.rows("INSERT INTO events (workspace_id, seq, type, data) VALUES (1, 4, 'message', '{}')")
    with pytest.raises(Exception, match="pk_events"):  # the event, which is written last, fails
        await stores.tasks.change_task(ADA, task.id, TaskChange(priority=Priority.LOW), None)
    await stores.rows("DELETE FROM events WHERE seq = 4")
    assert await stores.content() == before


async def test_declining_as_no_task_teaches_that_and_reopening_takes_it_back(stores: Stores) -> None:
    proposal = await make_proposal(stores)
    await stores.proposals.decline_proposal(ADA, proposal.id, DeclineReason.NOT_A_TASK)
    assert await lesson_of(stores, proposal.message_id) == {"is_actionable": False, "category": "other"}
    await stores.proposals.reopen_proposal(ADA, proposal.id)
    assert await lesson_of(stores, proposal.message_id) == {}


@pytest.mark.parametrize("reason", [DeclineReason.DUPLICATE, DeclineReason.OTHER])
async def test_declining_for_another_reason_teaches_nothing(stores: Stores, reason: DeclineReason) -> None:
    proposal = await make_proposal(stores)
    await stores.proposals.decline_proposal(ADA, proposal.id, reason)
    assert await correction_of(stores, proposal.message_id) is None


async def test_accepting_confirms_or_corrects(stores: Stores) -> None:
    as_proposed = await make_proposal(stores, "m1")
    await stores.proposals.accept_proposal(ADA, as_proposed.id, None)
    confirmed = {"is_actionable": True, "category": "bug", "priority": "high"}
    assert await lesson_of(stores, as_proposed.message_id) == confirmed
    edited = await make_proposal(stores, "m2")
    await stores.proposals.edit_proposal(ADA, edited.id, DraftChange(priority=Priority.LOW))
    await stores.proposals.accept_proposal(
        ADA, edited.id, FOUND.model_copy(update={"category": Category.CHORE, "due": DUE})
    )
    assert await lesson_of(stores, edited.message_id) == confirmed | {
        "category": "chore",
        "due_after_s": 3 * 86_400.0,
        "due": DUE,
    }


async def test_one_of_several_proposals_says_little_of_its_message(stores: Stores) -> None:
    message = await make(stores, proposals=(FOUND, FOUND, FOUND))
    first, second, third = await proposals_of(stores, message.id)
    await stores.proposals.decline_proposal(ADA, first.id, DeclineReason.NOT_A_TASK)
    assert await correction_of(stores, message.id) is None
    await stores.proposals.accept_proposal(ADA, second.id, None)
    assert await lesson_of(stores, message.id) == {"is_actionable": True}
    await stores.proposals.decline_proposal(ADA, third.id, DeclineReason.NOT_A_TASK)
    assert await lesson_of(stores, message.id) == {"is_actionable": True}


async def test_a_later_correction_leaves_what_it_does_not_name(stores: Stores) -> None:
    task = await make_task(stores)
    await change(stores, task.id, priority="low")
    await stores.tasks.change_task(BOB, task.id, TaskChange(category=Category.FEATURE), None)
    assert await lesson_of(stores, task.message_ids[0]) == {"category": "feature", "priority": "low"}
    correction = await correction_of(stores, task.message_ids[0])
    assert correction is not None
    assert correction.corrected_by == "Bob"


async def test_a_retried_message_keeps_its_correction(stores: Stores) -> None:
    queued = await queue(stores)
    outcome = Done(message=queued.message, findings=findings(), decision=Decision())
    message = await finish(stores, outcome)
    await stores.corrections.correct_message(ADA, message.id, Verdict(due=DUE, priority=Priority.LOW))
    before = await correction_of(stores, message.id)
    await PostgresRetries(stores.database).retry_messages(MAIN, [message.id])
    retried = await correction_of(stores, message.id)
    assert retried == before
    claim = await stores.claim_one()
    extraction = findings().extraction.model_copy(update={"due": DUE})
    found = findings().model_copy(update={"extraction": extraction})
    again = Done(message=claim.messages[0].message, findings=found, decision=Decision())
    assert await stores.inbox().finish(claim, [again])
    served = await stores.reader.get_message(MAIN, message.id)
    assert served.correction == before
    told = (await stores.event_bodies())[-1]
    assert type(served).model_validate(told["data"]) == served

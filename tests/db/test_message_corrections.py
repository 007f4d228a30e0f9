"""Correcting a message: its tasks and proposals follow, once, and nothing of others is touched."""

import asyncio
from datetime import timedelta
from typing import cast

import pytest

from db.retries import PostgresRetries
from domain.correction import Verdict
from domain.errors import ConflictError, NotFoundError
from domain.inbox import Decision, Done
from domain.message import CorrectedMessage, Message
from domain.proposal import DeclineReason, ProposalStatus
from domain.task import Task, TaskChange
from domain.values import Category, Priority, TaskStatus
from tests.db.samples import SENT, failed, findings, new_message, new_task
from tests.db.stores import ADA, MAIN, Stores
from tests.db.triage import FOUND, finish, lesson_of, make, make_proposal, make_task, proposals_of, queue

NO_WORK = Verdict(is_actionable=False)
WORK = Verdict(is_actionable=True)


async def correct(stores: Stores, message_id: int, verdict: Verdict) -> CorrectedMessage:
    """Correct a message, twice: the second time gives the same answer and changes nothing."""
    answer = await stores.corrections.correct_message(ADA, message_id, verdict)
    before = await stores.content()
    assert await stores.corrections.correct_message(ADA, message_id, verdict) == answer
    assert await stores.content() == before
    assert dict(await stores.reader.get_message(MAIN, message_id)).items() >= dict(answer.message).items()
    for task in answer.tasks:
        detail = await stores.tasks.get_task(MAIN, task.id)
        assert Task.model_validate(detail.model_dump()) == task
    return answer


async def make_nothing(stores: Stores) -> Message:
    """Store a message that the agents make nothing of."""
    queued = await queue(stores)
    return await finish(stores, Done(message=queued.message, findings=findings(), decision=Decision()))


async def test_no_work_closes_the_agents_tasks_and_declines_their_proposals(stores: Stores) -> None:
    message = await make(stores, tasks=(FOUND, FOUND), proposals=(FOUND,))
    assert message.analysis is not None
    started, completed = message.analysis.task_ids
    await stores.tasks.change_task(ADA, started, TaskChange(status=TaskStatus.IN_PROGRESS), None)
    await stores.tasks.change_task(ADA, completed, TaskChange(status=TaskStatus.COMPLETED), None)
    answer = await correct(stores, message.id, NO_WORK)
    assert [task.status for task in answer.tasks] == [TaskStatus.CLOSED, TaskStatus.COMPLETED]
    assert [each.status for each in await proposals_of(stores, message.id)] == [ProposalStatus.DECLINED]
    line = (await stores.tasks.get_task(MAIN, started)).history[-1]
    why = {"message_id": message.id, "is_actionable": False}
    assert (line.actor, line.changes) == ("Ada", {"status": "closed", "correction": why})
    assert await lesson_of(stores, message.id) == {"is_actionable": False, "category": "other"}
    told = (await stores.event_bodies())[-3:]
    assert [event["type"] for event in told] == [
        "message_analyzed",
        "task_status_changed",
        "proposal_decided",
    ]
    assert Message.model_validate(told[0]["data"]) == answer.message


async def test_only_what_is_the_agents_and_the_messages_alone_follows(stores: Stores) -> None:
    joined, gone = await make_task(stores, "m1"), await make_task(stores, "m2")
    await stores.tasks.merge_task(ADA, gone.id, joined.id)
    by_hand = await stores.tasks.create_task(ADA, new_task(), None)
    proposal = await make_proposal(stores, "m3")
    await stores.proposals.merge_proposal(ADA, proposal.id, by_hand.id)
    for message_id in (joined.message_ids[0], proposal.message_id):
        [task] = (await correct(stores, message_id, NO_WORK)).tasks
        assert (task.status, task.version) == (TaskStatus.OPEN, 2)


async def test_fields_change_the_agents_task(stores: Stores) -> None:
    task = await make_task(stores)
    due = SENT + timedelta(hours=2)
    verdict = Verdict(category=Category.FEATURE, priority=Priority.LOW, due=due)
    [changed] = (await correct(stores, task.message_ids[0], verdict)).tasks
    assert (changed.category, changed.priority, changed.due) == ("feature", "low", due)
    assert (changed.version, changed.status) == (2, TaskStatus.OPEN)
    assert await lesson_of(stores, task.message_ids[0]) == {
        "is_actionable": True,
        "category": "feature",
        "priority": "low",
        "due_after_s": 7_200.0,
        "due": due,
    }
    [back] = (await correct(stores, task.message_ids[0], Verdict(due=None))).tasks
    assert (back.due, back.priority) == (None, "low")
    assert (await stores.event_types())[-2:] == ["message_analyzed", "task_updated"]


async def test_work_without_a_task_gets_one_of_what_was_found(stores: Stores) -> None:
    message = await make_nothing(stores)
    answer = await correct(stores, message.id, Verdict(category=Category.QUESTION))
    [task] = answer.tasks
    assert (task.title, task.category, task.priority) == ("Fix the login", "question", "high")
    assert (task.description, task.message_ids) == (message.content, [message.id])
    assert (await stores.tasks.get_task(MAIN, task.id)).history[0].actor == "Ada"
    assert (await stores.event_types())[-2:] == ["message_analyzed", "task_created"]
    [changed] = (await correct(stores, message.id, Verdict(category=Category.CHORE))).tasks
    assert (changed.id, changed.category) == (task.id, "chore")


async def test_work_without_a_task_becomes_what_was_proposed(stores: Stores) -> None:
    message = await make(stores, proposals=(new_task("one"), new_task("two")))
    answer = await correct(stores, message.id, Verdict(is_actionable=True, priority=Priority.CRITICAL))
    assert [(task.title, task.priority) for task in answer.tasks] == [
        ("one", "critical"),
        ("two", "critical"),
    ]
    proposals = await proposals_of(stores, message.id)
    assert [(each.status, each.task_id) for each in proposals] == [
        (ProposalStatus.ACCEPTED, task.id) for task in answer.tasks
    ]


async def test_without_a_word_on_whether_it_is_work_a_proposal_only_changes(stores: Stores) -> None:
    proposal = await make_proposal(stores)
    answer = await correct(stores, proposal.message_id, Verdict(priority=Priority.LOW))
    assert answer.tasks == []
    after = await stores.proposals.get_proposal(MAIN, proposal.id)
    assert (after.status, after.task.priority) == (ProposalStatus.PENDING, "low")


async def test_a_correction_is_taken_back_by_the_opposite_one(stores: Stores) -> None:
    task = await make_task(stores)
    closed_by_hand = await make_task(stores, "m2")
    await stores.tasks.change_task(ADA, closed_by_hand.id, TaskChange(status=TaskStatus.CLOSED), None)
    for each, status in ((task, TaskStatus.OPEN), (closed_by_hand, TaskStatus.CLOSED)):
        [message_id] = each.message_ids
        await correct(stores, message_id, NO_WORK)
        [after] = (await correct(stores, message_id, WORK)).tasks
        assert after.status is status
        assert await lesson_of(stores, message_id) == {"is_actionable": True}


async def test_a_message_without_analysis_is_not_corrected(stores: Stores) -> None:
    waiting, dead = await stores.accept(new_message("m1", "here"), new_message("m2", "there"))
    claims = await stores.inbox().claim("worker", 2)
    [claim] = [claim for claim in claims if claim.messages[0].message.id == dead]
    assert await stores.inbox().finish(claim, [failed(claim.messages[0], dead=True)])
    task = await make_task_again(stores)
    before = await stores.content()
    for message_id, remedy in ((waiting, "Wait"), (dead, "Retry"), (task.message_ids[0], "Wait")):
        with pytest.raises(ConflictError) as refused:
            await stores.corrections.correct_message(ADA, message_id, NO_WORK)
        assert refused.value.remedy.startswith(remedy)
    assert await stores.content() == before


async def make_task_again(stores: Stores) -> Task:
    """Return the task of a message that is in the queue once more."""
    await stores.accept(new_message("m3", "yonder"))
    claim = await stores.claim_one()
    outcome = Done(message=claim.messages[0].message, findings=findings(), decision=Decision(tasks=(FOUND,)))
    assert await stores.inbox().finish(claim, [outcome])
    message = await stores.reader.get_message(MAIN, outcome.message.id)
    await PostgresRetries(stores.database).retry_messages(MAIN, [message.id])
    assert message.analysis is not None
    return await stores.tasks.get_task(MAIN, message.analysis.task_ids[0])


async def test_messages_of_another_workspace_do_not_exist(stores: Stores) -> None:
    task = await make_task(stores)
    other = ADA.model_copy(update={"workspace_id": await stores.add_workspace()})
    before = await stores.content()
    with pytest.raises(NotFoundError):
        await stores.corrections.correct_message(other, task.message_ids[0], NO_WORK)
    assert await stores.content() == before


async def test_corrections_and_decisions_at_once_agree(stores: Stores) -> None:
    for number in range(4):
        proposal = await make_proposal(stores, f"m{number}")
        answers = await asyncio.gather(
            stores.corrections.correct_message(ADA, proposal.message_id, WORK),
            stores.corrections.correct_message(ADA, proposal.message_id, WORK),
            stores.proposals.accept_proposal(ADA, proposal.id, None),
            stores.proposals.decline_proposal(ADA, proposal.id, DeclineReason.NOT_A_TASK),
            return_exceptions=True,
        )
        assert all(isinstance(answer, ConflictError) for answer in answers if isinstance(answer, Exception))
        tasks = await stores.column(
            "SELECT task_id FROM task_messages WHERE message_id = $1", proposal.message_id
        )
        assert len(tasks) == 1
        assert (await lesson_of(stores, proposal.message_id))["is_actionable"] is True


async def test_a_correction_during_a_merge_waits_for_it(stores: Stores) -> None:
    """What it then finds is not what it locked: it says so instead of changing a task it does not hold."""
    source, target = await make_task(stores, "m1"), await make_task(stores, "m2")
    async with stores.database.transaction() as holder:
        await holder.execute("SELECT FROM tasks WHERE id = $1 FOR UPDATE", source.id)
        merging = asyncio.create_task(stores.tasks.merge_task(ADA, source.id, target.id))
        await stores.wait_for_waiters(1)
        correcting = asyncio.create_task(
            stores.corrections.correct_message(ADA, source.message_ids[0], NO_WORK)
        )
        await stores.wait_for_waiters(2)
    merged = await merging
    with pytest.raises(ConflictError, match="at the same moment"):
        await correcting
    [task] = (await correct(stores, source.message_ids[0], NO_WORK)).tasks
    assert task == merged


async def test_the_history_names_the_message(stores: Stores) -> None:
    task = await make_task(stores)
    await correct(stores, task.message_ids[0], Verdict(priority=Priority.LOW))
    changes = (await stores.tasks.get_task(MAIN, task.id)).history[-1].changes
    assert cast("dict[str, object]", changes["correction"]) == {"message_id": task.message_ids[0]}

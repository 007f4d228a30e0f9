"""Proposals: a person's decision is one transaction and is made once."""

import asyncio

import pytest

from db.proposal_decisions import decide, refuse_unless
from db.publish import publish
from domain.errors import ConflictError, NotFoundError
from domain.proposal import DeclineReason, Proposal, ProposalStatus
from domain.task import DraftChange, Task, TaskChange
from domain.values import Priority, TaskStatus
from tests.db.samples import SENT, new_message, new_messages, new_task, proposed
from tests.db.stores import ADA, MAIN, Stores

DRAFT = new_task("Maybe fix it", labels=["web"], due=SENT)


async def propose(stores: Stores, number: int = 1) -> list[int]:
    """Let the agents make proposals and return their ids, oldest first."""
    await stores.accept(*new_messages(number))
    claim = await stores.claim_one()
    assert await stores.inbox().finish(claim, [proposed(queued, DRAFT) for queued in claim.messages])
    proposals = await stores.proposals.list_proposals(MAIN, None, number, None)
    return [proposal.id for proposal in reversed(proposals)]


async def get(stores: Stores, proposal_id: int) -> Proposal:
    """Return a stored proposal."""
    proposal = await stores.proposals.get_proposal(MAIN, proposal_id)
    assert await stores.proposals.list_proposals(MAIN, None, 1, proposal_id + 1) == [proposal]
    return proposal


async def test_an_accepted_proposal_becomes_its_task(stores: Stores) -> None:
    [proposal_id] = await propose(stores)
    task = await stores.proposals.accept_proposal(ADA, proposal_id, None)
    detail = await stores.tasks.get_task(MAIN, task.id)
    assert Task.model_validate(detail.model_dump()) == task
    assert type(DRAFT).model_validate(task.model_dump()) == DRAFT
    assert [message.external_id for message in detail.messages] == ["general-0"]
    assert detail.history[0].actor == "Ada"
    assert (await get(stores, proposal_id)).status is ProposalStatus.ACCEPTED
    decided, created = (await stores.event_bodies())[-2:]
    assert (decided["type"], created["type"]) == ("proposal_decided", "task_created")
    assert Proposal.model_validate(decided["data"]) == await get(stores, proposal_id)
    assert Task.model_validate(created["data"]) == task
    message = await stores.reader.get_message(MAIN, task.message_ids[0])
    assert message.analysis is not None
    assert message.analysis.task_ids == [task.id]


async def test_a_proposal_may_be_edited_when_it_is_accepted(stores: Stores) -> None:
    [proposal_id] = await propose(stores)
    task = await stores.proposals.accept_proposal(
        ADA, proposal_id, new_task("Do it", assignees=["Bob", "Bob"])
    )
    assert (task.title, task.assignees, task.labels) == ("Do it", ["Bob"], [])
    assert (await get(stores, proposal_id)).task == DRAFT


async def test_accepting_again_gives_the_same_task(stores: Stores) -> None:
    [proposal_id] = await propose(stores)
    task = await stores.proposals.accept_proposal(ADA, proposal_id, None)
    before = await stores.content()
    assert await stores.proposals.accept_proposal(ADA, proposal_id, new_task("Other")) == task
    assert await stores.content() == before


async def test_declining_again_changes_nothing(stores: Stores) -> None:
    [proposal_id] = await propose(stores)
    declined = await stores.proposals.decline_proposal(ADA, proposal_id, DeclineReason.NOT_A_TASK)
    assert declined.status is ProposalStatus.DECLINED
    told = (await stores.event_bodies())[-1]
    assert (told["type"], Proposal.model_validate(told["data"])) == ("proposal_decided", declined)
    before = await stores.content()
    assert await stores.proposals.decline_proposal(ADA, proposal_id, DeclineReason.NOT_A_TASK) == declined
    assert await stores.content() == before


async def test_a_decision_stands(stores: Stores) -> None:
    accepted, declined = await propose(stores, 2)
    await stores.proposals.accept_proposal(ADA, accepted, None)
    await stores.proposals.decline_proposal(ADA, declined, DeclineReason.NOT_A_TASK)
    before = await stores.content()
    with pytest.raises(ConflictError):
        await stores.proposals.decline_proposal(ADA, accepted, DeclineReason.NOT_A_TASK)
    with pytest.raises(ConflictError):
        await stores.proposals.accept_proposal(ADA, declined, None)
    assert await stores.content() == before


async def test_a_pending_proposal_is_edited(stores: Stores) -> None:
    first, second = await propose(stores, 2)
    change = DraftChange(title="Surely fix it", priority=Priority.LOW, due=None, labels=["api"])
    edited = await stores.proposals.edit_proposal(ADA, first, change)
    assert edited.task == DRAFT.model_copy(
        update={"title": "Surely fix it", "priority": Priority.LOW, "due": None, "labels": ["api"]}
    )
    assert await get(stores, first) == edited
    assert (await get(stores, second)).task == DRAFT
    told = (await stores.event_bodies())[-1]
    assert (told["type"], Proposal.model_validate(told["data"])) == ("proposal_created", edited)
    before = await stores.content()
    assert await stores.proposals.edit_proposal(ADA, first, change) == edited
    assert await stores.content() == before
    task = await stores.proposals.accept_proposal(ADA, first, None)
    assert type(DRAFT).model_validate(task.model_dump()) == edited.task
    with pytest.raises(ConflictError):
        await stores.proposals.edit_proposal(ADA, first, change)


async def test_a_merged_proposal_is_a_source_of_the_task(stores: Stores) -> None:
    [proposal_id] = await propose(stores)
    target = await stores.tasks.create_task(ADA, new_task("Known", labels=["web"]), None)
    task = await stores.proposals.merge_proposal(ADA, proposal_id, target.id)
    proposal = await get(stores, proposal_id)
    assert (proposal.status, proposal.task_id) == (ProposalStatus.MERGED, target.id)
    detail = await stores.tasks.get_task(MAIN, target.id)
    assert Task.model_validate(detail.model_dump()) == task
    assert (task.version, task.title, task.message_ids) == (2, "Known", [proposal.message_id])
    assert [message.id for message in detail.messages] == task.message_ids
    line = detail.history[-1]
    merged = {"proposal_id": proposal_id, "message_id": proposal.message_id}
    assert (line.action, line.version, line.changes) == ("updated", 2, {"merged": merged})
    decided, updated = (await stores.event_bodies())[-2:]
    assert (decided["type"], updated["type"]) == ("proposal_decided", "task_updated")
    assert Proposal.model_validate(decided["data"]) == proposal
    assert Task.model_validate(updated["data"]) == task
    message = await stores.reader.get_message(MAIN, proposal.message_id)
    assert message.correction is not None
    assert message.correction.merged_into == target.id


async def test_merging_a_proposal_again_changes_nothing(stores: Stores) -> None:
    [proposal_id] = await propose(stores)
    target, other = [await stores.tasks.create_task(ADA, new_task(), None) for _ in range(2)]
    task = await stores.proposals.merge_proposal(ADA, proposal_id, target.id)
    before = await stores.content()
    assert await stores.proposals.merge_proposal(ADA, proposal_id, target.id) == task
    for refused in (
        stores.proposals.merge_proposal(ADA, proposal_id, other.id),
        stores.proposals.accept_proposal(ADA, proposal_id, None),
        stores.proposals.decline_proposal(ADA, proposal_id, DeclineReason.OTHER),
        stores.proposals.reopen_proposal(ADA, proposal_id),
    ):
        with pytest.raises(ConflictError):
            await refused
    assert await stores.content() == before


async def test_nothing_is_merged_into_a_closed_task(stores: Stores) -> None:
    [proposal_id] = await propose(stores)
    target = await stores.tasks.create_task(ADA, new_task(), None)
    await stores.tasks.change_task(ADA, target.id, TaskChange(status=TaskStatus.CLOSED), None)
    before = await stores.content()
    with pytest.raises(ConflictError, match="closed") as refused:
        await stores.proposals.merge_proposal(ADA, proposal_id, target.id)
    assert "Reopen it" in refused.value.remedy
    assert await stores.content() == before


async def test_a_declined_proposal_waits_again(stores: Stores) -> None:
    [proposal_id] = await propose(stores)
    pending = await get(stores, proposal_id)
    await stores.proposals.decline_proposal(ADA, proposal_id, DeclineReason.NOT_A_TASK)
    assert await stores.proposals.reopen_proposal(ADA, proposal_id) == pending
    told = (await stores.event_bodies())[-1]
    assert (told["type"], Proposal.model_validate(told["data"])) == ("proposal_created", pending)
    before = await stores.content()
    assert await stores.proposals.reopen_proposal(ADA, proposal_id) == pending
    assert await stores.content() == before
    await stores.proposals.accept_proposal(ADA, proposal_id, None)
    with pytest.raises(ConflictError):
        await stores.proposals.reopen_proposal(ADA, proposal_id)


async def test_of_accepting_merging_and_declining_at_once_one_takes_effect(stores: Stores) -> None:
    target = await stores.tasks.create_task(ADA, new_task(), None)
    for proposal_id in await propose(stores, 6):
        answers = await asyncio.gather(
            stores.proposals.accept_proposal(ADA, proposal_id, None),
            stores.proposals.merge_proposal(ADA, proposal_id, target.id),
            stores.proposals.decline_proposal(ADA, proposal_id, DeclineReason.NOT_A_TASK),
            return_exceptions=True,
        )
        assert sum(isinstance(answer, ConflictError) for answer in answers) == 2
    counted = await stores.rows("SELECT status, count(*) FROM proposals GROUP BY 1")
    statuses = {row["status"]: row["count"] for row in counted}
    assert "pending" not in statuses
    assert statuses.get("accepted", 0) == await stores.number("SELECT count(*) FROM tasks") - 1
    merged = statuses.get("merged", 0)
    assert (await stores.tasks.get_stamp(MAIN, target.id)).version == merged + 1
    assert len((await stores.tasks.get_task(MAIN, target.id)).messages) == merged
    assert (await stores.event_types()).count("proposal_decided") == 6


async def test_without_the_lock_two_decisions_would_take_effect(stores: Stores) -> None:
    """A negative control: both look at the proposal before either decides."""
    [proposal_id] = await propose(stores)
    proposal = await get(stores, proposal_id)
    for status in (ProposalStatus.DECLINED, ProposalStatus.MERGED):
        async with stores.database.transaction() as connection:
            refuse_unless(proposal, ProposalStatus.PENDING)
            _, event = await decide(connection, ADA, proposal, status, None)
            await publish(connection, MAIN, [event])
    assert (await stores.event_types()).count("proposal_decided") == 2


async def test_decisions_at_once_make_one_task(stores: Stores) -> None:
    [proposal_id] = await propose(stores)
    tasks = await asyncio.gather(
        *(stores.proposals.accept_proposal(ADA, proposal_id, None) for _ in range(10))
    )
    assert len({task.id for task in tasks}) == await stores.number("SELECT count(*) FROM tasks") == 1


async def test_opposite_decisions_at_once_leave_one(stores: Stores) -> None:
    for proposal_id in await propose(stores, 6):
        answers = await asyncio.gather(
            stores.proposals.accept_proposal(ADA, proposal_id, None),
            stores.proposals.decline_proposal(ADA, proposal_id, DeclineReason.NOT_A_TASK),
            return_exceptions=True,
        )
        [refused] = [answer for answer in answers if isinstance(answer, BaseException)]
        assert isinstance(refused, ConflictError)
    accepted = await stores.number("SELECT count(*) FROM proposals WHERE status = 'accepted'")
    assert accepted == await stores.number("SELECT count(*) FROM tasks")
    assert await stores.number("SELECT count(*) FROM proposals WHERE status = 'pending'") == 0


async def test_proposals_are_listed_newest_first(stores: Stores) -> None:
    ids = await propose(stores, 5)
    await stores.proposals.decline_proposal(ADA, ids[1], DeclineReason.NOT_A_TASK)
    await stores.proposals.accept_proposal(ADA, ids[3], None)

    async def listed(status: ProposalStatus | None, limit: int = 10, before: int | None = None) -> list[int]:
        proposals = await stores.proposals.list_proposals(MAIN, status, limit, before)
        return [ids.index(proposal.id) for proposal in proposals]

    assert await listed(None) == [4, 3, 2, 1, 0]
    assert await listed(None, 2) == [4, 3]
    assert await listed(None, 2, ids[3]) == [2, 1]
    assert await listed(ProposalStatus.PENDING) == [4, 2, 0]
    assert await listed(ProposalStatus.PENDING, 10, ids[4]) == [2, 0]
    assert await listed(ProposalStatus.DECLINED) == [1]


async def test_proposals_of_another_workspace_do_not_exist(stores: Stores) -> None:
    [proposal_id] = await propose(stores)
    other = ADA.model_copy(update={"workspace_id": await stores.add_workspace()})
    with pytest.raises(NotFoundError):
        await stores.proposals.accept_proposal(other, proposal_id, None)
    theirs = await stores.tasks.create_task(other, new_task(), None)
    before = await stores.content()
    for refused in (
        stores.proposals.decline_proposal(other, proposal_id, DeclineReason.NOT_A_TASK),
        stores.proposals.get_proposal(other.workspace_id, proposal_id),
        stores.proposals.edit_proposal(other, proposal_id, DraftChange(title="theirs")),
        stores.proposals.merge_proposal(other, proposal_id, theirs.id),
        stores.proposals.merge_proposal(ADA, proposal_id, theirs.id),
        stores.proposals.reopen_proposal(other, proposal_id),
    ):
        with pytest.raises(NotFoundError):
            await refused
    assert await stores.proposals.list_proposals(other.workspace_id, None, 10, None) == []
    assert await stores.content() == before
    await stores.accept(new_message(), workspace_id=other.workspace_id)
    assert (await get(stores, proposal_id)).status is ProposalStatus.PENDING

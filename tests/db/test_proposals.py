"""Proposals: a person's decision is one transaction and is made once."""

import asyncio

import pytest

from domain.errors import ConflictError, NotFoundError
from domain.proposal import Proposal, ProposalStatus
from domain.task import Task
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
    [proposal] = await stores.proposals.list_proposals(MAIN, None, 1, proposal_id + 1)
    assert proposal.id == proposal_id
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
    declined = await stores.proposals.decline_proposal(ADA, proposal_id)
    assert declined.status is ProposalStatus.DECLINED
    told = (await stores.event_bodies())[-1]
    assert (told["type"], Proposal.model_validate(told["data"])) == ("proposal_decided", declined)
    before = await stores.content()
    assert await stores.proposals.decline_proposal(ADA, proposal_id) == declined
    assert await stores.content() == before


async def test_a_decision_stands(stores: Stores) -> None:
    accepted, declined = await propose(stores, 2)
    await stores.proposals.accept_proposal(ADA, accepted, None)
    await stores.proposals.decline_proposal(ADA, declined)
    before = await stores.content()
    with pytest.raises(ConflictError):
        await stores.proposals.decline_proposal(ADA, accepted)
    with pytest.raises(ConflictError):
        await stores.proposals.accept_proposal(ADA, declined, None)
    assert await stores.content() == before


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
            stores.proposals.decline_proposal(ADA, proposal_id),
            return_exceptions=True,
        )
        [refused] = [answer for answer in answers if isinstance(answer, BaseException)]
        assert isinstance(refused, ConflictError)
    accepted = await stores.number("SELECT count(*) FROM proposals WHERE status = 'accepted'")
    assert accepted == await stores.number("SELECT count(*) FROM tasks")
    assert await stores.number("SELECT count(*) FROM proposals WHERE status = 'pending'") == 0


async def test_proposals_are_listed_newest_first(stores: Stores) -> None:
    ids = await propose(stores, 5)
    await stores.proposals.decline_proposal(ADA, ids[1])
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
    before = await stores.content()
    with pytest.raises(NotFoundError):
        await stores.proposals.accept_proposal(other, proposal_id, None)
    with pytest.raises(NotFoundError):
        await stores.proposals.decline_proposal(other, proposal_id)
    assert await stores.proposals.list_proposals(other.workspace_id, None, 10, None) == []
    assert await stores.content() == before
    await stores.accept(new_message(), workspace_id=other.workspace_id)
    assert (await get(stores, proposal_id)).status is ProposalStatus.PENDING

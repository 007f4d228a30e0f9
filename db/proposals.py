"""Proposals in PostgreSQL: a decision, its task, what it teaches and its events are one transaction."""

from dataclasses import dataclass

from db.corrections import learn_merge, take_back_no_task
from db.pool import Database
from db.proposal_decisions import (
    accept,
    decide,
    learn_acceptance,
    learn_no_task,
    let_wait_again,
    lock_proposal,
    refuse_unless,
    rewrite,
)
from db.publish import publish
from db.rows import PROPOSAL_COLUMNS, proposal_of
from db.task_changes import get_task, lock_task, write_change
from db.where import Where
from domain.access import Principal
from domain.errors import NotFoundError
from domain.proposal import DeclineReason, Proposal, ProposalStatus
from domain.task import DraftChange, NewTask, Task, check_mergeable

_GET = f"SELECT {PROPOSAL_COLUMNS} FROM proposals p WHERE p.workspace_id = $1 AND p.id = $2"  # noqa: S608 - constants

_ADD_SOURCE = """
INSERT INTO task_messages (workspace_id, task_id, message_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING
"""


@dataclass(frozen=True)
class PostgresProposals:
    """The stored proposals of all workspaces."""

    database: Database

    async def list_proposals(
        self, workspace_id: int, status: ProposalStatus | None, limit: int, before_id: int | None
    ) -> list[Proposal]:
        """See `domain.ports.TaskBoard`."""
        where = Where()
        where.add("p.workspace_id = {}", workspace_id)
        where.add_if("p.status = {}", status)
        where.add_if("p.id < {}", before_id)
        sql = (
            f"SELECT {PROPOSAL_COLUMNS} FROM proposals p WHERE {where} ORDER BY p.id DESC LIMIT {int(limit)}"  # noqa: S608 - see Where
        )
        async with self.database.connection() as connection:
            return [proposal_of(row) for row in await connection.fetch(sql, *where.args)]

    async def get_proposal(self, workspace_id: int, proposal_id: int) -> Proposal:
        """See `domain.ports.TaskBoard`."""
        async with self.database.connection() as connection:
            row = await connection.fetchrow(_GET, workspace_id, proposal_id)
        if row is None:
            raise NotFoundError("Proposal not found")
        return proposal_of(row)

    async def edit_proposal(self, by: Principal, proposal_id: int, change: DraftChange) -> Proposal:
        """See `domain.ports.TaskBoard`."""
        async with self.database.transaction() as connection:
            proposal = await lock_proposal(connection, by.workspace_id, proposal_id)
            refuse_unless(proposal, ProposalStatus.PENDING)
            edited = change.edit(proposal.task)
            if edited == proposal.task:
                return proposal
            after, event = await rewrite(connection, proposal, edited)
            await publish(connection, by.workspace_id, [event])
        return after

    async def accept_proposal(self, by: Principal, proposal_id: int, task: NewTask | None) -> Task:
        """See `domain.ports.TaskBoard`."""
        async with self.database.transaction() as connection:
            proposal = await lock_proposal(connection, by.workspace_id, proposal_id)
            if proposal.status is ProposalStatus.ACCEPTED and proposal.task_id is not None:
                return await get_task(connection, by.workspace_id, proposal.task_id)
            refuse_unless(proposal, ProposalStatus.PENDING)
            [created], events = await accept(connection, by, [(proposal, task or proposal.task)])
            await learn_acceptance(connection, by, proposal.message_id, created)
            await publish(connection, by.workspace_id, events)
        return created

    async def merge_proposal(self, by: Principal, proposal_id: int, task_id: int) -> Task:
        """See `domain.ports.TaskBoard`."""
        async with self.database.transaction() as connection:
            proposal = await lock_proposal(connection, by.workspace_id, proposal_id)
            if (proposal.status, proposal.task_id) == (ProposalStatus.MERGED, task_id):
                return await get_task(connection, by.workspace_id, task_id)
            refuse_unless(proposal, ProposalStatus.PENDING)
            before = await lock_task(connection, by.workspace_id, task_id)
            check_mergeable(before)
            message_ids = sorted({*before.message_ids, proposal.message_id})
            after = before.model_copy(update={"message_ids": message_ids})
            because = {"merged": {"proposal_id": proposal.id, "message_id": proposal.message_id}}
            stored, updated = await write_change(connection, by, before, after, because)
            await connection.execute(_ADD_SOURCE, by.workspace_id, task_id, proposal.message_id)
            _, decided = await decide(connection, by, proposal, ProposalStatus.MERGED, task_id)
            await learn_merge(connection, by, [proposal.message_id], task_id)
            await publish(connection, by.workspace_id, [decided, updated])
        return stored

    async def decline_proposal(self, by: Principal, proposal_id: int, reason: DeclineReason) -> Proposal:
        """See `domain.ports.TaskBoard`."""
        async with self.database.transaction() as connection:
            proposal = await lock_proposal(connection, by.workspace_id, proposal_id)
            if proposal.status is ProposalStatus.DECLINED:
                return proposal
            refuse_unless(proposal, ProposalStatus.PENDING)
            decided, event = await decide(connection, by, proposal, ProposalStatus.DECLINED, None)
            if reason is DeclineReason.NOT_A_TASK:
                await learn_no_task(connection, by, proposal.message_id)
            await publish(connection, by.workspace_id, [event])
        return decided

    async def reopen_proposal(self, by: Principal, proposal_id: int) -> Proposal:
        """See `domain.ports.TaskBoard`."""
        async with self.database.transaction() as connection:
            proposal = await lock_proposal(connection, by.workspace_id, proposal_id)
            if proposal.status is ProposalStatus.PENDING:
                return proposal
            refuse_unless(proposal, ProposalStatus.DECLINED)
            after, event = await let_wait_again(connection, proposal)
            await take_back_no_task(connection, by, proposal.message_id)
            await publish(connection, by.workspace_id, [event])
        return after

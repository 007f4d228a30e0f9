"""Proposals in PostgreSQL: a person's decision, its task and its events are one transaction."""

from dataclasses import dataclass

from asyncpg import Record

from db.pool import Connection, Database
from db.publish import publish
from db.rows import PROPOSAL_COLUMNS, proposal_of
from db.task_writes import TaskDraft
from db.tasks import create_task, get_task
from db.where import Where
from domain.access import Principal
from domain.errors import ConflictError, NotFoundError
from domain.event import EventType
from domain.proposal import Proposal, ProposalStatus
from domain.task import NewTask, Task

_DECIDE = f"""
UPDATE proposals p SET status = $2, task_id = $3, decided_by = $4, decided_at = now() WHERE p.id = $1
RETURNING {PROPOSAL_COLUMNS}
"""  # noqa: S608 - constants

_LOCK = f"""
SELECT {PROPOSAL_COLUMNS} FROM proposals p WHERE p.workspace_id = $1 AND p.id = $2 FOR UPDATE
"""  # noqa: S608 - constants


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

    async def accept_proposal(self, by: Principal, proposal_id: int, task: NewTask | None) -> Task:
        """See `domain.ports.TaskBoard`."""
        async with self.database.transaction() as connection:
            row = await _lock(connection, by.workspace_id, proposal_id)
            _refuse(row, ProposalStatus.DECLINED)
            if row["status"] == ProposalStatus.ACCEPTED:
                return await get_task(connection, by.workspace_id, row["task_id"])
            draft = TaskDraft(task=task or proposal_of(row).task, message_ids=(row["message_id"],))
            created = await create_task(connection, by, draft)
            decided = await _decide(connection, by, proposal_id, ProposalStatus.ACCEPTED, created.id)
            events = [
                (EventType.PROPOSAL_DECIDED, decided.model_dump_json()),
                (EventType.TASK_CREATED, created.model_dump_json()),
            ]
            await publish(connection, by.workspace_id, events)
        return created

    async def decline_proposal(self, by: Principal, proposal_id: int) -> Proposal:
        """See `domain.ports.TaskBoard`."""
        async with self.database.transaction() as connection:
            row = await _lock(connection, by.workspace_id, proposal_id)
            _refuse(row, ProposalStatus.ACCEPTED)
            if row["status"] == ProposalStatus.DECLINED:
                return proposal_of(row)
            decided = await _decide(connection, by, proposal_id, ProposalStatus.DECLINED, None)
            await publish(
                connection, by.workspace_id, [(EventType.PROPOSAL_DECIDED, decided.model_dump_json())]
            )
        return decided


async def _lock(connection: Connection, workspace_id: int, proposal_id: int) -> Record:
    row = await connection.fetchrow(_LOCK, workspace_id, proposal_id)
    if row is None:
        raise NotFoundError("Proposal not found")
    return row


def _refuse(row: Record, status: ProposalStatus) -> None:
    if row["status"] == status:
        raise ConflictError(
            f"The proposal was {status} before.", remedy="Create a task or change the one it became."
        )


async def _decide(
    connection: Connection, by: Principal, proposal_id: int, status: ProposalStatus, task_id: int | None
) -> Proposal:
    row = await connection.fetchrow(_DECIDE, proposal_id, status.value, task_id, by.name)
    if row is None:
        msg = f"proposal {proposal_id} vanished while its row was locked"
        raise RuntimeError(msg)
    return proposal_of(row)

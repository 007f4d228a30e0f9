"""Steps of deciding about proposals, for the transactions that need them; these publish the events."""

from collections.abc import Sequence

from asyncpg import Record

from db.corrections import amend, find_found
from db.pool import Connection
from db.rows import PROPOSAL_COLUMNS, proposal_of
from db.task_writes import TaskDraft, insert_tasks
from domain.access import Principal
from domain.correction import NOT_A_TASK, lesson_of_acceptance
from domain.errors import ConflictError, NotFoundError
from domain.event import EventType, PendingEvent
from domain.inbox import ProposedTask
from domain.proposal import Proposal, ProposalStatus
from domain.task import NewTask, Task

_LOCK = f"""
SELECT {PROPOSAL_COLUMNS} FROM proposals p WHERE p.workspace_id = $1 AND p.id = $2 FOR UPDATE
"""  # noqa: S608 - constants

_LOCK_PENDING = f"""
SELECT {PROPOSAL_COLUMNS} FROM proposals p
WHERE p.workspace_id = $1 AND p.message_id = $2 AND p.status = 'pending' ORDER BY p.id FOR UPDATE
"""  # noqa: S608 - constants

_DECIDE = f"""
UPDATE proposals p SET status = $2, task_id = $3, decided_by = $4, decided_at = now() WHERE p.id = $1
RETURNING {PROPOSAL_COLUMNS}
"""  # noqa: S608 - constants

_REWRITE = f"""
UPDATE proposals p SET task = $2::jsonb WHERE p.id = $1 RETURNING {PROPOSAL_COLUMNS}
"""  # noqa: S608 - constants

_REDRAFT = f"""
UPDATE proposals p SET task = $2::jsonb, drafted = $3::jsonb, confidence = $4, reason = $5 WHERE p.id = $1
RETURNING {PROPOSAL_COLUMNS}
"""  # noqa: S608 - constants

_WAIT_AGAIN = f"""
UPDATE proposals p SET status = 'pending', decided_by = NULL, decided_at = NULL WHERE p.id = $1
RETURNING {PROPOSAL_COLUMNS}
"""  # noqa: S608 - constants

# Another task or proposal of the message that nobody declined: the message asks for something after all.
_HAS_MORE = """
SELECT EXISTS (SELECT FROM proposals WHERE message_id = $1 AND status <> 'declined')
    OR EXISTS (SELECT FROM task_messages WHERE message_id = $1)
"""

_REMEDIES = {
    ProposalStatus.DECLINED: "Reopen it first: POST /api/proposals/{id}/reopen.",
    ProposalStatus.ACCEPTED: "Change the task it became, `task_id`.",
    ProposalStatus.MERGED: "Change the task it was merged into, `task_id`.",
}


async def lock_proposal(connection: Connection, workspace_id: int, proposal_id: int) -> Proposal:
    """Return a proposal and keep others from deciding about it until the transaction ends.

    Raises:
        NotFoundError: No such proposal in this workspace.
    """
    row = await connection.fetchrow(_LOCK, workspace_id, proposal_id)
    if row is None:
        raise NotFoundError("Proposal not found")
    return proposal_of(row)


async def lock_pending(connection: Connection, workspace_id: int, message_id: int) -> list[Proposal]:
    """Return a message's pending proposals, in order, and keep others from deciding about them."""
    return [proposal_of(row) for row in await connection.fetch(_LOCK_PENDING, workspace_id, message_id)]


def refuse_unless(proposal: Proposal, *allowed: ProposalStatus) -> None:
    """Pass when the proposal's status is one of `allowed`.

    Raises:
        ConflictError: It is another one.
    """
    if proposal.status not in allowed:
        remedy = _REMEDIES.get(proposal.status, "Decide about it first.")
        raise ConflictError(f"The proposal was {proposal.status} before.", remedy=remedy)


async def decide(
    connection: Connection, by: Principal, proposal: Proposal, status: ProposalStatus, task_id: int | None
) -> tuple[Proposal, PendingEvent]:
    """Write a decision about a locked proposal."""
    row = await connection.fetchrow(_DECIDE, proposal.id, status.value, task_id, by.name)
    after = _held(row, proposal)
    return after, _told(EventType.PROPOSAL_DECIDED, after)


async def accept(
    connection: Connection,
    by: Principal,
    accepted: Sequence[tuple[Proposal, NewTask]],
    created_by: str | None = None,
) -> tuple[list[Task], list[PendingEvent]]:
    """Turn locked proposals into tasks, all with one statement so that new labels come in one order."""
    drafts = [
        TaskDraft(task=task, message_ids=(proposal.message_id,), created_by=created_by)
        for proposal, task in accepted
    ]
    now = await connection.fetchval("SELECT now()")
    tasks = await insert_tasks(connection, by.workspace_id, by.name, drafts, now)
    events: list[PendingEvent] = []
    for (proposal, _), task in zip(accepted, tasks, strict=True):
        _, decided = await decide(connection, by, proposal, ProposalStatus.ACCEPTED, task.id)
        events += [decided, (EventType.TASK_CREATED, task.model_dump_json())]
    return tasks, events


async def learn_acceptance(connection: Connection, by: Principal, message_id: int, task: Task) -> None:
    """Correct the message of an accepted proposal: it asks for something, and for what was accepted."""
    found = await find_found(connection, by.workspace_id, message_id)
    await amend(connection, by, message_id, lesson_of_acceptance(task, found))


async def learn_no_task(connection: Connection, by: Principal, message_id: int) -> None:
    """Correct the message of a proposal just declined as no task, unless it led to something else."""
    if not await connection.fetchval(_HAS_MORE, message_id):
        await amend(connection, by, message_id, NOT_A_TASK)


async def rewrite(connection: Connection, proposal: Proposal, task: NewTask) -> tuple[Proposal, PendingEvent]:
    """Write another draft into a locked proposal."""
    row = await connection.fetchrow(_REWRITE, proposal.id, task.model_dump_json())
    after = _held(row, proposal)
    return after, _told(EventType.PROPOSAL_CREATED, after)


async def redraft(
    connection: Connection, proposal: Proposal, new: ProposedTask, drafted: NewTask
) -> PendingEvent:
    """Write what the agents propose now into a locked proposal; `drafted`: without people's changes."""
    told = (new.task.model_dump_json(), drafted.model_dump_json(), new.confidence, new.reason)
    row = await connection.fetchrow(_REDRAFT, proposal.id, *told)
    return _told(EventType.PROPOSAL_CREATED, _held(row, proposal))


async def let_wait_again(connection: Connection, proposal: Proposal) -> tuple[Proposal, PendingEvent]:
    """Make a locked proposal pending."""
    row = await connection.fetchrow(_WAIT_AGAIN, proposal.id)
    after = _held(row, proposal)
    return after, _told(EventType.PROPOSAL_CREATED, after)


def _held(row: Record | None, before: Proposal) -> Proposal:
    if row is None:
        msg = f"proposal {before.id} vanished while its row was locked"
        raise RuntimeError(msg)
    return proposal_of(row)


def _told(event: EventType, proposal: Proposal) -> PendingEvent:
    return event, proposal.model_dump_json()

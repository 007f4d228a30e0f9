"""Correcting a message: what a person says of it changes its tasks and proposals, and teaches the agents.

Locks come in the order message (its row in the inbox), proposals, tasks, correction, event counter. While the
message's row is held, no worker can be writing results of it and nobody can send it back to the queue.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from db.corrections import amend, find_found
from db.pool import Connection, Database
from db.proposal_decisions import accept, decide, lock_pending, rewrite
from db.publish import publish
from db.rows import MESSAGE_COLUMNS, MESSAGE_TABLES, TASK_COLUMNS, message_of, task_of
from db.task_changes import write_change
from db.task_writes import AGENT, TaskDraft, insert_tasks
from domain.access import Principal
from domain.correction import Correction, Found, Verdict, lesson_of_verdict
from domain.drafting import draft_task
from domain.errors import ConflictError, NotFoundError
from domain.event import EventType, PendingEvent
from domain.message import CorrectedMessage, Message
from domain.proposal import Proposal, ProposalStatus
from domain.task import DraftChange, Task, TaskChange
from domain.values import TaskStatus

_LOCK_MESSAGE = "SELECT state FROM inbox WHERE workspace_id = $1 AND message_id = $2 FOR UPDATE"

_LOCK_TASKS = """
SELECT t.id FROM task_messages tm JOIN tasks t ON t.id = tm.task_id
WHERE tm.workspace_id = $1 AND tm.message_id = $2 ORDER BY t.id FOR UPDATE OF t
"""

# `retracted`: the last thing that happened to the task is that a correction closed it.
_TASKS = f"""
SELECT {TASK_COLUMNS}, t.created_by, (
    SELECT h.changes -> 'correction' -> 'is_actionable' = 'false'::jsonb FROM task_history h
    WHERE h.task_id = t.id ORDER BY h.version DESC LIMIT 1
) IS TRUE AS retracted
FROM task_messages tm JOIN tasks t ON t.id = tm.task_id
WHERE tm.workspace_id = $1 AND tm.message_id = $2 ORDER BY t.id
"""  # noqa: S608 - constants

_MESSAGE = f"SELECT {MESSAGE_COLUMNS} FROM {MESSAGE_TABLES} WHERE m.workspace_id = $1 AND m.id = $2"  # noqa: S608 - constants


@dataclass(frozen=True)
class Held:
    """A message with what came of it, all of it locked.

    `own` are the tasks that are the agents' and this message's alone; `retracted` the ids of those among
    them that an earlier correction closed.
    """

    message: Message
    found: Found
    proposals: Sequence[Proposal]
    tasks: Sequence[Task]
    own: Sequence[Task]
    retracted: frozenset[int]


@dataclass(frozen=True)
class PostgresCorrections:
    """`pipeline.board.CorrectionStore` on PostgreSQL."""

    database: Database

    async def correct_message(self, by: Principal, message_id: int, verdict: Verdict) -> CorrectedMessage:
        """See `domain.ports.TaskBoard`."""
        async with self.database.transaction() as connection:
            held = await _hold(connection, by.workspace_id, message_id)
            before, after = await amend(connection, by, message_id, lesson_of_verdict(verdict, held.found))
            events = await _Correcting(connection, by, held, verdict).apply(before)
            message = await _read_message(connection, by.workspace_id, message_id)
            tasks = [task_of(row) for row in await connection.fetch(_TASKS, by.workspace_id, message_id)]
            if events or before != after:
                told = (EventType.MESSAGE_ANALYZED, message.model_dump_json())
                await publish(connection, by.workspace_id, [told, *events])
        return CorrectedMessage(message=message, tasks=tasks)


@dataclass(frozen=True)
class _Correcting:
    """One correction, applied to what came of the message."""

    connection: Connection
    by: Principal
    held: Held
    verdict: Verdict

    async def apply(self, before: Correction) -> list[PendingEvent]:
        if self.verdict.calls_it_work is False:
            return [*await self._close(), *await self._decline()]
        if self.verdict.calls_it_work and not self.held.tasks:
            return await self._make()
        reopening = bool(self.verdict.calls_it_work) and before.is_actionable is False
        return [*await self._change(reopening=reopening), *await self._rewrite()]

    async def _close(self) -> list[PendingEvent]:
        worked_on = {TaskStatus.OPEN, TaskStatus.IN_PROGRESS}
        closed = TaskChange(status=TaskStatus.CLOSED)
        return [
            event
            for task in self.held.own
            if task.status in worked_on
            for event in await self._write(task, closed)
        ]

    async def _decline(self) -> list[PendingEvent]:
        return [
            (await decide(self.connection, self.by, proposal, ProposalStatus.DECLINED, None))[1]
            for proposal in self.held.proposals
        ]

    async def _make(self) -> list[PendingEvent]:
        """Make tasks of a message without any: of what was proposed, else of what the agents found."""
        if self.held.proposals:
            drafts = [(proposal, self._draft.edit(proposal.task)) for proposal in self.held.proposals]
            return (await accept(self.connection, self.by, drafts, created_by=AGENT))[1]
        if self.held.message.analysis is None:
            return []
        draft = TaskDraft(
            task=self._draft.edit(draft_task(self.held.message, self.held.message.analysis)),
            message_ids=(self.held.message.id,),
            created_by=AGENT,
        )
        now = await self.connection.fetchval("SELECT now()")
        made = await insert_tasks(self.connection, self.by.workspace_id, self.by.name, [draft], now)
        return [(EventType.TASK_CREATED, task.model_dump_json()) for task in made]

    async def _change(self, *, reopening: bool) -> list[PendingEvent]:
        change = TaskChange.model_validate(self.verdict.changes())
        reopened = TaskChange.model_validate({**self.verdict.changes(), "status": TaskStatus.OPEN})
        return [
            event
            for task in self.held.own
            for event in await self._write(
                task, reopened if reopening and task.id in self.held.retracted else change
            )
        ]

    async def _write(self, before: Task, change: TaskChange) -> list[PendingEvent]:
        after = change.apply(before)
        if after == before:
            return []
        said = {"message_id": self.held.message.id, "is_actionable": self.verdict.calls_it_work}
        because = {"correction": {name: value for name, value in said.items() if value is not None}}
        return [(await write_change(self.connection, self.by, before, after, because))[1]]

    async def _rewrite(self) -> list[PendingEvent]:
        return [
            (await rewrite(self.connection, proposal, edited))[1]
            for proposal in self.held.proposals
            if (edited := self._draft.edit(proposal.task)) != proposal.task
        ]

    @cached_property
    def _draft(self) -> DraftChange:
        return DraftChange.model_validate(self.verdict.changes())


async def _hold(connection: Connection, workspace_id: int, message_id: int) -> Held:
    """Lock a message and what came of it.

    Raises:
        NotFoundError: No such message in this workspace.
        ConflictError: It has no analysis yet, or somebody merged one of its tasks at the same moment.
    """
    state = await connection.fetchval(_LOCK_MESSAGE, workspace_id, message_id)
    if state is None:
        raise NotFoundError("Message not found")
    found = await find_found(connection, workspace_id, message_id)
    if state == "pending" or found is None:
        raise _too_early(state)
    proposals = await lock_pending(connection, workspace_id, message_id)
    locked = [row["id"] for row in await connection.fetch(_LOCK_TASKS, workspace_id, message_id)]
    rows = await connection.fetch(_TASKS, workspace_id, message_id)
    if [row["id"] for row in rows] != locked:
        raise ConflictError(
            "Somebody merged a task of this message at the same moment.", remedy="Repeat the request."
        )
    agents = [row for row in rows if row["created_by"] == AGENT and len(row["message_ids"]) == 1]
    return Held(
        message=await _read_message(connection, workspace_id, message_id),
        found=found,
        proposals=proposals,
        tasks=[task_of(row) for row in rows],
        own=[task_of(row) for row in agents],
        retracted=frozenset(row["id"] for row in agents if row["retracted"]),
    )


def _too_early(state: str) -> ConflictError:
    if state == "dead":
        return ConflictError(
            "The agents failed at this message; there is nothing to correct.",
            remedy="Retry it first: POST /api/messages/{id}/retry.",
        )
    return ConflictError(
        "The message is not analysed yet.", remedy="Wait for its `message_analyzed` on /ws, then correct it."
    )


async def _read_message(connection: Connection, workspace_id: int, message_id: int) -> Message:
    row = await connection.fetchrow(_MESSAGE, workspace_id, message_id)
    if row is None:
        raise NotFoundError("Message not found")
    return message_of(row)

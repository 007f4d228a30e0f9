"""What the agents made of an edited message follows its new words; nothing is made of it a second time.

Of all edited messages of a claim proposals are locked first, then tasks, each in the order of ids.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from asyncpg import Record

from db.pool import Connection
from db.proposal_decisions import decide, redraft
from db.rows import PROPOSAL_COLUMNS, TASK_COLUMNS, proposal_of, task_of
from db.task_changes import write_change
from db.task_writes import AGENT, named_once
from domain.access import Principal
from domain.event import PendingEvent
from domain.inbox import Decision, Done, ProposedTask
from domain.proposal import Proposal, ProposalStatus
from domain.revising import changed_fields, follow, pair
from domain.task import NewTask, Task
from domain.values import Role, TaskStatus

_EDITED = "SELECT message_id FROM inbox WHERE message_id = ANY ($1::bigint[]) AND edited"

_LOCK_PROPOSALS = f"""
SELECT {PROPOSAL_COLUMNS}, coalesce(p.drafted, p.task) AS drafted, p.decided_by FROM proposals p
WHERE p.message_id = ANY ($1::bigint[]) ORDER BY p.id FOR UPDATE
"""  # noqa: S608 - constants

_LOCK_TASKS = """
SELECT FROM tasks WHERE id IN (SELECT task_id FROM task_messages WHERE message_id = ANY ($1::bigint[]))
ORDER BY id FOR UPDATE
"""

# `kept`: what a person has changed since the task was made.
_TASKS = f"""
SELECT {TASK_COLUMNS}, s.message_id, t.created_by, ARRAY(
    SELECT DISTINCT jsonb_object_keys(h.changes) FROM task_history h
    WHERE h.task_id = t.id AND h.version > 1 AND h.actor <> $2) AS kept
FROM task_messages s JOIN tasks t ON t.id = s.task_id WHERE s.message_id = ANY ($1::bigint[]) ORDER BY t.id
"""  # noqa: S608 - constants

_UNFINISHED = frozenset({TaskStatus.OPEN, TaskStatus.IN_PROGRESS})


@dataclass(frozen=True)
class Revised:
    """What came of revising: events by message, and what an edit has added to its message."""

    events: Mapping[int, list[PendingEvent]]
    added: Sequence[Done]


async def revise(connection: Connection, workspace_id: int, earlier: Sequence[Done]) -> Revised:
    """Let what was made of messages follow them, as far as they were edited since."""
    ids = [item.message.id for item in earlier]
    rows = await connection.fetch(_EDITED, ids) if ids else []
    edited = {row["message_id"] for row in rows}
    if not edited:
        return Revised(events={}, added=())
    proposals = await connection.fetch(_LOCK_PROPOSALS, edited)
    await connection.execute(_LOCK_TASKS, edited)
    tasks = await connection.fetch(_TASKS, edited, AGENT)
    by = Principal(workspace_id=workspace_id, role=Role.MEMBER, name=AGENT)
    events: dict[int, list[PendingEvent]] = {}
    added: list[Done] = []
    for item in earlier:
        if item.message.id in edited:
            revising = _Revising(connection, by, item, _made_of(item.message.id, tasks, proposals))
            events[item.message.id] = await revising.apply()
            added.append(item.model_copy(update={"decision": revising.added}))
    return Revised(events=events, added=added)


@dataclass(frozen=True)
class _Made:
    """What was made of a message: the agents' tasks of it alone, and proposals that wait.

    `kept` are the fields of each task that a person changed, `drafted` each proposal as the agents made it;
    `is_theirs` when people have made something else of it, or decided about some of it.
    """

    tasks: list[Task]
    proposals: list[Proposal]
    kept: list[frozenset[str]]
    drafted: list[NewTask]
    is_theirs: bool

    @property
    def titles(self) -> list[str]:
        return [task.title for task in self.tasks] + [proposal.task.title for proposal in self.proposals]


def _made_of(message_id: int, tasks: Sequence[Record], proposals: Sequence[Record]) -> _Made:
    tasks = [row for row in tasks if row["message_id"] == message_id]
    proposals = [row for row in proposals if row["message_id"] == message_id]
    own = [row for row in tasks if row["created_by"] == AGENT and row["message_ids"] == [message_id]]
    waiting = [row for row in proposals if row["status"] == ProposalStatus.PENDING]
    decided = [row for row in proposals if row["decided_by"] not in {None, AGENT}]
    return _Made(
        tasks=[task_of(row) for row in own],
        proposals=[proposal_of(row) for row in waiting],
        kept=[frozenset(row["kept"]) for row in own],
        drafted=[NewTask.model_validate_json(row["drafted"]) for row in waiting],
        is_theirs=bool(decided) or len(own) < len(tasks),
    )


@dataclass(frozen=True)
class _Revising:
    """One edited message, and what was made of it before, all of it locked."""

    connection: Connection
    by: Principal
    item: Done
    made: _Made

    async def apply(self) -> list[PendingEvent]:
        """Let everything follow, and return the events that tell of it."""
        becomes = dict(self._pairs)
        events: list[PendingEvent] = []
        for place, task in enumerate(self.made.tasks):
            events += await self._revise_task(place, task, becomes.get(place))
        for place, proposal in enumerate(self.made.proposals):
            draft = becomes.get(len(self.made.tasks) + place)
            events.append(
                await self._withdraw(proposal) if draft is None else await self._redraft(place, draft)
            )
        return events

    @property
    def added(self) -> Decision:
        """What the edit asks for beside what there is; where people have decided, nothing is added."""
        if self.made.is_theirs:
            return Decision()
        used = {draft for _, draft in self._pairs}
        tasks = self.item.decision.tasks
        return Decision(
            tasks=tuple(task for place, task in enumerate(tasks) if place not in used),
            proposals=tuple(
                proposed
                for place, proposed in enumerate(self.item.decision.proposals, len(tasks))
                if place not in used
            ),
        )

    @property
    def _pairs(self) -> list[tuple[int, int]]:
        return pair(self.made.titles, [draft.task.title for draft in self._drafts])

    @property
    def _drafts(self) -> list[ProposedTask]:
        verdict, decision = self.item.findings.classification, self.item.decision
        sure = [
            ProposedTask(task=task, confidence=verdict.confidence, reason=verdict.reason)
            for task in decision.tasks
        ]
        return [*sure, *decision.proposals]

    async def _revise_task(self, place: int, task: Task, draft: int | None) -> list[PendingEvent]:
        told: dict[str, object] = {"message_id": self.item.message.id}
        if draft is None:
            told["is_actionable"] = False
            if task.status not in _UNFINISHED:
                return []
            return [(await write_change(self.connection, self.by, task, task, {"edited": told}))[1]]
        after = named_once(follow(task, self._drafts[draft].task, self.made.kept[place]))
        if after == task:
            return []
        return [(await write_change(self.connection, self.by, task, after, {"edited": told}))[1]]

    async def _redraft(self, place: int, draft: int) -> PendingEvent:
        proposal, new = self.made.proposals[place], self._drafts[draft]
        kept = changed_fields(proposal.task, self.made.drafted[place])
        rewritten = new.model_copy(update={"task": follow(proposal.task, new.task, kept)})
        return await redraft(self.connection, proposal, rewritten, drafted=new.task)

    async def _withdraw(self, proposal: Proposal) -> PendingEvent:
        """Decline a proposal of words that are gone; nobody was wrong about them, so it teaches nothing."""
        return (await decide(self.connection, self.by, proposal, ProposalStatus.DECLINED, None))[1]

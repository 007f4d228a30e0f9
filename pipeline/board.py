"""The task board: the owner of a workspace's tasks, with a cache of what was read and written last."""

from dataclasses import dataclass, field
from typing import Protocol

from cachetools import LRUCache

from domain.access import Principal, RequestKey
from domain.comment import Comment
from domain.correction import Verdict
from domain.message import CorrectedMessage
from domain.proposal import DeclineReason, Proposal, ProposalStatus
from domain.task import (
    DraftChange,
    NewTask,
    Stats,
    Task,
    TaskChange,
    TaskDetail,
    TaskPage,
    TaskQuery,
    TaskStamp,
)


class TaskStore(Protocol):
    """Where tasks are stored; each method is one transaction."""

    async def create_task(self, by: Principal, task: NewTask, key: RequestKey | None) -> Task:
        """Create a task, or return what the key answered before."""
        ...

    async def get_task(self, workspace_id: int, task_id: int) -> TaskDetail:
        """Return a task with history and sources."""
        ...

    async def get_stamp(self, workspace_id: int, task_id: int) -> TaskStamp:
        """Return a task's committed version, and what else tells whether it is as it was.

        Raises:
            TaskNotFoundError: No such task in this workspace.
        """
        ...

    async def list_tasks(self, workspace_id: int, query: TaskQuery) -> TaskPage:
        """Return a page of tasks."""
        ...

    async def change_task(
        self, by: Principal, task_id: int, change: TaskChange, expected_version: int | None
    ) -> Task:
        """Change a task."""
        ...

    async def merge_task(self, by: Principal, task_id: int, into: int) -> Task:
        """Merge a task into another, and return that one."""
        ...

    async def add_comment(self, by: Principal, task_id: int, text: str, key: RequestKey | None) -> Comment:
        """Write a comment, or return what the key answered before."""
        ...

    async def delete_comment(self, by: Principal, task_id: int, comment_id: int) -> None:
        """Delete a comment."""
        ...

    async def get_stats(self, workspace_id: int) -> Stats:
        """Return counts."""
        ...


class ProposalStore(Protocol):
    """Where proposals are stored; each method is one transaction."""

    async def list_proposals(
        self, workspace_id: int, status: ProposalStatus | None, limit: int, before_id: int | None
    ) -> list[Proposal]:
        """Return proposals, newest first."""
        ...

    async def get_proposal(self, workspace_id: int, proposal_id: int) -> Proposal:
        """Return a proposal."""
        ...

    async def edit_proposal(self, by: Principal, proposal_id: int, change: DraftChange) -> Proposal:
        """Change a pending proposal's draft."""
        ...

    async def accept_proposal(self, by: Principal, proposal_id: int, task: NewTask | None) -> Task:
        """Turn a proposal into a task."""
        ...

    async def merge_proposal(self, by: Principal, proposal_id: int, task_id: int) -> Task:
        """Put a proposal's message to a task."""
        ...

    async def decline_proposal(self, by: Principal, proposal_id: int, reason: DeclineReason) -> Proposal:
        """Decline a proposal."""
        ...

    async def reopen_proposal(self, by: Principal, proposal_id: int) -> Proposal:
        """Make a declined proposal pending again."""
        ...


class CorrectionStore(Protocol):
    """Where what people say of messages is stored."""

    async def correct_message(self, by: Principal, message_id: int, verdict: Verdict) -> CorrectedMessage:
        """Correct a message with its tasks and proposals, in one transaction."""
        ...


_Key = tuple[int, int]


@dataclass
class CachedTaskBoard:
    """`domain.ports.TaskBoard` with a bounded cache of task details.

    The database decides: writes lock the task's row there, and a cached detail is served only after its
    version and comments were compared with those stored, and with its links, subtasks and parent as they are
    now. So a second copy of a board, as a network partition can make, or one that was away for a while, can
    neither overwrite nor serve older state.
    """

    tasks: TaskStore
    proposals: ProposalStore
    corrections: CorrectionStore
    capacity: int = 20_000
    hits: int = field(default=0, init=False)
    misses: int = field(default=0, init=False)
    _details: LRUCache[_Key, TaskDetail] = field(init=False)

    def __post_init__(self) -> None:
        self._details = LRUCache[_Key, TaskDetail](maxsize=self.capacity)

    async def create_task(self, by: Principal, task: NewTask, key: RequestKey | None) -> Task:
        """See `domain.ports.TaskBoard`."""
        return await self.tasks.create_task(by, task, key)

    async def get_task(self, workspace_id: int, task_id: int) -> TaskDetail:
        """See `domain.ports.TaskBoard`."""
        confirmed = await self._confirm(workspace_id, task_id)
        if confirmed is not None:
            self.hits += 1
            return confirmed
        self.misses += 1
        detail = await self.tasks.get_task(workspace_id, task_id)
        self._details[workspace_id, task_id] = detail
        return detail

    async def _confirm(self, workspace_id: int, task_id: int) -> TaskDetail | None:
        cached = self._details.get((workspace_id, task_id))
        return cached and cached.confirmed(await self.tasks.get_stamp(workspace_id, task_id))

    async def list_tasks(self, workspace_id: int, query: TaskQuery) -> TaskPage:
        """See `domain.ports.TaskBoard`."""
        return await self.tasks.list_tasks(workspace_id, query)

    async def change_task(
        self, by: Principal, task_id: int, change: TaskChange, expected_version: int | None
    ) -> Task:
        """See `domain.ports.TaskBoard`."""
        return await self.tasks.change_task(by, task_id, change, expected_version)

    async def merge_task(self, by: Principal, task_id: int, into: int) -> Task:
        """See `domain.ports.TaskBoard`."""
        return await self.tasks.merge_task(by, task_id, into)

    async def add_comment(self, by: Principal, task_id: int, text: str, key: RequestKey | None) -> Comment:
        """See `domain.ports.TaskBoard`."""
        return await self.tasks.add_comment(by, task_id, text, key)

    async def delete_comment(self, by: Principal, task_id: int, comment_id: int) -> None:
        """See `domain.ports.TaskBoard`."""
        await self.tasks.delete_comment(by, task_id, comment_id)

    async def get_stats(self, workspace_id: int) -> Stats:
        """See `domain.ports.TaskBoard`."""
        return await self.tasks.get_stats(workspace_id)

    async def list_proposals(
        self, workspace_id: int, status: ProposalStatus | None, limit: int, before_id: int | None
    ) -> list[Proposal]:
        """See `domain.ports.TaskBoard`."""
        return await self.proposals.list_proposals(workspace_id, status, limit, before_id)

    async def get_proposal(self, workspace_id: int, proposal_id: int) -> Proposal:
        """See `domain.ports.TaskBoard`."""
        return await self.proposals.get_proposal(workspace_id, proposal_id)

    async def edit_proposal(self, by: Principal, proposal_id: int, change: DraftChange) -> Proposal:
        """See `domain.ports.TaskBoard`."""
        return await self.proposals.edit_proposal(by, proposal_id, change)

    async def accept_proposal(self, by: Principal, proposal_id: int, task: NewTask | None) -> Task:
        """See `domain.ports.TaskBoard`."""
        return await self.proposals.accept_proposal(by, proposal_id, task)

    async def merge_proposal(self, by: Principal, proposal_id: int, task_id: int) -> Task:
        """See `domain.ports.TaskBoard`."""
        return await self.proposals.merge_proposal(by, proposal_id, task_id)

    async def decline_proposal(self, by: Principal, proposal_id: int, reason: DeclineReason) -> Proposal:
        """See `domain.ports.TaskBoard`."""
        return await self.proposals.decline_proposal(by, proposal_id, reason)

    async def reopen_proposal(self, by: Principal, proposal_id: int) -> Proposal:
        """See `domain.ports.TaskBoard`."""
        return await self.proposals.reopen_proposal(by, proposal_id)

    async def correct_message(self, by: Principal, message_id: int, verdict: Verdict) -> CorrectedMessage:
        """See `domain.ports.TaskBoard`."""
        return await self.corrections.correct_message(by, message_id, verdict)

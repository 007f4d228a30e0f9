"""The task board: the owner of a workspace's tasks, with a cache of what was read and written last."""

from dataclasses import dataclass, field
from typing import Protocol

from cachetools import LRUCache

from domain.access import Principal, RequestKey
from domain.proposal import Proposal, ProposalStatus
from domain.task import NewTask, Stats, Task, TaskChange, TaskDetail, TaskPage, TaskQuery, TaskState


class TaskStore(Protocol):
    """Where tasks are stored; each method is one transaction."""

    async def create_task(self, by: Principal, task: NewTask, key: RequestKey | None) -> Task:
        """Create a task, or return what the key answered before."""
        ...

    async def get_task(self, workspace_id: int, task_id: int) -> TaskDetail:
        """Return a task with history and sources."""
        ...

    async def get_state(self, workspace_id: int, task_id: int) -> TaskState:
        """Return a task's committed version and links.

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

    async def accept_proposal(self, by: Principal, proposal_id: int, task: NewTask | None) -> Task:
        """Turn a proposal into a task."""
        ...

    async def decline_proposal(self, by: Principal, proposal_id: int) -> Proposal:
        """Decline a proposal."""
        ...


_Key = tuple[int, int]


@dataclass
class CachedTaskBoard:
    """`domain.ports.TaskBoard` with a bounded cache of task details.

    The database decides: writes lock the task's row there, and a cached detail is served only after its
    version was compared with the row's. So a second copy of a board, as a network partition can make,
    or one that was away for a while, can neither overwrite nor serve older state. Links are never served
    from memory: they come and go, and show other tasks, without a new version of this one.
    """

    tasks: TaskStore
    proposals: ProposalStore
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
        state = await self.tasks.get_state(workspace_id, task_id)
        cached = self._details.get((workspace_id, task_id))
        if cached is not None and cached.version == state.version:
            self.hits += 1
            return cached.model_copy(update={"links": state.links})
        self.misses += 1
        detail = await self.tasks.get_task(workspace_id, task_id)
        self._details[workspace_id, task_id] = detail
        return detail

    async def list_tasks(self, workspace_id: int, query: TaskQuery) -> TaskPage:
        """See `domain.ports.TaskBoard`."""
        return await self.tasks.list_tasks(workspace_id, query)

    async def change_task(
        self, by: Principal, task_id: int, change: TaskChange, expected_version: int | None
    ) -> Task:
        """See `domain.ports.TaskBoard`."""
        return await self.tasks.change_task(by, task_id, change, expected_version)

    async def get_stats(self, workspace_id: int) -> Stats:
        """See `domain.ports.TaskBoard`."""
        return await self.tasks.get_stats(workspace_id)

    async def list_proposals(
        self, workspace_id: int, status: ProposalStatus | None, limit: int, before_id: int | None
    ) -> list[Proposal]:
        """See `domain.ports.TaskBoard`."""
        return await self.proposals.list_proposals(workspace_id, status, limit, before_id)

    async def accept_proposal(self, by: Principal, proposal_id: int, task: NewTask | None) -> Task:
        """See `domain.ports.TaskBoard`."""
        return await self.proposals.accept_proposal(by, proposal_id, task)

    async def decline_proposal(self, by: Principal, proposal_id: int) -> Proposal:
        """See `domain.ports.TaskBoard`."""
        return await self.proposals.decline_proposal(by, proposal_id)

"""The task board: a long-lived actor that owns the tasks of the workspaces it is the board of."""

import ray

from actors.background import Background
from actors.base import Pulse, load_settings, open_database, pulse
from actors.calls import Directory
from actors.metrics import start_metrics
from actors.roster import BOARD, board_of
from db.message_corrections import PostgresCorrections
from db.proposals import PostgresProposals
from db.tasks import PostgresTasks
from domain.access import Principal, RequestKey
from domain.comment import Comment
from domain.correction import Verdict
from domain.message import CorrectedMessage
from domain.metrics import BOARD_READS
from domain.proposal import DeclineReason, Proposal, ProposalStatus
from domain.task import DraftChange, NewTask, Stats, Task, TaskChange, TaskDetail, TaskPage, TaskQuery
from pipeline.board import CachedTaskBoard


class TaskBoardActor(CachedTaskBoard):
    """A `pipeline.board.CachedTaskBoard` on PostgreSQL.

    Owned by the supervisor, restarted by Ray. Its cache is soft state; the database holds the rest. A
    failed call may have taken effect: callers repeat writes under an idempotency key or a version.
    """

    def __init__(self, name: str, generation: int) -> None:
        self._name = name
        self._generation = generation
        self._database = open_database(load_settings(name), max_size=6)
        super().__init__(
            PostgresTasks(self._database),
            PostgresProposals(self._database),
            PostgresCorrections(self._database),
        )
        self._background = Background()
        metrics = start_metrics(self._background, BOARD.name, self._database)
        metrics.watch(BOARD_READS, lambda: self.hits, ("hit",))
        metrics.watch(BOARD_READS, lambda: self.misses, ("miss",))

    async def pulse(self) -> Pulse:
        """Return which generation this is and how it fares."""
        return pulse(self._generation, f"{self.hits} hits, {self.misses} misses")

    async def stop(self) -> None:
        """Let go of the database."""
        await self._background.stop()
        await self._database.close()

    def __repr__(self) -> str:
        return self._name


TaskBoardRemote = ray.remote(TaskBoardActor)


class TaskBoardHandle:
    """`domain.ports.TaskBoard` as other processes reach it: each call goes to the workspace's owner."""

    def __init__(self, directory: Directory, boards: int) -> None:
        self._ask = directory.ask
        self._boards = boards

    def _owner(self, workspace_id: int) -> str:
        return board_of(workspace_id, self._boards)

    async def create_task(self, by: Principal, task: NewTask, key: RequestKey | None) -> Task:
        """See `domain.ports.TaskBoard`."""
        return await self._ask(self._owner(by.workspace_id), TaskBoardActor.create_task, by, task, key)

    async def get_task(self, workspace_id: int, task_id: int) -> TaskDetail:
        """See `domain.ports.TaskBoard`."""
        return await self._ask(self._owner(workspace_id), TaskBoardActor.get_task, workspace_id, task_id)

    async def list_tasks(self, workspace_id: int, query: TaskQuery) -> TaskPage:
        """See `domain.ports.TaskBoard`."""
        return await self._ask(self._owner(workspace_id), TaskBoardActor.list_tasks, workspace_id, query)

    async def change_task(
        self, by: Principal, task_id: int, change: TaskChange, expected_version: int | None
    ) -> Task:
        """See `domain.ports.TaskBoard`."""
        owner = self._owner(by.workspace_id)
        return await self._ask(owner, TaskBoardActor.change_task, by, task_id, change, expected_version)

    async def merge_task(self, by: Principal, task_id: int, into: int) -> Task:
        """See `domain.ports.TaskBoard`."""
        return await self._ask(self._owner(by.workspace_id), TaskBoardActor.merge_task, by, task_id, into)

    async def add_comment(self, by: Principal, task_id: int, text: str, key: RequestKey | None) -> Comment:
        """See `domain.ports.TaskBoard`."""
        owner = self._owner(by.workspace_id)
        return await self._ask(owner, TaskBoardActor.add_comment, by, task_id, text, key)

    async def delete_comment(self, by: Principal, task_id: int, comment_id: int) -> None:
        """See `domain.ports.TaskBoard`."""
        owner = self._owner(by.workspace_id)
        await self._ask(owner, TaskBoardActor.delete_comment, by, task_id, comment_id)

    async def get_stats(self, workspace_id: int) -> Stats:
        """See `domain.ports.TaskBoard`."""
        return await self._ask(self._owner(workspace_id), TaskBoardActor.get_stats, workspace_id)

    async def list_proposals(
        self, workspace_id: int, status: ProposalStatus | None, limit: int, before_id: int | None
    ) -> list[Proposal]:
        """See `domain.ports.TaskBoard`."""
        owner = self._owner(workspace_id)
        return await self._ask(owner, TaskBoardActor.list_proposals, workspace_id, status, limit, before_id)

    async def get_proposal(self, workspace_id: int, proposal_id: int) -> Proposal:
        """See `domain.ports.TaskBoard`."""
        owner = self._owner(workspace_id)
        return await self._ask(owner, TaskBoardActor.get_proposal, workspace_id, proposal_id)

    async def edit_proposal(self, by: Principal, proposal_id: int, change: DraftChange) -> Proposal:
        """See `domain.ports.TaskBoard`."""
        owner = self._owner(by.workspace_id)
        return await self._ask(owner, TaskBoardActor.edit_proposal, by, proposal_id, change)

    async def accept_proposal(self, by: Principal, proposal_id: int, task: NewTask | None) -> Task:
        """See `domain.ports.TaskBoard`."""
        owner = self._owner(by.workspace_id)
        return await self._ask(owner, TaskBoardActor.accept_proposal, by, proposal_id, task)

    async def merge_proposal(self, by: Principal, proposal_id: int, task_id: int) -> Task:
        """See `domain.ports.TaskBoard`."""
        owner = self._owner(by.workspace_id)
        return await self._ask(owner, TaskBoardActor.merge_proposal, by, proposal_id, task_id)

    async def decline_proposal(self, by: Principal, proposal_id: int, reason: DeclineReason) -> Proposal:
        """See `domain.ports.TaskBoard`."""
        owner = self._owner(by.workspace_id)
        return await self._ask(owner, TaskBoardActor.decline_proposal, by, proposal_id, reason)

    async def reopen_proposal(self, by: Principal, proposal_id: int) -> Proposal:
        """See `domain.ports.TaskBoard`."""
        owner = self._owner(by.workspace_id)
        return await self._ask(owner, TaskBoardActor.reopen_proposal, by, proposal_id)

    async def correct_message(self, by: Principal, message_id: int, verdict: Verdict) -> CorrectedMessage:
        """See `domain.ports.TaskBoard`."""
        owner = self._owner(by.workspace_id)
        return await self._ask(owner, TaskBoardActor.correct_message, by, message_id, verdict)

"""A task board in memory that keeps the same rules as the real one."""

from collections import Counter
from dataclasses import dataclass, field

from domain.access import Principal, RequestKey
from domain.errors import (
    ConflictError,
    IdempotencyKeyReusedError,
    NotFoundError,
    StaleVersionError,
    TaskNotFoundError,
)
from domain.event import EventType
from domain.ports import Clock
from domain.proposal import Proposal, ProposalStatus
from domain.task import (
    HistoryEntry,
    NewTask,
    Stats,
    Task,
    TaskAction,
    TaskChange,
    TaskDetail,
    TaskPage,
    TaskQuery,
)
from domain.values import MessageStatus, TaskStatus
from tests.fakes.feed import FakeEventFeed
from tests.fakes.messages import FakeMessages
from tests.fakes.outage import Outage
from tests.fakes.task_list import task_page


@dataclass
class Desk:
    """One workspace's tasks, proposals and request keys."""

    tasks: dict[int, Task] = field(default_factory=dict[int, Task])
    history: dict[int, list[HistoryEntry]] = field(default_factory=dict[int, list[HistoryEntry]])
    keys: dict[str, tuple[bytes, Task]] = field(default_factory=dict[str, tuple[bytes, Task]])
    proposals: dict[int, Proposal] = field(default_factory=dict[int, Proposal])
    accepted: dict[int, int] = field(default_factory=dict[int, int])


class FakeTaskBoard(Outage):
    """`domain.ports.TaskBoard` over dictionaries: legal moves, versions and keys as in the real one."""

    def __init__(self, clock: Clock, feed: FakeEventFeed, messages: FakeMessages) -> None:
        super().__init__()
        self._clock = clock
        self._feed = feed
        self._messages = messages
        self._last_id = 0
        self._desks: dict[int, Desk] = {}

    def desk(self, workspace_id: int) -> Desk:
        """Return a workspace's store, to look into."""
        return self._desks.setdefault(workspace_id, Desk())

    def propose(self, workspace_id: int, task: NewTask) -> Proposal:
        """Make a proposal, as the agents would."""
        self._last_id += 1
        proposal = Proposal(
            id=self._last_id,
            message_id=1,
            status=ProposalStatus.PENDING,
            task=task,
            confidence=0.5,
            reason="unsure",
            created_at=self._clock.now(),
        )
        self.desk(workspace_id).proposals[proposal.id] = proposal
        return proposal

    async def create_task(self, by: Principal, task: NewTask, key: RequestKey | None) -> Task:
        self.check(task, key)
        desk = self.desk(by.workspace_id)
        if key is not None and key.key in desk.keys:
            digest, first = desk.keys[key.key]
            if digest != key.digest:
                raise IdempotencyKeyReusedError
            return first
        created = self._create(by, task)
        if key is not None:
            desk.keys[key.key] = (key.digest, created)
        return created

    async def get_task(self, workspace_id: int, task_id: int) -> TaskDetail:
        self.check(task_id)
        task = self._get(workspace_id, task_id)
        history = self.desk(workspace_id).history[task_id]
        return TaskDetail(**task.model_dump(), history=history, messages=[])

    async def list_tasks(self, workspace_id: int, query: TaskQuery) -> TaskPage:
        self.check(query)
        return task_page(list(self.desk(workspace_id).tasks.values()), query)

    async def change_task(
        self, by: Principal, task_id: int, change: TaskChange, expected_version: int | None
    ) -> Task:
        self.check(task_id, change, expected_version)
        task = self._get(by.workspace_id, task_id)
        if expected_version not in {None, task.version}:
            raise StaleVersionError
        changed = change.apply(task)
        if changed == task:
            return task
        return self._save(by, task, changed)

    async def get_stats(self, workspace_id: int) -> Stats:
        self.check()
        desk, inbox = self.desk(workspace_id), self._messages.inbox(workspace_id)
        status = Counter(task.status for task in desk.tasks.values())
        analysed = Counter(message.status for message in inbox.messages.values())
        return Stats(
            total_tasks=len(desk.tasks),
            open_tasks=status[TaskStatus.OPEN],
            in_progress_tasks=status[TaskStatus.IN_PROGRESS],
            completed_tasks=status[TaskStatus.COMPLETED],
            closed_tasks=status[TaskStatus.CLOSED],
            categories=Counter(str(task.category) for task in desk.tasks.values()),
            priorities=Counter(str(task.priority) for task in desk.tasks.values()),
            total_messages=len(inbox.messages),
            pending_messages=analysed[MessageStatus.RECEIVED],
            failed_messages=analysed[MessageStatus.FAILED],
            proposals=sum(each.status is ProposalStatus.PENDING for each in desk.proposals.values()),
        )

    async def list_proposals(
        self, workspace_id: int, status: ProposalStatus | None, limit: int, before_id: int | None
    ) -> list[Proposal]:
        self.check(status, limit, before_id)
        newest_first = sorted(self.desk(workspace_id).proposals.values(), key=lambda each: -each.id)
        return [
            each
            for each in newest_first
            if status in {None, each.status} and (before_id is None or each.id < before_id)
        ][:limit]

    async def accept_proposal(self, by: Principal, proposal_id: int, task: NewTask | None) -> Task:
        self.check(proposal_id, task)
        desk = self.desk(by.workspace_id)
        proposal = self._decide(by, proposal_id, ProposalStatus.ACCEPTED)
        if proposal_id not in desk.accepted:
            desk.accepted[proposal_id] = self._create(by, task or proposal.task).id
        return desk.tasks[desk.accepted[proposal_id]]

    async def decline_proposal(self, by: Principal, proposal_id: int) -> Proposal:
        self.check(proposal_id)
        return self._decide(by, proposal_id, ProposalStatus.DECLINED)

    def _get(self, workspace_id: int, task_id: int) -> Task:
        task = self.desk(workspace_id).tasks.get(task_id)
        if task is None:
            raise TaskNotFoundError
        return task

    def _create(self, by: Principal, new: NewTask) -> Task:
        self._last_id += 1
        now = self._clock.now()
        task = Task(
            **new.model_dump(),
            id=self._last_id,
            status=TaskStatus.OPEN,
            created_at=now,
            updated_at=now,
            version=1,
        )
        self._write(by, task, TaskAction.CREATED, {"title": task.title})
        self._feed.publish(by.workspace_id, EventType.TASK_CREATED, {"id": task.id})
        return task

    def _save(self, by: Principal, before: Task, after: Task) -> Task:
        update = {"version": before.version + 1, "updated_at": self._clock.now()}
        task = after.model_copy(update=update)
        old, new = before.model_dump(mode="json"), after.model_dump(mode="json")
        changes: dict[str, object] = {name: new[name] for name in new if new[name] != old[name]}
        moved = before.status != after.status
        self._write(by, task, TaskAction.STATUS_CHANGED if moved else TaskAction.UPDATED, changes)
        kind = EventType.TASK_STATUS_CHANGED if moved else EventType.TASK_UPDATED
        self._feed.publish(by.workspace_id, kind, {"id": task.id, "status": task.status})
        return task

    def _write(self, by: Principal, task: Task, action: TaskAction, changes: dict[str, object]) -> None:
        desk = self.desk(by.workspace_id)
        desk.tasks[task.id] = task
        entry = HistoryEntry(
            at=self._clock.now(), actor=by.name, action=action, version=task.version, changes=changes
        )
        desk.history.setdefault(task.id, []).append(entry)

    def _decide(self, by: Principal, proposal_id: int, status: ProposalStatus) -> Proposal:
        desk = self.desk(by.workspace_id)
        proposal = desk.proposals.get(proposal_id)
        if proposal is None:
            raise NotFoundError
        if proposal.status not in {ProposalStatus.PENDING, status}:
            raise ConflictError(f"The proposal was {proposal.status}.")
        decided = proposal.model_copy(update={"status": status})
        desk.proposals[proposal_id] = decided
        return decided

"""A task board in memory that keeps the same rules as the real one."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.access import Principal, RequestKey
from domain.comment import Comment, check_may_delete
from domain.correction import NOT_A_TASK, Correction, Found, Verdict, lesson_of_verdict
from domain.drafting import draft_task
from domain.errors import (
    ConflictError,
    IdempotencyKeyReusedError,
    InvalidInputError,
    NotFoundError,
    StaleVersionError,
    TaskNotFoundError,
)
from domain.event import EventType
from domain.message import CorrectedMessage, Message
from domain.ports import Clock
from domain.proposal import DeclineReason, Proposal, ProposalStatus
from domain.task import (
    DraftChange,
    HistoryEntry,
    NewTask,
    Stats,
    Subtask,
    Task,
    TaskAction,
    TaskChange,
    TaskDetail,
    TaskPage,
    TaskQuery,
    check_mergeable,
    merged,
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
    merged: dict[int, int] = field(default_factory=dict[int, int])
    comments: dict[int, Comment] = field(default_factory=dict[int, Comment])
    comment_keys: dict[str, tuple[bytes, Comment]] = field(default_factory=dict[str, tuple[bytes, Comment]])


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

    def propose(self, workspace_id: int, task: NewTask, message_id: int = 1) -> Proposal:
        """Make a proposal, as the agents would."""
        self._last_id += 1
        proposal = Proposal(
            id=self._last_id,
            message_id=message_id,
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
        tasks = self.desk(workspace_id).tasks
        steps = [_step(each) for each in tasks.values() if each.parent_id == task_id]
        parent = tasks.get(task.parent_id or 0)
        comments = [each for each in self.desk(workspace_id).comments.values() if each.task_id == task_id]
        return TaskDetail(
            **task.model_dump(),
            history=history,
            subtasks=steps,
            parent=_step(parent) if parent else None,
            comments=comments,
        )

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

    async def merge_task(self, by: Principal, task_id: int, into: int) -> Task:
        self.check(task_id, into)
        if task_id == into:
            raise InvalidInputError("A task can't be merged into itself.")
        source, target = self._get(by.workspace_id, task_id), self._get(by.workspace_id, into)
        earlier = self.desk(by.workspace_id).merged.get(task_id)
        if earlier not in {None, into}:
            raise ConflictError(f"The task was merged into task {earlier} before.")
        if earlier is not None:
            return target
        check_mergeable(target)
        whole = self._save(by, target, merged(source, target))
        self._save(by, source, source.model_copy(update={"status": TaskStatus.CLOSED, "message_ids": []}))
        desk = self.desk(by.workspace_id)
        desk.merged[task_id] = into
        for comment in [each for each in desk.comments.values() if each.task_id == task_id]:
            desk.comments[comment.id] = comment.model_copy(update={"task_id": into})
        return whole

    async def add_comment(self, by: Principal, task_id: int, text: str, key: RequestKey | None) -> Comment:
        self.check(task_id, text, key)
        desk = self.desk(by.workspace_id)
        if key is not None and key.key in desk.comment_keys:
            digest, first = desk.comment_keys[key.key]
            if digest != key.digest:
                raise IdempotencyKeyReusedError
            return first
        self._get(by.workspace_id, task_id)
        self._last_id += 1
        comment = Comment(
            id=self._last_id, task_id=task_id, author=by.name, text=text, created_at=self._clock.now()
        )
        desk.comments[comment.id] = comment
        if key is not None:
            desk.comment_keys[key.key] = (key.digest, comment)
        self._feed.publish(by.workspace_id, EventType.TASK_COMMENTED, comment.model_dump(mode="json"))
        return comment

    async def delete_comment(self, by: Principal, task_id: int, comment_id: int) -> None:
        self.check(task_id, comment_id)
        comments = self.desk(by.workspace_id).comments
        comment = comments.get(comment_id)
        if comment is None or comment.task_id != task_id:
            raise NotFoundError
        check_may_delete(by, comment.author)
        del comments[comment_id]
        gone = {"id": comment_id, "task_id": task_id}
        self._feed.publish(by.workspace_id, EventType.TASK_COMMENT_DELETED, gone)

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

    async def get_proposal(self, workspace_id: int, proposal_id: int) -> Proposal:
        self.check(proposal_id)
        return self._find(workspace_id, proposal_id)

    async def edit_proposal(self, by: Principal, proposal_id: int, change: DraftChange) -> Proposal:
        self.check(proposal_id, change)
        proposal = self._find(by.workspace_id, proposal_id)
        _refuse_unless(proposal, ProposalStatus.PENDING)
        return self._keep(by, proposal, task=change.edit(proposal.task))

    async def accept_proposal(self, by: Principal, proposal_id: int, task: NewTask | None) -> Task:
        self.check(proposal_id, task)
        proposal = self._find(by.workspace_id, proposal_id)
        _refuse_unless(proposal, ProposalStatus.PENDING, ProposalStatus.ACCEPTED)
        if proposal.task_id is not None:
            return self._get(by.workspace_id, proposal.task_id)
        return self._accept(by, proposal, task or proposal.task)

    async def merge_proposal(self, by: Principal, proposal_id: int, task_id: int) -> Task:
        self.check(proposal_id, task_id)
        proposal = self._find(by.workspace_id, proposal_id)
        if (proposal.status, proposal.task_id) == (ProposalStatus.MERGED, task_id):
            return self._get(by.workspace_id, task_id)
        _refuse_unless(proposal, ProposalStatus.PENDING)
        before = self._get(by.workspace_id, task_id)
        check_mergeable(before)
        message_ids = sorted({*before.message_ids, proposal.message_id})
        task = self._save(by, before, before.model_copy(update={"message_ids": message_ids}))
        self._keep(by, proposal, status=ProposalStatus.MERGED, task_id=task_id)
        return task

    async def decline_proposal(self, by: Principal, proposal_id: int, reason: DeclineReason) -> Proposal:
        self.check(proposal_id)
        proposal = self._find(by.workspace_id, proposal_id)
        _refuse_unless(proposal, ProposalStatus.PENDING, ProposalStatus.DECLINED)
        if proposal.status is ProposalStatus.PENDING and reason is DeclineReason.NOT_A_TASK:
            self._correct(by, proposal.message_id, NOT_A_TASK)
        return self._keep(by, proposal, status=ProposalStatus.DECLINED)

    async def reopen_proposal(self, by: Principal, proposal_id: int) -> Proposal:
        self.check(proposal_id)
        proposal = self._find(by.workspace_id, proposal_id)
        _refuse_unless(proposal, ProposalStatus.PENDING, ProposalStatus.DECLINED)
        self._correct(by, proposal.message_id, dict.fromkeys(NOT_A_TASK))
        return self._keep(by, proposal, status=ProposalStatus.PENDING)

    async def correct_message(self, by: Principal, message_id: int, verdict: Verdict) -> CorrectedMessage:
        """Correct a message; all tasks of it alone count as the agents'."""
        self.check(message_id, verdict)
        message = self._messages.inbox(by.workspace_id).messages.get(message_id)
        if message is None:
            raise NotFoundError
        self._correct(by, message_id, lesson_of_verdict(verdict, _found(message)))
        if verdict.calls_it_work and not self._tasks_of(by, message_id):
            self._make(by, message, DraftChange.model_validate(verdict.changes()))
        for task in self._tasks_of(by, message_id):
            work = verdict.calls_it_work is not False
            changes = verdict.changes() if work else {"status": TaskStatus.CLOSED}
            changed = TaskChange.model_validate(changes).apply(task)
            if changed != task:
                self._save(by, task, changed)
        if verdict.calls_it_work is False:
            for proposal in self._pending(by, message_id):
                self._keep(by, proposal, status=ProposalStatus.DECLINED)
        corrected = self._messages.inbox(by.workspace_id).messages[message_id]
        return CorrectedMessage(message=corrected, tasks=self._tasks_of(by, message_id))

    def _tasks_of(self, by: Principal, message_id: int) -> list[Task]:
        return [
            task for task in self.desk(by.workspace_id).tasks.values() if task.message_ids == [message_id]
        ]

    def _pending(self, by: Principal, message_id: int) -> list[Proposal]:
        proposals = list(self.desk(by.workspace_id).proposals.values())
        return [
            each
            for each in proposals
            if (each.message_id, each.status) == (message_id, ProposalStatus.PENDING)
        ]

    def _make(self, by: Principal, message: Message, change: DraftChange) -> None:
        pending = self._pending(by, message.id)
        for proposal in pending:
            self._accept(by, proposal, change.edit(proposal.task))
        if not pending and message.analysis is not None:
            self._create(by, change.edit(draft_task(message, message.analysis)), message.id)

    def _correct(self, by: Principal, message_id: int, lesson: Mapping[str, object]) -> None:
        messages = self._messages.inbox(by.workspace_id).messages
        message = messages.get(message_id)
        if message is None:
            return
        before = message.correction or Correction(corrected_by=by.name, corrected_at=self._clock.now())
        found = message.analysis and message.analysis.extraction.due
        after = before.amended(lesson).with_due(found, message.sent_at)
        update = {"correction": None if after.is_empty else after}
        messages[message_id] = message.model_copy(update=update)

    def _accept(self, by: Principal, proposal: Proposal, task: NewTask) -> Task:
        created = self._create(by, task, proposal.message_id)
        self._keep(by, proposal, status=ProposalStatus.ACCEPTED, task_id=created.id)
        return created

    def _find(self, workspace_id: int, proposal_id: int) -> Proposal:
        proposal = self.desk(workspace_id).proposals.get(proposal_id)
        if proposal is None:
            raise NotFoundError
        return proposal

    def _keep(self, by: Principal, proposal: Proposal, **changes: object) -> Proposal:
        kept = proposal.model_copy(update=changes)
        self.desk(by.workspace_id).proposals[proposal.id] = kept
        return kept

    def _get(self, workspace_id: int, task_id: int) -> Task:
        task = self.desk(workspace_id).tasks.get(task_id)
        if task is None:
            raise TaskNotFoundError
        return task

    def _create(self, by: Principal, new: NewTask, *message_ids: int) -> Task:
        self._last_id += 1
        now = self._clock.now()
        task = Task(
            **new.model_dump(),
            id=self._last_id,
            status=TaskStatus.OPEN,
            created_at=now,
            updated_at=now,
            version=1,
            message_ids=list(message_ids),
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


def _step(task: Task) -> Subtask:
    return Subtask(task_id=task.id, title=task.title, status=task.status)


def _refuse_unless(proposal: Proposal, *allowed: ProposalStatus) -> None:
    if proposal.status not in allowed:
        raise ConflictError(f"The proposal was {proposal.status}.")


def _found(message: Message) -> Found:
    if message.analysis is None:
        raise ConflictError("The message is not analysed yet.")
    verdict = message.analysis.classification
    return Found(
        category=verdict.category,
        priority=verdict.priority,
        due=message.analysis.extraction.due,
        sent_at=message.sent_at,
    )

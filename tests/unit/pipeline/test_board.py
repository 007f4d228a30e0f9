from collections import Counter
from datetime import UTC, datetime

import pytest

from domain.access import Principal, RequestKey
from domain.comment import Comment
from domain.correction import Verdict
from domain.errors import TaskNotFoundError, UnavailableError
from domain.message import CorrectedMessage, Message
from domain.proposal import DeclineReason, Proposal, ProposalStatus
from domain.task import (
    DraftChange,
    LinkKind,
    NewTask,
    Stats,
    Subtask,
    Task,
    TaskChange,
    TaskDetail,
    TaskLink,
    TaskPage,
    TaskQuery,
    TaskStamp,
)
from domain.values import MessageStatus, Priority, Role, Source, TaskStatus
from pipeline.board import CachedTaskBoard

OWN, FOREIGN = 1, 2
NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)
ADA = Principal(workspace_id=OWN, role=Role.MEMBER, name="Ada")
NEW = NewTask(title="Fix the login")
TASK = TaskDetail(
    id=1, title="Fix the login", status=TaskStatus.OPEN, created_at=NOON, updated_at=NOON, version=1
)
PROPOSAL = Proposal(
    id=1, message_id=1, status=ProposalStatus.PENDING, task=NEW, confidence=0.5, reason="", created_at=NOON
)
CORRECTED = CorrectedMessage(
    message=Message(
        id=6,
        external_id="m6",
        content="",
        author="Ada",
        chat_id="c",
        sent_at=NOON,
        source=Source.API,
        status=MessageStatus.ANALYZED,
        received_at=NOON,
    ),
    tasks=[TASK],
)
STATS = Stats(
    total_tasks=1,
    open_tasks=1,
    in_progress_tasks=0,
    completed_tasks=0,
    closed_tasks=0,
    categories={},
    priorities={},
    total_messages=0,
    pending_messages=0,
    failed_messages=0,
    proposals=0,
)


class FakeTables:
    """`pipeline.board.TaskStore` and `ProposalStore` over a dictionary; counts what is asked of it."""

    def __init__(self) -> None:
        self.tasks = {(OWN, 1): TASK}
        self.asked = Counter[str]()
        self.links: list[TaskLink] = []
        self.parent: Subtask | None = None
        self.away = False

    def _ask(self, what: str) -> None:
        self.asked[what] += 1
        if self.away:
            raise UnavailableError

    def change(self, title: str) -> None:
        """Commit a change, as another copy of the board may."""
        before = self.tasks[OWN, 1]
        self.tasks[OWN, 1] = before.model_copy(update={"title": title, "version": before.version + 1})

    async def create_task(self, by: Principal, task: NewTask, key: RequestKey | None) -> Task:
        self._ask(f"create {by.name} {task.title} {key and key.key}")
        return TASK

    async def get_task(self, workspace_id: int, task_id: int) -> TaskDetail:
        self._ask("get")
        return self._find(workspace_id, task_id)

    async def get_stamp(self, workspace_id: int, task_id: int) -> TaskStamp:
        self._ask("version")
        task = self._find(workspace_id, task_id)
        ids = [comment.id for comment in task.comments]
        return TaskStamp(version=task.version, links=self.links, comment_ids=ids, parent=self.parent)

    async def list_tasks(self, workspace_id: int, query: TaskQuery) -> TaskPage:
        self._ask(f"list {workspace_id} {query.limit}")
        return TaskPage(tasks=[TASK])

    async def change_task(
        self, by: Principal, task_id: int, change: TaskChange, expected_version: int | None
    ) -> Task:
        self._ask(f"change {task_id} {expected_version}")
        self.change(change.title or "")
        return self.tasks[by.workspace_id, task_id]

    async def add_comment(self, by: Principal, task_id: int, text: str, key: RequestKey | None) -> Comment:
        self._ask(f"comment {by.name} {task_id} {text} {key and key.key}")
        comment = Comment(id=3, task_id=task_id, author=by.name, text=text, created_at=NOON)
        before = self.tasks[by.workspace_id, task_id]
        kept = before.model_copy(update={"comments": [*before.comments, comment]})
        self.tasks[by.workspace_id, task_id] = kept
        return comment

    async def delete_comment(self, by: Principal, task_id: int, comment_id: int) -> None:
        self._ask(f"delete comment {by.name} {task_id} {comment_id}")

    async def get_stats(self, workspace_id: int) -> Stats:
        self._ask(f"stats {workspace_id}")
        return STATS

    async def list_proposals(
        self, workspace_id: int, status: ProposalStatus | None, limit: int, before_id: int | None
    ) -> list[Proposal]:
        self._ask(f"proposals {workspace_id} {status} {limit} {before_id}")
        return [PROPOSAL]

    async def accept_proposal(self, by: Principal, proposal_id: int, task: NewTask | None) -> Task:
        self._ask(f"accept {by.name} {proposal_id} {task and task.title}")
        return TASK

    async def merge_task(self, by: Principal, task_id: int, into: int) -> Task:
        self._ask(f"merge {by.name} {task_id} {into}")
        return TASK

    async def get_proposal(self, workspace_id: int, proposal_id: int) -> Proposal:
        self._ask(f"proposal {workspace_id} {proposal_id}")
        return PROPOSAL

    async def edit_proposal(self, by: Principal, proposal_id: int, change: DraftChange) -> Proposal:
        self._ask(f"edit {by.name} {proposal_id} {change.title}")
        return PROPOSAL

    async def merge_proposal(self, by: Principal, proposal_id: int, task_id: int) -> Task:
        self._ask(f"merge proposal {by.name} {proposal_id} {task_id}")
        return TASK

    async def decline_proposal(self, by: Principal, proposal_id: int, reason: DeclineReason) -> Proposal:
        self._ask(f"decline {by.name} {proposal_id} {reason}")
        return PROPOSAL

    async def reopen_proposal(self, by: Principal, proposal_id: int) -> Proposal:
        self._ask(f"reopen {by.name} {proposal_id}")
        return PROPOSAL

    async def correct_message(self, by: Principal, message_id: int, verdict: Verdict) -> CorrectedMessage:
        self._ask(f"correct {by.name} {message_id} {verdict.priority}")
        return CORRECTED

    def _find(self, workspace_id: int, task_id: int) -> TaskDetail:
        if (workspace_id, task_id) not in self.tasks:
            raise TaskNotFoundError
        return self.tasks[workspace_id, task_id]


@pytest.fixture
def tables() -> FakeTables:
    return FakeTables()


@pytest.fixture
def board(tables: FakeTables) -> CachedTaskBoard:
    return CachedTaskBoard(tables, tables, tables)


async def test_an_unchanged_task_is_read_once(board: CachedTaskBoard, tables: FakeTables) -> None:
    assert [await board.get_task(OWN, 1) for _ in range(3)] == [TASK] * 3
    assert (tables.asked["get"], board.hits, board.misses) == (1, 2, 1)
    assert tables.asked["version"] == 2, "there was nothing to compare at the first time"


async def test_a_change_by_another_copy_of_the_board_is_seen(
    board: CachedTaskBoard, tables: FakeTables
) -> None:
    await board.get_task(OWN, 1)
    tables.change("Fix the logout")
    assert (await board.get_task(OWN, 1)).title == "Fix the logout"
    assert (await board.get_task(OWN, 1)).version == 2
    assert tables.asked["get"] == 2


async def test_a_cached_task_is_not_shown_to_another_workspace(
    board: CachedTaskBoard, tables: FakeTables
) -> None:
    await board.get_task(OWN, 1)
    with pytest.raises(TaskNotFoundError):
        await board.get_task(FOREIGN, 1)
    assert tables.asked["get"] == 2


async def test_a_cached_task_is_not_served_while_the_database_is_away(
    board: CachedTaskBoard, tables: FakeTables
) -> None:
    await board.get_task(OWN, 1)
    tables.away = True
    with pytest.raises(UnavailableError):
        await board.get_task(OWN, 1)


async def test_a_task_that_is_gone_is_not_served_from_memory(
    board: CachedTaskBoard, tables: FakeTables
) -> None:
    await board.get_task(OWN, 1)
    del tables.tasks[OWN, 1]
    with pytest.raises(TaskNotFoundError):
        await board.get_task(OWN, 1)


async def test_links_are_served_as_they_are_although_they_change_no_version(
    board: CachedTaskBoard, tables: FakeTables
) -> None:
    assert (await board.get_task(OWN, 1)).links == []
    tables.links = [TaskLink(task_id=2, kind=LinkKind.RELATED, title="Other", status=TaskStatus.OPEN)]
    assert (await board.get_task(OWN, 1)).links == tables.links
    assert tables.asked["get"] == 1


async def test_the_parent_is_served_as_it_is_although_it_changes_no_version(
    board: CachedTaskBoard, tables: FakeTables
) -> None:
    assert (await board.get_task(OWN, 1)).parent is None
    tables.parent = Subtask(task_id=2, title="Whole", status=TaskStatus.COMPLETED)
    assert (await board.get_task(OWN, 1)).parent == tables.parent
    assert tables.asked["get"] == 1


async def test_a_comment_is_seen_although_it_changes_no_version(
    board: CachedTaskBoard, tables: FakeTables
) -> None:
    assert (await board.get_task(OWN, 1)).comments == []
    comment = await tables.add_comment(ADA, 1, "On it", None)
    assert [(await board.get_task(OWN, 1)).comments for _ in range(3)] == [[comment]] * 3
    assert tables.asked["get"] == 2


async def test_the_cache_is_bounded(tables: FakeTables) -> None:
    tables.tasks |= {(OWN, number): TASK.model_copy(update={"id": number}) for number in range(2, 5)}
    board = CachedTaskBoard(tables, tables, tables, capacity=2)
    for number in (1, 2, 3, 4, 3, 4, 1):
        assert (await board.get_task(OWN, number)).id == number
    assert (board.hits, board.misses) == (2, 5)


async def test_the_rest_goes_to_the_database_as_it_is(board: CachedTaskBoard, tables: FakeTables) -> None:
    key = RequestKey(key="k1", digest=bytes(32))
    assert await board.create_task(ADA, NEW, key) == TASK
    assert (await board.change_task(ADA, 1, TaskChange(title="New"), 1)).title == "New"
    assert (await board.list_tasks(OWN, TaskQuery(limit=7))).tasks == [TASK]
    assert await board.get_stats(OWN) == STATS
    assert await board.list_proposals(OWN, None, 5, 9) == [PROPOSAL]
    assert await board.accept_proposal(ADA, 4, NEW) == TASK
    assert await board.merge_task(ADA, 1, 2) == TASK
    assert await board.get_proposal(OWN, 4) == PROPOSAL
    assert await board.edit_proposal(ADA, 4, DraftChange(title="New")) == PROPOSAL
    assert await board.merge_proposal(ADA, 4, 1) == TASK
    assert await board.decline_proposal(ADA, 4, DeclineReason.DUPLICATE) == PROPOSAL
    assert await board.reopen_proposal(ADA, 4) == PROPOSAL
    assert await board.correct_message(ADA, 6, Verdict(priority=Priority.LOW)) == CORRECTED
    assert (await board.add_comment(ADA, 1, "On it", key)).text == "On it"
    await board.delete_comment(ADA, 1, 3)
    assert list(tables.asked) == [
        "create Ada Fix the login k1",
        "change 1 1",
        "list 1 7",
        "stats 1",
        "proposals 1 None 5 9",
        "accept Ada 4 Fix the login",
        "merge Ada 1 2",
        "proposal 1 4",
        "edit Ada 4 New",
        "merge proposal Ada 4 1",
        "decline Ada 4 duplicate",
        "reopen Ada 4",
        "correct Ada 6 low",
        "comment Ada 1 On it k1",
        "delete comment Ada 1 3",
    ]

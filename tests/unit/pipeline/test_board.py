from collections import Counter
from datetime import UTC, datetime

import pytest

from domain.access import Principal, RequestKey
from domain.errors import TaskNotFoundError, UnavailableError
from domain.proposal import Proposal, ProposalStatus
from domain.task import (
    LinkKind,
    NewTask,
    Stats,
    Task,
    TaskChange,
    TaskDetail,
    TaskLink,
    TaskPage,
    TaskQuery,
    TaskState,
)
from domain.values import Role, TaskStatus
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

    async def get_state(self, workspace_id: int, task_id: int) -> TaskState:
        self._ask("version")
        task = self._find(workspace_id, task_id)
        return TaskState(version=task.version, links=task.links)

    async def list_tasks(self, workspace_id: int, query: TaskQuery) -> TaskPage:
        self._ask(f"list {workspace_id} {query.limit}")
        return TaskPage(tasks=[TASK])

    async def change_task(
        self, by: Principal, task_id: int, change: TaskChange, expected_version: int | None
    ) -> Task:
        self._ask(f"change {task_id} {expected_version}")
        self.change(change.title or "")
        return self.tasks[by.workspace_id, task_id]

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

    async def decline_proposal(self, by: Principal, proposal_id: int) -> Proposal:
        self._ask(f"decline {by.name} {proposal_id}")
        return PROPOSAL

    def _find(self, workspace_id: int, task_id: int) -> TaskDetail:
        if (workspace_id, task_id) not in self.tasks:
            raise TaskNotFoundError
        return self.tasks[workspace_id, task_id]


@pytest.fixture
def tables() -> FakeTables:
    return FakeTables()


@pytest.fixture
def board(tables: FakeTables) -> CachedTaskBoard:
    return CachedTaskBoard(tables, tables)


async def test_an_unchanged_task_is_read_once(board: CachedTaskBoard, tables: FakeTables) -> None:
    assert [await board.get_task(OWN, 1) for _ in range(3)] == [TASK] * 3
    assert (tables.asked["get"], board.hits, board.misses) == (1, 2, 1)


async def test_a_change_by_another_copy_of_the_board_is_seen(
    board: CachedTaskBoard, tables: FakeTables
) -> None:
    await board.get_task(OWN, 1)
    tables.change("Fix the logout")
    assert (await board.get_task(OWN, 1)).title == "Fix the logout"
    assert (await board.get_task(OWN, 1)).version == 2
    assert tables.asked["get"] == 2


async def test_a_new_link_is_seen_although_the_version_stays(
    board: CachedTaskBoard, tables: FakeTables
) -> None:
    await board.get_task(OWN, 1)
    link = TaskLink(task_id=2, kind=LinkKind.RELATED, title="Fix the logout", status=TaskStatus.OPEN)
    tables.tasks[OWN, 1] = TASK.model_copy(update={"links": [link]})
    assert (await board.get_task(OWN, 1)).links == [link]
    assert board.hits == 1


async def test_a_cached_task_is_not_shown_to_another_workspace(
    board: CachedTaskBoard, tables: FakeTables
) -> None:
    await board.get_task(OWN, 1)
    with pytest.raises(TaskNotFoundError):
        await board.get_task(FOREIGN, 1)
    assert tables.asked["version"] == 2


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


async def test_the_cache_is_bounded(tables: FakeTables) -> None:
    tables.tasks |= {(OWN, number): TASK.model_copy(update={"id": number}) for number in range(2, 5)}
    board = CachedTaskBoard(tables, tables, capacity=2)
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
    assert await board.decline_proposal(ADA, 4) == PROPOSAL
    assert list(tables.asked) == [
        "create Ada Fix the login k1",
        "change 1 1",
        "list 1 7",
        "stats 1",
        "proposals 1 None 5 9",
        "accept Ada 4 Fix the login",
        "decline Ada 4",
    ]

"""Listing tasks: filters, text, orders, and walking the pages while others write."""

import base64
import json
import random
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.task_lists import SHORTLY_READ, decode_cursor
from domain.errors import InvalidInputError
from domain.task import NewTask, Task, TaskChange, TaskQuery, TaskSort
from domain.values import Category, Priority, Source, TaskStatus
from tests.db.samples import SENT, done, new_message, new_task
from tests.db.stores import ADA, MAIN, Stores


async def titles(stores: Stores, query: TaskQuery) -> list[str]:
    """Return the titles of a list's first page, sorted."""
    return sorted(task.title for task in (await stores.tasks.list_tasks(MAIN, query)).tasks)


async def create(stores: Stores, *drafts: NewTask) -> list[Task]:
    """Create tasks one after another."""
    return [await stores.tasks.create_task(ADA, draft, None) for draft in drafts]


async def test_each_filter_finds_what_it_names(stores: Stores) -> None:
    first, *_ = await create(
        stores,
        new_task(
            "a",
            category=Category.BUG,
            priority=Priority.LOW,
            source=Source.SLACK,
            due=SENT,
            assignees=["Bob"],
        ),
        new_task("b", category=Category.FEATURE, priority=Priority.HIGH, labels=["web", "api"]),
        new_task("c", due=SENT + timedelta(days=1), assignees=["bob", "Ada"], labels=["web"]),
    )
    await stores.tasks.change_task(ADA, first.id, TaskChange(status=TaskStatus.IN_PROGRESS), None)
    found: list[tuple[dict[str, object], str]] = [
        ({}, "abc"),
        ({"status": ["in_progress"]}, "a"),
        ({"status": ["open", "in_progress"]}, "abc"),
        ({"status": ["closed"]}, ""),
        ({"category": ["bug", "feature"]}, "ab"),
        ({"priority": ["medium"]}, "c"),
        ({"priority": ["low", "high"]}, "ab"),
        ({"source": "slack"}, "a"),
        ({"assignee": "Bob"}, "a"),
        ({"assignee": "Ada"}, "c"),
        ({"label": "web"}, "bc"),
        ({"label": "api"}, "b"),
        ({"label": "none"}, ""),
        ({"due_before": SENT}, "a"),
        ({"due_before": SENT + timedelta(days=2)}, "ac"),
        ({"due_before": SENT - timedelta(seconds=1)}, ""),
        ({"label": "web", "assignee": "Ada", "text": "C", "status": ["open"]}, "c"),
        ({"label": "web", "assignee": "Bob"}, ""),
    ]
    for fields, expected in found:
        assert await titles(stores, TaskQuery.model_validate(fields)) == list(expected), fields


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("%", ["100% done"]),
        ("_", ["snake_case"]),
        ("\\", ["C:\\temp"]),
        ("e_c", ["snake_case"]),
        ("0%", ["100% done"]),
        (":\\t", ["C:\\temp"]),
        ("CASE", ["snake_case"]),
        ("größe", ["Größe"]),
        ("GRÖSSE", []),
        ("'", ["it's"]),
        ("in words", ["described"]),
        ("%%", []),
        ("\\%", []),
        ("{0}", ["braces {0}"]),
        ("nothing like it", []),
    ],
)
async def test_text_is_looked_for_as_it_is(stores: Stores, text: str, expected: list[str]) -> None:
    await create(
        stores,
        *(
            new_task(title)
            for title in ("100% done", "snake_case", "C:\\temp", "Größe", "it's", "braces {0}")
        ),
        new_task("described", description="told IN WORDS"),
    )
    assert await titles(stores, TaskQuery(text=text)) == expected


Key = tuple[float | datetime, ...]


def due_key(task: Task) -> Key:
    """Tasks without a due time come last."""
    return (task.due is None, task.due or SENT, task.id)


SORT_KEYS: dict[TaskSort, Callable[[Task], Key]] = {
    TaskSort.NEWEST: lambda task: (-task.id,),
    TaskSort.OLDEST: lambda task: (task.id,),
    TaskSort.UPDATED: lambda task: (-task.updated_at.timestamp(), -task.id),
    TaskSort.PRIORITY: lambda task: (-list(Priority).index(task.priority), -task.id),
    TaskSort.DUE: due_key,
}


async def fill(stores: Stores, number: int, seed: int) -> list[Task]:
    """Create tasks with few different due times and priorities, some of them changed later."""
    dice = random.Random(seed)  # noqa: S311 - reproducible
    drafts = [
        new_task(
            f"{seed}-{n}",
            priority=dice.choice(list(Priority)),
            due=dice.choice([None, SENT, SENT + timedelta(microseconds=1), SENT - timedelta(days=9)]),
        )
        for n in range(number)
    ]
    tasks = await create(stores, *drafts)
    for task in dice.sample(tasks, number // 3):
        await stores.tasks.change_task(ADA, task.id, TaskChange(title=task.title + "!"), None)
    return tasks


@pytest.mark.parametrize("sort", TaskSort)
async def test_pages_make_up_the_sorted_list_while_tasks_are_added(stores: Stores, sort: TaskSort) -> None:
    await fill(stores, 17, 1)
    there = (await stores.tasks.list_tasks(MAIN, TaskQuery(limit=500, sort=sort))).tasks
    assert there == sorted(there, key=SORT_KEYS[sort])
    walked: list[Task] = []
    query = TaskQuery(limit=4, sort=sort)
    for turn in range(100):
        page = await stores.tasks.list_tasks(MAIN, query)
        walked += page.tasks
        if page.next_cursor is None:
            break
        assert len(page.tasks) == 4
        query = query.model_copy(update={"cursor": page.next_cursor})
        if turn < 3:
            await fill(stores, 3, 10 + turn)
    ids = [task.id for task in walked]
    assert len(set(ids)) == len(ids)
    known = {task.id for task in there}
    assert [task for task in walked if task.id in known] == there
    assert walked == sorted(walked, key=SORT_KEYS[sort])


@pytest.mark.parametrize("number", [0, 1, 3, 4])
async def test_the_last_page_has_no_cursor(stores: Stores, number: int) -> None:
    await fill(stores, number, 1)
    page = await stores.tasks.list_tasks(MAIN, TaskQuery(limit=3))
    assert len(page.tasks) == min(number, 3)
    assert (page.next_cursor is not None) == (number > 3)


async def test_a_cursor_is_good_for_its_own_order_only(stores: Stores) -> None:
    await fill(stores, 4, 1)
    cursors = {
        sort: (await stores.tasks.list_tasks(MAIN, TaskQuery(limit=2, sort=sort))).next_cursor
        for sort in TaskSort
    }
    for made_for, cursor in cursors.items():
        for sort in set(TaskSort) - {made_for}:
            with pytest.raises(InvalidInputError):
                await stores.tasks.list_tasks(MAIN, TaskQuery(limit=2, sort=sort, cursor=cursor))


async def test_a_cursor_of_another_workspace_shows_nothing_of_it(stores: Stores) -> None:
    await fill(stores, 4, 1)
    cursor = (await stores.tasks.list_tasks(MAIN, TaskQuery(limit=2))).next_cursor
    other = await stores.add_workspace()
    assert (await stores.tasks.list_tasks(other, TaskQuery(limit=2, cursor=cursor))).tasks == []


def encoded(*parts: object) -> str:
    """Return a forged cursor."""
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode()


@pytest.mark.parametrize(
    ("sort", "cursor"),
    [
        (TaskSort.NEWEST, "x"),
        (TaskSort.NEWEST, "é"),
        (TaskSort.NEWEST, base64.urlsafe_b64encode(b"7").decode()),
        (TaskSort.NEWEST, encoded("newest", 1)),
        (TaskSort.NEWEST, encoded("newest", 1, 2, 3)),
        (TaskSort.NEWEST, encoded([], 1, 2)),
        (TaskSort.NEWEST, encoded("newest", {}, 2)),
        (TaskSort.NEWEST, encoded("newest", 1, None)),
        (TaskSort.NEWEST, encoded("newest", 1, 2**63)),
        (TaskSort.OLDEST, encoded("oldest", -(2**63) - 1, 1)),
        (TaskSort.OLDEST, encoded("oldest", None, 1)),
        (TaskSort.PRIORITY, encoded("priority", 2**15, 1)),
        (TaskSort.PRIORITY, encoded("priority", None, 1)),
        (TaskSort.UPDATED, encoded("updated", None, 1)),
        (TaskSort.UPDATED, encoded("updated", "yesterday", 1)),
        (TaskSort.UPDATED, encoded("updated", "2026-01-01T00:00:00", 1)),
        (TaskSort.DUE, encoded("due", "0001-01-01T00:00:00+23:59", 1)),
        (TaskSort.DUE, encoded("due", 5, 1)),
    ],
)
async def test_a_forged_cursor_is_refused(stores: Stores, sort: TaskSort, cursor: str) -> None:
    with pytest.raises(InvalidInputError):
        await stores.tasks.list_tasks(MAIN, TaskQuery(sort=sort, cursor=cursor))


@given(
    sort=st.sampled_from(TaskSort),
    cursor=st.text() | st.binary().map(lambda raw: base64.urlsafe_b64encode(raw).decode()),
)
@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow], derandomize=True, database=None)
def test_no_text_makes_a_cursor_fail_otherwise(sort: TaskSort, cursor: str) -> None:
    with pytest.raises(InvalidInputError):
        decode_cursor(sort, cursor)


async def test_the_tasks_made_of_a_message(stores: Stores) -> None:
    await stores.accept(new_message("1:5", "1"), new_message("1:6", "1"))
    for claim in await stores.inbox().claim("worker", 10):
        outcomes = [done(queued, new_task(queued.message.external_id)) for queued in claim.messages]
        assert await stores.inbox().finish(claim, outcomes)
    page = await stores.tasks.list_tasks(MAIN, TaskQuery(message="1:6"))
    assert [task.title for task in page.tasks] == ["1:6"]


async def test_two_letters_are_looked_for_in_the_newest_tasks_only(stores: Stores) -> None:
    await stores.tasks.create_task(ADA, new_task(title="qx qxz early"), None)
    await stores.rows(
        "INSERT INTO tasks (workspace_id, title, category, priority, source, created_by)"
        " SELECT 1, 'x', 'bug', 'low', 'api', 'Ada' FROM generate_series(1, $1)",
        SHORTLY_READ - 1,
    )
    assert len((await stores.tasks.list_tasks(MAIN, TaskQuery(text="qx"))).tasks) == 1
    await stores.tasks.create_task(ADA, new_task(title="late"), None)
    assert not (await stores.tasks.list_tasks(MAIN, TaskQuery(text="qx"))).tasks
    assert len((await stores.tasks.list_tasks(MAIN, TaskQuery(text="qxz"))).tasks) == 1

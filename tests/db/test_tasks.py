"""Tasks: creating, reading and changing them, alone and from many places at once."""

import asyncio
from collections.abc import Sequence
from hashlib import sha256

import pytest
from pydantic import ValidationError

from domain.access import RequestKey
from domain.errors import (
    IdempotencyKeyReusedError,
    IllegalTransitionError,
    StaleVersionError,
    TaskNotFoundError,
)
from domain.task import TRANSITIONS, Task, TaskChange, TaskQuery
from domain.values import Category, Priority, Source, TaskStatus
from pipeline.board import CachedTaskBoard
from tests.db.samples import SENT, new_task
from tests.db.stores import ADA, MAIN, Stores

FULL = new_task(
    "Grüße an 世界",
    description="'; DROP TABLE tasks; --",
    category=Category.BUG,
    priority=Priority.CRITICAL,
    source=Source.SLACK,
    due=SENT,
    assignees=["Zoë", "Ada"],
    labels=["web", "api"],
)


def request_key(key: str = "k", request: str = "one") -> RequestKey:
    """Return an idempotency key with the digest of a request."""
    return RequestKey(key=key, digest=sha256(request.encode()).digest())


async def test_a_task_is_read_as_it_was_created(stores: Stores) -> None:
    task = await stores.tasks.create_task(ADA, FULL, None)
    assert type(FULL).model_validate(task.model_dump()) == FULL
    assert (task.status, task.version, task.created_at) == (TaskStatus.OPEN, 1, task.updated_at)
    detail = await stores.tasks.get_task(MAIN, task.id)
    assert Task.model_validate(detail.model_dump()) == task
    assert (await stores.tasks.get_state(MAIN, task.id)).version == 1
    assert (await stores.tasks.list_tasks(MAIN, TaskQuery())).tasks == [task]
    [told] = await stores.event_bodies()
    assert (told["type"], Task.model_validate(told["data"])) == ("task_created", task)


async def test_names_given_twice_count_once(stores: Stores) -> None:
    twice = new_task(assignees=["b", "a", "b"], labels=["y", "x", "y"])
    task = await stores.tasks.create_task(ADA, twice, None)
    assert (task.assignees, task.labels) == (["b", "a"], ["y", "x"])
    change = TaskChange(assignees=["c", "c", "b"], labels=["z", "z"])
    changed = await stores.tasks.change_task(ADA, task.id, change, None)
    assert (changed.assignees, changed.labels, changed.version) == (["c", "b"], ["z"], 2)
    again = await stores.tasks.change_task(ADA, task.id, change, None)
    assert again == changed


async def test_a_repeated_key_gets_the_first_answer(stores: Stores) -> None:
    first = await stores.tasks.create_task(ADA, FULL, request_key())
    await stores.tasks.change_task(ADA, first.id, TaskChange(title="Changed"), None)
    assert await stores.tasks.create_task(ADA, FULL, request_key()) == first
    with pytest.raises(IdempotencyKeyReusedError):
        await stores.tasks.create_task(ADA, new_task(), request_key(request="two"))
    assert await stores.number("SELECT count(*) FROM tasks") == 1


async def test_one_key_at_once_from_many_makes_one_task(stores: Stores) -> None:
    answers = await asyncio.gather(
        *(stores.tasks.create_task(ADA, FULL, request_key()) for _ in range(12)),
        *(stores.tasks.create_task(ADA, FULL, request_key("other")) for _ in range(4)),
    )
    assert len({task.id for task in answers[:12]}) == len({task.id for task in answers[12:]}) == 1
    assert await stores.event_types() == ["task_created", "task_created"]


async def test_a_key_whose_request_failed_is_free_again(stores: Stores) -> None:
    broken = FULL.model_copy(update={"category": "nonsense"})
    with pytest.raises(ValidationError):
        await stores.tasks.create_task(ADA, broken, request_key())
    assert (await stores.tasks.create_task(ADA, FULL, request_key())).version == 1


async def test_a_change_touches_what_it_names(stores: Stores) -> None:
    task = await stores.tasks.create_task(ADA, FULL, None)
    bob = ADA.model_copy(update={"name": "Bob"})
    changed = await stores.tasks.change_task(bob, task.id, TaskChange(priority=Priority.LOW, due=None), 1)
    assert changed == task.model_copy(
        update={"priority": Priority.LOW, "due": None, "version": 2, "updated_at": changed.updated_at}
    )
    assert changed.updated_at > task.updated_at
    detail = await stores.tasks.get_task(MAIN, task.id)
    assert Task.model_validate(detail.model_dump()) == changed
    created, updated = detail.history
    assert (created.actor, created.action, created.version) == ("Ada", "created", 1)
    assert (updated.actor, updated.action, updated.version) == ("Bob", "updated", 2)
    assert updated.changes == {"priority": "low", "due": None}
    assert updated.at == changed.updated_at
    told = (await stores.event_bodies())[-1]
    assert (told["type"], Task.model_validate(told["data"])) == ("task_updated", changed)


async def test_assignees_and_labels_are_replaced_in_their_new_order(stores: Stores) -> None:
    task = await stores.tasks.create_task(ADA, FULL, None)
    for names in (["api", "new", "web"], ["web"], [], ["web", "api"]):
        await stores.tasks.change_task(ADA, task.id, TaskChange(labels=names), None)
        detail = await stores.tasks.get_task(MAIN, task.id)
        assert (detail.labels, detail.assignees) == (names, ["Zoë", "Ada"])
    await stores.tasks.change_task(ADA, task.id, TaskChange(assignees=["Ada", "Zoë"]), None)
    detail = await stores.tasks.get_task(MAIN, task.id)
    assert (detail.labels, detail.assignees) == (["web", "api"], ["Ada", "Zoë"])


async def test_a_change_of_nothing_leaves_no_trace(stores: Stores) -> None:
    task = await stores.tasks.create_task(ADA, FULL, None)
    before = await stores.content()
    for change in (TaskChange(), TaskChange(title=FULL.title, status=TaskStatus.OPEN, labels=FULL.labels)):
        assert await stores.tasks.change_task(ADA, task.id, change, None) == task
    assert await stores.content() == before


async def test_a_stale_version_changes_nothing(stores: Stores) -> None:
    task = await stores.tasks.create_task(ADA, FULL, None)
    await stores.tasks.change_task(ADA, task.id, TaskChange(title="first"), 1)
    before = await stores.content()
    for version in (1, 3):
        with pytest.raises(StaleVersionError):
            await stores.tasks.change_task(ADA, task.id, TaskChange(title="second"), version)
    assert await stores.content() == before


@pytest.mark.parametrize("start", TaskStatus)
async def test_only_the_legal_moves_are_made(stores: Stores, start: TaskStatus) -> None:
    for target in TaskStatus:
        task = await stores.tasks.create_task(ADA, new_task(), None)
        await stores.tasks.change_task(ADA, task.id, TaskChange(status=start), None)
        move = stores.tasks.change_task(ADA, task.id, TaskChange(status=target), None)
        if target == start or target in TRANSITIONS[start]:
            assert (await move).status == target
        else:
            with pytest.raises(IllegalTransitionError):
                await move
        detail = await stores.tasks.get_task(MAIN, task.id)
        assert detail.status == (target if target == start or target in TRANSITIONS[start] else start)


async def test_a_move_is_told_as_one(stores: Stores) -> None:
    task = await stores.tasks.create_task(ADA, new_task(), None)
    change = TaskChange(status=TaskStatus.COMPLETED, title="Done")
    await stores.tasks.change_task(ADA, task.id, change, None)
    assert (await stores.event_types())[-1] == "task_status_changed"
    detail = await stores.tasks.get_task(MAIN, task.id)
    assert detail.history[-1].action == "status_changed"
    assert detail.history[-1].changes == {"status": "completed", "title": "Done"}


async def test_changes_at_once_all_count(stores: Stores) -> None:
    task = await stores.tasks.create_task(ADA, new_task(), None)
    changes = [TaskChange(labels=[f"label{n}"], title=f"title{n}") for n in range(15)]
    changed = await asyncio.gather(
        *(stores.tasks.change_task(ADA, task.id, change, None) for change in changes)
    )
    assert sorted(each.version for each in changed) == list(range(2, 17))
    detail = await stores.tasks.get_task(MAIN, task.id)
    assert [line.version for line in detail.history] == list(range(1, 17))
    last = max(changed, key=lambda each: each.version)
    assert (detail.title, detail.labels, detail.version) == (last.title, last.labels, 16)
    told = [Task.model_validate(event["data"]) for event in await stores.event_bodies()]
    assert [each.version for each in told] == list(range(1, 17))


async def change_at_once(
    stores: Stores, task: Task, changes: Sequence[TaskChange], version: int | None
) -> list[Task | BaseException]:
    """Start changes that all find the task locked, and let them go together."""
    async with stores.database.transaction() as holder:
        await holder.execute("SELECT FROM tasks WHERE id = $1 FOR UPDATE", task.id)
        running = [
            asyncio.create_task(stores.tasks.change_task(ADA, task.id, change, version)) for change in changes
        ]
        await stores.wait_for_waiters(len(changes))
    return await asyncio.gather(*running, return_exceptions=True)


async def test_changes_at_once_keep_what_the_others_changed(stores: Stores) -> None:
    task = await stores.tasks.create_task(ADA, new_task(), None)
    changes = [TaskChange(title="new"), TaskChange(description="new"), TaskChange(labels=["new"])]
    await change_at_once(stores, task, changes, None)
    detail = await stores.tasks.get_task(MAIN, task.id)
    assert (detail.title, detail.description, detail.labels, detail.version) == ("new", "new", ["new"], 4)


async def test_of_changes_at_once_to_one_version_one_wins(stores: Stores) -> None:
    task = await stores.tasks.create_task(ADA, new_task(), None)
    answers = await change_at_once(stores, task, [TaskChange(title=f"title{n}") for n in range(5)], 1)
    [winner] = [answer for answer in answers if isinstance(answer, Task)]
    assert sum(isinstance(answer, StaleVersionError) for answer in answers) == 4
    assert (await stores.tasks.get_task(MAIN, task.id)).title == winner.title


async def test_tasks_with_the_same_new_labels_in_opposite_orders_never_deadlock(stores: Stores) -> None:
    """Were labels written as they come, each would hold one that the other wants after the pause."""
    orders = (["x", "held1", "y"], ["y", "held2", "x"])
    async with asyncio.TaskGroup() as both, stores.database.connection() as holder:
        holding = holder.transaction()
        await holding.start()
        await holder.execute("INSERT INTO labels (workspace_id, name) VALUES (1, 'held1'), (1, 'held2')")
        created = [
            both.create_task(stores.tasks.create_task(ADA, new_task(labels=labels), None))
            for labels in orders
        ]
        await stores.wait_for_waiters(2)
        await holding.rollback()
    assert tuple(task.result().labels for task in created) == orders
    assert await stores.number("SELECT count(*) FROM labels") == 4


async def test_tasks_of_another_workspace_do_not_exist(stores: Stores) -> None:
    other = ADA.model_copy(update={"workspace_id": await stores.add_workspace()})
    task = await stores.tasks.create_task(ADA, FULL, request_key())
    before = await stores.content()
    attempts = (
        stores.tasks.get_task(other.workspace_id, task.id),
        stores.tasks.get_state(other.workspace_id, task.id),
        stores.tasks.change_task(other, task.id, TaskChange(title="theirs"), None),
        stores.tasks.get_task(MAIN, task.id + 1),
        stores.tasks.change_task(ADA, task.id + 1, TaskChange(title="none"), 7),
    )
    answers = await asyncio.gather(*attempts, return_exceptions=True)
    assert [type(answer) for answer in answers] == [TaskNotFoundError] * len(attempts)
    assert await stores.content() == before
    query = TaskQuery(assignee="Ada", label="web", text="Grüße")
    assert (await stores.tasks.list_tasks(other.workspace_id, query)).tasks == []
    assert (await stores.tasks.list_tasks(MAIN, query)).tasks == [task]
    theirs = await stores.tasks.create_task(other, FULL, request_key(request="two"))
    assert theirs.id != task.id
    assert await stores.event_types(other.workspace_id) == ["task_created"]


async def test_a_cached_task_is_never_older_than_its_row(stores: Stores) -> None:
    boards = [CachedTaskBoard(stores.tasks, stores.proposals) for _ in range(2)]
    task = await stores.tasks.create_task(ADA, FULL, None)
    for n in range(6):
        writer, reader = boards[n % 2], boards[(n + 1) % 2]
        assert [(await board.get_task(MAIN, task.id)).version for board in boards] == [n + 1, n + 1]
        changed = await writer.change_task(ADA, task.id, TaskChange(title=f"title{n}"), None)
        detail = await reader.get_task(MAIN, task.id)
        assert (detail.title, detail.version) == (changed.title, changed.version)
        assert detail == await stores.tasks.get_task(MAIN, task.id)
        assert detail == await reader.get_task(MAIN, task.id)
    assert all(board.hits for board in boards)
    with pytest.raises(TaskNotFoundError):
        await boards[0].get_task(await stores.add_workspace(), task.id)


async def test_two_boards_under_load_agree_with_the_database(stores: Stores) -> None:
    boards = [CachedTaskBoard(stores.tasks, stores.proposals) for _ in range(2)]
    task = await stores.tasks.create_task(ADA, new_task(), None)

    async def use(board: CachedTaskBoard, name: str) -> None:
        known = 1
        for n in range(10):
            changed = await board.change_task(ADA, task.id, TaskChange(title=f"{name}{n}"), None)
            detail = await board.get_task(MAIN, task.id)
            assert detail.version >= changed.version > known
            assert detail.version == len(detail.history)
            known = changed.version

    await asyncio.gather(*(use(board, name) for board, name in zip(boards * 2, "abcd", strict=True)))
    expected = await stores.tasks.get_task(MAIN, task.id)
    assert [await board.get_task(MAIN, task.id) for board in boards] == [expected, expected]
    assert expected.version == 41

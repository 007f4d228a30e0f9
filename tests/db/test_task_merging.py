"""Merging tasks: what the one came from moves to the other, once, whoever does what at the same moment."""

import asyncio

import pytest

from domain.errors import ConflictError, InvalidInputError, TaskNotFoundError
from domain.task import LinkKind, Task, TaskChange, TaskDetail
from domain.values import TaskStatus
from pipeline.board import CachedTaskBoard
from tests.db.samples import new_task
from tests.db.stores import ADA, MAIN, Stores
from tests.db.triage import lesson_of, make_task


async def test_what_a_task_came_from_moves_over(stores: Stores) -> None:
    source = await make_task(stores, "m1", new_task("one", assignees=["a", "b"], labels=["x"]))
    target = await make_task(stores, "m2", new_task("two", assignees=["b", "c"], labels=["y", "x"]))
    merged = await stores.tasks.merge_task(ADA, source.id, target.id)
    whole, rest = [await stores.tasks.get_task(MAIN, task.id) for task in (target, source)]
    assert Task.model_validate(whole.model_dump()) == merged
    assert (merged.title, merged.assignees, merged.labels) == ("two", ["b", "c", "a"], ["y", "x"])
    assert merged.message_ids == sorted(source.message_ids + target.message_ids)
    assert (rest.status, rest.message_ids, rest.assignees) == (TaskStatus.CLOSED, [], ["a", "b"])
    assert (whole.version, rest.version) == (2, 2)


async def test_both_tell_of_it(stores: Stores) -> None:
    source, target = await make_task(stores, "m1"), await make_task(stores, "m2")
    await stores.tasks.merge_task(ADA, source.id, target.id)
    whole, rest = [await stores.tasks.get_task(MAIN, task.id) for task in (target, source)]
    line = whole.history[-1]
    assert (line.actor, line.action, line.version) == ("Ada", "updated", 2)
    assert line.changes == {"merged": {"task_id": source.id, "message_ids": source.message_ids}}
    assert rest.history[-1].changes == {"status": "closed", "merged_into": {"task_id": target.id}}
    assert [(link.task_id, link.kind, link.status) for link in rest.links] == [(target.id, "merged", "open")]
    assert [(link.task_id, link.kind, link.status) for link in whole.links] == [
        (source.id, "merged", "closed")
    ]
    told = (await stores.event_bodies())[-2:]
    assert [event["type"] for event in told] == ["task_status_changed", "task_updated"]
    assert [Task.model_validate(event["data"]) for event in told] == [_plain(rest), _plain(whole)]
    assert await lesson_of(stores, source.message_ids[0]) == {"merged_into": target.id}
    assert await lesson_of(stores, target.message_ids[0]) == {}


def _plain(detail: TaskDetail) -> Task:
    return Task.model_validate(detail.model_dump())


async def test_merging_again_gives_the_same_answer(stores: Stores) -> None:
    source, target, third = [await make_task(stores, name) for name in ("m1", "m2", "m3")]
    merged = await stores.tasks.merge_task(ADA, source.id, target.id)
    before = await stores.content()
    assert await stores.tasks.merge_task(ADA, source.id, target.id) == merged
    with pytest.raises(ConflictError, match=f"into task {target.id}"):
        await stores.tasks.merge_task(ADA, source.id, third.id)
    with pytest.raises(ConflictError, match="closed"):
        await stores.tasks.merge_task(ADA, target.id, source.id)
    with pytest.raises(InvalidInputError):
        await stores.tasks.merge_task(ADA, target.id, target.id)
    assert await stores.content() == before


async def test_reopening_parts_them(stores: Stores) -> None:
    source, target, third = [await make_task(stores, name) for name in ("m1", "m2", "m3")]
    await stores.tasks.merge_task(ADA, source.id, target.id)
    await stores.tasks.change_task(ADA, source.id, TaskChange(status=TaskStatus.OPEN), None)
    assert (await stores.tasks.get_task(MAIN, source.id)).links == []
    assert (await stores.tasks.merge_task(ADA, source.id, third.id)).version == 2


async def test_a_link_of_the_agents_gives_way(stores: Stores) -> None:
    source, target = await make_task(stores, "m1"), await make_task(stores, "m2")
    link = (
        "INSERT INTO task_links (workspace_id, task_id, other_id, kind, similarity) VALUES (1, $1, $2, $3, 1)"
    )
    await stores.rows(link, target.id, source.id, "duplicate")
    await stores.rows(link, source.id, target.id, "related")
    await stores.tasks.merge_task(ADA, source.id, target.id)
    [found] = (await stores.tasks.get_task(MAIN, target.id)).links
    assert (found.kind, found.similarity) == (LinkKind.MERGED, None)


async def test_too_many_names_are_refused_before_anything_changes(stores: Stores) -> None:
    source = await make_task(stores, "m1", new_task(labels=[f"a{n}" for n in range(30)]))
    target = await make_task(stores, "m2", new_task(labels=[f"b{n}" for n in range(30)]))
    before = await stores.content()
    with pytest.raises(ConflictError, match="60 labels"):
        await stores.tasks.merge_task(ADA, source.id, target.id)
    assert await stores.content() == before


async def test_tasks_of_another_workspace_are_not_merged(stores: Stores) -> None:
    mine = await make_task(stores)
    other = ADA.model_copy(update={"workspace_id": await stores.add_workspace()})
    theirs = await stores.tasks.create_task(other, new_task(), None)
    before = await stores.content()
    for by, source, target in ((ADA, mine, theirs), (ADA, theirs, mine), (other, mine, theirs)):
        with pytest.raises(TaskNotFoundError):
            await stores.tasks.merge_task(by, source.id, target.id)
    assert await stores.content() == before


async def test_merging_both_ways_at_once_leaves_one(stores: Stores) -> None:
    """Were each to lock its own task first, they would wait for each other for good."""
    one, two = await make_task(stores, "m1"), await make_task(stores, "m2")
    async with stores.database.transaction() as holder:
        await holder.execute("SELECT FROM tasks WHERE id = $1 FOR UPDATE", one.id)
        running: list[asyncio.Task[Task]] = []
        for source, target in ((one, two), (two, one)):
            running.append(asyncio.create_task(stores.tasks.merge_task(ADA, source.id, target.id)))
            await stores.wait_for_waiters(len(running))
    answers = await asyncio.gather(*running, return_exceptions=True)
    [merged] = [answer for answer in answers if isinstance(answer, Task)]
    [refused] = [answer for answer in answers if not isinstance(answer, Task)]
    assert isinstance(refused, ConflictError)
    assert merged.message_ids == one.message_ids + two.message_ids
    assert await stores.column("SELECT count(*) FROM tasks WHERE status = 'closed'") == [1]


async def test_a_cached_task_equals_its_row_after_a_merge(stores: Stores) -> None:
    boards = [CachedTaskBoard(stores.tasks, stores.proposals, stores.corrections) for _ in range(2)]
    source, target = await make_task(stores, "m1"), await make_task(stores, "m2")

    async def compare() -> None:
        for task in (source, target):
            expected = await stores.tasks.get_task(MAIN, task.id)
            assert [await board.get_task(MAIN, task.id) for board in boards] == [expected, expected]

    await compare()
    await boards[0].merge_task(ADA, source.id, target.id)
    await compare()
    await boards[1].change_task(ADA, target.id, TaskChange(title="Renamed, which the other links to"), None)
    await compare()
    await boards[1].change_task(ADA, source.id, TaskChange(status=TaskStatus.OPEN), None)
    await compare()
    assert all(board.hits for board in boards)

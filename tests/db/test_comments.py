"""Comments: one transaction with their events, seen at once, moved by a merge, bounded in number."""

import asyncio
from hashlib import sha256
from unittest.mock import ANY

import pytest

from domain.access import RequestKey
from domain.comment import MAX_COMMENTS, Comment
from domain.errors import (
    ConflictError,
    ForbiddenError,
    IdempotencyKeyReusedError,
    NotFoundError,
    TaskNotFoundError,
)
from domain.task import Subtask, TaskChange
from domain.values import Role, TaskStatus
from pipeline.board import CachedTaskBoard
from tests.db.samples import new_task
from tests.db.stores import ADA, MAIN, Stores

BOB = ADA.model_copy(update={"name": "Bob"})
ADMIN = ADA.model_copy(update={"name": "Root", "role": Role.ADMIN})


def request_key(request: str = "one") -> RequestKey:
    """Return an idempotency key with the digest of a request."""
    return RequestKey(key="k", digest=sha256(request.encode()).digest())


async def make(stores: Stores, title: str = "Fix the login") -> int:
    """Make a task and return its id."""
    return (await stores.tasks.create_task(ADA, new_task(title), None)).id


async def comments_of(stores: Stores, task_id: int) -> list[Comment]:
    """Return what a task shows."""
    return (await stores.tasks.get_task(MAIN, task_id)).comments


async def test_comments_are_read_as_they_were_written(stores: Stores) -> None:
    task_id = await make(stores)
    text = "'; DROP TABLE tasks; --\nGrüße 世界 👩‍💻"
    written = [await stores.tasks.add_comment(by, task_id, text, None) for by in (ADA, BOB, ADA)]
    assert await comments_of(stores, task_id) == written
    assert [(each.author, each.text, each.task_id) for each in written] == [
        ("Ada", text, task_id),
        ("Bob", text, task_id),
        ("Ada", text, task_id),
    ]
    assert sorted(written, key=lambda each: each.created_at) == written
    told = (await stores.event_bodies())[1:]
    assert [event["type"] for event in told] == ["task_commented"] * 3
    assert [Comment.model_validate(event["data"]) for event in told] == written
    assert (await stores.tasks.get_task(MAIN, task_id)).version == 1


async def test_a_deleted_comment_is_gone_and_told(stores: Stores) -> None:
    task_id = await make(stores)
    mine, theirs = [await stores.tasks.add_comment(by, task_id, "On it", None) for by in (ADA, BOB)]
    with pytest.raises(ForbiddenError):
        await stores.tasks.delete_comment(ADA, task_id, theirs.id)
    assert await comments_of(stores, task_id) == [mine, theirs]
    await stores.tasks.delete_comment(ADA, task_id, mine.id)
    await stores.tasks.delete_comment(ADMIN, task_id, theirs.id)
    with pytest.raises(NotFoundError):
        await stores.tasks.delete_comment(ADA, task_id, mine.id)
    assert await comments_of(stores, task_id) == []
    assert (await stores.event_bodies())[-2:] == [
        {"type": "task_comment_deleted", "seq": ANY, "data": {"id": each.id, "task_id": task_id}}
        for each in (mine, theirs)
    ]


async def test_a_repeated_key_gets_the_first_answer(stores: Stores) -> None:
    task_id = await make(stores)
    answers = await asyncio.gather(
        *(stores.tasks.add_comment(ADA, task_id, "On it", request_key()) for _ in range(6))
    )
    assert await comments_of(stores, task_id) == answers[:1]
    await stores.tasks.delete_comment(ADA, task_id, answers[0].id)
    assert await stores.tasks.add_comment(ADA, task_id, "On it", request_key()) == answers[0]
    with pytest.raises(IdempotencyKeyReusedError):
        await stores.tasks.add_comment(ADA, task_id, "On it", request_key("two"))
    assert await stores.event_types() == ["task_created", "task_commented", "task_comment_deleted"]


async def test_nothing_of_another_workspace_is_commented(stores: Stores) -> None:
    task_id = await make(stores)
    comment = await stores.tasks.add_comment(ADA, task_id, "On it", None)
    stranger = ADMIN.model_copy(update={"workspace_id": await stores.add_workspace()})
    before = await stores.content()
    for missing in (stores.tasks.add_comment(stranger, task_id, "Mine", request_key()),
                    stores.tasks.add_comment(ADA, task_id + 1, "Mine", request_key())):  # fmt: skip
        with pytest.raises(TaskNotFoundError):
            await missing
    with pytest.raises(NotFoundError):
        await stores.tasks.delete_comment(stranger, task_id, comment.id)
    assert await stores.content() == before


async def test_a_task_takes_so_many_comments_and_no_more(stores: Stores) -> None:
    task_id = await make(stores)
    fill = """
        INSERT INTO task_comments (workspace_id, task_id, author, text)
        SELECT 1, $1, 'Ada', 'On it' FROM generate_series(1, $2)
    """
    await stores.rows(fill, task_id, MAX_COMMENTS - 1)
    async with stores.database.transaction() as holder:
        await holder.execute("SELECT FROM tasks WHERE id = $1 FOR UPDATE", task_id)
        adding = stores.tasks.add_comment
        running = [asyncio.create_task(adding(ADA, task_id, "One more", None)) for _ in range(3)]
        await stores.wait_for_waiters(len(running))
    answers = await asyncio.gather(*running, return_exceptions=True)
    assert sum(isinstance(answer, Comment) for answer in answers) == 1
    assert sum(isinstance(answer, ConflictError) for answer in answers) == 2
    assert len(await comments_of(stores, task_id)) == MAX_COMMENTS


async def test_comments_move_with_a_merge(stores: Stores) -> None:
    source, target = await make(stores, "one"), await make(stores, "two")
    for task_id, text in ((source, "first"), (target, "second"), (source, "third")):
        await stores.tasks.add_comment(BOB, task_id, text, None)
    await stores.tasks.merge_task(ADA, source, target)
    moved = await comments_of(stores, target)
    assert [(each.text, each.task_id, each.author) for each in moved] == [
        ("first", target, "Bob"),
        ("second", target, "Bob"),
        ("third", target, "Bob"),
    ]
    assert await comments_of(stores, source) == []
    await stores.tasks.delete_comment(BOB, target, moved[0].id)
    with pytest.raises(NotFoundError):
        await stores.tasks.delete_comment(BOB, source, moved[1].id)


async def test_a_cached_task_shows_comments_and_its_parent_as_they_are(stores: Stores) -> None:
    boards = [CachedTaskBoard(stores.tasks, stores.proposals, stores.corrections) for _ in range(2)]
    parent, other = await make(stores, "Whole"), await make(stores, "Other")
    task = await stores.tasks.create_task(ADA, new_task("Step", parent_id=parent), None)

    async def compare() -> None:
        for _ in range(2):
            expected = await stores.tasks.get_task(MAIN, task.id)
            assert [await board.get_task(MAIN, task.id) for board in boards] == [expected, expected]

    await compare()
    comment = await boards[0].add_comment(ADA, task.id, "On it", None)
    assert (await boards[1].get_task(MAIN, task.id)).comments == [comment]
    await compare()
    await boards[1].delete_comment(ADA, task.id, comment.id)
    await compare()
    await boards[0].add_comment(ADA, other, "About the other", None)
    await boards[0].merge_task(ADA, other, task.id)
    await compare()
    await boards[0].change_task(ADA, parent, TaskChange(title="All", status=TaskStatus.COMPLETED), None)
    await compare()
    shown = (await boards[1].get_task(MAIN, task.id)).parent
    assert shown == Subtask(task_id=parent, title="All", status=TaskStatus.COMPLETED)
    assert all(board.hits for board in boards)

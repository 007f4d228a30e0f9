"""What is near to a message: earlier corrections and known tasks, of the same workspace and encoder."""

from collections.abc import Sequence
from datetime import timedelta
from math import sqrt

import pytest

from db.indexing import index_messages, index_tasks
from db.known_tasks import find_known_tasks
from db.lessons import find_lessons
from db.tables.search import DIMENSIONS
from domain.analysis import Embedding, KnownTask, Lesson
from domain.correction import Verdict
from domain.task import TaskChange
from domain.values import Category, Priority, TaskStatus
from tests.db.samples import SENT, new_task
from tests.db.stores import ADA, MAIN, Stores
from tests.db.triage import make, make_proposal, make_task

VERDICT = Verdict(priority=Priority.LOW)


def near(cosine: float, encoder: str = "e1") -> Embedding:
    """Return an embedding whose cosine with `near(1.0)` is about `cosine`."""
    rest = [0.0] * (DIMENSIONS - 2)
    return Embedding(encoder=encoder, vector=[cosine, sqrt(1.0 - cosine**2), *rest])


ASKED = near(1.0)


async def corrected(stores: Stores, name: str, embedding: Embedding | None, verdict: Verdict) -> int:
    """Store a message that is corrected; return its id."""
    message = await make(stores, external_id=name)
    async with stores.database.transaction() as connection:
        await index_messages(connection, MAIN, [(message.id, embedding)])
    await stores.corrections.correct_message(ADA, message.id, verdict)
    return message.id


async def lessons(
    stores: Stores, embeddings: Sequence[Embedding] = (ASKED,), workspace_id: int = MAIN, limit: int = 8
) -> list[list[Lesson]]:
    """Return the lessons for embeddings."""
    async with stores.database.connection() as connection:
        return await find_lessons(connection, workspace_id, embeddings, limit)


async def test_a_lesson_tells_what_was_corrected(stores: Stores) -> None:
    verdict = Verdict(category=Category.FEATURE, priority=Priority.LOW, due=SENT + timedelta(hours=1))
    await corrected(stores, "m1", near(0.9), verdict)
    [[lesson]] = await lessons(stores)
    assert lesson.similarity == pytest.approx(0.9, abs=1e-3)
    assert lesson.model_copy(update={"similarity": 0.9}) == Lesson(
        text="text of m1",
        similarity=0.9,
        is_actionable=True,
        category=Category.FEATURE,
        priority=Priority.LOW,
        due_after_s=3600.0,
    )


async def test_the_nearest_come_first_and_of_equals_the_newest(stores: Stores) -> None:
    for name, cosine in (("old", 0.8), ("new", 0.8), ("nearest", 0.95), ("far", 0.5), ("too far", 0.2)):
        await corrected(stores, name, near(cosine), VERDICT)
    [found] = await lessons(stores)
    assert [lesson.text.removeprefix("text of ") for lesson in found] == ["nearest", "new", "old", "far"]
    [first] = await lessons(stores, limit=2)
    assert first == found[:2]


async def test_each_embedding_gets_its_own_lessons(stores: Stores) -> None:
    await corrected(stores, "m1", near(1.0), VERDICT)
    await corrected(stores, "m2", near(0.0), VERDICT)
    away = Embedding(encoder="e1", vector=[0.0, 0.0, 1.0, *[0.0] * (DIMENSIONS - 3)])
    found = await lessons(stores, [near(0.0), away, near(1.0)])
    assert [[lesson.text for lesson in each] for each in found] == [["text of m2"], [], ["text of m1"]]
    assert await lessons(stores, []) == []


async def test_what_can_t_be_compared_or_teaches_nothing_is_left_out(stores: Stores) -> None:
    other = await stores.add_workspace()
    await corrected(stores, "other encoder", near(1.0, "e2"), VERDICT)
    await corrected(stores, "no embedding", None, VERDICT)
    merged, target = await make_task(stores, "merged"), await make_task(stores, "target")
    taken_back = await make_task(stores, "taken back")
    async with stores.database.transaction() as connection:
        for task in (merged, taken_back):
            await index_messages(connection, MAIN, [(task.message_ids[0], ASKED)])
    await stores.tasks.merge_task(ADA, merged.id, target.id)
    for priority in (Priority.LOW, Priority.HIGH):
        await stores.tasks.change_task(ADA, taken_back.id, TaskChange(priority=priority), None)
    assert await lessons(stores) == [[]]
    await corrected(stores, "of the other encoder too", near(1.0), VERDICT)
    assert await lessons(stores, workspace_id=other) == [[]]
    assert len((await lessons(stores))[0]) == 1


async def test_a_long_text_is_cut(stores: Stores) -> None:
    message_id = await corrected(stores, "m1", ASKED, VERDICT)
    await stores.rows("UPDATE messages SET content = repeat('ж', 1000) WHERE id = $1", message_id)
    [[lesson]] = await lessons(stores)
    assert lesson.text == "ж" * 300


async def known(stores: Stores, workspace_id: int = MAIN, limit: int = 5) -> list[KnownTask]:
    """Return the known tasks near to what is asked."""
    async with stores.database.connection() as connection:
        [found] = await find_known_tasks(connection, workspace_id, [ASKED], limit)
    return found


async def test_the_nearest_tasks_that_are_not_closed_are_known(stores: Stores) -> None:
    for title, cosine, status in (
        ("near", 0.9, TaskStatus.OPEN),
        ("done", 0.7, TaskStatus.COMPLETED),
        ("too far", 0.3, TaskStatus.OPEN),
        ("closed", 1.0, TaskStatus.CLOSED),
    ):
        task = await stores.tasks.create_task(ADA, new_task(title), None)
        await stores.tasks.change_task(ADA, task.id, TaskChange(status=status), None)
        async with stores.database.transaction() as connection:
            await index_tasks(connection, MAIN, [(task.id, near(cosine))])
    await stores.tasks.create_task(ADA, new_task("not embedded yet"), None)
    found = await known(stores)
    assert [(task.title, task.status) for task in found] == [("near", "open"), ("done", "completed")]
    assert [task.similarity for task in found] == pytest.approx([0.9, 0.7], abs=1e-3)
    assert await known(stores, limit=1) == found[:1]
    assert await known(stores, await stores.add_workspace()) == []


async def test_a_merged_proposal_is_no_lesson_but_an_accepted_one_is(stores: Stores) -> None:
    accepted, merged = await make_proposal(stores, "m1"), await make_proposal(stores, "m2")
    async with stores.database.transaction() as connection:
        pairs = [(each.message_id, ASKED) for each in (accepted, merged)]
        await index_messages(connection, MAIN, pairs)
    task = await stores.proposals.accept_proposal(ADA, accepted.id, None)
    await stores.proposals.merge_proposal(ADA, merged.id, task.id)
    [[lesson]] = await lessons(stores)
    assert (lesson.text, lesson.is_actionable) == ("text of m1", True)

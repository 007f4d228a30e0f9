"""Making meanings later: of what people wrote or edited, of old messages, and anew for another encoder."""

import asyncio

from domain.search import HitKind, Match, SearchQuery
from domain.task import LinkKind, TaskChange
from pipeline.indexer import Indexer
from tests.db.samples import done, new_message, new_task
from tests.db.stores import ADA, MAIN, Stores
from tests.fakes.embedder import FakeEmbedder, known, towards

AXES = {"Dark": 1, "Printer": 2, "Night": 1}


def indexer(stores: Stores, encoder: str = "fake-1", batch: int = 32) -> Indexer:
    return Indexer(stores.unindexed, FakeEmbedder(AXES, encoder), batch=batch)


async def found(stores: Stores, axis: int, encoder: str = "fake-1") -> list[str]:
    """Return the titles and contents of what is found by meaning alone."""
    query = SearchQuery(text="zzzz")
    hits = await stores.search.find(MAIN, query, known(towards(axis, encoder=encoder)))
    assert all(hit.matched == [Match.MEANING] for hit in hits)
    return sorted(hit.task.title if hit.task else hit.message.content if hit.message else "" for hit in hits)


async def test_a_task_made_by_hand_is_found_by_meaning(stores: Stores) -> None:
    await stores.tasks.create_task(ADA, new_task("Dark theme"), None)
    assert await found(stores, 1) == []
    assert await indexer(stores).step() == 1
    assert await found(stores, 1) == ["Dark theme"]
    assert await indexer(stores).step() == 0


async def test_an_old_message_is_found_by_meaning(stores: Stores) -> None:
    await stores.accept(new_message(content="Printer is out of paper"))
    claim = await stores.claim_one()
    assert await stores.inbox().finish(claim, [done(claim.messages[0])])
    assert await indexer(stores).step() == 1
    assert await found(stores, 2) == ["Printer is out of paper"]


async def test_an_edited_task_gets_its_new_meaning(stores: Stores) -> None:
    task = await stores.tasks.create_task(ADA, new_task("Dark theme"), None)
    await indexer(stores).step()
    await stores.tasks.change_task(ADA, task.id, TaskChange(title="Printer theme"), None)
    assert await found(stores, 1) == []
    await indexer(stores).step()
    assert (await found(stores, 1), await found(stores, 2)) == ([], ["Printer theme"])


async def test_an_edit_meanwhile_is_not_given_the_old_meaning(stores: Stores) -> None:
    task = await stores.tasks.create_task(ADA, new_task("Dark theme"), None)
    [taken] = await stores.unindexed.take(10)
    await stores.tasks.change_task(ADA, task.id, TaskChange(title="Printer theme"), None)
    assert await stores.unindexed.put([(taken, towards(1))]) == 0
    assert await found(stores, 1) == []
    [again] = await stores.unindexed.take(10)
    assert again.text.startswith("Printer theme")
    assert await stores.unindexed.put([(again, towards(2))]) == 1


async def test_an_edit_that_is_being_written_is_neither_waited_for_nor_overwritten(stores: Stores) -> None:
    task = await stores.tasks.create_task(ADA, new_task("Dark theme"), None)
    [taken] = await stores.unindexed.take(10)
    async with stores.database.transaction() as connection:
        await connection.execute("UPDATE task_index SET words = words WHERE task_id = $1", task.id)
        async with asyncio.timeout(5):
            assert await stores.unindexed.put([(taken, towards(1))]) == 0
    assert await stores.unindexed.put([(taken, towards(1))]) == 0


async def test_several_indexers_at_once_do_all_once(stores: Stores) -> None:
    for number in range(40):
        await stores.tasks.create_task(ADA, new_task(f"Dark {number}"), None)
    workers = [indexer(stores, batch=8) for _ in range(4)]

    async def work(worker: Indexer) -> None:
        while await worker.step():
            pass

    await asyncio.gather(*map(work, workers))
    assert sum(worker.indexed for worker in workers) == 40
    assert await stores.number("SELECT count(*) FROM task_index WHERE embedding IS NULL") == 0


async def test_what_another_encoder_made_is_made_anew(stores: Stores) -> None:
    await stores.tasks.create_task(ADA, new_task("Dark theme"), None)
    await stores.accept(new_message(content="Dark days"))
    claim = await stores.claim_one()
    assert await stores.inbox().finish(claim, [done(claim.messages[0])])
    assert await indexer(stores).step() == 2
    newer = indexer(stores, "fake-2")
    assert [await newer.step(), await newer.step()] == [2, 0]
    assert await found(stores, 1) == []
    assert await found(stores, 1, "fake-2") == ["Dark days", "Dark theme"]
    assert await stores.unindexed.forget("fake-2") == 0


async def test_tasks_come_before_messages_and_the_batch_is_bounded(stores: Stores) -> None:
    await stores.accept(new_message(content="Dark days"))
    claim = await stores.claim_one()
    assert await stores.inbox().finish(claim, [done(claim.messages[0])])
    for number in range(3):
        await stores.tasks.create_task(ADA, new_task(f"Dark {number}"), None)
    assert [bare.kind for bare in await stores.unindexed.take(3)] == [HitKind.TASK] * 3
    assert [bare.kind for bare in await stores.unindexed.take(4)][3] is HitKind.MESSAGE


async def test_a_task_is_linked_by_its_meaning_and_by_the_new_one_after_an_edit(stores: Stores) -> None:
    dark = await stores.tasks.create_task(ADA, new_task("Dark theme"), None)
    printer = await stores.tasks.create_task(ADA, new_task("Printer theme"), None)
    await indexer(stores).step()
    night = await stores.tasks.create_task(ADA, new_task("Night theme"), None)
    await indexer(stores).step()
    detail = await stores.tasks.get_task(MAIN, dark.id)
    assert [(link.task_id, link.kind) for link in detail.links] == [(night.id, LinkKind.DUPLICATE)]
    await stores.tasks.change_task(ADA, dark.id, TaskChange(title="Printer theme too"), None)
    await indexer(stores).step()
    assert (await stores.tasks.get_task(MAIN, night.id)).links == []
    detail = await stores.tasks.get_task(MAIN, printer.id)
    assert [link.task_id for link in detail.links] == [dark.id]

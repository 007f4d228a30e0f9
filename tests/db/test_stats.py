"""Statistics equal counting everything anew."""

import random
from collections import Counter

from domain.message import MessageQuery
from domain.proposal import DeclineReason, ProposalStatus
from domain.task import NewTask, TaskChange, TaskQuery
from domain.values import Category, MessageStatus, Priority, TaskStatus
from tests.db.samples import done, failed, new_message, new_messages, new_task, proposed
from tests.db.stores import ADA, MAIN, Stores


async def test_an_empty_workspace_counts_nothing(stores: Stores) -> None:
    stats = await stores.tasks.get_stats(await stores.add_workspace())
    assert set(stats.categories) == set(Category)
    assert set(stats.priorities) == set(Priority)
    counts = stats.model_dump(exclude={"categories", "priorities"})
    assert {*counts.values(), *stats.categories.values(), *stats.priorities.values()} == {0}


async def test_counts_equal_recounting(stores: Stores) -> None:
    await _fill(stores, random.Random(3))  # noqa: S311 - reproducible
    stats = await stores.tasks.get_stats(MAIN)
    tasks = (await stores.tasks.list_tasks(MAIN, TaskQuery(limit=500))).tasks
    statuses = Counter(task.status for task in tasks)
    assert stats.total_tasks == len(tasks)
    by_status = (stats.open_tasks, stats.in_progress_tasks, stats.completed_tasks, stats.closed_tasks)
    assert by_status == tuple(statuses[status] for status in TaskStatus)
    assert stats.categories == {each: sum(task.category == each for task in tasks) for each in Category}
    assert stats.priorities == {each: sum(task.priority == each for task in tasks) for each in Priority}
    messages = await stores.reader.list_messages(MAIN, MessageQuery(limit=500))
    states = Counter(message.status for message in messages)
    assert stats.total_messages == len(messages)
    assert stats.pending_messages == states[MessageStatus.RECEIVED]
    assert stats.failed_messages == states[MessageStatus.FAILED]
    waiting = await stores.proposals.list_proposals(MAIN, ProposalStatus.PENDING, 500, None)
    assert stats.proposals == len(waiting) == 3


async def _fill(stores: Stores, dice: random.Random) -> None:
    await stores.accept(*new_messages(12), new_message("w", "waits"))
    await stores.accept(new_message(), workspace_id=await stores.add_workspace())
    for claim in await stores.inbox(per_chat=10).claim("worker", 10):
        if len(claim.messages) == 10:
            first, *others = claim.messages
            outcomes = [failed(first, dead=True), *(proposed(queued) for queued in others[:4])]
            outcomes += [done(queued, _draft(dice)) for queued in others[4:]]
            assert await stores.inbox().finish(claim, outcomes)
    declined = await stores.proposals.list_proposals(MAIN, None, 1, None)
    await stores.proposals.decline_proposal(ADA, declined[0].id, DeclineReason.NOT_A_TASK)
    for _ in range(20):
        task = await stores.tasks.create_task(ADA, _draft(dice), None)
        await stores.tasks.change_task(ADA, task.id, TaskChange(status=dice.choice(list(TaskStatus))), None)


def _draft(dice: random.Random) -> NewTask:
    return new_task(category=dice.choice(list(Category)), priority=dice.choice(list(Priority)))

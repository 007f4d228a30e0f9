"""The tool that fills a system: what it sends is accepted, plausible, and the same every time."""

import asyncio
from collections import Counter
from datetime import date

import httpx2

from domain.values import TaskStatus
from tests.api.client import Api
from tests.fakes.serving import served
from tests.support.seeding import Seed, Seeder, make_message, make_task

SEED = Seed(1, date(2026, 1, 31))


async def test_everything_sent_is_accepted(api: Api) -> None:
    async with served(api.app) as url:
        await asyncio.to_thread(_fill, url, api.world.member)
    tasks = (await api.viewer.get("/api/tasks?limit=500")).json()
    assert len(tasks) == 60
    assert {task["title"] for task in tasks} == {make_task(SEED, index).task.title for index in range(60)}
    statuses = Counter(make_task(SEED, index).status for index in range(60))
    assert Counter(task["status"] for task in tasks) == statuses
    assert len((await api.viewer.get("/api/messages?limit=500")).json()) == 210


def _fill(url: str, key: str) -> None:
    with httpx2.Client(base_url=url, headers={"Authorization": f"Bearer {key}"}) as client:
        seeder = Seeder(client, SEED, parallel=2)
        assert sum(seeder.send_messages(210)) == 210
        assert len(set(seeder.send_tasks(60))) == 60
        assert len(set(seeder.send_tasks(60))) == 60  # repeating adds nothing


def test_a_seed_always_gives_the_same() -> None:
    assert [make_task(SEED, index) for index in range(40)] == [make_task(SEED, index) for index in range(40)]
    assert make_message(SEED, 7) == make_message(SEED, 7)
    other = Seed(2, SEED.today)
    assert [make_task(other, index).task for index in range(40)] != [
        make_task(SEED, index).task for index in range(40)
    ]


def test_every_status_and_kind_of_task_occurs() -> None:
    seeded = [make_task(SEED, index) for index in range(200)]
    assert {each.status for each in seeded} == set(TaskStatus)
    assert {each.task.due is None for each in seeded} == {True, False}
    assert len({tuple(each.task.assignees) for each in seeded}) > 20
    assert len({label for each in seeded for label in each.task.labels}) == 14

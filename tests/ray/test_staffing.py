"""Real workers that come with a backlog and go when it is gone, on a cluster with room for two of them."""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field

import pytest

from actors.base import Absence, Pulse
from actors.crew import RayCrew
from actors.registry import list_running
from actors.roster import WORKER, Post, worker_post
from actors.staffing import Staffing
from actors.supervisor import Supervisor
from config.settings import Settings
from domain.backlog import Backlog
from tests.support.polling import wait_until_async

GENERATION = 1
MANY = Backlog(chats=640, held=8, messages=640, oldest_s=30.0)
WAIT_S = 60.0
"""Bound on starting or ending workers on a busy machine."""


class WatchedCrew(RayCrew):
    """A crew that remembers whom it had to kill, and who was told to have no room."""

    def __init__(self) -> None:
        super().__init__()
        self.killed: list[str] = []
        self.without_room: list[str] = []

    async def ask_pulse(self, post: Post, generation: int) -> Pulse | Absence:
        pulse = await super().ask_pulse(post, generation)
        if pulse is Absence.NO_ROOM:
            self.without_room.append(post.name)
        return pulse

    async def kill(self, post: Post) -> None:
        self.killed.append(post.name)
        await super().kill(post)


@dataclass
class Site:
    """Supervisor and staffing over a queue and a clock that the test moves."""

    crew: WatchedCrew = field(default_factory=WatchedCrew)
    backlog: Backlog = field(default_factory=Backlog)
    now_s: float = 0.0

    def __post_init__(self) -> None:
        settings = Settings(manta_workers=1, manta_workers_max=3)
        self.supervisor = Supervisor([worker_post(settings, 0)], self.crew, GENERATION, check_s=0.2)
        self.staffing = Staffing(
            settings, self.supervisor, self.crew, self, clock=lambda: self.now_s, look_s=0.2
        )

    async def read_backlog(self) -> Backlog:
        return self.backlog

    async def workers(self) -> set[str]:
        """Return the names of the workers there are, with room or without."""
        return {name for name in await self.crew.list_names() if name.startswith(WORKER.name)}


def running() -> set[str]:
    return {name for name in list_running() if name.startswith(WORKER.name)}


@pytest.fixture
async def site() -> AsyncGenerator[Site]:
    """A site at work; everybody is gone after it."""
    site = Site()
    loops = [asyncio.create_task(site.supervisor.run()), asyncio.create_task(site.staffing.run())]
    yield site
    for loop in loops:
        loop.cancel()
    await asyncio.wait(loops)
    for name in await site.workers():
        await site.crew.stop(Post(WORKER, name))


async def test_workers_come_with_a_backlog_and_go_again(site: Site) -> None:
    first, second, third = (WORKER.instance(index) for index in range(3))
    await wait_until_async(lambda: running() == {first}, WAIT_S)
    site.backlog = MANY
    await wait_until_async(lambda: running() == {first, second}, WAIT_S)
    await wait_until_async(lambda: set(site.supervisor.without_room) == {third}, WAIT_S)
    assert await site.workers() == {first, second, third}
    told = len(site.crew.without_room)
    await wait_until_async(lambda: len(site.crew.without_room) > told + 3, WAIT_S)

    site.backlog = Backlog()
    site.now_s += 100
    await wait_until_async(lambda: running() == {first}, WAIT_S)
    assert await site.workers() == {first}
    assert site.crew.killed == []


async def test_a_worker_without_room_begins_when_another_has_gone(site: Site) -> None:
    site.backlog = MANY
    first, second, third = (WORKER.instance(index) for index in range(3))
    await wait_until_async(lambda: set(site.supervisor.without_room) == {third}, WAIT_S)
    await wait_until_async(lambda: running() == {first, second}, WAIT_S)
    await site.supervisor.retire(Post(WORKER, second, lasting=False))
    await wait_until_async(lambda: third in running(), WAIT_S)
    assert site.crew.killed == []

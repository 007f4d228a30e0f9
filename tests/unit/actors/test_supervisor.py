"""The supervisor over a crew that the test plays: who is created, replaced, or left alone, and when."""

from dataclasses import dataclass, field

import pytest

from actors.base import Pulse
from actors.roster import HUB, WORKER, Post
from actors.supervisor import HUNG_AFTER_S, START_S, Supervisor
from domain.errors import UnavailableError

HUB_POST = Post(HUB, "event-hub")
WORKER_POST = Post(WORKER, "analysis-worker-0")


@dataclass
class FakeCrew:
    """Actors by name with their generation; those in `silent` give no pulse."""

    actors: dict[str, int] = field(default_factory=dict[str, int])
    silent: set[str] = field(default_factory=set[str])
    stopped: list[str] = field(default_factory=list[str])
    killed: list[str] = field(default_factory=list[str])

    async def ask_pulse(self, post: Post, generation: int) -> Pulse:
        held = self.actors.setdefault(post.name, generation)
        if post.name in self.silent:
            raise UnavailableError("no answer")
        return Pulse(generation=held, pid=1, ok=True, detail="")

    async def stop(self, post: Post) -> None:
        self.stopped.append(post.name)
        del self.actors[post.name]

    async def kill(self, post: Post) -> None:
        self.killed.append(post.name)
        del self.actors[post.name]


@dataclass
class Scene:
    """A supervisor of generation 2, its crew and the clock."""

    crew: FakeCrew = field(default_factory=FakeCrew)
    now: float = 1000.0

    def __post_init__(self) -> None:
        self.supervisor = Supervisor([HUB_POST, WORKER_POST], self.crew, 2, lambda: self.now)

    async def pass_time(self, duration_s: float) -> None:
        """Let time pass with a look each second, as it is in life."""
        for _ in range(round(duration_s)):
            self.now += 1.0
            await self.supervisor.check_all()


@pytest.fixture
def scene() -> Scene:
    return Scene()


async def test_whoever_is_missing_is_created_in_this_generation(scene: Scene) -> None:
    await scene.supervisor.check_all()
    assert scene.crew.actors == {HUB_POST.name: 2, WORKER_POST.name: 2}
    assert (scene.crew.stopped, scene.crew.killed) == ([], [])


async def test_whoever_an_earlier_deployment_left_is_replaced_after_finishing(scene: Scene) -> None:
    scene.crew.actors = {HUB_POST.name: 1, WORKER_POST.name: 2}
    await scene.supervisor.check_all()
    assert scene.crew.stopped == [HUB_POST.name]
    await scene.supervisor.check_all()
    assert scene.crew.actors == {HUB_POST.name: 2, WORKER_POST.name: 2}
    assert scene.crew.stopped == [HUB_POST.name]


async def test_the_actors_of_a_later_deployment_are_left_to_its_supervisor(scene: Scene) -> None:
    scene.crew.actors = {HUB_POST.name: 3, WORKER_POST.name: 3}
    await scene.pass_time(5)
    assert (scene.crew.stopped, scene.crew.killed) == ([], [])


async def test_an_actor_that_hangs_is_replaced_in_seconds(scene: Scene) -> None:
    await scene.supervisor.check_all()
    scene.crew.silent.add(WORKER_POST.name)
    await scene.pass_time(HUNG_AFTER_S - 1)
    assert scene.crew.killed == []
    await scene.pass_time(1)
    assert scene.crew.killed == [WORKER_POST.name]
    assert HUB_POST.name in scene.crew.actors


async def test_an_actor_that_is_only_slow_is_left_alone(scene: Scene) -> None:
    await scene.supervisor.check_all()
    for _ in range(4):
        scene.crew.silent.add(WORKER_POST.name)
        await scene.pass_time(HUNG_AFTER_S - 1)
        scene.crew.silent.clear()
        await scene.pass_time(1)
    assert scene.crew.killed == []


async def test_an_actor_that_is_being_started_gets_time(scene: Scene) -> None:
    scene.crew.silent.add(WORKER_POST.name)
    await scene.supervisor.check_all()
    await scene.pass_time(START_S - 1)
    assert scene.crew.killed == []
    await scene.pass_time(1)
    assert scene.crew.killed == [WORKER_POST.name]
    await scene.pass_time(START_S - 1)  # the next one begins with as much time
    assert scene.crew.killed == [WORKER_POST.name]

"""The supervisor over a crew that the test plays: who is created, replaced, or left alone, and when."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field

import pytest

from actors.base import Absence, Pulse
from actors.roster import HUB, WORKER, Post
from actors.supervisor import HUNG_AFTER_S, MISSES_ALLOWED, START_S, Supervisor
from domain.errors import UnavailableError
from tests.support.polling import wait_until_async

HUB_POST = Post(HUB, "event-hub")
WORKER_POST = Post(WORKER, "analysis-worker-0")
ADDED_POST = Post(WORKER, "analysis-worker-1", lasting=False)


@dataclass
class FakeCrew:
    """Actors by name with their generation; those in `silent` give no pulse, those in `busy` do not work yet.

    A stop of one in `held` takes until its event is set. Those in `unplaced` have no room.
    """

    actors: dict[str, int] = field(default_factory=dict[str, int])
    silent: set[str] = field(default_factory=set[str])
    busy: set[str] = field(default_factory=set[str])
    unplaced: set[str] = field(default_factory=set[str])
    known: set[str] = field(default_factory=set[str])
    held: dict[str, asyncio.Event] = field(default_factory=dict[str, asyncio.Event])
    asked: Counter[str] = field(default_factory=Counter[str])
    stopped: list[str] = field(default_factory=list[str])
    killed: list[str] = field(default_factory=list[str])

    async def ask_pulse(self, post: Post, generation: int) -> Pulse | Absence:
        self.asked[post.name] += 1
        if not post.lasting and post.name in self.known - self.actors.keys():
            return Absence.GONE
        self.known.add(post.name)
        held = self.actors.setdefault(post.name, generation)
        if post.name in self.silent:
            raise UnavailableError("no answer")
        if post.name in self.unplaced:
            return Absence.NO_ROOM
        return Pulse(generation=held, pid=1, ok=post.name not in self.busy, detail="")

    async def stop(self, post: Post) -> None:
        self.stopped.append(post.name)
        if (gate := self.held.get(post.name)) is not None:
            await gate.wait()
        self.known.discard(post.name)
        self.actors.pop(post.name, None)

    async def kill(self, post: Post) -> None:
        self.killed.append(post.name)
        self.known.discard(post.name)
        del self.actors[post.name]

    async def list_names(self) -> set[str]:
        return set(self.actors)


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
    assert scene.crew.actors == {HUB_POST.name: 2, WORKER_POST.name: 2}  # at once, not at the next look
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


async def test_an_actor_that_answers_but_does_not_work_yet_gets_time(scene: Scene) -> None:
    """Loading what it needs may keep it from answering for longer than a working one is given."""
    scene.crew.busy.add(WORKER_POST.name)
    await scene.supervisor.check_all()
    scene.crew.silent.add(WORKER_POST.name)
    await scene.pass_time(START_S - 1)
    assert scene.crew.killed == []
    await scene.pass_time(1)
    assert scene.crew.killed == [WORKER_POST.name]


async def test_a_pause_of_the_supervisor_is_not_held_against_the_actors(scene: Scene) -> None:
    await scene.supervisor.check_all()
    scene.now += 10 * HUNG_AFTER_S
    scene.crew.silent.add(WORKER_POST.name)
    await scene.pass_time(MISSES_ALLOWED - 1)
    assert scene.crew.killed == []
    await scene.pass_time(1)
    assert scene.crew.killed == [WORKER_POST.name]


async def test_of_each_role_one_is_replaced_after_the_other(scene: Scene) -> None:
    """While one worker finishes what it has, the others go on."""
    workers = [Post(WORKER, WORKER.instance(index)) for index in range(2)]
    scene.crew.actors = {HUB_POST.name: 1} | {post.name: 1 for post in workers}
    gates = {post.name: asyncio.Event() for post in workers}
    scene.crew.held = gates
    supervisor = Supervisor([*workers, HUB_POST], scene.crew, 2, lambda: scene.now)
    checking = asyncio.create_task(supervisor.check_all())
    await wait_until_async(lambda: scene.crew.actors[HUB_POST.name] == 2)
    assert [name for name in scene.crew.stopped if name in gates] == [workers[0].name]
    gates[workers[0].name].set()
    await wait_until_async(lambda: workers[1].name in scene.crew.stopped)
    assert scene.crew.actors[workers[0].name] == 2
    gates[workers[1].name].set()
    await checking


async def test_an_actor_that_is_slow_to_stop_delays_no_other(scene: Scene) -> None:
    scene.crew.actors = {HUB_POST.name: 2, WORKER_POST.name: 1}
    scene.crew.held[WORKER_POST.name] = asyncio.Event()
    supervisor = Supervisor([HUB_POST, WORKER_POST], scene.crew, 2, check_s=0.01)
    running = asyncio.create_task(supervisor.run())
    await wait_until_async(lambda: scene.crew.stopped == [WORKER_POST.name])
    seen = scene.crew.asked[HUB_POST.name]
    await wait_until_async(lambda: scene.crew.asked[HUB_POST.name] > seen)
    assert scene.crew.actors[WORKER_POST.name] == 1
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running


async def test_an_actor_without_room_is_waited_for(scene: Scene, caplog: pytest.LogCaptureFixture) -> None:
    """To kill it would only take back the demand that brings a node."""
    caplog.set_level("INFO")
    scene.crew.unplaced.add(WORKER_POST.name)
    await scene.pass_time(5 * START_S)
    assert scene.crew.killed == []
    assert scene.supervisor.without_room == {WORKER_POST.name}
    scene.crew.unplaced.clear()
    await scene.pass_time(1)
    assert scene.supervisor.without_room == frozenset()
    told = [record.getMessage() for record in caplog.records if WORKER_POST.name in record.getMessage()]
    assert told == [
        "analysis-worker-0 waits: no node has 0.5 processors to spare for it",
        "analysis-worker-0 has found room",
    ]


async def test_an_actor_that_has_found_room_gets_time_to_start(scene: Scene) -> None:
    scene.crew.unplaced.add(WORKER_POST.name)
    await scene.pass_time(2 * START_S)
    scene.crew.unplaced.clear()
    scene.crew.silent.add(WORKER_POST.name)
    await scene.pass_time(START_S - 1)
    assert scene.crew.killed == []
    await scene.pass_time(1)
    assert scene.crew.killed == [WORKER_POST.name]


async def test_only_the_silence_of_who_has_worked_is_a_warning(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    scene.crew.silent.add(WORKER_POST.name)
    await scene.pass_time(3)
    assert {record.levelname for record in caplog.records} == {"INFO"}
    scene.crew.silent.clear()
    await scene.pass_time(1)
    scene.crew.silent.add(WORKER_POST.name)
    await scene.pass_time(1)
    assert caplog.records[-1].levelname == "WARNING"


async def test_an_added_actor_is_looked_after_until_it_is_retired(scene: Scene) -> None:
    scene.supervisor.add(ADDED_POST)
    await scene.supervisor.check_all()
    assert scene.crew.actors[ADDED_POST.name] == 2
    await scene.supervisor.retire(ADDED_POST)
    await scene.pass_time(2)
    assert scene.crew.stopped == [ADDED_POST.name]
    assert set(scene.crew.actors) == {HUB_POST.name, WORKER_POST.name}


async def test_an_added_actor_that_hangs_is_replaced_as_any_other(scene: Scene) -> None:
    scene.supervisor.add(ADDED_POST)
    await scene.supervisor.check_all()
    scene.crew.silent.add(ADDED_POST.name)
    await scene.pass_time(HUNG_AFTER_S)
    assert scene.crew.killed == [ADDED_POST.name]
    assert scene.crew.actors[ADDED_POST.name] == 2


async def test_two_supervisors_do_not_bring_back_what_one_has_retired(scene: Scene) -> None:
    other = Supervisor([HUB_POST, WORKER_POST], scene.crew, 2, lambda: scene.now)
    for supervisor in (scene.supervisor, other):
        supervisor.add(ADDED_POST)
        await supervisor.check_all()
    scene.crew.known.add(ADDED_POST.name)
    del scene.crew.actors[ADDED_POST.name]  # the other has retired it
    await scene.pass_time(2 * START_S)
    assert ADDED_POST.name not in scene.crew.actors
    assert scene.crew.killed == []


async def test_actors_are_added_and_retired_while_it_runs(scene: Scene) -> None:
    supervisor = Supervisor([HUB_POST], scene.crew, 2, check_s=0.01)
    running = asyncio.create_task(supervisor.run())
    await wait_until_async(lambda: HUB_POST.name in scene.crew.actors)
    supervisor.add(ADDED_POST)
    supervisor.add(ADDED_POST)
    await wait_until_async(lambda: scene.crew.asked[ADDED_POST.name] > 1)
    await supervisor.retire(ADDED_POST)
    asked = scene.crew.asked[ADDED_POST.name]
    seen = scene.crew.asked[HUB_POST.name]
    await wait_until_async(lambda: scene.crew.asked[HUB_POST.name] > seen + 2)
    assert scene.crew.asked[ADDED_POST.name] == asked
    assert set(scene.crew.actors) == {HUB_POST.name}
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running

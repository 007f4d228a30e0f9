from contextlib import suppress

from actors.base import Absence, Pulse
from actors.metered_crew import MeteredCrew
from actors.roster import BOARD, WORKER, Post, Role
from domain.errors import UnavailableError
from domain.metrics import ACTOR_REPLACEMENTS, ACTOR_RESTARTS, ACTORS_ALIVE, MISSED_PULSES, Labels, Metric
from pipeline.tally import Tally

FIRST, SECOND = Post(WORKER, "analysis-worker-0"), Post(WORKER, "analysis-worker-1")


class Crew:
    """Gives the pulses it is told; silent where it is told nothing."""

    def __init__(self) -> None:
        self.pulses: dict[str, Pulse | Absence] = {}

    async def ask_pulse(self, post: Post, generation: int) -> Pulse | Absence:
        del generation
        if post.name not in self.pulses:
            raise UnavailableError
        return self.pulses[post.name]

    async def list_names(self) -> set[str]:
        return set(self.pulses)

    async def stop(self, post: Post) -> None:
        del self.pulses[post.name]

    async def kill(self, post: Post) -> None:
        del self.pulses[post.name]


def pulse(pid: int, *, ok: bool = True) -> Pulse:
    return Pulse(generation=1, pid=pid, ok=ok, detail="")


async def ask(crew: MeteredCrew, *posts: Post) -> None:
    for post in posts:
        with suppress(UnavailableError):
            await crew.ask_pulse(post, 1)


def told(tally: Tally) -> dict[tuple[Metric, Labels], float]:
    return {(each.metric, each.labels): each.values[0] for each in tally.take()}


def alive(role: Role, number: int) -> dict[tuple[Metric, Labels], float]:
    return {(ACTORS_ALIVE, (role.name,)): number}


async def test_only_actors_that_are_well_count_as_alive() -> None:
    inner, tally = Crew(), Tally()
    crew = MeteredCrew(inner, tally)
    inner.pulses = {FIRST.name: pulse(1), SECOND.name: pulse(2, ok=False)}
    await ask(crew, FIRST, SECOND)
    assert told(tally) == alive(WORKER, 1)
    inner.pulses.clear()
    await ask(crew, FIRST, Post(BOARD, "task-board-0"))
    assert told(tally) == alive(WORKER, 0) | alive(BOARD, 0) | {
        (MISSED_PULSES, (WORKER.name,)): 1,
        (MISSED_PULSES, (BOARD.name,)): 1,
    }


async def test_another_process_is_a_restart_unless_the_supervisor_wanted_it() -> None:
    inner, tally = Crew(), Tally()
    crew = MeteredCrew(inner, tally)
    for pid in (1, 1, 2):
        inner.pulses[FIRST.name] = pulse(pid)
        await ask(crew, FIRST)
    assert told(tally) == alive(WORKER, 1) | {(ACTOR_RESTARTS, (WORKER.name,)): 1}
    await crew.kill(FIRST)
    inner.pulses[FIRST.name] = pulse(3)
    await ask(crew, FIRST)
    await crew.stop(FIRST)
    assert told(tally) == alive(WORKER, 0) | {
        (ACTOR_REPLACEMENTS, (WORKER.name, "hung")): 1,
        (ACTOR_REPLACEMENTS, (WORKER.name, "stopped")): 1,
    }


async def test_one_without_room_is_neither_alive_nor_missed() -> None:
    inner, tally = Crew(), Tally()
    crew = MeteredCrew(inner, tally)
    inner.pulses[FIRST.name] = Absence.NO_ROOM
    await ask(crew, FIRST)
    assert told(tally) == alive(WORKER, 0)

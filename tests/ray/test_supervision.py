"""Real actors that are killed, stopped like hanging ones, or left over, and the supervisor over them."""

import asyncio
import os
import signal
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from itertools import count

import psutil
import pytest

from actors.base import Absence, Pulse
from actors.crew import RayCrew
from actors.roster import BOARD, Post
from actors.supervisor import Supervisor
from domain.errors import UnavailableError
from tests.support.polling import wait_until_async

GENERATION = 2
REPLACED_S = 15.0
"""Bound on noticing an actor that hangs and starting another, on a busy machine: a lease's default life."""

_numbers = count()


class WatchedCrew(RayCrew):
    """A crew that remembers the pulses whoever uses it got."""

    def __init__(self) -> None:
        super().__init__()
        self.pulses: list[Pulse] = []

    async def ask_pulse(self, post: Post, generation: int) -> Pulse | Absence:
        pulse = await super().ask_pulse(post, generation)
        if isinstance(pulse, Pulse):
            self.pulses.append(pulse)
        return pulse

    async def wait_pulse(self) -> Pulse:
        """Return the next pulse that comes."""
        known = len(self.pulses)
        await wait_until_async(lambda: len(self.pulses) > known, timeout_s=30)
        return self.pulses[-1]

    async def wait_another(self, before: Pulse) -> Pulse:
        """Return the first pulse of another process than before."""
        await wait_until_async(lambda: self.pulses[-1].pid != before.pid, timeout_s=REPLACED_S)
        return self.pulses[-1]


@pytest.fixture
def post() -> Post:
    """A post that no other test has."""
    return Post(BOARD, BOARD.instance(next(_numbers)))


@asynccontextmanager
async def looking_after(post: Post) -> AsyncGenerator[WatchedCrew]:
    """Let a supervisor look after one post, and dismiss both in the end."""
    crew = WatchedCrew()
    running = asyncio.create_task(Supervisor([post], crew, GENERATION).run())
    try:
        yield crew
    finally:
        running.cancel()
        await asyncio.wait({running})
        await crew.stop(post)


async def begin(post: Post, crew: RayCrew, generation: int = GENERATION) -> Pulse:
    """Return the pulse of a post's actor, created if there is none, as soon as it has one."""
    pulses: list[Pulse] = []

    async def has_pulse() -> bool:
        try:
            pulse = await crew.ask_pulse(post, generation)
        except UnavailableError:
            return False
        assert isinstance(pulse, Pulse)
        pulses.append(pulse)
        return True

    await wait_until_async(has_pulse, timeout_s=30)
    return pulses[0]


async def test_an_actor_that_hangs_is_replaced_before_a_lease_is_over(post: Post) -> None:
    async with looking_after(post) as crew:
        before = await crew.wait_pulse()
        os.kill(before.pid, signal.SIGSTOP)
        after = await crew.wait_another(before)
        assert after.generation == GENERATION
        await wait_until_async(lambda: not psutil.pid_exists(before.pid))  # Ray ends it, stopped or not


async def test_an_actor_that_is_killed_is_back(post: Post) -> None:
    async with looking_after(post) as crew:
        before = await crew.wait_pulse()
        os.kill(before.pid, signal.SIGKILL)
        after = await crew.wait_another(before)
        assert after.generation == GENERATION


async def test_an_actor_of_an_earlier_deployment_is_replaced(post: Post) -> None:
    left = await begin(post, RayCrew(), GENERATION - 1)
    async with looking_after(post) as crew:
        assert await crew.wait_pulse() == left
        after = await crew.wait_another(left)
        assert after.generation == GENERATION


async def test_an_actor_of_a_later_deployment_is_left_alone(post: Post) -> None:
    """The supervisor of the code that is being replaced lives on for a moment."""
    later = await begin(post, RayCrew(), GENERATION + 1)
    async with looking_after(post) as crew:
        assert [await crew.wait_pulse() for _ in range(2)] == [later, later]


async def test_killing_the_actor_that_was_asked_leaves_its_successor_alone(post: Post) -> None:
    """Two supervisors that find the same actor hanging must not end what the other has put in its place."""
    slow, quick = RayCrew(), RayCrew()
    before = await begin(post, slow)
    await begin(post, quick)
    await quick.kill(post)
    after = await begin(post, quick)
    assert after.pid != before.pid
    await slow.kill(post)
    assert await begin(post, quick) == after
    await quick.stop(post)

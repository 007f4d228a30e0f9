"""The supervisor: brings every actor to life, looks after them, and replaces what hangs or is out of date."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from time import monotonic
from typing import Protocol

from actors.base import Pulse
from actors.roster import Post
from domain.errors import UnavailableError

log = logging.getLogger(__name__)

CHECK_S = 1.0
"""How often each actor is asked for its pulse."""

HUNG_AFTER_S = 8.0
"""An actor that had a pulse and has none for so long hangs: its loop would have to be busy all the while.

Its chats are free after a lease anyway, so being quicker would gain little and cost busy actors their work.
"""

START_S = 60.0
"""How long an actor may take to its first pulse: starting one takes seconds, many on a busy machine."""


class Crew(Protocol):
    """The actors, as the supervisor reaches them. Every method is bounded in time."""

    async def ask_pulse(self, post: Post, generation: int) -> Pulse:
        """Return the pulse of a post's actor; one that is not there is created with this generation.

        Raises:
            UnavailableError: It does not answer, or can't be created.
        """
        ...

    async def stop(self, post: Post) -> None:
        """Let a post's actor finish what it does, within a bound, and end it; nothing if it is not there."""
        ...

    async def kill(self, post: Post) -> None:
        """End a post's actor at once, also one that hangs; nothing if it is not there."""
        ...


class Supervisor:
    """Keeps the actors of some posts alive.

    It holds no hard state: all it does is idempotent (create if missing, replace if stuck), so two
    supervisors may work at once. Ray restarts an actor that dies; the supervisor sees to the rest:
    actors that hang, that were never there, or that an earlier deployment has left.

    Args:
        posts: Who has to be there.
        crew: The actors.
        generation: Number of the deployment; grows from one to the next. Actors of an older one are
            replaced, those of a newer one left to its supervisor.
        clock: Seconds that only grow.
    """

    def __init__(
        self, posts: Sequence[Post], crew: Crew, generation: int, clock: Callable[[], float] = monotonic
    ) -> None:
        self._posts = posts
        self._crew = crew
        self._generation = generation
        self._clock = clock
        self._patience: dict[str, float] = {}

    async def run(self) -> None:
        """Look after the actors until cancelled."""
        while True:
            await self.check_all()
            await asyncio.sleep(CHECK_S)

    async def check_all(self) -> None:
        """Look at every actor once."""
        await asyncio.gather(*(self._check(post) for post in self._posts))

    async def _check(self, post: Post) -> None:
        deadline = self._patience.setdefault(post.name, self._clock() + START_S)
        try:
            pulse = await self._crew.ask_pulse(post, self._generation)
        except UnavailableError as error:
            log.warning("%s has no pulse: %s", post.name, error.detail)
            if self._clock() >= deadline:
                await self._replace_hung(post)
            return
        self._patience[post.name] = self._clock() + HUNG_AFTER_S
        if pulse.generation < self._generation:
            log.info("%s is of an earlier deployment and is replaced", post.name)
            await self._crew.stop(post)
            del self._patience[post.name]

    async def _replace_hung(self, post: Post) -> None:
        log.error("%s hangs and is replaced", post.name)
        del self._patience[post.name]
        await self._crew.kill(post)

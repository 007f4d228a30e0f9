"""The supervisor: brings every actor to life, looks after them, and replaces what hangs or is out of date."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Protocol

from actors.base import Absence, Pulse
from actors.roster import Post, Role
from domain.errors import UnavailableError

log = logging.getLogger(__name__)

CHECK_S = 1.0
"""How often each actor is asked for its pulse."""

HUNG_AFTER_S = 8.0
"""An actor that had a pulse and has none for so long hangs: its loop would have to be busy all the while.

Its chats are free after a lease anyway, so being quicker would gain little and cost busy actors their work.
A worker on a machine asked for four times what it has answered within 1 s, see docs/decisions/0011.
"""

MISSES_ALLOWED = 3
"""Pulses that an actor has to miss in a row as well, so that a pause of the supervisor itself, or one slow
answer after it, is not held against the actor.
"""

START_S = 60.0
"""How long an actor may take until it works: starting one takes seconds, many on a busy machine."""


class Crew(Protocol):
    """The actors, as the supervisor reaches them. Every method is bounded in time."""

    async def ask_pulse(self, post: Post, generation: int) -> Pulse | Absence:
        """Return the pulse of a post's actor, or why it has none; who is missing is created.

        One that is not lasting is created when it is asked for the first time, or after it was killed or
        stopped here; later it may be gone, because somebody else needs it no longer.

        Args:
            post: Whose pulse.
            generation: Number of the deployment that an actor is created by.

        Raises:
            UnavailableError: It does not answer, or can't be created.
        """
        ...

    async def list_names(self) -> set[str]:
        """Return the names of all actors there are, also those that are starting or have no room.

        Raises:
            UnavailableError: Ray does not answer.
        """
        ...

    async def stop(self, post: Post) -> None:
        """Let a post's actor finish what it does, within a bound, and end it; nothing if it is not there."""
        ...

    async def kill(self, post: Post) -> None:
        """End the actor that was asked last for a post at once, also one that hangs.

        Another that has taken its place meanwhile is left alone, and so is nobody.
        """
        ...


@dataclass
class _Watch:
    """What is known of a post.

    Args:
        silent_until: Until when its actor may be silent.
        works: Whether it has worked already; one that has not is starting, and expected to be silent.
        misses: How often it has been silent so far.
    """

    silent_until: float
    works: bool = False
    misses: int = 0


class Supervisor:
    """Keeps the actors of some posts alive.

    It holds no hard state: all it does is idempotent (create if missing, replace if stuck), so two
    supervisors may work at once. Ray restarts an actor that dies; the supervisor sees to the rest:
    actors that hang, that were never there, or that an earlier deployment has left. One for which the
    cluster has no room just now is waited for: to kill it would only take back the demand for a node.

    Args:
        posts: Who has to be there; others may be added and retired.
        crew: The actors.
        generation: Number of the deployment; grows from one to the next. Actors of an older one are
            replaced, those of a newer one left to its supervisor.
        clock: Seconds that only grow.
        check_s: Pause between two looks at an actor, in seconds.
    """

    def __init__(
        self,
        posts: Sequence[Post],
        crew: Crew,
        generation: int,
        clock: Callable[[], float] = monotonic,
        check_s: float = CHECK_S,
    ) -> None:
        self._posts = {post.name: post for post in posts}
        self._crew = crew
        self._generation = generation
        self._clock = clock
        self._check_s = check_s
        self._watches: dict[str, _Watch] = {}
        self._without_room: set[str] = set()
        self._replacing = defaultdict[Role, asyncio.Lock](asyncio.Lock)
        self._looking: dict[str, asyncio.Task[None]] = {}
        self._group: asyncio.TaskGroup | None = None

    async def run(self) -> None:
        """Look after the actors until cancelled; one that is slow to answer or stop delays no other."""
        async with asyncio.TaskGroup() as group:
            self._group = group
            for post in self._posts.values():
                self._start(post)

    @property
    def without_room(self) -> frozenset[str]:
        """Return the names of those that no node had room for when they were last asked."""
        return frozenset(self._without_room)

    async def check_all(self) -> None:
        """Look at every actor once."""
        await asyncio.gather(*(self._check(post) for post in list(self._posts.values())))

    def add(self, post: Post) -> None:
        """Look after one more actor, and create it if it is not there; nothing if it is looked after."""
        if post.name not in self._posts:
            self._posts[post.name] = post
            self._start(post)

    async def retire(self, post: Post) -> None:
        """Look after an actor no longer, and let it end in an orderly way, alone of its role."""
        self._forget(post)
        if (looking := self._looking.pop(post.name, None)) is not None:
            looking.cancel()
            await asyncio.wait({looking})
        async with self._replacing[post.role]:
            await self._crew.stop(post)

    def _start(self, post: Post) -> None:
        if self._group is not None:
            looking = self._group.create_task(self._look_after(post), name=f"looking-after-{post.name}")
            self._looking[post.name] = looking

    def _forget(self, post: Post) -> None:
        self._posts.pop(post.name, None)
        self._watches.pop(post.name, None)
        self._without_room.discard(post.name)

    async def _look_after(self, post: Post) -> None:
        while post.name in self._posts:
            await self._check(post)
            await asyncio.sleep(self._check_s)

    async def _check(self, post: Post) -> None:
        pulse = await self._ask(post)
        if pulse is None:
            if self._hangs(post):
                log.error("%s hangs and is replaced", post.name)
                await self._crew.kill(post)
                await self._begin(post)
        elif pulse.generation < self._generation:
            await self._succeed(post)

    async def _ask(self, post: Post) -> Pulse | None:
        watch = self._watches.setdefault(post.name, _Watch(self._clock() + START_S))
        try:
            pulse = await self._crew.ask_pulse(post, self._generation)
        except UnavailableError as error:
            watch.misses += 1
            level = logging.WARNING if watch.works else logging.INFO
            log.log(level, "%s has no pulse (%s in a row): %s", post.name, watch.misses, error.detail)
            return None
        if isinstance(pulse, Absence):
            self._excuse(post, pulse)
            return None
        self._note_room(post, there_is=True)
        # One that answers but does not work yet is still starting, and may be busy doing so.
        patience_s = HUNG_AFTER_S if pulse.ok else START_S
        self._watches[post.name] = _Watch(self._clock() + patience_s, works=pulse.ok)
        return pulse

    def _excuse(self, post: Post, absence: Absence) -> None:
        """Hold nothing against an actor that can't have a pulse; begin anew when it can."""
        if absence is Absence.GONE:
            log.info("%s is gone: it was not needed any more", post.name)
            self._forget(post)
        else:
            self._note_room(post, there_is=False)
            self._watches[post.name] = _Watch(self._clock() + START_S)

    def _note_room(self, post: Post, *, there_is: bool) -> None:
        if there_is and post.name in self._without_room:
            self._without_room.discard(post.name)
            log.info("%s has found room", post.name)
        elif not there_is and post.name not in self._without_room:
            self._without_room.add(post.name)
            log.info("%s waits: no node has %s processors to spare for it", post.name, post.role.num_cpus)

    def _hangs(self, post: Post) -> bool:
        watch = self._watches.get(post.name)
        return watch is not None and watch.misses >= MISSES_ALLOWED and self._clock() >= watch.silent_until

    async def _succeed(self, post: Post) -> None:
        """Replace an actor of an earlier deployment, one of a role after the other: the others work on."""
        async with self._replacing[post.role]:
            log.info("%s is of an earlier deployment and is replaced", post.name)
            await self._crew.stop(post)
            await self._begin(post)

    async def _begin(self, post: Post) -> None:
        """Let a post's next actor begin at once instead of at the next look."""
        self._watches.pop(post.name, None)
        await self._ask(post)

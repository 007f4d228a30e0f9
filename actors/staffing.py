"""Staffing: as many analysis workers as the backlog asks for, within the settings' bounds."""

import asyncio
import logging
from collections.abc import Callable
from time import monotonic
from typing import Protocol

from actors.roster import Post, added_workers, worker_post
from config.settings import Settings
from domain.backlog import Backlog, BacklogProbe
from domain.errors import UnavailableError
from pipeline.pace import Pace
from pipeline.scaling import ScalingRules, WorkerScaling

log = logging.getLogger(__name__)

LOOK_S = 2.0
"""How often the backlog is looked at. Workers take seconds to start, so sooner would gain nothing."""


class Foreman(Protocol):
    """Who creates and ends actors, as `actors.supervisor.Supervisor` does."""

    @property
    def without_room(self) -> frozenset[str]:
        """Return the names of those that no node has room for."""
        ...

    def add(self, post: Post) -> None:
        """Look after one more actor, and create it if it is not there; nothing if it is looked after."""
        ...

    async def retire(self, post: Post) -> None:
        """Look after an actor no longer, and let it end in an orderly way."""
        ...


class Register(Protocol):
    """Which actors there are, whoever has created them."""

    async def list_names(self) -> set[str]:
        """Return their names.

        Raises:
            UnavailableError: They can't be told now.
        """
        ...


def scaling_rules(settings: Settings) -> ScalingRules:
    """Return the rules that the settings ask for."""
    return ScalingRules(
        least=settings.manta_workers, most=settings.most_workers(), chats_per_worker=Pace().least
    )


class Staffing:
    """Adds workers to the lasting ones, and lets them go again.

    It holds no hard state: who is there Ray tells at each look, so that it goes on from what a predecessor
    has left, and two at once come to the same. A worker that goes hands back what it holds.

    Args:
        settings: How many workers there are at least and at most, and how they are placed.
        foreman: Creates and ends them.
        register: Tells who is there.
        probe: Tells what waits.
        clock: Seconds that only grow.
        look_s: Pause between two looks, in seconds.
    """

    def __init__(
        self,
        settings: Settings,
        foreman: Foreman,
        register: Register,
        probe: BacklogProbe,
        *,
        clock: Callable[[], float] = monotonic,
        look_s: float = LOOK_S,
    ) -> None:
        self._settings = settings
        self._foreman = foreman
        self._register = register
        self._probe = probe
        self._clock = clock
        self._look_s = look_s
        self._scaling = WorkerScaling(scaling_rules(settings))
        self._is_blind = False

    async def run(self) -> None:
        """Look at the backlog for ever."""
        while True:
            await self.look()
            await asyncio.sleep(self._look_s)

    async def look(self) -> None:
        """Look once, and add workers or let one go."""
        try:
            added = added_workers(self._settings, await self._register.list_names())
            backlog = await self._read_backlog(added)
        except UnavailableError as error:
            self._note_blindness(error)
            return
        self._is_blind = False
        for post in added:  # those that a predecessor has left are looked after too
            self._foreman.add(post)
        await self._follow(backlog, added)

    async def _read_backlog(self, added: list[Post]) -> Backlog:
        fixed = self._settings.most_workers() == self._settings.manta_workers
        return Backlog() if fixed and not added else await self._probe.read_backlog()

    async def _follow(self, backlog: Backlog, added: list[Post]) -> None:
        current = self._settings.manta_workers + len(added)
        target = self._scaling.decide(self._clock(), backlog, current)
        if target == current:
            return
        log.info(
            "analysis workers: %s -> %s; chats with work: %s, in hand: %s, messages: %s, oldest: %.0f s,"
            " workers without room: %s",
            current,
            target,
            backlog.chats,
            backlog.held,
            backlog.messages,
            backlog.oldest_s,
            len(self._foreman.without_room),
        )
        if target > current:
            self._add(target - current, added)
        else:
            await self._foreman.retire(self._choose(added))

    def _add(self, number: int, added: list[Post]) -> None:
        taken = {post.name for post in added}
        least, most = self._settings.manta_workers, self._settings.most_workers()
        posts = (worker_post(self._settings, index) for index in range(least, most))
        free = [post for post in posts if post.name not in taken]
        for post in free[:number]:
            self._foreman.add(post)

    def _choose(self, added: list[Post]) -> Post:
        """Return who goes: one that has found no room first, then the one with the greatest number."""
        without_room = [post for post in added if post.name in self._foreman.without_room]
        return (without_room or added)[-1]

    def _note_blindness(self, error: UnavailableError) -> None:
        if not self._is_blind:
            log.warning("the number of analysis workers stays as it is for now: %s", error.detail)
        self._is_blind = True

# Ray leaves the generics of these decorators and functions open.
# pyright: reportUnknownMemberType=false
"""The crew: the actors as Ray has them."""

import asyncio
import logging
from collections.abc import Mapping
from typing import Protocol, cast

import ray
from ray.actor import ActorHandle
from ray.exceptions import RayError

from actors.analysis_worker import AnalysisWorkerRemote
from actors.base import Absence, Pulse
from actors.calls import find_actor, start_call
from actors.event_hub import EventHubRemote
from actors.notifier import NotifierRemote
from actors.registry import list_names, list_without_room
from actors.roster import BOARD, HUB, NOTIFIER, SCHEDULER, TELEGRAM, WORKER, Post, Role, options
from actors.scheduler import SchedulerRemote
from actors.task_board import TaskBoardRemote
from actors.telegram import TelegramRemote
from domain.errors import UnavailableError

log = logging.getLogger(__name__)

CREATE_TIMEOUT_S = 10.0
"""Bound on finding or registering an actor; Ray answers in milliseconds while its head does."""

PULSE_TIMEOUT_S = 2.0
STOP_TIMEOUT_S = 12.0
"""Longer than an analysis worker takes to finish or hand back what it holds."""


class Supervised(Protocol):
    """What every supervised actor answers to."""

    async def pulse(self) -> Pulse:
        """Return how it fares."""
        ...

    async def stop(self) -> None:
        """End its work in an orderly way."""
        ...


class _Remote(Protocol):
    def options(self, **options: object) -> "_Remote": ...
    def remote(self, name: str, generation: int) -> ActorHandle[object]: ...


_CLASSES: Mapping[Role, _Remote] = {
    WORKER: cast("_Remote", AnalysisWorkerRemote),
    BOARD: cast("_Remote", TaskBoardRemote),
    HUB: cast("_Remote", EventHubRemote),
    NOTIFIER: cast("_Remote", NotifierRemote),
    SCHEDULER: cast("_Remote", SchedulerRemote),
    TELEGRAM: cast("_Remote", TelegramRemote),
}


class RayCrew:
    """`actors.supervisor.Crew` on Ray."""

    def __init__(self) -> None:
        self._asked: dict[str, ActorHandle[object]] = {}
        self._without_room: set[str] = set()

    async def ask_pulse(self, post: Post, generation: int) -> Pulse | Absence:
        """See `actors.supervisor.Crew`."""
        try:
            async with asyncio.timeout(CREATE_TIMEOUT_S):
                handle = await asyncio.to_thread(self._find_or_create, post, generation)
                if handle is None:
                    self._forget(post)
                    return Absence.GONE
                self._asked[post.name] = handle
                # Calls to one without room would wait with it, more and more, and all be made at once then.
                if post.name in self._without_room and await self._lacks_room(post):
                    return Absence.NO_ROOM
            return await self._ask(post, handle)
        except (RayError, TimeoutError, ValueError) as error:
            raise UnavailableError(f"{type(error).__name__}") from error

    def _find_or_create(self, post: Post, generation: int) -> ActorHandle[object] | None:
        """Return the actor of a post, None if it was there once and is not to be created again."""
        if not post.lasting and post.name in self._asked:
            return find_actor(post.name)
        return _CLASSES[post.role].options(**options(post)).remote(post.name, generation)

    async def _ask(self, post: Post, handle: ActorHandle[object]) -> Pulse | Absence:
        try:
            async with asyncio.timeout(PULSE_TIMEOUT_S):
                return await start_call(handle, Supervised.pulse)
        except TimeoutError:
            async with asyncio.timeout(CREATE_TIMEOUT_S):
                if await self._lacks_room(post):
                    return Absence.NO_ROOM
            raise

    async def _lacks_room(self, post: Post) -> bool:
        lacking = post.name in await asyncio.to_thread(list_without_room)
        (self._without_room.add if lacking else self._without_room.discard)(post.name)
        return lacking

    def _forget(self, post: Post) -> ActorHandle[object] | None:
        self._without_room.discard(post.name)
        return self._asked.pop(post.name, None)

    async def list_names(self) -> set[str]:
        """See `actors.supervisor.Crew`."""
        try:
            async with asyncio.timeout(CREATE_TIMEOUT_S):
                return await asyncio.to_thread(list_names)
        except (RayError, TimeoutError) as error:
            raise UnavailableError(f"{type(error).__name__}") from error

    async def stop(self, post: Post) -> None:
        """See `actors.supervisor.Crew`."""
        asked = self._forget(post)
        handle = asked or await asyncio.to_thread(find_actor, post.name)
        if handle is None:
            return
        try:
            async with asyncio.timeout(STOP_TIMEOUT_S):
                await start_call(handle, Supervised.stop)
        except (RayError, TimeoutError) as error:
            log.warning("%s did not stop by itself: %s", post.name, type(error).__name__)
        await asyncio.to_thread(_kill, handle)

    async def kill(self, post: Post) -> None:
        """See `actors.supervisor.Crew`.

        A stopped process (SIGSTOP) loses its name at once, so that the next actor of the post can begin
        while Ray ends the old one some 5 s later (measured with Ray 2.60, see docs/decisions/0011): for
        that time both exist, and the old one's processors are not free yet.
        """
        handle = self._forget(post)
        if handle is not None:
            await asyncio.to_thread(_kill, handle)


def _kill(handle: ActorHandle[object]) -> None:
    """End this actor and no successor of its name: another supervisor may have replaced it already."""
    ray.kill(handle, no_restart=True)

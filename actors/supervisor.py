"""The supervisor: brings every actor to life, looks after them, and replaces what is stuck or out of date."""

import asyncio
import logging
from collections.abc import Mapping
from typing import Protocol, cast

import ray
from ray.actor import ActorHandle
from ray.exceptions import RayError

from actors.analysis_worker import AnalysisWorkerRemote
from actors.base import Pulse
from actors.calls import find_actor, start_call
from actors.event_hub import EventHubRemote
from actors.roster import BOARD, HUB, WORKER, Post, Role, generation, options, posts
from actors.task_board import TaskBoardRemote
from config.settings import Settings

log = logging.getLogger(__name__)

CHECK_S = 1.0
PULSE_TIMEOUT_S = 3.0
STOP_TIMEOUT_S = 10.0
MISSES_ALLOWED = 20
"""Pulses an actor may miss in a row; generous, because starting one takes seconds on a busy machine."""


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
    def remote(self, name: str) -> ActorHandle[object]: ...


_CLASSES: Mapping[Role, _Remote] = {
    WORKER: cast("_Remote", AnalysisWorkerRemote),
    BOARD: cast("_Remote", TaskBoardRemote),
    HUB: cast("_Remote", EventHubRemote),
}


class Supervisor:
    """Keeps the actors of the roster alive.

    It holds no hard state: all it does is idempotent (create if missing, replace if stuck), so two
    supervisors may work at once. Ray restarts an actor that dies; the supervisor sees to the rest:
    actors that hang, that were never there, or that run with old settings or old code.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._generation = generation(settings)
        self._misses: dict[str, int] = {}

    async def run(self) -> None:
        """Look after the actors until cancelled."""
        while True:
            await self.check_all()
            await asyncio.sleep(CHECK_S)

    async def check_all(self) -> None:
        """Look at every actor once."""
        await asyncio.gather(*(self._check(post) for post in posts(self._settings)))

    async def stop_all(self) -> None:
        """End every actor: what is claimed is finished first."""
        await asyncio.gather(*(self._end(post) for post in posts(self._settings)))

    async def _check(self, post: Post) -> None:
        try:
            handle = await asyncio.to_thread(ensure_actor, post)
            async with asyncio.timeout(PULSE_TIMEOUT_S):
                pulse = await start_call(handle, Supervised.pulse)
        except (RayError, TimeoutError, ValueError) as error:
            await self._missed(post, error)
            return
        self._misses[post.name] = 0
        if pulse.generation != self._generation:
            log.info("%s is out of date and is replaced", post.name)
            await self._end(post)

    async def _missed(self, post: Post, error: Exception) -> None:
        misses = self._misses[post.name] = self._misses.get(post.name, 0) + 1
        log.warning("%s has no pulse (%s, %s in a row)", post.name, type(error).__name__, misses)
        if misses >= MISSES_ALLOWED:
            self._misses[post.name] = 0
            await asyncio.to_thread(_kill, post)

    async def _end(self, post: Post) -> None:
        handle = await asyncio.to_thread(find_actor, post.name)
        if handle is None:
            return
        try:
            async with asyncio.timeout(STOP_TIMEOUT_S):
                await start_call(handle, Supervised.stop)
        except (RayError, TimeoutError) as error:
            log.warning("%s did not stop by itself: %s", post.name, type(error).__name__)
        await asyncio.to_thread(_kill, post)


def ensure_actor(post: Post) -> ActorHandle[object]:
    """Return the actor of a post, creating it when there is none."""
    return _CLASSES[post.role].options(**options(post)).remote(post.name)


def _kill(post: Post) -> None:
    handle = find_actor(post.name)
    if handle is not None:
        ray.kill(handle, no_restart=True)  # pyright: ignore[reportUnknownMemberType]

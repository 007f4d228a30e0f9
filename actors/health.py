"""Looking at the parts: the database, which decides whether messages are accepted, and every actor."""

import asyncio
from dataclasses import dataclass, field

from cachetools import TTLCache
from ray.exceptions import RayError

from actors.calls import Directory
from actors.crew import Supervised
from actors.registry import list_running
from actors.roster import Post, added_workers, posts
from config.settings import Settings
from config.version import VERSION
from db.pool import Database
from domain.errors import MantaError
from domain.health import Check, Health, HealthStatus
from domain.ports import Clock

DATABASE_TIMEOUT_S = 2.0


@dataclass
class SystemHealth:
    """`domain.ports.HealthProbe` of an ingress replica.

    A look is shared by everybody who asks within a second: the endpoint needs no key, so it must cost
    next to nothing.
    """

    settings: Settings
    database: Database
    directory: Directory
    clock: Clock
    _recent: TTLCache[str, Health] = field(init=False)
    _looking: asyncio.Lock = field(default_factory=asyncio.Lock, init=False)

    def __post_init__(self) -> None:
        self._recent = TTLCache[str, Health](maxsize=1, ttl=1.0)

    async def check(self) -> Health:
        """See `domain.ports.HealthProbe`."""
        async with self._looking:
            recent = self._recent.get("health")
            if recent is None:
                recent = self._recent["health"] = await self._look()
        return recent

    async def _look(self) -> Health:
        watched = posts(self.settings) + added_workers(self.settings, await self._list_running())
        database, *pulses = await asyncio.gather(
            self._check_database(), *(self._check_actor(post) for post in watched)
        )
        return Health(
            status=HealthStatus.HEALTHY if database.ok else HealthStatus.DEGRADED,
            timestamp=self.clock.now(),
            version=VERSION,
            checks={"database": database} | dict(zip((p.name for p in watched), pulses, strict=True)),
        )

    async def _list_running(self) -> set[str]:
        """Return whom to ask beside those that have to be there.

        Workers that were added are not missed when they are away: they come and go by the backlog.
        """
        try:
            return await asyncio.to_thread(list_running)
        except RayError:  # those that have to be there will say so
            return set()

    async def _check_database(self) -> Check:
        try:
            async with asyncio.timeout(DATABASE_TIMEOUT_S), self.database.connection() as connection:
                await connection.execute("SELECT FROM event_counters LIMIT 1")
        except TimeoutError:
            return Check(ok=False, detail="no answer in time")
        except MantaError as error:
            return Check(ok=False, detail=error.detail)
        return Check(ok=True, detail="answers")

    async def _check_actor(self, post: Post) -> Check:
        try:
            pulse = await self.directory.ask(post.name, Supervised.pulse)
        except MantaError as error:
            return Check(ok=False, detail=error.detail)
        return Check(ok=pulse.ok, detail=pulse.detail)

"""Breaks one thing after the other and waits each time until a new message gets through again."""

import asyncio
import random
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count

import asyncpg
import httpx2

from tests.chaos.faults import FaultKind
from tests.chaos.history import Fault, Journal, now
from tests.chaos.world import World

RECOVERY_TIMEOUT_S = 90.0
"""After this a run is given up: the system does not come back."""

PAIR_CHANCE = 0.15
"""How often two faults strike together."""

POLL_S = 0.05
PAUSE_S = (0.0, 1.0)


class NotRecoveredError(Exception):
    """The system did not come back."""


@dataclass
class Nemesis:
    """The one who breaks things.

    Args:
        world: What it breaks.
        kinds: What it may do.
        journal: Where it is written down.
        seed: Decides what is broken when.
        report: Gets a line for a person after each fault.
    """

    world: World
    kinds: Sequence[FaultKind]
    journal: Journal
    seed: int
    report: Callable[[Fault], None]
    struck: int = field(default=0, init=False)
    _chance: random.Random = field(init=False)
    _probes: "count[int]" = field(default_factory=count, init=False)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)  # noqa: S311 - a run is repeated by its seed

    def run(self, faults: int, until: float) -> None:
        """Strike until there were `faults` of them or the clock says `until`.

        Raises:
            NotRecoveredError: After a fault no message got through any more.
        """
        while self.struck < faults and now() < until:
            self._strike(self._choose())
            time.sleep(self._chance.uniform(*PAUSE_S))

    def strike_each(self) -> None:
        """Do everything once, in a random order."""
        for kind in self._chance.sample(self.kinds, len(self.kinds)):
            self._strike([kind])

    def _choose(self) -> list[FaultKind]:
        first = self._draw(self.kinds)
        others = [kind for kind in self.kinds if kind.goes_with(first)]
        if others and self._chance.random() < PAIR_CHANCE:
            return [first, self._draw(others)]
        return [first]

    def _draw(self, kinds: Sequence[FaultKind]) -> FaultKind:
        return self._chance.choices(kinds, [kind.weight for kind in kinds])[0]

    def _strike(self, kinds: Sequence[FaultKind]) -> None:
        began = now()
        with ThreadPoolExecutor(len(kinds)) as pool:
            targets = list(pool.map(self._inject, kinds))
        ended = now()
        recovery_s, whole_s = self._wait_recovered()
        for kind, target in zip(kinds, targets, strict=True):
            if target is not None:
                self.struck += 1
                alone = kind.single_kill and len(kinds) == 1
                self._note(
                    Fault(
                        name=kind.name,
                        target=target,
                        began=began,
                        ended=ended,
                        recovery_s=recovery_s,
                        whole_s=whole_s,
                        single_kill=alone,
                    )
                )
        self.world.restore_node()

    def _inject(self, kind: FaultKind) -> str | None:
        return kind.inject(self.world, self._chance)

    def _note(self, fault: Fault) -> None:
        self.journal.write(fault)
        self.report(fault)

    def _wait_recovered(self) -> tuple[float, float]:
        """Return how long it takes from now until work goes on, and until every part is there again.

        Work goes on when a message that is sent now has ended, and all before it have.

        Raises:
            NotRecoveredError: It takes too long.
        """
        began = time.monotonic()
        name = f"probe-{self.seed}-{next(self._probes)}"
        recovery_s: float | None = None
        while (passed := time.monotonic() - began) < RECOVERY_TIMEOUT_S:
            self.world.bury_node()
            if recovery_s is None and self.world.has_cluster() and self._works(name):
                recovery_s = time.monotonic() - began
            if recovery_s is not None and self.world.is_whole():
                return recovery_s, time.monotonic() - began
            time.sleep(POLL_S)
        raise NotRecoveredError(f"{name} did not get through within {passed:.0f} s.")

    def _works(self, name: str) -> bool:
        probe = self._post(name)
        return probe is not None and self._has_caught_up(probe)

    def _post(self, name: str) -> int | None:
        """Return the probe's id once it is stored; posting it again does no harm."""
        body = {
            "id": name,
            "content": "still there?",
            "author": "Nemesis",
            "timestamp": "2026-11-20T10:00:00Z",
            "chat_id": name,
        }
        headers = {"Authorization": f"Bearer {self.world.system.key}"}
        url = f"{self.world.system.url}/api/messages"
        try:
            answer = httpx2.post(url, json=body, headers=headers, timeout=2.0, trust_env=False)
        except httpx2.RequestError:
            return None
        return int(answer.json()["message_id"]) if answer.is_success else None

    def _has_caught_up(self, probe: int) -> bool:
        try:
            return asyncio.run(_count_pending(self.world.system.database_url(), probe)) == 0
        except (OSError, TimeoutError, asyncpg.PostgresError):
            return False


async def _count_pending(url: str, newest: int) -> int:
    """Return how many messages up to `newest` have not ended."""
    connection = await asyncpg.connect(url, timeout=2, command_timeout=2)
    try:
        return await connection.fetchval(
            "SELECT count(*) FROM inbox WHERE state = 'pending' AND message_id <= $1", newest
        )
    finally:
        connection.terminate()

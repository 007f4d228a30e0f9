"""The crew with its lives counted: who is well, who came back, who was replaced."""

from dataclasses import dataclass, field

from actors.base import Absence, Pulse
from actors.roster import Post
from actors.supervisor import Crew
from domain.errors import UnavailableError
from domain.metrics import ACTOR_REPLACEMENTS, ACTOR_RESTARTS, ACTORS_ALIVE, MISSED_PULSES, Metrics


@dataclass
class MeteredCrew:
    """`actors.supervisor.Crew` that counts; what it knows of actors is soft."""

    inner: Crew
    metrics: Metrics
    _pulses: dict[Post, Pulse | None] = field(default_factory=dict[Post, Pulse | None], init=False)
    _pids: dict[Post, int] = field(default_factory=dict[Post, int], init=False)

    async def ask_pulse(self, post: Post, generation: int) -> Pulse | Absence:
        """See `actors.supervisor.Crew`."""
        try:
            pulse = await self.inner.ask_pulse(post, generation)
        except UnavailableError:
            self.metrics.add(MISSED_PULSES, 1, (post.role.name,))
            self._note(post, None)
            raise
        if isinstance(pulse, Absence):
            self._note(post, None)
            return pulse
        if self._pids.get(post, pulse.pid) != pulse.pid:
            self.metrics.add(ACTOR_RESTARTS, 1, (post.role.name,))
        self._pids[post] = pulse.pid
        self._note(post, pulse)
        return pulse

    async def list_names(self) -> set[str]:
        """See `actors.supervisor.Crew`."""
        return await self.inner.list_names()

    async def stop(self, post: Post) -> None:
        """See `actors.supervisor.Crew`."""
        await self.inner.stop(post)
        self._replaced(post, "stopped")

    async def kill(self, post: Post) -> None:
        """See `actors.supervisor.Crew`."""
        await self.inner.kill(post)
        self._replaced(post, "hung")

    def _replaced(self, post: Post, reason: str) -> None:
        self.metrics.add(ACTOR_REPLACEMENTS, 1, (post.role.name, reason))
        self._pids.pop(post, None)
        self._note(post, None)

    def _note(self, post: Post, pulse: Pulse | None) -> None:
        self._pulses[post] = pulse
        role = post.role.name
        alive = [each for at, each in self._pulses.items() if at.role.name == role and each and each.ok]
        self.metrics.set(ACTORS_ALIVE, len(alive), (role,))

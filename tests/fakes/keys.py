"""API keys in memory, over those that the fake gatekeeper knows."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.access import Principal
from domain.errors import ConflictError, NotFoundError
from domain.keys import MAX_KEYS, ApiKey, MadeKey, NewKey
from domain.ports import Clock
from tests.fakes.gatekeeper import FakeGatekeeper
from tests.fakes.outage import Outage

FIRST_ID = 101
"""Of the keys that the gatekeeper has by itself; lower ones are free for tests."""


@dataclass
class Kept:
    """A key with its workspace and its secret."""

    workspace_id: int
    key: ApiKey
    secret: str


class FakeKeys(Outage):
    """`domain.keys.Keys` under the rules of the real one."""

    def __init__(self, gatekeeper: FakeGatekeeper, clock: Clock) -> None:
        super().__init__()
        self._gatekeeper = gatekeeper
        self._clock = clock
        self._last_id = FIRST_ID - 1
        self._kept: dict[int, Kept] = {}

    def put(self, workspace_id: int, key: ApiKey) -> None:
        """Let there be a key whose secret nobody has."""
        self._kept[key.id] = Kept(workspace_id, key, f"nobody-has-{key.id}")

    async def list_keys(self, workspace_id: int) -> Sequence[ApiKey]:
        self.check(workspace_id)
        return sorted(self._of(workspace_id), key=lambda key: (key.revoked_at is not None, -key.id))

    async def create_key(self, workspace_id: int, new: NewKey) -> MadeKey:
        self.check(workspace_id, new)
        in_force = [key for key in self._of(workspace_id) if key.revoked_at is None]
        if len(in_force) >= MAX_KEYS or new.name in {key.name for key in in_force}:
            raise ConflictError
        self._last_id += 1
        secret = f"made-{self._last_id}"
        self._gatekeeper.keys[secret] = Principal(workspace_id=workspace_id, role=new.role, name=new.name)
        self._keep(workspace_id, new, secret)
        return MadeKey(**dict(new), id=self._last_id, secret=secret)

    async def revoke_key(self, by: Principal, key_id: int, secret: str | None) -> None:
        self.check(by, key_id)
        self._sync()
        kept = self._kept.get(key_id)
        if kept is None or kept.workspace_id != by.workspace_id:
            raise NotFoundError
        if kept.key.revoked_at is not None:
            return
        if kept.key.name == by.name if secret is None else kept.secret == secret:
            raise ConflictError
        kept.key = kept.key.model_copy(update={"revoked_at": self._clock.now()})
        self._gatekeeper.revoke(kept.secret)

    def _of(self, workspace_id: int) -> list[ApiKey]:
        self._sync()
        return [kept.key for kept in self._kept.values() if kept.workspace_id == workspace_id]

    def _sync(self) -> None:
        known = {kept.secret for kept in self._kept.values()}
        for secret, principal in self._gatekeeper.keys.items():
            if secret not in known:
                self._last_id += 1
                self._keep(principal.workspace_id, NewKey(name=principal.name, role=principal.role), secret)

    def _keep(self, workspace_id: int, new: NewKey, secret: str) -> None:
        key = ApiKey(**dict(new), id=self._last_id, created_at=self._clock.now())
        self._kept[key.id] = Kept(workspace_id, key, secret)

"""Keys, sessions and one-time tokens in memory."""

from datetime import timedelta

from domain.access import IssuedToken, Principal, TokenKind
from domain.ports import Clock
from domain.values import Role
from tests.fakes.outage import Outage

LIFETIME_S = 600.0


class FakeGatekeeper(Outage):
    """`domain.ports.Gatekeeper` over dictionaries; its secrets are easy to recognise in a test's output."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self._count = 0
        self.people: list[int | None] = []
        self.keys: dict[str, Principal] = {}
        self.sessions: dict[str, tuple[Principal, IssuedToken]] = {}
        self.tokens: dict[str, tuple[Principal, TokenKind, IssuedToken]] = {}

    def add_key(self, workspace_id: int, role: Role) -> str:
        """Make an API key and return its secret."""
        secret = f"key-{role}-of-{workspace_id}-CANARY"
        self.keys[secret] = Principal(workspace_id=workspace_id, role=role, name=f"{role} {workspace_id}")
        return secret

    def revoke(self, secret: str) -> None:
        """End a key, and the sessions and tokens of its name."""
        ended = self.keys.pop(secret, None)
        if ended is not None:
            self.sessions = {one: kept for one, kept in self.sessions.items() if kept[0] != ended}
            self.tokens = {one: kept for one, kept in self.tokens.items() if kept[0] != ended}

    def sign_out(self, workspace_id: int, person_id: int) -> None:
        """End a person's sessions of a workspace."""
        whose = (workspace_id, person_id)
        self.sessions = {
            one: kept
            for one, kept in self.sessions.items()
            if (kept[0].workspace_id, kept[0].person_id) != whose
        }

    async def authenticate_key(self, secret: str) -> Principal | None:
        self.check()
        return self.keys.get(secret)

    async def authenticate_session(self, secret: str) -> Principal | None:
        self.check()
        found = self.sessions.get(secret)
        return found[0] if found and found[1].expires_at > self._clock.now() else None

    async def issue_token(self, by: Principal, kind: TokenKind) -> IssuedToken:
        self.check()
        issued = self._issue(kind)
        self.tokens[issued.token] = (by, kind, issued)
        return issued

    async def redeem_token(self, secret: str, kind: TokenKind) -> Principal | None:
        self.check()
        found = self.tokens.get(secret)
        if found is None or found[1] != kind:
            return None
        del self.tokens[secret]
        return found[0] if found[2].expires_at > self._clock.now() else None

    async def open_session(self, principal: Principal) -> IssuedToken:
        self.check()
        self.people.append(principal.person_id)
        issued = self._issue("session")
        self.sessions[issued.token] = (principal, issued)
        return issued

    async def close_session(self, secret: str) -> None:
        self.check()
        self.sessions.pop(secret, None)

    def _issue(self, kind: str) -> IssuedToken:
        self._count += 1
        expires_at = self._clock.now() + timedelta(seconds=LIFETIME_S)
        return IssuedToken(token=f"{kind}-{self._count}-CANARY", expires_at=expires_at)

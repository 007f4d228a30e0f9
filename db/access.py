"""Keys, sessions and one-time tokens in PostgreSQL. Secrets are random and stored as SHA-256 hashes.

A fast hash is right here: the secrets have 192 random bits, so there is nothing to guess.
"""

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from typing import ClassVar

from cachetools import TTLCache

from db.pool import Database
from db.rooms import MAY_ENTER
from domain.access import IssuedToken, Principal, TokenKind
from domain.values import Role

_KEY = """
SELECT workspace_id, role, name FROM api_keys WHERE hash = $1 AND revoked_at IS NULL
"""

# Which key has opened a session is known by its name, and names of keys in force differ. A key counts for a
# moment after it was revoked, where it is remembered: what was opened in that moment is void too.
_IN_FORCE = """
NOT EXISTS (
    SELECT FROM api_keys k WHERE t.person_id IS NULL AND (k.workspace_id, k.name) = (t.workspace_id, t.name)
        AND k.revoked_at > t.created_at - interval '3 seconds')
"""

_SESSION = f"""
SELECT t.workspace_id, t.role, t.name, t.person_id FROM tokens t
WHERE t.hash = $1 AND t.kind = 'session' AND t.expires_at > now() AND {_IN_FORCE}
AND (t.person_id IS NULL OR EXISTS (
    SELECT FROM telegram_members m JOIN telegram_chats c USING (chat_id)
    JOIN workspaces w ON w.id = c.workspace_id
    WHERE m.person_id = t.person_id AND c.workspace_id = t.workspace_id AND {MAY_ENTER}))
"""  # noqa: S608 - a constant

_REDEEM = f"""
DELETE FROM tokens t WHERE t.hash = $1 AND t.kind = $2 AND t.expires_at > now() AND {_IN_FORCE}
RETURNING t.workspace_id, t.role, t.name, t.person_id
"""  # noqa: S608 - a constant

_ISSUE = """
WITH swept AS (DELETE FROM tokens WHERE expires_at < now() - interval '1 day')
INSERT INTO tokens (hash, kind, workspace_id, role, name, expires_at, person_id)
VALUES ($1, $2, $3, $4, $5, now() + $6, $7)
RETURNING expires_at
"""

_ENSURE_KEY = """
INSERT INTO api_keys (workspace_id, name, role, hash) VALUES ($1, $2, $3, $4) ON CONFLICT (hash) DO NOTHING
"""


def new_secret(prefix: str) -> str:
    """Return a secret with 192 random bits whose prefix tells leak scanners what it is."""
    return f"manta_{prefix}_{secrets.token_urlsafe(24)}"


def hash_secret(secret: str) -> bytes:
    """Return what is stored of a secret."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()


@dataclass
class PostgresGatekeeper:
    """`domain.ports.Gatekeeper` on PostgreSQL.

    Known keys are remembered for `key_ttl_s`, so that a busy client costs one look-up now and then; a
    revoked key stops within that time.
    """

    LIFETIMES: ClassVar[dict[str, timedelta]] = {
        TokenKind.LOGIN: timedelta(minutes=15),
        TokenKind.SOCKET: timedelta(minutes=1),
        "session": timedelta(hours=12),
    }

    database: Database
    key_ttl_s: float = 2.0
    _keys: TTLCache[bytes, Principal] = field(init=False)

    def __post_init__(self) -> None:
        self._keys = TTLCache[bytes, Principal](maxsize=10_000, ttl=self.key_ttl_s)

    async def authenticate_key(self, secret: str) -> Principal | None:
        """See `domain.ports.Gatekeeper`."""
        hashed = hash_secret(secret)
        known = self._keys.get(hashed)
        if known is None:
            known = await self._find(_KEY, hashed)
            if known is not None:
                self._keys[hashed] = known
        return known

    def forget_key(self, hashed: bytes) -> None:
        """Look a key up anew the next time, by what is stored of it."""
        self._keys.pop(hashed, None)

    async def authenticate_session(self, secret: str) -> Principal | None:
        """See `domain.ports.Gatekeeper`."""
        return await self._find(_SESSION, hash_secret(secret))

    async def issue_token(self, by: Principal, kind: TokenKind) -> IssuedToken:
        """See `domain.ports.Gatekeeper`."""
        return await self._issue(by, kind)

    async def redeem_token(self, secret: str, kind: TokenKind) -> Principal | None:
        """See `domain.ports.Gatekeeper`."""
        return await self._find(_REDEEM, hash_secret(secret), kind.value)

    async def open_session(self, principal: Principal) -> IssuedToken:
        """See `domain.ports.Gatekeeper`."""
        return await self._issue(principal, "session")

    async def close_session(self, secret: str) -> None:
        """See `domain.ports.Gatekeeper`."""
        async with self.database.connection() as connection:
            await connection.execute(
                "DELETE FROM tokens WHERE hash = $1 AND kind = 'session'", hash_secret(secret)
            )

    async def ensure_key(self, workspace_id: int, name: str, role: Role, secret: str) -> bool:
        """Make `secret` a key of the workspace, unless it is one already; False: it was revoked for good."""
        async with self.database.connection() as connection:
            await connection.execute(_ENSURE_KEY, workspace_id, name, role.value, hash_secret(secret))
            found = await connection.fetchrow(_KEY, hash_secret(secret))
        return found is not None

    async def _find(self, sql: str, *args: object) -> Principal | None:
        async with self.database.connection() as connection:
            row = await connection.fetchrow(sql, *args)
        return None if row is None else Principal.model_validate(dict(row.items()))

    async def _issue(self, by: Principal, kind: str) -> IssuedToken:
        secret = new_secret(kind)
        lifetime = self.LIFETIMES[kind]
        async with self.database.connection() as connection:
            expires_at = await connection.fetchval(
                _ISSUE,
                hash_secret(secret),
                kind,
                by.workspace_id,
                by.role.value,
                by.name,
                lifetime,
                by.person_id,
            )
        return IssuedToken(token=secret, expires_at=expires_at)

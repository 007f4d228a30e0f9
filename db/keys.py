"""API keys in PostgreSQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from db.access import PostgresGatekeeper, hash_secret, new_secret
from db.pool import Connection, Database
from db.workspaces import LOCK_WORKSPACE
from domain.access import Principal
from domain.errors import ConflictError, NotFoundError
from domain.keys import MAX_KEYS, ApiKey, MadeKey, NewKey

_LIST: Final = """
SELECT id, name, role, created_at, revoked_at FROM api_keys WHERE workspace_id = $1
ORDER BY revoked_at IS NOT NULL, id DESC LIMIT 500
"""

_IN_FORCE: Final = "SELECT name FROM api_keys WHERE workspace_id = $1 AND revoked_at IS NULL"

_CREATE: Final = """
INSERT INTO api_keys (workspace_id, name, role, hash) VALUES ($1, $2, $3, $4) RETURNING id
"""

_FIND: Final = "SELECT name, hash, revoked_at FROM api_keys WHERE workspace_id = $1 AND id = $2 FOR UPDATE"

_REVOKE: Final = "UPDATE api_keys SET revoked_at = now() WHERE id = $1"


@dataclass(frozen=True)
class PostgresKeys:
    """`domain.keys.Keys` on PostgreSQL.

    Names of keys in force differ within a workspace: by them it is known which sessions are of a key.

    Args:
        database: Where the keys are.
        gatekeeper: Who has to forget a revoked key; those of other processes do so by themselves.
    """

    database: Database
    gatekeeper: PostgresGatekeeper

    async def list_keys(self, workspace_id: int) -> Sequence[ApiKey]:
        """See `domain.keys.Keys`."""
        async with self.database.connection() as connection:
            rows = await connection.fetch(_LIST, workspace_id)
        return [ApiKey.model_validate(dict(row.items())) for row in rows]

    async def create_key(self, workspace_id: int, new: NewKey) -> MadeKey:
        """See `domain.keys.Keys`."""
        secret = new_secret("key")
        async with self.database.transaction() as connection:
            # Who makes a key at the same moment waits, and then sees this one.
            await connection.execute(LOCK_WORKSPACE, workspace_id)
            await _ensure_room(connection, workspace_id, new.name)
            key_id = await connection.fetchval(
                _CREATE, workspace_id, new.name, new.role.value, hash_secret(secret)
            )
        return MadeKey(id=key_id, name=new.name, role=new.role, secret=secret)

    async def revoke_key(self, by: Principal, key_id: int, secret: str | None) -> None:
        """See `domain.keys.Keys`; the rule by which sessions and tokens end stands in `db.access`."""
        async with self.database.transaction() as connection:
            found = await connection.fetchrow(_FIND, by.workspace_id, key_id)
            if found is None:
                raise NotFoundError("Key not found")
            if found["revoked_at"] is not None:
                return
            is_own = found["name"] == by.name if secret is None else found["hash"] == hash_secret(secret)
            if is_own:
                raise ConflictError("You are here by this key.", remedy="Revoke it with another admin key.")
            await connection.execute(_REVOKE, key_id)
        self.gatekeeper.forget_key(found["hash"])


async def _ensure_room(connection: Connection, workspace_id: int, name: str) -> None:
    names = [row["name"] for row in await connection.fetch(_IN_FORCE, workspace_id)]
    if name in names:
        raise ConflictError(f"There is a key called {name!r}.", remedy="Choose another name, or revoke it.")
    if len(names) >= MAX_KEYS:
        raise ConflictError(f"There are {MAX_KEYS} keys, and no more may be.", remedy="Revoke some.")

"""The admin key: a secret that whoever runs Manta holds, and that the database knows by its hash."""

import asyncio

from cli.secrets import ensure_secret
from config.settings import Settings
from db.access import PostgresGatekeeper
from db.pool import Database
from domain.errors import ConfigurationError
from domain.values import Role
from domain.workspace import MAIN_WORKSPACE

ADMIN_KEY_PREFIX = "manta_key_"
"""What the admin key begins with."""


def ensure_admin_key(settings: Settings, url: str) -> str:
    """Return the admin key of the data folder, made if there is none, and let the database know it.

    One that was revoked is replaced: whoever starts Manta here may have another.
    """
    path = settings.admin_key_file()
    key = ensure_secret(path, ADMIN_KEY_PREFIX)
    if not _store(url, key):
        path.unlink()
        key = ensure_secret(path, ADMIN_KEY_PREFIX)
        _store(url, key)
    return key


def store_given_key(url: str, key: str) -> None:
    """Let the database know an admin key that was made elsewhere.

    Raises:
        ConfigurationError: It is too easily guessed, or it was revoked.
    """
    if not (key.startswith(ADMIN_KEY_PREFIX) and len(key) >= len(ADMIN_KEY_PREFIX) + 32):
        raise ConfigurationError(
            f"MANTA_API_KEY is no admin key: one is {ADMIN_KEY_PREFIX} and at least 32 random characters.",
            remedy=f'Make one: echo "{ADMIN_KEY_PREFIX}$(openssl rand -hex 24)"',
        )
    if not _store(url, key):
        raise ConfigurationError("MANTA_API_KEY was revoked, which is for good.", remedy="Make another key.")


def _store(url: str, key: str) -> bool:
    return asyncio.run(_store_in(url, key))


async def _store_in(url: str, key: str) -> bool:
    async with Database(url, max_size=1) as database:
        return await PostgresGatekeeper(database).ensure_key(MAIN_WORKSPACE, "admin", Role.ADMIN, key)

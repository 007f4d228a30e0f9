"""Alembic's entry: runs migrations over asyncpg, on DATABASE_URL or the embedded server that is running."""

import asyncio

from alembic import context
from sqlalchemy import Connection, pool, text
from sqlalchemy.ext.asyncio import create_async_engine

from config.settings import Settings
from db.location import find_database_url, sqlalchemy_url
from db.tables import metadata
from domain.errors import ConfigurationError

_LOCK = 0x6D616E7461  # "manta": one migration at a time, whoever starts it


def _run(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=metadata, compare_server_default=False)
    with context.begin_transaction():
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        context.run_migrations()


async def _run_online(url: str) -> None:
    engine = create_async_engine(sqlalchemy_url(url), poolclass=pool.NullPool)
    async with engine.connect() as connection:
        await connection.run_sync(_run)
        await connection.commit()
    await engine.dispose()


def _url() -> str:
    configured = context.config.attributes.get("database_url")
    url = configured if isinstance(configured, str) else find_database_url(Settings())
    if url is None:
        raise ConfigurationError(
            "No database is known.", remedy="Set DATABASE_URL, or start Manta (`make up`) first."
        )
    return url


asyncio.run(_run_online(_url()))

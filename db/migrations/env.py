"""Alembic's entry: runs migrations over asyncpg, on DATABASE_URL or the embedded server."""

import asyncio

from alembic import context
from sqlalchemy import Connection, pool, text
from sqlalchemy.ext.asyncio import create_async_engine

from config.settings import Settings
from db.location import sqlalchemy_url
from db.serving import serving_database
from db.tables import metadata

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


def _main() -> None:
    """Migrate the given database, else the configured or running one, else the folder's, started for it."""
    configured = context.config.attributes.get("database_url")
    if isinstance(configured, str):
        asyncio.run(_run_online(configured))
        return
    with serving_database(Settings()) as url:
        asyncio.run(_run_online(url))


_main()

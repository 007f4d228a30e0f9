"""The seed design's way to PostgreSQL: an engine, and a session for each request or job."""

import os

from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlmodel.ext.asyncio.session import AsyncSession

from benchmarks.peers.seed_settings import DATABASE_VARIABLE
from benchmarks.peers.seed_tables import SeedTable
from db.location import sqlalchemy_url

POOL_SIZE = 10
"""Connections of a process. It keeps one core busy with fewer; with 20 and 50 a job cost a tenth more."""

engine = create_async_engine(
    sqlalchemy_url(os.environ[DATABASE_VARIABLE]), pool_size=POOL_SIZE, max_overflow=0
)
# Rows are read after the commit; expiring them would cost a query each.
sessions = async_sessionmaker(engine, class_=AsyncSession, expire_on_commit=False)


async def create_tables() -> None:
    """Make the tables that are not there yet."""
    async with engine.begin() as connection:
        await connection.run_sync(SeedTable.metadata.create_all)

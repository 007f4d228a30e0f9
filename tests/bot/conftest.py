from collections.abc import AsyncIterator

import pytest

from db.pool import Database
from tests.bot.desk import Desk
from tests.bot.world import World
from tests.support.database import database, database_server, database_url, shared_database_url

__all__ = ["database", "database_server", "database_url", "shared_database_url"]


@pytest.fixture
async def world() -> AsyncIterator[World]:
    world = World()
    await world.start()
    yield world
    await world.stop()


@pytest.fixture
def desk(database: Database) -> Desk:
    """The bot's whole way on an empty database."""
    return Desk(database)

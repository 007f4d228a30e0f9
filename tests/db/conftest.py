import pytest

from db.pool import Database
from tests.db.stores import Stores
from tests.support.database import (
    bare_database_url,
    database,
    database_server,
    database_url,
    own_database_url,
    shared_database_url,
)

__all__ = [
    "bare_database_url",
    "database",
    "database_server",
    "database_url",
    "own_database_url",
    "shared_database_url",
]


@pytest.fixture
def stores(database: Database) -> Stores:
    """Everything that reads and writes the test's database."""
    return Stores(database)

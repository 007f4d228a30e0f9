import asyncio

import pytest

from tests.pictures.theatre import build_stage
from tests.support.database import DatabaseServer, database_server

__all__ = ["database_server"]


@pytest.fixture(scope="session")
def stage(database_server: DatabaseServer) -> str:
    """The database that plays copy."""
    return asyncio.run(build_stage(database_server))

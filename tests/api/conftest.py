from collections.abc import AsyncIterator

import pytest

from tests.api.client import Api
from tests.fakes.world import FakeWorld


@pytest.fixture
def world() -> FakeWorld:
    return FakeWorld()


@pytest.fixture
async def api(world: FakeWorld) -> AsyncIterator[Api]:
    async with Api(world) as api:
        yield api

from collections.abc import AsyncIterator

import pytest

from tests.bot.desk import Desk
from tests.bot.replay.way import Way, open_way


@pytest.fixture
async def way(desk: Desk) -> AsyncIterator[Way]:
    """The way from the webhook through the handlers, on an empty database."""
    async with open_way(desk) as opened:
        yield opened

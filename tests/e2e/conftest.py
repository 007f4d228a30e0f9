from collections.abc import Iterator

import pytest

from tests.chaos.world import Helper
from tests.fakes.telegram import HttpDoor, TelegramClient
from tests.support.database import database_server
from tests.support.system import RunningManta

__all__ = ["database_server"]

BOT_TOKEN = "4242:canary-of-the-token-that-nobody-may-see"


@pytest.fixture(scope="session")
def telegram_process() -> Iterator[Helper]:
    """A Telegram of ours, as a process of its own."""
    helper = Helper("tests.fakes.telegram")
    helper.start()
    yield helper
    helper.kill()


@pytest.fixture(scope="session")
def telegram(telegram_process: Helper) -> TelegramClient:
    """The people who write in that Telegram."""
    return TelegramClient(HttpDoor(telegram_process.url))


@pytest.fixture(scope="session")
def manta(tmp_path_factory: pytest.TempPathFactory, telegram_process: Helper) -> Iterator[RunningManta]:
    """One real system, with a bot, for all end-to-end tests that leave it in order."""
    settings = {
        "MANTA_TELEGRAM_TRUST_GROUPS": "true",
        "MANTA_LEASE_S": "3",
        "MANTA_REPLICAS": "2",
        "TELEGRAM_BOT_TOKEN": BOT_TOKEN,
        "TELEGRAM_API_URL": telegram_process.url,
    }
    running = RunningManta(tmp_path_factory.mktemp("manta"), settings)
    running.up()
    yield running
    running.down()

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.embedded import PostgresServer
from tests.db.embedded.support import Holder, postgres_processes
from tests.support.polling import wait_until


@pytest.fixture(scope="module")
def prepared_dir(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder after its first start, for the tests of one module in turn."""
    folder = tmp_path_factory.mktemp("prepared") / "database"
    with PostgresServer(folder):
        pass
    yield folder
    with PostgresServer(folder):  # also clears what a killed server left in /tmp
        pass


@pytest.fixture
def data_dir(prepared_dir: Path) -> Iterator[Path]:
    """The prepared folder; after the test no process may be left in it."""
    yield prepared_dir
    wait_until(lambda: not postgres_processes(prepared_dir))


@pytest.fixture
def server(data_dir: Path) -> Iterator[PostgresServer]:
    """A running server over `data_dir`."""
    with PostgresServer(data_dir) as running:
        yield running


@pytest.fixture
def holder(data_dir: Path) -> Iterator[Holder]:
    """Another process that supervises a server over `data_dir`."""
    started = Holder.start(data_dir)
    yield started
    started.close()

from collections.abc import Iterator

import pytest

from tests.support.system import RunningManta


@pytest.fixture(scope="session")
def manta(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningManta]:
    """One real system for all end-to-end tests that leave it in order."""
    settings = {"MANTA_LEASE_S": "3", "MANTA_REPLICAS": "2"}
    running = RunningManta(tmp_path_factory.mktemp("manta"), settings)
    running.up()
    yield running
    running.down()

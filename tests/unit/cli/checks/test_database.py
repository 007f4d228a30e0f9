from pathlib import Path

import pytest
from pydantic import SecretStr

from cli.checks.database import ReadRevision, check_database
from cli.checks.findings import State
from config.settings import Settings
from db.embedded.running import RunningServer, ServerStatus
from db.migrate import newest_revision
from domain.errors import UnavailableError

pytestmark = pytest.mark.usefixtures("bare_environment")

URL = "postgresql://manta:CANARY@db/manta"
CONFIGURED = Settings(database_url=SecretStr(URL))


def answering(revision: str | None) -> ReadRevision:
    async def read(url: str) -> str | None:
        assert url == URL
        return revision

    return read


def failing(error: Exception) -> ReadRevision:
    async def read(_: str) -> str | None:
        raise error

    return read


def test_a_current_schema_is_well() -> None:
    assert check_database(CONFIGURED, answering(newest_revision())).state is State.OK


def test_an_empty_database_is_filled_by_the_start() -> None:
    found = check_database(CONFIGURED, answering(None))
    assert (found.state, found.remedy) == (State.WARN, "`manta up` makes it.")


def test_another_schema_has_to_be_migrated() -> None:
    found = check_database(CONFIGURED, answering("0000"))
    assert found.state is State.FAIL
    assert "0000" in found.detail
    assert "manta migrate" in found.remedy


@pytest.mark.parametrize(
    "error", [UnavailableError("The database does not answer (OSError)."), ValueError("CANARY")]
)
def test_a_database_that_is_away_is_told_without_its_password(error: Exception) -> None:
    found = check_database(CONFIGURED, failing(error))
    assert found.state is State.FAIL
    assert "DATABASE_URL" in found.remedy
    assert "CANARY" not in found.model_dump_json()


def test_an_embedded_database_may_rest() -> None:
    found = check_database(Settings(), answering(None), lambda _: None)
    assert found.state is State.OK
    assert "manta up" in found.detail


@pytest.mark.parametrize(
    ("status", "state"), [(ServerStatus.READY, State.OK), (ServerStatus.STARTING, State.WARN)]
)
def test_an_embedded_database_that_runs_is_asked(status: ServerStatus, state: State) -> None:
    def find(data_dir: Path) -> RunningServer:
        assert data_dir == Path(".data/postgres")
        return RunningServer(pid=1, port=5432, status=status, url=URL)

    assert check_database(Settings(), answering(newest_revision()), find).state is state

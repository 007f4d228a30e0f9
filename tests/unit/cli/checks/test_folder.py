from pathlib import Path

import pytest

from cli.checks.findings import State
from cli.checks.folder import check_data_folder, check_disk

MEBI = 2**20


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    return folder


def test_a_private_folder_is_well(folder: Path) -> None:
    assert check_data_folder(folder).state is State.OK
    assert list(folder.iterdir()) == []  # looking leaves nothing behind


def test_a_folder_that_can_be_made_is_well(tmp_path: Path) -> None:
    found = check_data_folder(tmp_path / "some" / "where")
    assert found.state is State.OK
    assert "will be made" in found.detail
    assert list(tmp_path.iterdir()) == []


def test_a_folder_others_can_enter_is_told(folder: Path) -> None:
    folder.chmod(0o755)
    found = check_data_folder(folder)
    assert (found.state, found.remedy) == (State.WARN, f"chmod 700 {folder}")


def test_a_key_others_can_read_is_worse(folder: Path) -> None:
    key = folder / "admin.key"
    key.write_text("manta_key_CANARY")
    key.chmod(0o644)
    found = check_data_folder(folder)
    assert (found.state, found.remedy) == (State.FAIL, f"chmod 600 {key}")
    assert "CANARY" not in found.model_dump_json()


@pytest.mark.parametrize("name", ["data", "data/below"])
def test_a_file_in_its_place_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "data").write_text("")
    found = check_data_folder(tmp_path / name)
    assert found.state is State.FAIL
    assert "MANTA_DATA_DIR" in found.remedy


def test_a_folder_that_can_not_be_written_is_told() -> None:
    found = check_data_folder(Path("/proc/self"))
    assert found.state is State.FAIL
    assert "can't be written" in found.detail


@pytest.mark.parametrize(
    ("free", "state"),
    [
        (199 * MEBI, State.FAIL),
        (200 * MEBI, State.WARN),
        (1023 * MEBI, State.WARN),
        (1024 * MEBI, State.OK),
    ],
)
def test_space_runs_out_in_steps(folder: Path, free: int, state: State) -> None:
    found = check_disk(folder, free)
    assert found.state is state
    assert f"{free // MEBI:,} MiB" in found.detail


def test_the_disk_of_a_folder_to_come_is_looked_at(tmp_path: Path) -> None:
    assert "MiB free" in check_disk(tmp_path / "to" / "come").detail

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from cli.secrets import ensure_secret
from domain.errors import ConfigurationError


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "admin.key"


def test_a_secret_is_made_once(file: Path) -> None:
    secret = ensure_secret(file, "manta_key_")
    assert secret.startswith("manta_key_")
    assert len(secret) == len("manta_key_") + 32
    assert ensure_secret(file, "manta_key_") == secret
    assert file.read_text() == secret + "\n"


def test_only_its_owner_can_read_it(file: Path) -> None:
    ensure_secret(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_two_files_have_two_secrets(tmp_path: Path) -> None:
    assert ensure_secret(tmp_path / "one") != ensure_secret(tmp_path / "two")


def test_whoever_comes_at_the_same_time_gets_the_same_secret(file: Path) -> None:
    together = Barrier(8)

    def make(_: int) -> str:
        together.wait()
        return ensure_secret(file)

    with ThreadPoolExecutor(8) as pool:
        secrets = set(pool.map(make, range(8)))
    assert secrets == {file.read_text().strip()}
    assert [path.name for path in file.parent.iterdir()] == ["admin.key"]


@pytest.mark.parametrize("content", ["", "\n", "  \n"])
def test_an_empty_file_is_no_secret(file: Path, content: str) -> None:
    file.write_text(content)
    with pytest.raises(ConfigurationError, match="is empty"):
        ensure_secret(file)

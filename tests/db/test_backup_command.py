"""`manta backup` and `manta restore` on embedded databases that nothing else has started."""

import asyncio
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli.main import app
from db.embedded import PostgresServer
from db.location import embedded_dir
from db.migrate import upgrade
from db.pool import Database
from tests.db.samples import new_message
from tests.db.stores import Stores


def run(*arguments: str) -> Result:
    """Run a command as a person would, with lines that are long enough for paths."""
    return CliRunner().invoke(app, list(arguments), env={"COLUMNS": "300"})


async def store(url: str, name: str) -> None:
    async with Database(url) as database:
        await Stores(database).accept(new_message(name))


async def names_in(url: str) -> list[object]:
    async with Database(url) as database:
        return await Stores(database).column("SELECT external_id FROM messages ORDER BY id")


@pytest.fixture
def used_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder in which a message was stored."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    folder = tmp_path / "used"
    with PostgresServer(embedded_dir(folder)) as server:
        upgrade(server.url)
        asyncio.run(store(server.url, "precious"))
    return folder


def test_a_data_folder_is_backed_up_and_restored_into_another(used_folder: Path, tmp_path: Path) -> None:
    file, other = tmp_path / "one.backup", tmp_path / "other"
    done = run("backup", str(file), "--data-dir", str(used_folder))
    assert done.exit_code == 0, done.output
    assert "one.backup" in done.output
    restored = run("restore", str(file), "--data-dir", str(other))
    assert restored.exit_code == 0, restored.output
    again = run("restore", str(file), "--data-dir", str(other))
    assert again.exit_code == 1
    assert "not empty" in again.output
    assert run("restore", str(file), "--data-dir", str(other), "--replace").exit_code == 0
    with PostgresServer(embedded_dir(other)) as server:
        assert asyncio.run(names_in(server.url)) == ["precious"]
        running = run("restore", str(file), "--data-dir", str(other), "--replace")
    assert running.exit_code == 1
    assert "manta down" in running.output


def test_a_missing_file_is_said_before_anything_is_started(tmp_path: Path) -> None:
    done = run("restore", str(tmp_path / "none"), "--data-dir", str(tmp_path / "data"))
    assert done.exit_code == 1
    assert "There is no file" in done.output
    assert not (tmp_path / "data").exists()

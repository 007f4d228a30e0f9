import json
import socket
from pathlib import Path
from typing import NoReturn

import pytest
from typer.testing import CliRunner, Result

from cli.main import app
from cli.ports import find_free_port

CHECKS = [
    "settings",
    "python",
    "ray",
    "shared memory",
    "processor",
    "data folder",
    "disk",
    "port",
    "database",
    "engine",
    "telegram",
    "system",
    "messages",
]


@pytest.fixture(autouse=True)
def lonely_machine(bare_environment: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand on a machine where nothing of Manta runs and every connection is refused."""

    def refuse(*_: object) -> NoReturn:
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setenv("MANTA_PORT", str(find_free_port()))
    return bare_environment


def run(*options: str) -> Result:
    return CliRunner().invoke(app, ["doctor", *options], env={"COLUMNS": "200", "NO_COLOR": "1"})


def test_a_machine_that_is_ready_is_called_so(lonely_machine: Path) -> None:
    result = run("--json", "--data-dir", str(lonely_machine / "data"))
    found = json.loads(result.stdout)
    broken = [each for each in found["findings"] if each["state"] == "fail"]
    assert (broken, found["ok"], result.exit_code) == ([], True, 0)
    assert [each["name"] for each in found["findings"]] == CHECKS


def test_a_person_gets_a_line_for_each_check_and_the_sum() -> None:
    result = run()
    lines = result.stdout.splitlines()
    assert [line[3:].split("  ")[0] for line in lines if line[:1] in set("✓!✗")] == CHECKS
    assert result.exit_code == 0


def test_what_is_broken_ends_with_1_and_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MANTA_MODEL", "ollama:qwen3:4b")
    result = run()
    assert result.exit_code == 1
    assert "→ Start it with `ollama serve`" in result.stdout
    assert "1 broken" in result.stdout


def test_settings_that_can_not_be_used_leave_the_machine_to_look_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MANTA_WORKERS", "CANARY")
    result = run("--json")
    findings = json.loads(result.stdout)["findings"]
    assert result.exit_code == 1
    assert [each["name"] for each in findings] == CHECKS[:4]
    assert "MANTA_WORKERS" in findings[0]["detail"]
    assert ".env.example" in findings[0]["remedy"]
    assert "CANARY" not in result.output


def test_no_secret_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://manta:CANARY@127.0.0.1:1/manta")
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "CANARY")
    result = run()
    assert result.exit_code == 1
    assert "CANARY" not in result.output
    assert "2 broken" in result.stdout

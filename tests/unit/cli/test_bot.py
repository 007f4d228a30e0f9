import os
import sys

import pytest
from typer.testing import CliRunner

from cli.main import app

pytestmark = pytest.mark.usefixtures("bare_environment")


def test_the_command_becomes_the_forwarder(monkeypatch: pytest.MonkeyPatch) -> None:
    become: list[tuple[str, list[str], dict[str, str]]] = []

    def note(program: str, command: list[str], environment: dict[str, str]) -> None:
        become.append((program, command, environment))

    monkeypatch.setattr(os, "execve", note)
    monkeypatch.setenv("MANTA_URL", "http://manta:8000")
    assert CliRunner().invoke(app, ["bot"]).exit_code == 0
    ((program, command, environment),) = become
    assert (program, command) == (sys.executable, [sys.executable, "-m", "bot"])
    assert environment["MANTA_URL"] == "http://manta:8000"

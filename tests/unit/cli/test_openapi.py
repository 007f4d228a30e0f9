"""`manta openapi`: what a client is generated from."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from api.app import create_app
from cli.main import app
from config.version import VERSION
from tests.fakes.world import FakeWorld

pytestmark = pytest.mark.usefixtures("bare_environment")


def _run(*words: str) -> Result:
    return CliRunner().invoke(app, ["openapi", *words])


def test_the_document_is_the_one_that_a_running_system_serves() -> None:
    printed = json.loads(_run().stdout)
    served = create_app(FakeWorld().deps()).openapi()
    assert printed["info"]["version"] == VERSION
    assert printed["paths"] == json.loads(json.dumps(served["paths"]))
    assert printed["components"] == json.loads(json.dumps(served["components"]))
    assert len(printed["paths"]) > 20


def test_a_file_takes_the_same_bytes(bare_environment: Path) -> None:
    file = bare_environment / "openapi.json"
    result = _run("--output", str(file))
    assert (result.exit_code, result.output) == (0, "")
    assert file.read_bytes() == _run().stdout_bytes


def test_a_file_that_can_not_be_written_is_explained(bare_environment: Path) -> None:
    result = _run("--output", str(bare_environment / "missing" / "openapi.json"))
    assert result.exit_code == 1
    assert "No such file" in result.stderr

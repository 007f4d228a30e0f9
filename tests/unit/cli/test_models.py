"""`manta models` where nothing answers, and how it shows what it is told."""

import json
import re
import socket
from collections.abc import Iterator
from typing import NoReturn

import pytest
from typer.testing import CliRunner, Result

from agents.catalogue import PullStep
from agents.choice import ModelChoice
from cli.main import app
from cli.models import make_catalogue, show_pull

pytestmark = pytest.mark.usefixtures("bare_environment", "nobody_listens")


@pytest.fixture
def nobody_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every connection be refused, as on a machine where nothing runs."""

    def refuse(*_: object) -> NoReturn:
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["models", *words], env={"COLUMNS": "200", "NO_COLOR": "1"})


@pytest.mark.parametrize("name", ["list", "pull", "test"])
def test_each_command_s_help_has_an_example(name: str) -> None:
    assert re.search(rf"Examples:\s.*manta models {name}", run(name, "--help").stdout, re.DOTALL)


def test_without_ollama_the_embedded_engine_is_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MANTA_MODEL", "embedded")
    monkeypatch.setenv("MANTA_MODEL_ANALYSIS", "openai:gpt-5")
    result = run("list")
    assert result.exit_code == 0
    assert re.search(r"● +embedded", result.stdout)
    assert "Nothing answers at http://127.0.0.1:11434" in result.stdout
    assert "classification embedded; extraction embedded; analysis openai:gpt-5" in result.stdout


def test_keys_are_looked_for_and_never_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "CANARY")
    result = run("list", "--json")
    found = {each["name"]: each["has_key"] for each in json.loads(result.stdout)["providers"]}
    assert (found["openai"], found["together"]) == (True, False)
    assert "CANARY" not in result.output


def test_a_server_that_is_away_is_part_of_the_catalogue() -> None:
    found = make_catalogue(ModelChoice(model="embedded"), {})
    assert found.ollama is None
    assert "11434" in found.trouble


@pytest.mark.parametrize("command", [("pull", "qwen3:4b"), ("test", "ollama:qwen3:4b")])
def test_a_missing_server_is_told_with_what_to_do(command: tuple[str, ...]) -> None:
    result = run(*command)
    assert result.exit_code == 1
    assert "Nothing answers at http://127.0.0.1:11434" in result.stderr
    assert "ollama serve" in result.stderr


def test_a_download_is_shown_layer_by_layer(capsys: pytest.CaptureFixture[str]) -> None:
    def steps() -> Iterator[PullStep]:
        yield PullStep(status="pulling manifest")
        for done in (0, 50, 100):
            yield PullStep(
                status="pulling", digest="sha256:0123456789abcdef", completed_bytes=done, total_bytes=100
            )
        yield PullStep(status="success")

    show_pull(steps())
    told = capsys.readouterr().err
    assert "pulling manifest" in told
    assert "0123456789ab" in told
    assert "success" in told

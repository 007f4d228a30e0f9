"""`manta models` where nothing answers, and how it shows what it is told."""

import json
import re
import socket
from collections.abc import Iterator
from typing import NoReturn

import pytest
from typer.testing import CliRunner, Result

from agents.catalogue import InstalledModel, PullStep
from agents.choice import ModelChoice
from agents.installed import can_chat
from cli import models
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


class FakeOllama:
    """Stands in for what the commands load when they need it."""

    def __init__(self, *installed: str, breaks_off: bool = False) -> None:
        self.installed = installed
        self.breaks_off = breaks_off
        self.pulled: list[tuple[str, str]] = []

    def load(self, name: str) -> object:
        parts = {
            "agents.installed:describe_installed": self.describe,
            "agents.installed:can_chat": can_chat,
            "agents.pulling:pull_model": self.pull,
        }
        return parts[name]

    async def describe(self, _: str) -> list[InstalledModel]:
        return [InstalledModel(name=name, size_bytes=2_600_000_000) for name in self.installed]

    def pull(self, root: str, name: str) -> Iterator[PullStep]:
        self.pulled.append((root, name))
        yield PullStep(status="pulling", digest="sha256:01", completed_bytes=1, total_bytes=2)
        if self.breaks_off:
            raise KeyboardInterrupt
        yield PullStep(status="success")


@pytest.mark.parametrize("name", ["llama3.2", "ollama:llama3.2", "llama3.2:latest"])
def test_a_model_that_is_there_is_not_pulled_again(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ollama = FakeOllama("llama3.2:latest")
    monkeypatch.setattr(models, "resolve_name", ollama.load)
    result = run("pull", name)
    assert (result.exit_code, ollama.pulled) == (0, [])
    assert "is there already" in result.stdout


def test_a_model_is_pulled_to_the_configured_server(monkeypatch: pytest.MonkeyPatch) -> None:
    ollama = FakeOllama()
    monkeypatch.setattr(models, "resolve_name", ollama.load)
    monkeypatch.setenv("OLLAMA_BASE_URL", "http://gpu:11434/v1")
    result = run("pull", "qwen3:4b")
    assert (result.exit_code, ollama.pulled) == (0, [("http://gpu:11434", "qwen3:4b")])
    assert "MANTA_MODEL=ollama:qwen3:4b uses it" in result.stdout


def test_ctrl_c_stops_a_download_and_tells_that_it_can_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "resolve_name", FakeOllama(breaks_off=True).load)
    result = run("pull", "qwen3:4b")
    assert result.exit_code == 130
    assert "`manta models pull qwen3:4b` goes on where it stopped" in result.stderr
    assert "Traceback" not in result.output


def test_the_model_in_use_is_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "resolve_name", FakeOllama("qwen3:4b", "llama3.2:latest").load)
    monkeypatch.setenv("MANTA_MODEL", "ollama:llama3.2")
    told = run("list").stdout
    assert re.search(r"● +ollama:llama3.2:latest +2.6 GB", told)
    assert re.search(r"^ +ollama:qwen3:4b", told, re.MULTILINE)


@pytest.mark.parametrize(
    ("installed", "taken"),
    [(("bge-m3:latest", "qwen3:4b"), "ollama:qwen3:4b"), (("bge-m3:latest",), "embedded"), ((), "embedded")],
)
def test_what_auto_takes_is_told(
    installed: tuple[str, ...], taken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(models, "resolve_name", FakeOllama(*installed).load)
    assert set(make_catalogue(ModelChoice(), {}).in_use.values()) == {taken}


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

import re
import socket
from pathlib import Path
from typing import NoReturn

import pytest
import typer
from typer.main import get_group
from typer.testing import CliRunner, Result

from cli import context
from cli.main import app
from domain.errors import MantaError

pytestmark = pytest.mark.usefixtures("bare_environment")

COMMANDS = (
    "up",
    "down",
    "deploy",
    "status",
    "key",
    "add",
    "send",
    "watch",
    "tasks",
    "usage",
    "search",
    "deadletters",
    "retry",
    "migrate",
    "backup",
    "doctor",
    "openapi",
    "bot",
    "eval",
    "import",
    "restore",
    "vocabulary",
    "models",
    "telegram",
)
EXPLAINED = sorted(set(COMMANDS) - {"doctor", "models", "openapi"})
"""What ends with an explanation when a setting is wrong; the doctor makes a finding of it, and the
document needs none."""
ARGUMENTS = {
    "add": ["hello"],
    "retry": ["--all"],
    "send": ["hello"],
    "search": ["hello"],
    "import": ["messages.jsonl"],
    "eval": ["messages.jsonl"],
    "restore": ["last.backup"],
    "vocabulary": ["list"],
    "telegram": ["status"],
}

REAL_LOOK_UP = socket.getaddrinfo


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words), env={"COLUMNS": "200", "NO_COLOR": "1"})


def run_command(name: str) -> Result:
    return run(name, *ARGUMENTS.get(name, []))


@pytest.fixture
def nobody_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every connection be refused, as on a machine where nothing runs."""

    def refuse(*_: object) -> NoReturn:
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", REAL_LOOK_UP)
    monkeypatch.setattr(socket.socket, "connect", refuse)


def assert_explained(result: Result, *told: str) -> None:
    """Check that a command failed with what happened and what to do, and without a traceback."""
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.output
    what, *todo = result.stderr.splitlines()
    assert what.startswith("✗ ")
    assert all(line.startswith("  ") for line in todo if line)
    assert len("".join(todo).strip()) > 10
    for words in told:
        assert words in result.stderr


def test_help_lists_every_command() -> None:
    assert set(get_group(app).commands) == set(COMMANDS)
    listed = run("--help").stdout
    assert all(re.search(rf"^│ {name} +[A-Z]", listed, re.MULTILINE) for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_s_help_has_an_example(name: str) -> None:
    told = run(name, "--help").stdout
    assert re.search(rf"Examples?:\s.*(manta|\$\(manta) {name}", told, re.DOTALL)


def test_help_tells_the_defaults() -> None:
    told = run("up", "--help").stdout
    assert "default: MANTA_PORT or 8000" in told
    assert "default: MANTA_DATA_DIR or .data" in told


@pytest.mark.parametrize("name", EXPLAINED)
def test_a_setting_that_can_not_be_used_is_named_without_its_value(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MANTA_PORT", "CANARY")
    result = run_command(name)
    assert_explained(result, "MANTA_PORT", "manta doctor")
    assert "CANARY" not in result.output


def test_a_list_that_is_no_json_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MANTA_ALLOWED_ORIGINS", "https://tasks.example.org")
    assert_explained(run("tasks"), "manta_allowed_origins", "JSON")


@pytest.mark.parametrize("content", [b"MANTA_HOST=\xff\n", None])
def test_a_settings_file_that_can_not_be_read_is_explained(
    bare_environment: Path, content: bytes | None
) -> None:
    file = bare_environment / ".env"
    file.mkdir() if content is None else file.write_bytes(content)
    result = run("key")
    assert_explained(result)


@pytest.mark.usefixtures("nobody_listens")
def test_without_a_system_the_way_to_start_one_is_told() -> None:
    assert_explained(run("watch"), "Nothing answers at", "manta up")


def test_without_a_system_there_is_nothing_to_stop() -> None:
    result = run("down")
    assert (result.exit_code, result.stdout) == (0, "Manta does not run here.\n")


def test_the_key_is_printed_alone(bare_environment: Path) -> None:
    (bare_environment / ".data").mkdir()
    (bare_environment / ".data" / "admin.key").write_text("manta_key_CANARY\n")
    assert run("key").stdout == "manta_key_CANARY\n"
    assert run("key", "--data-dir", str(bare_environment / ".data")).stdout == "manta_key_CANARY\n"


def test_without_a_key_the_way_to_one_is_told() -> None:
    assert_explained(run("key"), "manta up")


def test_a_file_that_is_not_there_is_explained() -> None:
    assert_explained(run("import", "missing.json"), "missing.json")


def test_a_folder_in_the_place_of_a_file_is_explained(bare_environment: Path) -> None:
    (bare_environment / ".data" / "admin.key").mkdir(parents=True)
    assert_explained(run("key"), "Is a directory", "admin.key")


@pytest.mark.parametrize(
    "words",
    [
        ("tasks", "--limit", "0"),
        ("tasks", "--status", "lost"),
        ("send",),
        ("nonsense",),
        ("up", "--port", "0"),
    ],
)
def test_words_that_are_no_command_end_with_2_and_the_way_to_the_help(words: tuple[str, ...]) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert "--help" in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize("text", ["fix [/api] now", "[bold", "[/]", "a\\[b]"])
def test_an_error_may_quote_brackets(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit), context.explained():
        raise MantaError(text, remedy=text)
    assert capsys.readouterr().err.count(text) == 2


def test_whoever_reads_the_output_may_leave() -> None:
    with pytest.raises(BrokenPipeError), context.explained():
        raise BrokenPipeError

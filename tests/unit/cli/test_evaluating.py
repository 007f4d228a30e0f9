"""`manta eval` with a model that follows a script."""

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import orjson
import pytest
from typer.testing import CliRunner, Result

from agents.choice import ModelChoice
from cli import evaluating
from cli.main import app
from domain.errors import AnalysisError, ConfigurationError
from domain.ports import Analyst
from domain.values import Category
from evaluation import extras
from evaluation.report import Report
from tests.fakes.analyst import make_findings
from tests.fakes.scripted import ScriptedAnalyst

GOOD = {"fix it": make_findings(), "hello": make_findings(is_actionable=False, category=Category.OTHER)}
BAD = {"fix it": make_findings(category=Category.CHORE), "hello": AnalysisError("It [red]timed[/] out.")}


class Models:
    """Builds the models with a script and keeps how they were chosen."""

    def __init__(self, on_ask: Callable[[], None] = lambda: None) -> None:
        self.choices: list[ModelChoice] = []
        self._scripts = {"good": GOOD, "bad": BAD}
        self._on_ask = on_ask

    async def __call__(self, choice: ModelChoice) -> Analyst:
        self.choices.append(choice)
        if choice.model not in self._scripts:
            raise ConfigurationError(f"There is no model {choice.model!r}.", remedy="Use good or bad.")
        return ScriptedAnalyst(self._scripts[choice.model], choice.model, self._on_ask)


@pytest.fixture
def models(monkeypatch: pytest.MonkeyPatch) -> Models:
    made = Models()
    monkeypatch.setattr(evaluating, "load_agents", lambda: made)
    return made


@pytest.fixture
def file(bare_environment: Path) -> Path:
    rows = [
        {"text": "fix it", "lang": "en", "category": "bug", "priority": "high", "actionable": True},
        {"text": "hello", "lang": "uk", "category": "other", "priority": "low", "actionable": False},
    ]
    path = bare_environment / "messages.jsonl"
    path.write_bytes(b"\n".join(orjson.dumps(row | {"sent_at": "2026-11-25T10:00:00Z"}) for row in rows))
    return path


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(
        app, ["eval", *(str(word) for word in words)], env={"COLUMNS": "120", "NO_COLOR": "1"}
    )


@pytest.mark.usefixtures("models")
def test_models_stand_side_by_side(file: Path) -> None:
    result = run("--model", "good", "--model", "bad", "--errors", file)
    assert result.exit_code == 0, result.output
    comparison = result.stdout.partition("▲ better")[0]
    rows = {line.split("│")[1].strip(): line for line in comparison.splitlines() if line.startswith("│")}
    assert "1.000 (1.000 to 1.000)" in rows["category: accuracy"]
    assert "0.000 (0.000 to 0.000) ▼" in rows["category: accuracy"]
    assert "0.500" in rows["failed"]
    assert "good: 1 of 2 not as labelled" in result.stdout  # its priority of "hello"
    assert "category: expected bug, given chore" in result.stdout
    assert "failed: It [red]timed[/] out." in result.stdout


def test_nobody_stands_in_and_no_circuit_opens(models: Models, file: Path) -> None:
    run("--model", "good", "--model", "good", file)
    (choice,) = models.choices
    assert not choice.fallback
    assert choice.breaker_failures > 1000


def test_without_a_name_the_settings_model_is_asked(
    models: Models, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MANTA_MODEL", "good")
    assert run(file).exit_code == 0
    assert [choice.model for choice in models.choices] == ["good"]


@pytest.mark.usefixtures("models")
def test_the_report_is_written_as_json(file: Path, tmp_path: Path) -> None:
    assert run("--model", "bad", "--json", tmp_path / "report.json", file).exit_code == 0
    report = Report.model_validate_json((tmp_path / "report.json").read_bytes())
    assert (report.is_complete, report.messages, report.files) == (True, 2, [str(file)])
    assert report.models[0].figures["failed"].value == 0.5


@pytest.mark.usefixtures("models")
def test_a_requirement_decides_the_exit_code(file: Path) -> None:
    assert (
        run("--model", "good", "--require", "category_accuracy=1", "--require", "failed=0", file).exit_code
        == 0
    )
    short = run("--model", "bad", "--require", "category_accuracy=0.8", "--require", "failed=0.5", file)
    assert short.exit_code == 1
    assert "✗ bad: category_accuracy is 0.000; at least 0.8 is required." in short.stderr
    assert "failed" not in short.stderr.split("✗")[1]


@pytest.mark.usefixtures("models")
def test_messages_are_chosen_by_language(file: Path) -> None:
    assert "1 messages" in run("--model", "good", "--language", "uk", file).stdout
    nothing = run("--model", "good", "--tag", "rare", file)
    assert (nothing.exit_code, "No message is chosen" in nothing.stderr) == (1, True)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--model", "lost"], "There is no model 'lost'."),
        (["--model", "good", "--require", "beauty=1"], "There is no figure 'beauty'"),
        (["--model", "good", "--picture", "matrix.txt"], "matrix.txt"),
        (["--model", "good", "missing.jsonl"], "missing.jsonl"),
    ],
)
def test_what_can_not_be_done_is_explained_before_a_model_is_asked(
    models: Models, file: Path, words: list[str], told: str
) -> None:
    result = run(*words, file)
    assert result.exit_code == 1
    assert told in result.stderr
    assert "Traceback" not in result.output
    assert not models.choices or models.choices[-1].model == "lost"


@pytest.mark.usefixtures("models")
def test_a_bad_line_is_named(file: Path) -> None:
    with file.open("a") as stream:
        stream.write('\n{"text": "no language"}\n')
    result = run("--model", "good", file)
    assert result.exit_code == 1
    assert "messages.jsonl:3: lang: Field required" in result.stderr.replace("\n", "")


@pytest.mark.usefixtures("models")
def test_missing_libraries_are_told_with_the_way_to_install_them(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:

    def find_nothing(_: str) -> None:
        return None

    monkeypatch.setattr(extras, "find_spec", find_nothing)
    result = run("--model", "good", "--picture", "matrix.png", file)
    assert result.exit_code == 1
    assert "scikit-learn and matplotlib" in result.stderr
    assert "manta[eval]" in result.stderr


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Let Ctrl-C interrupt, also where the tests were started in the background, which ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_ctrl_c_shows_what_is_scored_so_far(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[None] = []

    def interrupt_the_second() -> None:
        asked.append(None)
        if len(asked) == 2:
            signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(evaluating, "load_agents", lambda: Models(interrupt_the_second))
    result = run("--model", "good", "--concurrency", "1", file)
    assert result.exit_code == 130
    assert "Interrupted" in result.stdout
    assert "category: accuracy" in result.stdout

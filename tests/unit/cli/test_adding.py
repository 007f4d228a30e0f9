"""`manta add` against an API that the test lays out."""

import json
from datetime import UTC, datetime, timedelta, timezone

import httpx2
import pytest
from typer.testing import CliRunner, Result

from cli import adding
from cli.client import Client
from cli.main import app
from config.settings import Settings
from domain.quick_add import QuickAdd, Span, SpanKind
from domain.task import NewTask, Task
from domain.values import Priority, TaskStatus

MOMENT = datetime(2026, 1, 31, tzinfo=UTC)
LINE = "[b]Report[/b] !high @ann #docs every Monday"
FOUND = QuickAdd(
    title="[b]Report[/b]",
    priority=Priority.HIGH,
    assignees=["ann"],
    labels=["docs"],
    due=datetime(2026, 2, 2, 9, 0, tzinfo=timezone(timedelta(hours=2))),
    recurrence="FREQ=WEEKLY;BYDAY=MO",
    spans=[Span(start=14, end=19, kind=SpanKind.PRIORITY)],
)


def run(monkeypatch: pytest.MonkeyPatch, found: QuickAdd, *words: str) -> tuple[Result, dict[str, object]]:
    asked: dict[str, object] = {}

    def answer(request: httpx2.Request) -> httpx2.Response:
        asked[request.url.path] = json.loads(request.content)
        if request.url.path == "/api/quick-add":
            return httpx2.Response(200, content=found.model_dump_json())
        new = NewTask.model_validate_json(request.content)
        task = Task(
            **dict(new), id=7, status=TaskStatus.OPEN, created_at=MOMENT, updated_at=MOMENT, version=1
        )
        return httpx2.Response(201, content=task.model_dump_json())

    def open_client(_: Settings) -> Client:
        return Client("http://manta", "key", transport=httpx2.MockTransport(answer))

    monkeypatch.setattr(adding, "open_client", open_client)
    return CliRunner().invoke(app, ["add", *words], env={"COLUMNS": "200", "NO_COLOR": "1"}), asked


def test_a_line_becomes_a_task(monkeypatch: pytest.MonkeyPatch) -> None:
    shown, asked = run(monkeypatch, FOUND, *LINE.split(" "))
    assert shown.exit_code == 0
    assert asked["/api/quick-add"] == {"text": LINE, "timezone": None, "language": None}
    sent = NewTask.model_validate(asked["/api/tasks"])
    assert sent == FOUND.to_task()
    for told in ("task 7", "[b]Report[/b]", "high", "ann", "docs", "2026-02-02 09:00 +0200", "FREQ=WEEKLY"):
        assert told in shown.stdout
    assert "not kept yet" in shown.stdout


def test_a_dry_run_only_shows_what_is_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    shown, asked = run(monkeypatch, FOUND, LINE, "--dry-run", "--timezone", "UTC", "--language", "en-US")
    assert shown.exit_code == 0
    assert asked == {"/api/quick-add": {"text": LINE, "timezone": "UTC", "language": "en-US"}}
    assert LINE in shown.stdout
    assert "task 7" not in shown.stdout


def test_it_is_json_for_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    shown, _ = run(monkeypatch, FOUND, LINE, "--json")
    assert Task.model_validate_json(shown.stdout).title == FOUND.title
    shown, _ = run(monkeypatch, FOUND, LINE, "--json", "--dry-run")
    assert QuickAdd.model_validate_json(shown.stdout) == FOUND


def test_a_line_without_words_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    shown, asked = run(monkeypatch, QuickAdd(title=""), " ")
    assert shown.exit_code == 1
    assert "no words" in shown.stderr
    assert "/api/tasks" not in asked

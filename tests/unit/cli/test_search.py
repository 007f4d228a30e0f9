"""`manta search` against an API that the test lays out."""

from datetime import UTC, datetime

import httpx2
import pytest
from typer.testing import CliRunner, Result

from cli import search
from cli.client import Client
from cli.main import app
from config.settings import Settings
from domain.search import Hit, HitKind, Match, SearchResult
from domain.task import Task
from domain.values import TaskStatus

MOMENT = datetime(2026, 1, 31, tzinfo=UTC)
TASK = Task(id=7, title="[b]Fix[/b]", status=TaskStatus.OPEN, created_at=MOMENT, updated_at=MOMENT, version=1)
HIT = Hit(
    kind=HitKind.TASK,
    score=0.03,
    matched=[Match.WORDS, Match.MEANING],
    snippet="[b]Fix[/b] the login",
    highlights=[(15, 20)],
    task=TASK,
)


def run(monkeypatch: pytest.MonkeyPatch, found: SearchResult, *words: str) -> tuple[Result, list[str]]:
    asked: list[str] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append(str(request.url.query, "ascii"))
        return httpx2.Response(200, content=found.model_dump_json())

    def open_client(_: Settings) -> Client:
        return Client("http://manta", "key", transport=httpx2.MockTransport(answer))

    monkeypatch.setattr(search, "open_client", open_client)
    return CliRunner().invoke(app, ["search", *words], env={"COLUMNS": "200", "NO_COLOR": "1"}), asked


def test_hits_are_shown_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    shown, asked = run(monkeypatch, SearchResult(hits=[HIT], meaning=True), "log in", "--status", "open")
    assert shown.exit_code == 0
    assert "[b]Fix[/b] the login" in shown.stdout
    assert "words, meaning" in shown.stdout
    assert "Only words" not in shown.stdout
    assert asked == ["q=log+in&limit=20&status=open"]


def test_it_says_when_there_is_nothing_and_when_only_words_were_looked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown, _ = run(monkeypatch, SearchResult(hits=[], meaning=False), "x", "--kind", "task")
    assert "Nothing found." in shown.stdout
    assert "Only words were looked for" in shown.stdout


def test_it_is_json_for_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    found = SearchResult(hits=[HIT], meaning=True)
    shown, _ = run(monkeypatch, found, "x", "--json")
    assert SearchResult.model_validate_json(shown.stdout) == found

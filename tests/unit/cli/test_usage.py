"""`manta usage` against an API that the test lays out."""

import httpx2
import orjson
import pytest
from typer.testing import CliRunner, Result

from cli import usage
from cli.client import Client
from cli.main import app
from config.settings import Settings
from domain.usage import AgentFigures, AgentReport, FieldQuality, JudgedField

FIGURES = AgentFigures(
    agent="classification",
    model="[red]openai:gpt-5[/]",
    runs=1_234,
    mean_latency_ms=912.4,
    p50_latency_ms=840.1,
    p95_latency_ms=1_720.9,
    input_tokens=401_200,
    output_tokens=30_420,
    cost_usd=12.345,
    fallbacks=0,
)
STOOD_IN = FIGURES.model_copy(update={"model": "embedded", "cost_usd": None, "fallbacks": 7})
QUALITY = [FieldQuality.of(JudgedField.CATEGORY, 9, 1_234)]


def run(monkeypatch: pytest.MonkeyPatch, report: AgentReport, *words: str) -> tuple[Result, list[str]]:
    asked: list[str] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append(str(request.url))
        return httpx2.Response(200, content=report.model_dump_json())

    def open_client(_: Settings) -> Client:
        return Client("http://manta", "key", transport=httpx2.MockTransport(answer))

    monkeypatch.setattr(usage, "open_client", open_client)
    shown = CliRunner().invoke(app, ["usage", *words], env={"COLUMNS": "200", "NO_COLOR": "1"})
    assert shown.exit_code == 0, shown.output
    return shown, asked


def test_figures_and_accuracy_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    report = AgentReport(days=30, analysed=1_234, agents=[FIGURES, STOOD_IN], quality=QUALITY)
    shown, asked = run(monkeypatch, report, "--days", "30")
    assert asked == ["http://manta/api/agents?days=30"]
    rows = [" ".join(line.split()) for line in shown.stdout.splitlines()]
    assert rows[0] == "1,234 messages analysed in 30 days."
    assert "classification [red]openai:gpt-5[/] 1,234 912 840 1,721 401,200 30,420 $12.3450 0" in rows
    assert "classification embedded 1,234 912 840 1,721 401,200 30,420 unknown 7" in rows
    assert "category 9 99.3%" in rows


def test_without_runs_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    shown, _ = run(monkeypatch, AgentReport(days=7, analysed=0, agents=[], quality=QUALITY))
    assert shown.stdout == "No agent has run in 7 days.\n"


def test_the_report_is_printed_for_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    report = AgentReport(days=7, analysed=1_234, agents=[FIGURES], quality=QUALITY)
    shown, _ = run(monkeypatch, report, "--json")
    assert AgentReport.model_validate(orjson.loads(shown.stdout)) == report

from datetime import date

import pytest

from domain.usage import AgentDay, AgentFigures, JudgedField
from tests.api.client import Api, problem
from tests.fakes.world import OWN

FIGURES = AgentFigures(
    agent="classification",
    model="embedded",
    runs=4,
    mean_latency_ms=12.5,
    p50_latency_ms=11.0,
    p95_latency_ms=20.0,
    input_tokens=0,
    output_tokens=0,
    fallbacks=1,
)


async def test_the_agents_figures_and_corrections_are_told(api: Api) -> None:
    api.world.reports.figures[OWN] = [FIGURES]
    api.world.reports.corrected = {JudgedField.CATEGORY: 1}
    report = (await api.viewer.get("/api/agents")).json()
    assert (report["days"], report["analysed"]) == (7, 4)
    assert report["agents"] == [{**FIGURES.model_dump(), "cost_usd": None}]
    assert [(each["field"], each["corrected"], each["accuracy"]) for each in report["quality"]] == [
        ("actionable", 0, 1.0),
        ("category", 1, 0.75),
        ("priority", 0, 1.0),
        ("due", 0, 1.0),
    ]


async def test_days_are_told_for_a_plot(api: Api) -> None:
    day = AgentDay(
        date=date(2026, 1, 30),
        agent="extraction",
        runs=3,
        p50_latency_ms=9.5,
        p95_latency_ms=18.0,
        corrected=1,
    )
    api.world.reports.daily[OWN] = [day]
    assert (await api.viewer.get("/api/agents")).json()["daily"] == [day.model_dump(mode="json")]
    assert (await api.foreigner.get("/api/agents")).json()["daily"] == []


async def test_without_analyses_there_is_no_accuracy(api: Api) -> None:
    report = (await api.viewer.get("/api/agents?days=90")).json()
    assert (report["days"], report["analysed"], report["agents"]) == (90, 0, [])
    assert {each["accuracy"] for each in report["quality"]} == {None}


@pytest.mark.parametrize("days", ["0", "91", "-1", "x", "1.5"])
async def test_a_window_has_bounds(api: Api, days: str) -> None:
    problem(await api.viewer.get(f"/api/agents?days={days}"), 422, "invalid-fields")


async def test_an_outage_is_told(api: Api) -> None:
    api.world.reports.unavailable = True
    problem(await api.viewer.get("/api/agents"), 503, "unavailable")

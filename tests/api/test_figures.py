"""Counts by day and filter menus, as clients ask for them."""

import pytest

from domain.figures import ChatCount, Facets, NameCount
from domain.workspace import WorkspaceChange
from tests.api.client import Api, problem
from tests.fakes.world import OWN

FACETS = Facets(
    assignees=[NameCount(name="ada", tasks=2)],
    labels=[NameCount(name="web", tasks=1)],
    chats=[ChatCount(chat_id="42", title="Backend", tasks=3)],
)


async def test_thirty_days_are_told_by_default_and_the_last_is_today(api: Api) -> None:
    api.world.figures.backlog[OWN] = 4
    history = (await api.viewer.get("/api/stats/history")).json()
    assert [history["days"][place]["date"] for place in (0, -1)] == ["2026-01-02", "2026-01-31"]
    assert len(history["days"]) == 30
    assert {day["backlog"] for day in history["days"]} == {4}
    assert history["timezone"] == "UTC"
    assert history["time_to_done"] == {"count": 0, "p50_s": None, "p90_s": None}
    ages = [(each["label_days_from"], each["label_days_to"]) for each in history["ages"]]
    assert ages == [(0, 1), (1, 3), (3, 7), (7, 30), (30, None)]


async def test_without_a_zone_the_days_are_the_workspace_s(api: Api) -> None:
    await api.world.workspaces.change_workspace(OWN, WorkspaceChange(timezone="Pacific/Honolulu"))
    history = (await api.viewer.get("/api/stats/history?days=1")).json()
    assert (history["timezone"], history["days"][0]["date"]) == ("Pacific/Honolulu", "2026-01-30")
    asked = (await api.viewer.get("/api/stats/history?days=1&timezone=Asia/Tokyo")).json()
    assert (asked["timezone"], asked["days"][0]["date"]) == ("Asia/Tokyo", "2026-01-31")


@pytest.mark.parametrize("query", ["days=0", "days=367", "days=x", "timezone=Mars/Base", "timezone="])
async def test_a_history_has_bounds(api: Api, query: str) -> None:
    problem(await api.viewer.get(f"/api/stats/history?{query}"), 422, "invalid-fields")


async def test_facets_are_told(api: Api) -> None:
    api.world.figures.facets[OWN] = FACETS
    assert (await api.viewer.get("/api/facets")).json() == FACETS.model_dump()


async def test_another_workspace_s_figures_are_not_told(api: Api) -> None:
    api.world.figures.facets[OWN] = FACETS
    api.world.figures.backlog[OWN] = 4
    assert (await api.foreigner.get("/api/facets")).json() == {"assignees": [], "labels": [], "chats": []}
    history = (await api.foreigner.get("/api/stats/history?days=1")).json()
    assert history["days"][0]["backlog"] == 0


@pytest.mark.parametrize("path", ["/api/stats/history", "/api/facets"])
async def test_an_outage_is_told(api: Api, path: str) -> None:
    api.world.figures.unavailable = True
    problem(await api.viewer.get(path), 503, "unavailable")

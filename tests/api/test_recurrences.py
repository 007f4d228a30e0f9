"""Recurring tasks over HTTP; who may do what is in test_access.py."""

from tests.api.client import TASK, Api, problem
from tests.fakes.recurrences import make_recurring
from tests.fakes.world import OWN


async def test_a_task_with_a_rule_begins_a_recurrence(api: Api) -> None:
    answer = await api.member.post(
        "/api/tasks", json={**TASK, "recurrence": "FREQ=DAILY", "timezone": "Europe/Kyiv"}
    )
    assert answer.status_code == 201
    assert (answer.json()["recurrence_id"], answer.json()["recurrence"]) == (1, "FREQ=DAILY")
    kept = (await api.viewer.get("/api/recurrences/1")).json()
    assert (kept["rule"], kept["timezone"]) == ("FREQ=DAILY", "Europe/Kyiv")
    assert [each["id"] for each in (await api.viewer.get("/api/recurrences")).json()] == [1]


async def test_without_a_zone_it_goes_by_the_workspace(api: Api) -> None:
    await api.admin.patch("/api/workspace", json={"timezone": "Europe/Berlin"})
    await api.member.post("/api/tasks", json={**TASK, "recurrence": "FREQ=DAILY"})
    assert (await api.viewer.get("/api/recurrences/1")).json()["timezone"] == "Europe/Berlin"


async def test_what_is_no_rule_or_no_zone_is_refused(api: Api) -> None:
    problem(await api.member.post("/api/tasks", json={**TASK, "recurrence": "daily"}), 422, "invalid-input")
    answer = await api.member.post("/api/tasks", json={**TASK, "recurrence": "FREQ=DAILY", "timezone": "X"})
    problem(answer, 422, "invalid-fields")


async def test_it_is_ended(api: Api) -> None:
    api.world.recurrences.put(OWN, make_recurring(OWN))
    assert (await api.member.delete("/api/recurrences/1")).status_code == 204
    problem(await api.member.delete("/api/recurrences/2"), 404, "not-found")

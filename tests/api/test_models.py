"""Models by the API."""

import pytest

from tests.api.client import Api, problem
from tests.fakes.world import OWN

TEST = "/api/models/test"


async def test_models_are_those_of_the_workspaces_settings(api: Api) -> None:
    await api.admin.patch("/api/workspace", json={"models": {"analysis": "ollama:qwen3:4b"}})
    told = (await api.viewer.get("/api/models")).json()
    assert told["in_use"] == {
        "classification": "embedded",
        "extraction": "embedded",
        "analysis": "ollama:qwen3:4b",
    }
    [choice] = told["choices"]
    assert choice == {"name": "embedded", "label": "Embedded engine", "available": True, "why": ""}
    foreign = (await api.foreigner.get("/api/models")).json()
    assert set(foreign["in_use"].values()) == {"embedded"}


async def test_a_trial_tells_what_the_agents_made_of_samples(api: Api) -> None:
    [trial] = (await api.admin.post(TEST, json={"model": "embedded"})).json()
    assert (trial["text"], trial["error"], trial["latency_ms"]) == ("Please fix it", "", 1.5)
    assert trial["findings"]["summary"]["title"] == "Fix it"
    assert api.world.messages.inbox(OWN).messages == {}


async def test_a_model_that_can_not_be_used_is_named_with_what_can(api: Api) -> None:
    answer = await api.admin.post(TEST, json={"model": "openai:gpt-9"})
    problem(answer, 422, "invalid-fields")
    assert [(error["field"], error["code"]) for error in answer.json()["errors"]] == [("model", "model")]
    assert answer.json()["remedy"] == "Use embedded."


@pytest.mark.parametrize("body", [{}, {"model": None}, {"model": ""}, {"model": "gpt 5"}])
async def test_what_is_no_model_is_refused(api: Api, body: object) -> None:
    problem(await api.admin.post(TEST, json=body), 422, "invalid-fields")


async def test_one_trial_at_once_for_each_workspace(api: Api) -> None:
    api.world.desk.busy = {OWN}
    answer = await api.admin.post(TEST, json={"model": "embedded"})
    problem(answer, 429, "overloaded")
    assert answer.headers["retry-after"]
    assert (await api.foreigner.post(TEST, json={"model": "embedded"})).status_code == 200


async def test_an_outage_is_told(api: Api) -> None:
    api.world.desk.unavailable = True
    problem(await api.viewer.get("/api/models"), 503, "unavailable")
    problem(await api.admin.post(TEST, json={"model": "embedded"}), 503, "unavailable")

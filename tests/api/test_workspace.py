import asyncio

import pytest

from tests.api.client import Api, problem
from tests.fakes.world import FOREIGN, OWN

ADDRESS = "/api/workspace"


async def _fields(api: Api, change: object) -> list[str]:
    """Return the fields a change is refused for."""
    answer = await api.admin.patch(ADDRESS, json=change)
    problem(answer, 422, "invalid-fields")
    return [error["field"] for error in answer.json()["errors"]]


async def test_what_nobody_has_set_is_as_the_system_is_set(api: Api) -> None:
    assert (await api.viewer.get(ADDRESS)).json() == {
        "id": OWN,
        "slug": "w1",
        "name": "W1",
        "timezone": "UTC",
        "language": "",
        "model": None,
        "models": {"classification": None, "extraction": None, "analysis": None},
        "task_threshold": None,
        "proposal_threshold": None,
        "duplicate_threshold": 0.78,
    }


async def test_only_what_is_sent_changes(api: Api) -> None:
    first = {"name": "Harbor", "timezone": "Europe/Berlin", "language": "uk", "task_threshold": 0.5}
    await api.admin.patch(ADDRESS, json=first)
    answer = await api.admin.patch(ADDRESS, json={"language": "pt-BR"})
    assert answer.status_code == 200
    assert answer.json() == (await api.viewer.get(ADDRESS)).json()
    assert {**answer.json(), **first, "language": "pt-BR"} == answer.json()


async def test_models_of_single_agents_are_merged(api: Api) -> None:
    for change in ({"extraction": "embedded"}, {"analysis": "ollama:qwen3:4b"}, {"extraction": None}):
        answer = await api.admin.patch(ADDRESS, json={"models": change})
    models = answer.json()["models"]
    assert models == {"classification": None, "extraction": None, "analysis": "ollama:qwen3:4b"}


async def test_null_puts_a_setting_back(api: Api) -> None:
    before = (await api.viewer.get(ADDRESS)).json()
    change: dict[str, object] = {
        "timezone": "Asia/Tokyo",
        "language": "ja",
        "model": "embedded",
        "models": {"analysis": "embedded"},
        "task_threshold": 0.9,
        "proposal_threshold": 0.2,
        "duplicate_threshold": 0.5,
    }
    changed = (await api.admin.patch(ADDRESS, json=change)).json()
    assert all(changed[name] != before[name] for name in change)
    assert (await api.admin.patch(ADDRESS, json=dict.fromkeys(change))).json() == before


async def test_a_name_can_not_be_taken_away(api: Api) -> None:
    assert await _fields(api, {"name": None}) == ["name"]
    assert await _fields(api, {"name": " "}) == ["name"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("timezone", "Mars/Olympus"),
        ("timezone", "../../etc/passwd"),
        ("timezone", "Europe"),
        ("timezone", ""),
        ("language", "German"),
        ("language", "de_AT"),
        ("task_threshold", 1.01),
        ("proposal_threshold", -0.1),
        ("duplicate_threshold", "high"),
        ("model", "gpt 5"),
        ("model", "nonsense"),
        ("model", ""),
        ("time_zone", "UTC"),
        ("id", 7),
    ],
)
async def test_what_can_not_be_is_refused_by_field(api: Api, field: str, value: object) -> None:
    before = (await api.viewer.get(ADDRESS)).json()
    assert await _fields(api, {"language": "uk", field: value}) == [field]
    assert (await api.viewer.get(ADDRESS)).json() == before


async def test_an_agent_that_is_not_known_is_refused(api: Api) -> None:
    assert await _fields(api, {"models": {"poet": "embedded"}}) == ["models.poet"]
    assert await _fields(api, {"models": {"analysis": "?"}}) == ["models.analysis"]


async def test_a_proposal_needs_no_more_confidence_than_a_task(api: Api) -> None:
    both = {"task_threshold": 0.5, "proposal_threshold": 0.51}
    assert await _fields(api, both) == ["proposal_threshold"]
    await api.admin.patch(ADDRESS, json={"task_threshold": 0.5, "proposal_threshold": 0.5})
    assert await _fields(api, {"task_threshold": 0.49}) == ["proposal_threshold"]
    assert await _fields(api, {"proposal_threshold": 0.6}) == ["proposal_threshold"]
    assert (await api.viewer.get(ADDRESS)).json()["task_threshold"] == 0.5


async def test_models_are_checked_when_they_are_in_the_change_only(api: Api) -> None:
    await api.admin.patch(ADDRESS, json={"language": "uk", "model": None, "models": {"analysis": None}})
    assert api.world.models.asked == []
    change = {"model": "embedded", "models": {"analysis": "embedded", "extraction": "auto"}}
    assert (await api.admin.patch(ADDRESS, json=change)).status_code == 200
    assert sorted(api.world.models.asked) == ["auto", "embedded"]


@pytest.mark.parametrize("field", ["model", "models.extraction"])
async def test_a_model_that_can_not_be_used_is_named_with_those_that_can(api: Api, field: str) -> None:
    wanted = "openai:gpt-9"
    change = {"model": wanted} if field == "model" else {"models": {"extraction": wanted}}
    answer = await api.admin.patch(ADDRESS, json=change | {"language": "uk"})
    assert problem(answer, 422, "invalid-fields") == f"{field}: The model 'openai:gpt-9' is not there."
    assert [(error["field"], error["code"]) for error in answer.json()["errors"]] == [(field, "model")]
    assert "ollama:qwen3:4b" in answer.json()["remedy"]
    assert (await api.viewer.get(ADDRESS)).json()["language"] == ""


async def test_while_nobody_can_check_models_other_settings_can_be_changed(api: Api) -> None:
    api.world.models.outage.unavailable = True
    problem(await api.admin.patch(ADDRESS, json={"model": "embedded"}), 503, "unavailable")
    assert (await api.admin.patch(ADDRESS, json={"language": "uk"})).status_code == 200


async def test_workspaces_do_not_touch_each_other(api: Api) -> None:
    changes = (api.admin.patch(ADDRESS, json={"name": "A"}), api.foreigner.patch(ADDRESS, json={"name": "B"}))
    assert [answer.json()["name"] for answer in await asyncio.gather(*changes)] == ["A", "B"]
    assert {key: each.name for key, each in api.world.workspaces.known.items()} == {OWN: "A", FOREIGN: "B"}


async def test_an_outage_is_told(api: Api) -> None:
    api.world.workspaces.unavailable = True
    problem(await api.viewer.get(ADDRESS), 503, "unavailable")
    problem(await api.admin.patch(ADDRESS, json={"language": "uk"}), 503, "unavailable")

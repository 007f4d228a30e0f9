import pytest

from domain.quick_add import QuickAddSettings
from domain.workspace import WorkspaceChange
from tests.api.client import Api, escaped, problem
from tests.fakes.world import OWN

PATH = "/api/quick-add"


async def test_a_line_is_shown_as_it_is_understood(api: Api) -> None:
    answer = await api.viewer.post(PATH, json={"text": "Report !high"})
    assert answer.status_code == 200
    assert answer.json() == {
        "title": "Report",
        "description": "",
        "priority": "high",
        "assignees": [],
        "labels": [],
        "due": None,
        "recurrence": None,
        "spans": [{"start": 7, "end": 12, "kind": "priority"}],
        "timezone": "UTC",
        "language": "",
    }


async def test_it_is_read_as_it_says_or_as_the_workspace_is_set(api: Api) -> None:
    change = WorkspaceChange(timezone="Europe/Kyiv", language="uk")
    await api.world.workspaces.change_workspace(OWN, change)
    own = {"timezone": "America/New_York", "language": "en-US"}
    for extra in ({}, {"timezone": own["timezone"]}, {"language": ""}, own):
        answer = await api.viewer.post(PATH, json={"text": "Report", **extra})
        settings = {"timezone": "Europe/Kyiv", "language": "uk"} | extra
        assert {name: answer.json()[name] for name in settings} == settings
        assert api.world.quick_add.asked.pop() == (
            "Report",
            api.world.clock.now(),
            QuickAddSettings.model_validate(settings),
        )


async def test_nothing_is_stored(api: Api) -> None:
    await api.viewer.post(PATH, json={"text": "Report !high"})
    assert (await api.viewer.get("/api/tasks")).json() == []


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"text": None},
        {"text": 7},
        {"text": "x" * 1_048_577},
        {"text": "a\x00"},
        {"text": "\ud800"},
        {"text": "a", "timezone": "Mars/Olympus"},
        {"text": "a", "timezone": ""},
        {"text": "a", "language": "Ukrainian!"},
    ],
)
async def test_a_line_that_does_not_fit_is_refused(api: Api, document: dict[str, object]) -> None:
    headers = {"Content-Type": "application/json"}
    answer = await api.viewer.post(PATH, content=escaped(document), headers=headers)
    problem(answer, 422, "invalid-fields")
    assert api.world.quick_add.asked == []


async def test_it_says_when_it_can_not_read_yet_or_does_not_know_the_workspace(api: Api) -> None:
    api.world.quick_add.unavailable = True
    problem(await api.viewer.post(PATH, json={"text": "a"}), 503, "unavailable")
    api.world.workspaces.unavailable = True
    problem(await api.viewer.post(PATH, json={"text": "a"}), 503, "unavailable")


async def test_strangers_are_refused(api: Api) -> None:
    problem(await api.anonymous.post(PATH, json={"text": "a"}), 401, "unauthenticated")

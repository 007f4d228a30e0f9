import pytest

from domain.search import HitKind, SearchQuery
from domain.values import TaskStatus
from tests.api.client import MESSAGE, TASK, Api, problem


async def _fill(api: Api) -> None:
    await api.member.post("/api/messages", json=MESSAGE)
    await api.member.post("/api/tasks", json=TASK)


async def test_messages_and_tasks_are_found_with_what_to_mark(api: Api) -> None:
    await _fill(api)
    answer = await api.viewer.get("/api/search", params={"q": "login page"})
    assert answer.status_code == 200
    found = answer.json()
    assert found["meaning"] is True
    assert [hit["kind"] for hit in found["hits"]] == ["task", "message"]
    task, message = found["hits"]
    assert (task["task"]["title"], task["message"]) == (TASK["title"], None)
    assert (message["message"]["external_id"], message["task"]) == ("m-1", None)
    assert [task["snippet"][start:end] for start, end in task["highlights"]] == ["login", "page"]
    assert task["score"] >= message["score"]


async def test_the_parameters_reach_the_search(api: Api) -> None:
    address = "/api/search?q=a%20-b&kind=task&kind=message&status=open&status=closed&limit=7"
    assert (await api.viewer.get(address)).status_code == 200
    assert (await api.viewer.get("/api/search?q=a")).status_code == 200
    assert api.world.search.queries == [
        SearchQuery(
            text="a -b",
            kinds=frozenset(HitKind),
            status=(TaskStatus.OPEN, TaskStatus.CLOSED),
            limit=7,
        ),
        SearchQuery(text="a", limit=20),
    ]


@pytest.mark.parametrize(
    "query",
    ["", "q=", f"q={'x' * 501}", "q=a&limit=0", "q=a&limit=101", "q=a&kind=proposal", "q=a&status=new"],
)
async def test_a_search_that_does_not_fit_is_refused(api: Api, query: str) -> None:
    problem(await api.viewer.get(f"/api/search?{query}"), 422, "invalid-fields")


async def test_it_tells_when_meaning_is_missing_and_when_the_database_is(api: Api) -> None:
    api.world.search.meaning = False
    assert (await api.viewer.get("/api/search?q=a")).json() == {"hits": [], "meaning": False}
    api.world.search.unavailable = True
    problem(await api.viewer.get("/api/search?q=a"), 503, "unavailable")


async def test_others_find_nothing_of_ours_and_strangers_nothing_at_all(api: Api) -> None:
    await _fill(api)
    assert (await api.foreigner.get("/api/search?q=login")).json()["hits"] == []
    problem(await api.anonymous.get("/api/search?q=login"), 401, "unauthenticated")

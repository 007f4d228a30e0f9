import itertools

import pytest

from domain.task import TRANSITIONS
from domain.values import TaskStatus
from tests.api.client import TASK, Api, escaped, problem
from tests.fakes.world import OWN


async def _create(api: Api, **fields: object) -> int:
    answer = await api.member.post("/api/tasks", json={**TASK, **fields})
    assert answer.status_code == 201, answer.text
    return int(answer.json()["id"])


async def test_a_created_task_has_the_contracts_shape(api: Api) -> None:
    answer = await api.member.post("/api/tasks", json=TASK)
    assert answer.status_code == 201
    assert answer.headers["location"] == "/api/tasks/1"
    assert answer.headers["etag"] == '"1"'
    assert answer.json() == {
        **TASK,
        "id": 1,
        "status": "open",
        "created_at": "2026-01-31T07:30:00Z",
        "updated_at": "2026-01-31T07:30:00Z",
        "version": 1,
        "due": None,
        "assignees": [],
        "labels": [],
        "message_ids": [],
        "chat_id": None,
        "parent_id": None,
        "recurrence_id": None,
        "recurrence": None,
    }


async def test_a_title_is_enough(api: Api) -> None:
    answer = await api.member.post("/api/tasks", json={"title": " Fix it "})
    body = answer.json()
    assert (body["title"], body["category"], body["priority"]) == ("Fix it", "chore", "medium")


async def test_due_times_become_utc(api: Api) -> None:
    task_id = await _create(api, due="2026-02-06T17:00:00+02:00")
    assert (await api.viewer.get(f"/api/tasks/{task_id}")).json()["due"] == "2026-02-06T15:00:00Z"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": None}, "title"),
        ({"title": "a\x00"}, "title"),
        ({"title": "\udc00"}, "title"),
        ({"title": "x" * 513}, "title"),
        ({"description": "\x00"}, "description"),
        ({"category": "wish"}, "category"),
        ({"priority": "asap"}, "priority"),
        ({"source": "fax"}, "source"),
        ({"due": "soon"}, "due"),
        ({"due": 5}, "due"),
        ({"due": "9999-12-31T23:59:59-12:00"}, "due"),
        ({"labels": "web"}, "labels"),
        ({"labels": ["ok", "\x00"]}, "labels.1"),
        ({"labels": ["x"] * 51}, "labels"),
        ({"assignees": [""]}, "assignees.0"),
    ],
)
async def test_a_bad_field_is_named_and_nothing_is_created(
    api: Api, change: dict[str, object], field: str
) -> None:
    answer = await api.member.post("/api/tasks", content=escaped({**TASK, **change}))
    problem(answer, 422, "invalid-fields")
    assert [each["field"] for each in answer.json()["errors"]] == [field]
    assert not api.world.board.desk(OWN).tasks


async def test_a_repeated_key_gives_the_first_task_even_after_a_change(api: Api) -> None:
    headers = {"Idempotency-Key": "k-1"}
    first = await api.member.post("/api/tasks", json=TASK, headers=headers)
    await api.member.put("/api/tasks/1/status?status=closed")
    again = await api.member.post("/api/tasks", json=TASK, headers=headers)
    assert (again.status_code, again.content) == (201, first.content)
    assert len(api.world.board.desk(OWN).tasks) == 1


async def test_a_key_is_good_for_one_request(api: Api) -> None:
    headers = {"Idempotency-Key": "k-1"}
    await api.member.post("/api/tasks", json=TASK, headers=headers)
    other = await api.member.post("/api/tasks", json={**TASK, "title": "x"}, headers=headers)
    problem(other, 409, "idempotency-key-reused")
    long = await api.member.post("/api/tasks", json=TASK, headers={"Idempotency-Key": "k" * 513})
    problem(long, 422, "invalid-fields")


async def test_a_task_shows_its_history(api: Api) -> None:
    task_id = await _create(api)
    await api.member.put(f"/api/tasks/{task_id}/status", json={"status": "in_progress"})
    detail = (await api.viewer.get(f"/api/tasks/{task_id}")).json()
    assert [(each["action"], each["version"], each["actor"]) for each in detail["history"]] == [
        ("created", 1, "member 1"),
        ("status_changed", 2, "member 1"),
    ]
    assert detail["messages"] == []


@pytest.mark.parametrize("task_id", ["2", "0", "-5", "9223372036854775808", "9" * 400])
async def test_an_id_that_names_nothing_is_the_contracts_404(api: Api, task_id: str) -> None:
    await _create(api)
    answers = [
        await api.viewer.get(f"/api/tasks/{task_id}"),
        await api.member.patch(f"/api/tasks/{task_id}", json={"title": "x"}),
        await api.member.put(f"/api/tasks/{task_id}/status?status=closed"),
    ]
    assert [problem(answer, 404, "task-not-found") for answer in answers] == ["Task not found"] * 3


@pytest.mark.parametrize("task_id", ["one", "1.5", "%00", "1e3"])
async def test_an_id_that_is_no_number_is_a_422(api: Api, task_id: str) -> None:
    problem(await api.viewer.get(f"/api/tasks/{task_id}"), 422, "invalid-fields")


async def test_fields_are_changed_and_the_version_grows(api: Api) -> None:
    task_id = await _create(api, due="2026-02-06T17:00:00Z", labels=["web"])
    api.world.clock.advance(60)
    answer = await api.member.patch(f"/api/tasks/{task_id}", json={"priority": "critical", "due": None})
    body = answer.json()
    assert (body["priority"], body["due"], body["labels"], body["version"]) == ("critical", None, ["web"], 2)
    assert body["updated_at"] == "2026-01-31T07:31:00Z"
    assert answer.headers["etag"] == '"2"'


async def test_a_change_that_changes_nothing_keeps_the_version(api: Api) -> None:
    task_id = await _create(api)
    for change in ({}, {"title": TASK["title"]}, {"title": None}, {"unknown": 1}):
        answer = await api.member.patch(f"/api/tasks/{task_id}", json=change)
        assert (answer.status_code, answer.json()["version"]) == (200, 1)


@pytest.mark.parametrize(
    ("header", "in_body", "status"),
    [
        ('"2"', None, 200),
        ('W/"2"', None, 200),
        (None, 2, 200),
        ('"2"', 2, 200),
        ("*", None, 200),
        ('"1"', None, 409),
        (None, 1, 409),
        ("*", 1, 409),
        (None, 99, 409),
        ('"2"', 1, 422),
        ("2", None, 422),
        ('"two"', None, 422),
        (None, 0, 422),
        (None, "two", 422),
    ],
)
async def test_a_stale_version_changes_nothing(
    api: Api, header: str | None, in_body: object, status: int
) -> None:
    task_id = await _create(api)
    await api.member.patch(f"/api/tasks/{task_id}", json={"title": "Second"})
    change = {"title": "Third"} if in_body is None else {"title": "Third", "version": in_body}
    headers = {} if header is None else {"If-Match": header}
    answer = await api.member.patch(f"/api/tasks/{task_id}", json=change, headers=headers)
    if status == 200:
        assert answer.json()["title"] == "Third"
    else:
        problem(answer, status, {409: "stale-version", 422: "invalid-fields"}[status])
        assert api.world.board.desk(OWN).tasks[task_id].title == "Second"


@pytest.mark.parametrize("by_query", [True, False])
async def test_the_status_is_set_by_query_or_json(api: Api, *, by_query: bool) -> None:
    task_id = await _create(api)
    path = f"/api/tasks/{task_id}/status"
    answer = (
        await api.member.put(f"{path}?status=completed")
        if by_query
        else await api.member.put(path, json={"status": "completed"})
    )
    assert answer.status_code == 200
    expected = {"message": "Task status updated", "task_id": task_id, "status": "completed", "version": 2}
    assert answer.json() == expected


@pytest.mark.parametrize(("start", "target"), list(itertools.product(TaskStatus, TaskStatus)))
async def test_only_legal_moves_are_made(api: Api, start: TaskStatus, target: TaskStatus) -> None:
    task_id = await _create(api)
    path = f"/api/tasks/{task_id}/status"
    assert (await api.member.put(f"{path}?status={start}")).status_code == 200
    answer = await api.member.put(f"{path}?status={target}")
    if target == start or target in TRANSITIONS[start]:
        assert answer.json()["status"] == target
    else:
        problem(answer, 409, "illegal-transition")
        assert api.world.board.desk(OWN).tasks[task_id].status == start


async def test_an_unknown_or_missing_status_is_a_422(api: Api) -> None:
    path = f"/api/tasks/{await _create(api)}/status"
    problem(await api.member.put(f"{path}?status=done"), 422, "invalid-fields")
    problem(await api.member.put(path, json={"status": "done"}), 422, "invalid-fields")
    problem(await api.member.put(path, json={}), 422, "invalid-fields")
    problem(await api.member.put(path), 422, "invalid-fields")
    problem(await api.member.put(path, content=b"{"), 400, "malformed-json")


async def _create_six(api: Api) -> None:
    words = ("alpha", "beta", "gamma", "delta", "epsilon", "zeta")
    for number, word in enumerate(words):
        api.world.clock.advance(60)
        await _create(
            api,
            title=word,
            category=("bug", "feature", "chore")[number % 3],
            priority=("low", "critical")[number % 2],
            source="email" if number == 5 else "api",
            assignees=["ada"] if number < 2 else [],
            labels=["web"] if number in {0, 5} else [],
            due=None if number == 0 else f"2026-03-{20 - number:02}T00:00:00Z",
        )
    await api.member.put("/api/tasks/2/status?status=closed")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [6, 5, 4, 3, 2, 1]),
        ("sort=oldest", [1, 2, 3, 4, 5, 6]),
        ("sort=updated", [6, 2, 5, 4, 3, 1]),
        ("sort=priority", [6, 4, 2, 5, 3, 1]),
        ("sort=due", [6, 5, 4, 3, 2, 1]),
        ("status=closed", [2]),
        ("status=closed&status=open&limit=3", [6, 5, 4]),
        ("category=bug&category=chore", [6, 4, 3, 1]),
        ("priority=low&category=bug", [1]),
        ("source=email", [6]),
        ("assignee=ada", [2, 1]),
        ("label=web", [6, 1]),
        ("due_before=2026-03-17T00:00:00Z", [6, 5]),
        ("q=ETA", [6, 2]),
    ],
)
async def test_tasks_are_filtered_and_sorted(api: Api, query: str, found: list[int]) -> None:
    await _create_six(api)
    answer = await api.viewer.get(f"/api/tasks?{query}")
    assert [each["id"] for each in answer.json()] == found


@pytest.mark.parametrize("sort", ["newest", "oldest", "updated", "priority", "due"])
async def test_pages_follow_one_another_in_every_order(api: Api, sort: str) -> None:
    await _create_six(api)
    whole = [each["id"] for each in (await api.viewer.get(f"/api/tasks?sort={sort}")).json()]
    seen: list[int] = []
    address: str | None = f"/api/tasks?sort={sort}&limit=2&q="
    while address:
        answer = await api.viewer.get(address)
        seen += [each["id"] for each in answer.json()]
        address = answer.links.get("next", {}).get("url")
        assert address is None or f"sort={sort}&limit=2&q=&cursor=" in address
    assert seen == whole
    assert len(seen) == 6


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=501",
        "sort=best",
        "status=done",
        "category=x",
        "priority=x",
        "source=x",
        "label=%00",
        "assignee=",
        "due_before=x",
        f"q={'x' * 501}",
    ],
)
async def test_a_bad_query_is_a_422(api: Api, query: str) -> None:
    problem(await api.viewer.get(f"/api/tasks?{query}"), 422, "invalid-fields")


async def test_a_cursor_of_another_list_is_a_422(api: Api) -> None:
    await _create_six(api)
    first = await api.viewer.get("/api/tasks?limit=2")
    cursor = first.links["next"]["url"].partition("cursor=")[2]
    problem(await api.viewer.get(f"/api/tasks?sort=due&cursor={cursor}"), 422, "invalid-input")


async def test_while_the_board_is_away_nothing_is_acknowledged(api: Api) -> None:
    api.world.board.unavailable = True
    for answer in (
        await api.member.post("/api/tasks", json=TASK),
        await api.member.patch("/api/tasks/1", json={"title": "x"}),
        await api.viewer.get("/api/tasks"),
        await api.viewer.get("/api/stats"),
    ):
        problem(answer, 503, "unavailable")
        assert answer.headers["retry-after"]

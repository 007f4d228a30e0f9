"""Comments: what people say about a task, told to all, deleted by who wrote them."""

import httpx2
import pytest

from domain.comment import MAX_COMMENT_CHARS
from domain.event import EventType
from tests.api.client import TASK, Api, escaped, problem
from tests.fakes.world import OWN

PATH = "/api/tasks/1/comments"


async def _comment(api: Api, text: str = "On it", **headers: str) -> httpx2.Response:
    """Let the member comment on the first task, which is made if there is none."""
    if not api.world.board.desk(OWN).tasks:
        await api.member.post("/api/tasks", json=TASK)
    return await api.member.post(PATH, json={"text": text}, headers=headers)


async def _told(api: Api) -> list[tuple[EventType, str]]:
    events = await api.world.feed.next_events(OWN, 0, 0)
    return [(event.type, event.body) for event in events]


async def test_a_comment_has_the_contracts_shape(api: Api) -> None:
    answer = await _comment(api, "  It is the *new* cookie.\nI have a fix. ")
    assert answer.status_code == 201
    expected = {
        "id": 2,
        "task_id": 1,
        "author": "member 1",
        "text": "It is the *new* cookie.\nI have a fix.",
        "created_at": "2026-01-31T07:30:00Z",
    }
    assert answer.json() == expected
    await _comment(api, "Later")
    detail = (await api.viewer.get("/api/tasks/1")).json()
    assert [each["text"] for each in detail["comments"]] == [expected["text"], "Later"]
    assert (detail["comments"][0], detail["version"]) == (expected, 1)


async def test_a_step_names_its_parent(api: Api) -> None:
    await api.member.post("/api/tasks", json=TASK)
    step = (await api.member.post("/api/tasks", json={"title": "Step", "parent_id": 1})).json()
    detail = (await api.viewer.get(f"/api/tasks/{step['id']}")).json()
    assert detail["parent"] == {"task_id": 1, "title": TASK["title"], "status": "open"}
    assert (await api.viewer.get("/api/tasks/1")).json()["parent"] is None


@pytest.mark.parametrize(
    "text", [None, "", " \n\t", "x" * (MAX_COMMENT_CHARS + 1), "\x00", "\udc00", 5, ["x"]]
)
async def test_a_text_that_is_none_is_refused(api: Api, text: object) -> None:
    await api.member.post("/api/tasks", json=TASK)
    problem(await api.member.post(PATH, content=escaped({"text": text})), 422, "invalid-fields")
    assert not api.world.board.desk(OWN).comments


async def test_the_longest_text_is_taken(api: Api) -> None:
    assert (await _comment(api, "ї" * MAX_COMMENT_CHARS)).status_code == 201


async def test_a_repeated_key_gives_the_first_comment(api: Api) -> None:
    first = await _comment(api, **{"Idempotency-Key": "c-1"})
    again = await _comment(api, **{"Idempotency-Key": "c-1"})
    assert (again.status_code, again.content) == (201, first.content)
    assert len(api.world.board.desk(OWN).comments) == 1
    problem(await _comment(api, "Else", **{"Idempotency-Key": "c-1"}), 409, "idempotency-key-reused")


@pytest.mark.parametrize("task_id", ["2", "0", "-5", "9223372036854775808"])
async def test_a_task_that_is_not_there_takes_no_comment(api: Api, task_id: str) -> None:
    await api.member.post("/api/tasks", json=TASK)
    answer = await api.member.post(f"/api/tasks/{task_id}/comments", json={"text": "On it"})
    problem(answer, 404, "task-not-found")


async def test_its_author_deletes_a_comment_once(api: Api) -> None:
    comment_id = (await _comment(api)).json()["id"]
    answer = await api.member.delete(f"{PATH}/{comment_id}")
    assert (answer.status_code, answer.content) == (204, b"")
    problem(await api.member.delete(f"{PATH}/{comment_id}"), 404, "not-found")
    assert (await api.viewer.get("/api/tasks/1")).json()["comments"] == []


async def test_an_admin_deletes_anybody_s_but_a_member_only_their_own(api: Api) -> None:
    comment_id = (await _comment(api)).json()["id"]
    theirs = (await api.admin.post(PATH, json={"text": "Mine"})).json()["id"]
    assert "somebody else" in problem(await api.member.delete(f"{PATH}/{theirs}"), 403, "forbidden")
    assert (await api.admin.delete(f"{PATH}/{comment_id}")).status_code == 204
    assert list(api.world.board.desk(OWN).comments) == [theirs]


@pytest.mark.parametrize("comment_id", ["99", "0", "-1", "9223372036854775808"])
async def test_a_comment_that_is_not_there_is_a_404(api: Api, comment_id: str) -> None:
    await _comment(api)
    problem(await api.member.delete(f"{PATH}/{comment_id}"), 404, "not-found")


async def test_a_comment_belongs_to_its_task(api: Api) -> None:
    comment_id = (await _comment(api)).json()["id"]
    other = (await api.member.post("/api/tasks", json=TASK)).json()["id"]
    problem(await api.member.delete(f"/api/tasks/{other}/comments/{comment_id}"), 404, "not-found")


async def test_events_tell_of_both(api: Api) -> None:
    comment = await _comment(api)
    await api.member.delete(f"{PATH}/{comment.json()['id']}")
    (_, written), (_, deleted) = (await _told(api))[1:]
    assert written == f'{{"type":"task_commented","seq":2,"data":{comment.text}}}'
    assert deleted == '{"type":"task_comment_deleted","seq":3,"data":{"id":2,"task_id":1}}'


async def test_while_the_board_is_away_nothing_is_acknowledged(api: Api) -> None:
    await _comment(api)
    api.world.board.unavailable = True
    problem(await _comment(api), 503, "unavailable")
    problem(await api.member.delete(f"{PATH}/2"), 503, "unavailable")

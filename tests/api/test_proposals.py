from domain.task import NewTask
from tests.api.client import TASK, Api, problem
from tests.fakes.world import FOREIGN, OWN


def _propose(api: Api, workspace_id: int = OWN) -> int:
    return api.world.board.propose(workspace_id, NewTask(title="Maybe")).id


async def test_an_accepted_proposal_becomes_one_task_however_often_it_is_accepted(api: Api) -> None:
    path = f"/api/proposals/{_propose(api)}/accept"
    first = await api.member.post(path)
    again = await api.member.post(path)
    assert first.status_code == 200
    assert (first.json()["title"], first.headers["etag"]) == ("Maybe", '"1"')
    assert again.content == first.content
    assert len(api.world.board.desk(OWN).tasks) == 1


async def test_a_proposal_can_be_edited_as_it_is_accepted(api: Api) -> None:
    answer = await api.member.post(f"/api/proposals/{_propose(api)}/accept", json=TASK)
    assert answer.json()["title"] == TASK["title"]


async def test_a_bad_edit_leaves_the_proposal_pending(api: Api) -> None:
    path = f"/api/proposals/{_propose(api)}/accept"
    problem(await api.member.post(path, json={"title": ""}), 422, "invalid-fields")
    problem(await api.member.post(path, content=b"{"), 400, "malformed-json")
    assert len((await api.viewer.get("/api/proposals?status=pending")).json()) == 1


async def test_a_decision_stays(api: Api) -> None:
    path = f"/api/proposals/{_propose(api)}"
    first = await api.member.post(f"{path}/decline")
    again = await api.member.post(f"{path}/decline")
    assert first.json()["status"] == "declined"
    assert again.content == first.content
    problem(await api.member.post(f"{path}/accept"), 409, "conflict")
    assert not api.world.board.desk(OWN).tasks


async def test_proposals_are_listed_newest_first_in_pages(api: Api) -> None:
    ids = [_propose(api) for _ in range(5)]
    await api.member.post(f"/api/proposals/{ids[2]}/decline")
    seen: list[int] = []
    address: str | None = "/api/proposals?status=pending&limit=2"
    while address:
        answer = await api.viewer.get(address)
        seen += [each["id"] for each in answer.json()]
        address = answer.links.get("next", {}).get("url")
    assert seen == [ids[4], ids[3], ids[1], ids[0]]


async def test_proposals_of_others_do_not_exist(api: Api) -> None:
    foreign = _propose(api, FOREIGN)
    for number in (foreign, 99, 0, 2**63):
        problem(await api.member.post(f"/api/proposals/{number}/accept"), 404, "not-found")
        problem(await api.member.post(f"/api/proposals/{number}/decline"), 404, "not-found")
    assert (await api.viewer.get("/api/proposals")).json() == []


async def test_a_bad_query_is_a_422(api: Api) -> None:
    for query in ("status=maybe", "limit=0", "cursor=x"):
        problem(await api.viewer.get(f"/api/proposals?{query}"), 422, "invalid-fields")

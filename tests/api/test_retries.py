import pytest

from tests.api.client import MESSAGE, Api, problem
from tests.fakes.world import FOREIGN, OWN


async def _fail(api: Api, number: int, workspace_id: int = OWN) -> int:
    """Let a message come in and fail for good; return its id."""
    client = api.member if workspace_id == OWN else api.foreigner
    answer = await client.post("/api/messages", json={**MESSAGE, "id": f"failing-{number}"})
    message_id = int(answer.json()["message_id"])
    api.world.retries.fail(workspace_id, message_id, "the model said nothing")
    return message_id


async def test_dead_letters_are_listed_newest_first_in_pages_with_their_reasons(api: Api) -> None:
    ids = [await _fail(api, number) for number in range(5)]
    seen: list[int] = []
    address: str | None = "/api/dead-letters?limit=2"
    while address:
        answer = await api.viewer.get(address)
        seen += [each["message_id"] for each in answer.json()]
        assert {each["error"] for each in answer.json()} <= {"the model said nothing"}
        address = answer.links.get("next", {}).get("url")
    assert seen == ids[::-1]


async def test_chosen_messages_are_retried_once(api: Api) -> None:
    message_id = await _fail(api, 1)
    wish = {"message_ids": [message_id, message_id, 99]}
    first = await api.member.post("/api/retries", json=wish)
    again = await api.member.post("/api/retries", json=wish)
    assert first.json() == {"retried": 1, "unchanged": 1, "left": 0}
    assert again.json() == {"retried": 0, "unchanged": 2, "left": 0}
    assert (await api.viewer.get("/api/dead-letters")).json() == []
    assert (await api.viewer.get(f"/api/messages/{message_id}")).json()["status"] == "received"


async def test_all_of_a_kind_are_retried(api: Api) -> None:
    for number in range(3):
        await _fail(api, number)
    assert (await api.member.post("/api/retries", json={"which": "fallbacks"})).json()["retried"] == 0
    assert (await api.member.post("/api/retries", json={"which": "dead"})).json()["retried"] == 3


async def test_a_wish_names_messages_or_a_kind(api: Api) -> None:
    none: list[int] = []
    wishes: list[dict[str, object]] = [
        {},
        {"message_ids": [1], "which": "dead"},
        {"message_ids": none},
        {"which": "all"},
        {"message_ids": [0]},
    ]
    for wish in wishes:
        problem(await api.member.post("/api/retries", json=wish), 422, "invalid-fields")


async def test_dead_letters_of_others_do_not_exist(api: Api) -> None:
    foreign = await _fail(api, 1, FOREIGN)
    assert (await api.viewer.get("/api/dead-letters")).json() == []
    await api.member.post("/api/retries", json={"which": "dead"})
    await api.member.post("/api/retries", json={"message_ids": [foreign]})
    assert [each["message_id"] for each in (await api.foreigner.get("/api/dead-letters")).json()] == [foreign]


async def test_one_message_is_retried_whatever_its_end_and_once(api: Api) -> None:
    message_id = await _fail(api, 1)
    address = f"/api/messages/{message_id}/retry"
    answers = [(await api.member.post(address)).json() for _ in range(2)]
    named = {"id": "failing-1", "message_id": message_id}
    assert answers == [
        {"status": "message queued again", **named},
        {"status": "message still waiting", **named},
    ]


@pytest.mark.parametrize("number", [99, 0, -1, 2**63])
async def test_a_message_that_does_not_exist_is_not_retried(api: Api, number: int) -> None:
    problem(await api.member.post(f"/api/messages/{number}/retry"), 404, "not-found")

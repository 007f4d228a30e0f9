from tests.api.client import MESSAGE, Api, escaped, problem
from tests.fakes.world import OWN


async def test_each_item_gets_its_own_answer_in_order(api: Api) -> None:
    await api.member.post("/api/messages", json=MESSAGE)
    batch: list[object] = [
        MESSAGE,
        {**MESSAGE, "id": "new"},
        {**MESSAGE, "content": "other"},
        {**MESSAGE, "id": "bad", "timestamp": "x"},
        {**MESSAGE, "id": "\ud800"},
        "text",
    ]
    answer = await api.member.post("/api/messages/batch", content=escaped(batch))
    body = answer.json()

    assert answer.status_code == 200
    assert [(each["id"], each["status"]) for each in body["results"]] == [
        ("m-1", "duplicate"),
        ("new", "message received"),
        ("m-1", "rejected"),
        ("bad", "rejected"),
        ("?", "rejected"),
        (None, "rejected"),
    ]
    assert [each["message_id"] for each in body["results"]] == [1, 2, None, None, None, None]
    codes = [each["error"] and each["error"]["code"] for each in body["results"]]
    assert codes == [None, None, "duplicate-id", "invalid-fields", "invalid-fields", "invalid-fields"]
    assert (body["received"], body["duplicates"], body["rejected"]) == (1, 1, 4)


async def test_an_empty_batch_is_fine(api: Api) -> None:
    assert (await api.member.post("/api/messages/batch", json=[])).json()["results"] == []


async def test_a_batch_has_a_bound(api: Api) -> None:
    batch = [{**MESSAGE, "id": str(number)} for number in range(501)]
    assert "500" in problem(await api.member.post("/api/messages/batch", json=batch), 422, "invalid-fields")
    assert not api.world.messages.inbox(OWN).messages
    assert (await api.member.post("/api/messages/batch", json=batch[:500])).json()["received"] == 500


async def test_a_batch_is_an_array(api: Api) -> None:
    problem(await api.member.post("/api/messages/batch", json=MESSAGE), 422, "invalid-fields")
    problem(await api.member.post("/api/messages/batch", content=b"[{"), 400, "malformed-json")
    problem(await api.member.post("/api/messages/batch", content=b"[" * 90_000), 400, "malformed-json")


async def test_a_batch_that_can_not_be_stored_is_not_acknowledged(api: Api) -> None:
    api.world.messages.unavailable = True
    problem(await api.member.post("/api/messages/batch", json=[MESSAGE]), 503, "unavailable")

import uuid
from datetime import UTC, datetime

import pytest

from domain.analysis import Analysis
from domain.errors import OverloadedError
from domain.values import MAX_TEXT_CHARS
from tests.api.client import MESSAGE, Api, escaped, problem
from tests.fakes.world import OWN


async def test_a_message_is_stored_and_its_repetition_gets_the_very_same_answer(api: Api) -> None:
    first = await api.member.post("/api/messages", json=MESSAGE)
    again = await api.member.post("/api/messages", json=MESSAGE)

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == {"status": "message received", "id": "m-1", "message_id": 1}
    assert again.content == first.content


async def test_the_same_id_with_other_content_is_refused_and_the_first_is_kept(api: Api) -> None:
    await api.member.post("/api/messages", json=MESSAGE)
    problem(await api.member.post("/api/messages", json={**MESSAGE, "content": "x"}), 409, "duplicate-id")
    listed = (await api.member.get("/api/messages")).json()
    assert [message["content"] for message in listed] == [MESSAGE["content"]]


async def test_the_stored_message_has_the_contracts_shape(api: Api) -> None:
    await api.member.post("/api/messages", json=MESSAGE)
    assert (await api.viewer.get("/api/messages/1")).json() == {
        "id": 1,
        "external_id": "m-1",
        "content": MESSAGE["content"],
        "author": "Ada",
        "chat_id": "42",
        "sent_at": "2026-01-31T07:30:00Z",
        "source": "api",
        "status": "received",
        "analysis": None,
        "correction": None,
        "received_at": "2026-01-31T07:30:00Z",
        "author_id": None,
        "thread_id": None,
        "origin": None,
        "edited_at": None,
        "attachments": [],
        "url": None,
        "error": None,
        "edits": [],
    }


async def test_whole_numbers_are_taken_as_ids(api: Api) -> None:
    sloppy = {**MESSAGE, "id": 17, "chat_id": -100123, "reply_to": 16}
    assert (await api.member.post("/api/messages", json=sloppy)).json()["id"] == "17"
    assert (await api.member.get("/api/messages/1")).json()["chat_id"] == "-100123"


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        ("2026-01-31T09:30:00", datetime(2026, 1, 31, 9, 30, tzinfo=UTC)),
        ("2026-01-31T09:30:00Z", datetime(2026, 1, 31, 9, 30, tzinfo=UTC)),
        ("2026-01-31T09:30:00.125-05:00", datetime(2026, 1, 31, 14, 30, 0, 125_000, tzinfo=UTC)),
        ("2026-01-31", datetime(2026, 1, 31, tzinfo=UTC)),
    ],
)
async def test_timestamps_are_iso_8601_and_utc_without_an_offset(
    api: Api, sent: str, stored: datetime
) -> None:
    assert (await api.member.post("/api/messages", json={**MESSAGE, "timestamp": sent})).is_success
    assert api.world.messages.inbox(OWN).messages[1].sent_at == stored


async def test_without_an_id_the_idempotency_key_names_the_message(api: Api) -> None:
    message = {name: value for name, value in MESSAGE.items() if name != "id"}
    headers = {"Idempotency-Key": "order-7"}
    first = await api.member.post("/api/messages", json=message, headers=headers)
    again = await api.member.post("/api/messages", json=message, headers=headers)
    assert (first.status_code, again.status_code, first.json()["id"]) == (201, 200, "order-7")


async def test_without_id_and_key_a_message_gets_an_id_of_its_own(api: Api) -> None:
    message = {name: value for name, value in MESSAGE.items() if name != "id"}
    ids = {(await api.member.post("/api/messages", json=message)).json()["id"] for _ in range(2)}
    assert len({uuid.UUID(each) for each in ids}) == 2


async def test_an_idempotency_key_is_good_for_one_message(api: Api) -> None:
    headers = {"Idempotency-Key": "k"}
    await api.member.post("/api/messages", json=MESSAGE, headers=headers)
    other = await api.member.post("/api/messages", json={**MESSAGE, "id": "m-2"}, headers=headers)
    problem(other, 409, "idempotency-key-reused")


async def test_an_unusable_idempotency_key_is_named(api: Api) -> None:
    answer = await api.member.post("/api/messages", json=MESSAGE, headers={"Idempotency-Key": "k" * 513})
    assert "idempotency_key" in problem(answer, 422, "invalid-fields")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"content": None}, "content"),
        ({"content": 5}, "content"),
        ({"content": "a\x00b"}, "content"),
        ({"content": "a\ud800b"}, "content"),
        ({"content": "x" * (MAX_TEXT_CHARS + 1)}, "content"),
        ({"author": ""}, "author"),
        ({"author": "   "}, "author"),
        ({"author": "\udfff"}, "author"),
        ({"chat_id": 1.5}, "chat_id"),
        ({"chat_id": True}, "chat_id"),
        ({"id": "x" * 513}, "id"),
        ({"id": ["a"]}, "id"),
        ({"id": "a\x00"}, "id"),
        ({"chat_title": "a\x00"}, "chat_title"),
        ({"source": "pigeon"}, "source"),
        ({"timestamp": "yesterday"}, "timestamp"),
        ({"timestamp": 1_769_844_600}, "timestamp"),
        ({"timestamp": "1769844600"}, "timestamp"),
        ({"timestamp": ""}, "timestamp"),
        ({"timestamp": "2026-02-30T00:00:00Z"}, "timestamp"),
        ({"timestamp": "0001-01-01T00:00:00+14:00"}, "timestamp"),
        ({"timestamp": "9999-12-31T23:59:59-12:00"}, "timestamp"),
    ],
)
async def test_a_bad_field_is_named_and_nothing_is_stored(
    api: Api, change: dict[str, object], field: str
) -> None:
    answer = await api.member.post("/api/messages", content=escaped({**MESSAGE, **change}))
    problem(answer, 422, "invalid-fields")
    assert [each["field"] for each in answer.json()["errors"]] == [field]
    assert not api.world.messages.inbox(OWN).messages


@pytest.mark.parametrize("field", ["content", "author", "timestamp", "chat_id"])
async def test_a_missing_field_is_named(api: Api, field: str) -> None:
    message = {name: value for name, value in MESSAGE.items() if name != field}
    answer = await api.member.post("/api/messages", json=message)
    problem(answer, 422, "invalid-fields")
    assert answer.json()["errors"] == [{"field": field, "message": "Field required", "code": "missing"}]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"nonsense",
        b'{"id": "\xff"}',
        b'{"id": ' + b"9" * 5000 + b"}",
        b"[" * 100_000,
        b'{"content": "a\nb"}',
    ],
    ids=["empty", "cut", "text", "not utf-8", "huge number", "deep", "raw newline"],
)
async def test_what_is_no_json_is_a_400(api: Api, body: bytes) -> None:
    problem(await api.member.post("/api/messages", content=body), 400, "malformed-json")


@pytest.mark.parametrize("document", [[], "text", 1, None, True])
async def test_json_of_another_kind_is_a_422(api: Api, document: object) -> None:
    problem(await api.member.post("/api/messages", content=escaped(document)), 422, "invalid-fields")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/jsonx", ""])
async def test_a_body_that_is_said_to_be_something_else_is_refused(api: Api, kind: str) -> None:
    answer = await api.member.post("/api/messages", content=b"{}", headers={"Content-Type": kind})
    problem(answer, 415, "unsupported-media-type")


async def test_the_longest_text_is_kept_whole(api: Api) -> None:
    text = "ж" * MAX_TEXT_CHARS
    assert (await api.member.post("/api/messages", json={**MESSAGE, "content": text})).status_code == 201
    assert api.world.messages.inbox(OWN).messages[1].content == text


async def test_when_nothing_can_be_stored_nothing_is_acknowledged(api: Api) -> None:
    api.world.messages.unavailable = True
    answer = await api.member.post("/api/messages", json=MESSAGE)
    problem(answer, 503, "unavailable")
    assert int(answer.headers["retry-after"]) > 0


async def test_overload_asks_to_come_back(api: Api) -> None:
    api.world.messages.fail_with(OverloadedError())
    answer = await api.member.post("/api/messages", json=MESSAGE)
    problem(answer, 429, "overloaded")
    assert int(answer.headers["retry-after"]) > 0


async def _send_ten(api: Api) -> None:
    for number in range(10):
        message = {
            **MESSAGE,
            "id": f"m-{number}",
            "author": ["Ada", "Bob"][number % 2],
            "chat_id": str(number % 3),
            "source": "email" if number == 4 else "api",
            "timestamp": f"2026-01-{number + 1:02}T00:00:00Z",
        }
        assert (await api.member.post("/api/messages", json=message)).status_code == 201


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("author=Ada", [8, 6, 4, 2, 0]),
        ("source=email", [4]),
        ("chat_id=2", [8, 5, 2]),
        ("category=bug", [3]),
        ("status=analyzed", [3]),
        ("status=failed", []),
        ("from=2026-01-09T00:00:00Z", [9, 8]),
        ("until=2026-01-03T00:00:00%2B01:00", [1, 0]),
        ("until=2026-01-03T00:00:00+01:00", [1, 0]),
        ("from=2026-01-04&until=2026-01-06", [4, 3]),
        ("author=Bob&chat_id=0", [9, 3]),
        ("limit=2", [9, 8]),
    ],
)
async def test_messages_are_filtered_newest_first(api: Api, query: str, found: list[int]) -> None:
    await _send_ten(api)
    api.world.messages.analyse(OWN, 4, Analysis.model_validate(_ANALYSIS))
    listed = (await api.viewer.get(f"/api/messages?{query}")).json()
    assert [each["external_id"] for each in listed] == [f"m-{number}" for number in found]


async def test_pages_follow_one_another_without_gap_or_overlap(api: Api) -> None:
    await _send_ten(api)
    seen: list[int] = []
    address: str | None = "/api/messages?limit=3&source=api"
    while address:
        answer = await api.viewer.get(address)
        seen += [each["id"] for each in answer.json()]
        address = answer.links.get("next", {}).get("url")
        assert address is None or (address.count("source=api"), address.count("cursor=")) == (1, 1)
    assert seen == [10, 9, 8, 7, 6, 4, 3, 2, 1]


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=501",
        "limit=ten",
        "cursor=x",
        "cursor=",
        "cursor=aWQ6OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5",
        "cursor=%C3%BC",
        "author=%00",
        "chat_id=",
        "source=pigeon",
        "category=x",
        "status=x",
        "from=x",
        "until=0001-01-01T00:00:00%2B14:00",
    ],
)
async def test_a_bad_query_is_a_422(api: Api, query: str) -> None:
    answer = await api.viewer.get(f"/api/messages?{query}")
    problem(answer, 422, "invalid-fields")
    assert answer.json()["errors"][0]["field"] == query.partition("=")[0]


@pytest.mark.parametrize("message_id", ["2", "0", "-1", "9223372036854775808", "1" * 300])
async def test_an_id_that_names_nothing_is_a_404(api: Api, message_id: str) -> None:
    await api.member.post("/api/messages", json=MESSAGE)
    problem(await api.viewer.get(f"/api/messages/{message_id}"), 404, "not-found")


_ANALYSIS = {
    "classification": {
        "is_actionable": True,
        "category": "bug",
        "priority": "high",
        "confidence": 0.9,
        "reason": "A defect.",
    },
    "extraction": {},
    "summary": {"short": "s", "title": "t"},
    "model": "embedded",
}

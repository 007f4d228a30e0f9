"""The express lane answers as the usual layers do, and leaves to them what it should."""

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

import httpx2
import pytest
from starlette.types import Message, Receive, Scope, Send

from api.app import create_app
from api.auth import SESSION_COOKIE
from api.deps import ApiSettings
from api.express import ExpressLane
from api.front import FrontMiddleware, lane, middlewares
from domain.errors import OverloadedError
from domain.metrics import EXPRESS_SECONDS, REFUSALS
from tests.api.client import MESSAGE, ORIGIN, escaped
from tests.fakes.world import OWN, FakeWorld

SETTINGS = ApiSettings(
    version="0.1.0",
    public_base_url="https://tasks.example.org",
    max_body_bytes=4096,
    allowed_origins=("https://board.example.org",),
)
BODY = escaped(MESSAGE)
UNNAMED = escaped({name: value for name, value in MESSAGE.items() if name != "id"})
JSON = {"Content-Type": "application/json"}


@dataclass
class Way:
    """A world with its application, which counts the requests that reach the usual layers."""

    world: FakeWorld = field(default_factory=FakeWorld)
    usual: int = 0

    def __post_init__(self) -> None:
        self._deps = self.world.deps(SETTINGS)
        self._app = create_app(self._deps)

    async def app(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Be the usual layers."""
        self.usual += 1
        await self._app(scope, receive, send)

    async def express(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Be the usual layers behind the express lane."""
        await ExpressLane(self._deps)(scope, receive, send, self.app)


@dataclass(frozen=True)
class Ask:
    """A request; `who` names the world's key that is sent."""

    body: bytes = BODY
    headers: dict[str, str] = field(default_factory=dict[str, str])
    who: str | None = "member"
    path: str = "/api/messages"
    method: str = "POST"

    async def send(self, app: Callable[..., object], world: FakeWorld) -> httpx2.Response:
        """Send it to an application."""
        headers = {"X-Request-Id": "r-1", **JSON, **self.headers}
        if self.who is not None:
            headers.setdefault("Authorization", f"Bearer {getattr(world, self.who)}")
        transport = httpx2.ASGITransport(app=app)  # pyright: ignore[reportArgumentType]
        async with httpx2.AsyncClient(transport=transport, base_url=ORIGIN, trust_env=False) as client:
            return await client.request(self.method, self.path, content=self.body, headers=headers)


def _seen(answer: httpx2.Response) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
    return answer.status_code, answer.headers.raw, answer.content


def _changed(**change: object) -> bytes:
    return escaped({**MESSAGE, **change})


EXPRESS = {
    "valid": [Ask()],
    "repeated": [Ask(), Ask()],
    "other content": [Ask(), Ask(_changed(content="x"))],
    "no content type": [Ask(headers={"Content-Type": "application/json", "Accept": "*/*"})],
    "insane request id": [Ask(headers={"X-Request-Id": "a b"})],
    "lower-case scheme": [Ask(headers={"Authorization": "bearer  key-member-of-1-CANARY "})],
    "wrong key": [Ask(headers={"Authorization": "Bearer nonsense"})],
    "empty key": [Ask(headers={"Authorization": "Bearer "})],
    "viewer": [Ask(who="viewer")],
    "viewer with a bad body": [Ask(b"{", who="viewer")],
    "another workspace": [Ask(), Ask(_changed(content="x"), who="foreign_admin")],
    "no JSON": [Ask(b"{")],
    "empty body": [Ask(b"")],
    "lone surrogate": [Ask(_changed(content="a\ud800b"))],
    "no object": [Ask(b"[]")],
    "missing field": [Ask(b"{}")],
    "bad fields": [Ask(_changed(content=5, author=" ", timestamp="never", source="pigeon"))],
    "numbers as ids": [Ask(_changed(id=17, chat_id=-100, reply_to=16))],
    "key names the message": [Ask(UNNAMED, {"Idempotency-Key": "k"}), Ask(UNNAMED, {"Idempotency-Key": "k"})],
    "key reused": [
        Ask(headers={"Idempotency-Key": "k"}),
        Ask(_changed(id="m-2"), {"Idempotency-Key": "k"}),
    ],
    "long key": [Ask(headers={"Idempotency-Key": "k" * 513})],
    "empty key header": [Ask(headers={"Idempotency-Key": ""})],
    "query": [Ask(path="/api/messages?a=b")],
    "proxied": [Ask(headers={"X-Forwarded-For": "1.2.3.4", "X-Forwarded-Proto": "https", "Via": "1.1 a"})],
}
"""Requests that never need the usual layers."""

USUAL = {
    "no key": [Ask(who=None)],
    "basic authentication": [Ask(headers={"Authorization": "Basic YTpi"})],
    "session": [Ask(who=None, headers={"Cookie": f"{SESSION_COOKIE}=nonsense", "Origin": ORIGIN})],
    "key and cookie": [Ask(headers={"Cookie": "a=b"})],
    "cross-origin": [Ask(headers={"Origin": "https://board.example.org"})],
    "too large": [Ask(_changed(content="x" * 5000))],
    "wrong content type": [Ask(headers={"Content-Type": "text/plain"})],
    "empty content type": [Ask(headers={"Content-Type": ""})],
    "content type with charset": [Ask(headers={"Content-Type": "application/json; charset=utf-8"})],
    "unknown header": [Ask(headers={"X-Something": "new"})],
    "traced": [Ask(headers={"Traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"})],
    "waits for leave": [Ask(headers={"Expect": "100-continue"})],
    "another method": [Ask(method="GET", body=b""), Ask(method="PUT"), Ask(method="OPTIONS")],
    "another path": [Ask(path="/api/messages/batch", body=b"[]"), Ask(path="/api/messages/")],
}
"""Requests that the express lane leaves to the usual layers."""


@pytest.mark.parametrize(
    ("asks", "express"),
    [*((asks, True) for asks in EXPRESS.values()), *((asks, False) for asks in USUAL.values())],
    ids=[*EXPRESS, *USUAL],
)
async def test_both_ways_answer_alike(asks: list[Ask], *, express: bool) -> None:
    usual, lane_way = Way(), Way()
    for ask in asks:
        expected = await ask.send(usual.app, usual.world)
        answer = await ask.send(lane_way.express, lane_way.world)
        if "r-1" in expected.headers["x-request-id"]:
            assert _seen(answer) == _seen(expected)
        else:
            assert answer.status_code == expected.status_code
            assert answer.headers.keys() == expected.headers.keys()
    assert lane_way.usual == (0 if express else len(asks))
    assert lane_way.world.messages.inbox(OWN) == usual.world.messages.inbox(OWN)


@pytest.mark.parametrize("broken", ["store", "gatekeeper", "overload", "defect"])
async def test_both_ways_fail_alike(broken: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, "api.edge")
    usual, lane_way = Way(), Way()
    for way in (usual, lane_way):
        if broken == "store":
            way.world.messages.unavailable = True
        elif broken == "gatekeeper":
            way.world.gatekeeper.unavailable = True
        else:
            way.world.messages.fail_with(OverloadedError() if broken == "overload" else KeyError("CANARY"))
    expected = await Ask().send(usual.app, usual.world)
    answer = await Ask().send(lane_way.express, lane_way.world)
    assert _seen(answer) == _seen(expected)
    assert answer.status_code == {"overload": 429, "defect": 500}.get(broken, 503)
    assert lane_way.usual == 0


async def test_the_lane_counts_what_it_answers_by_status() -> None:
    way = Way()
    for ask in (Ask(), Ask(), Ask(b"{"), Ask(who=None)):
        await ask.send(way.express, way.world)
    way.world.messages.fail_with(KeyError("CANARY"))
    await Ask().send(way.express, way.world)
    taken = way.world.metrics.take()
    answers = {each.labels[0]: len(each.values) for each in taken if each.metric is EXPRESS_SECONDS}
    refusals = {each.labels[0]: each.values for each in taken if each.metric is REFUSALS}
    assert answers == {"201": 1, "200": 1, "400": 1, "500": 1}
    assert refusals == {"malformed-json": (1.0,), "unauthenticated": (1.0,)}  # the latter by the usual layers


async def test_a_session_is_taken_by_the_usual_layers_alone() -> None:
    way = Way()
    principal = way.world.gatekeeper.keys[way.world.member]
    session = await way.world.gatekeeper.open_session(principal)
    cookie = {"Cookie": f"{SESSION_COOKIE}={session.token}"}
    foreign = Ask(who=None, headers=cookie | {"Origin": "http://evil.test"})
    own = Ask(who=None, headers=cookie | {"Origin": "https://tasks.example.org"})
    assert (await foreign.send(way.express, way.world)).status_code == 403
    assert (await own.send(way.express, way.world)).status_code == 201
    assert way.usual == 2


async def test_what_has_no_id_gets_one_and_so_does_the_request() -> None:
    way = Way()
    answer = await Ask(UNNAMED, {"X-Request-Id": "a b"}).send(way.express, way.world)
    assert UUID(answer.json()["id"]).version == 4
    assert UUID(answer.headers["x-request-id"]).version == 4
    assert way.usual == 0


def _scope(world: FakeWorld, *more: tuple[bytes, bytes]) -> Scope:
    headers = [(b"authorization", f"Bearer {world.member}".encode()), *more]
    return {
        "type": "http",
        "method": "POST",
        "path": "/api/messages",
        "raw_path": b"/api/messages",
        "query_string": b"",
        "root_path": "",
        "headers": headers,
        "scheme": "http",
        "server": ("manta.test", 80),
        "client": ("127.0.0.1", 1),
    }


async def _statuses(way: Way, scope: Scope, *messages: Message) -> list[int]:
    left = list(messages)
    sent: list[Message] = []

    async def receive() -> Message:
        return left.pop(0)

    async def send(message: Message) -> None:
        sent.append(message)

    await way.express(scope, receive, send)
    return [message["status"] for message in sent if message["type"] == "http.response.start"]


@pytest.mark.parametrize("gone_after", [0, 1])
async def test_a_client_that_left_is_not_answered(caplog: pytest.LogCaptureFixture, gone_after: int) -> None:
    caplog.set_level(logging.INFO, "api.edge")
    way = Way()
    parts = [{"type": "http.request", "body": BODY[:20], "more_body": True}] * gone_after
    assert await _statuses(way, _scope(way.world), *parts, {"type": "http.disconnect"}) == []
    assert "left by its client" in caplog.text


@pytest.mark.parametrize("more", [(b"authorization", b"Bearer other"), (b"host", b"a")])
async def test_a_header_that_stands_twice_is_left_to_the_usual_layers(more: tuple[bytes, bytes]) -> None:
    way = Way()
    scope = _scope(way.world, (b"host", b"manta.test"), more)
    body = {"type": "http.request", "body": BODY, "more_body": False}
    assert await _statuses(way, scope, body) == [201]
    assert way.usual == 1


async def test_serves_middleware_offers_requests_only_while_the_lane_is_open() -> None:
    way = Way()
    [layer] = middlewares()
    assert layer.cls is FrontMiddleware
    front = FrontMiddleware(way.app)
    lane.open(ExpressLane(way.world.deps(SETTINGS)))
    try:
        opened = await Ask().send(front, way.world)
        reached = way.usual
    finally:
        lane.close()
    closed = await Ask().send(front, way.world)
    assert (opened.status_code, reached, closed.status_code, way.usual) == (201, 0, 200, 1)
    assert json.loads(opened.content) == json.loads(closed.content)

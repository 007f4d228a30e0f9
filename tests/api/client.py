"""HTTP clients of each role against the application, in one process, over ASGI."""

import json
from collections.abc import Mapping
from contextlib import AsyncExitStack
from typing import Self

import httpx2

from api.app import create_app
from api.deps import ApiSettings
from tests.fakes.world import FakeWorld

HOST = "manta.test"
ORIGIN = f"http://{HOST}"
MESSAGE = {
    "id": "m-1",
    "content": "The login page is broken, please fix it by Friday.",
    "author": "Ada",
    "timestamp": "2026-01-31T09:30:00+02:00",
    "chat_id": "42",
}
TASK = {
    "title": "Fix the login page",
    "description": "It is broken.",
    "category": "bug",
    "priority": "high",
    "source": "api",
}
TERM: dict[str, object] = {"kind": "component", "name": "Checkout", "aliases": ["cart"]}


class Api:
    """The application over a world of fakes, and a client for each kind of caller."""

    def __init__(self, world: FakeWorld, settings: ApiSettings | None = None) -> None:
        self.world = world
        self.app = create_app(world.deps(settings))
        self._stack = AsyncExitStack()
        self.anonymous = self.client({})
        self.viewer = self.with_key(world.viewer)
        self.member = self.with_key(world.member)
        self.admin = self.with_key(world.admin)
        self.foreigner = self.with_key(world.foreign_admin)

    async def __aenter__(self) -> Self:
        for client in (self.anonymous, self.viewer, self.member, self.admin, self.foreigner):
            await self._stack.enter_async_context(client)
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self._stack.aclose()

    def client(self, headers: Mapping[str, str]) -> httpx2.AsyncClient:
        """Return a client that sends `headers` with every request."""
        transport = httpx2.ASGITransport(app=self.app)
        return httpx2.AsyncClient(
            transport=transport, base_url=ORIGIN, headers=dict(headers), trust_env=False
        )

    def with_key(self, key: str) -> httpx2.AsyncClient:
        """Return a client that authenticates with an API key."""
        return self.client({"Authorization": f"Bearer {key}"})


def escaped(document: object) -> bytes:
    """Return a document as JSON in pure ASCII, in which lone surrogates can be written."""
    return json.dumps(document).encode()


def problem(response: httpx2.Response, status: int, code: str) -> str:
    """Check that `response` is the problem `code` and return its detail."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    body = response.json()
    assert (body["code"], body["status"]) == (code, status)
    assert body["type"] == f"/docs#problem-{code}"
    assert body["request_id"] == response.headers["x-request-id"]
    assert isinstance(body["detail"], str)
    assert all(body[name] for name in ("title", "remedy", "instance"))
    assert "CANARY" not in response.text
    assert "Traceback" not in response.text
    return body["detail"]

"""That the pieces fit: Starlette's own socket client, and the readers that are imported late."""

from dataclasses import replace
from datetime import datetime
from typing import cast

from starlette.testclient import TestClient

from actors.late import LateFunction
from api.examples import QUICK_ADD, QUICK_ADD_IN
from domain.quick_add import QuickAdd, QuickAddSettings
from tests.api.client import TASK, Api
from tests.fakes.world import FakeWorld


def test_starlettes_client_hears_a_task_it_creates(world: FakeWorld) -> None:
    headers = {"Authorization": f"Bearer {world.member}"}
    with TestClient(Api(world).app) as client, client.websocket_connect("/ws", headers=headers) as socket:
        first = cast("dict[str, object]", socket.receive_json())
        assert first["type"] == "connection"
        assert client.post("/api/tasks", json=TASK, headers=headers).status_code == 201
        event = cast("dict[str, object]", socket.receive_json())
        assert (event["type"], event["seq"]) == ("task_created", 1)


async def test_the_documented_preview_is_what_the_rules_make_of_it(world: FakeWorld) -> None:
    reader = LateFunction[[str, datetime, QuickAddSettings], QuickAdd](
        "agents.quick_add:read_quick_add", "Quick adds"
    )
    await reader.load()
    async with Api(world) as api:
        api.app.state.deps = replace(world.deps(), quick_add=reader)
        answer = await api.viewer.post("/api/quick-add", json={**QUICK_ADD_IN, "language": "de"})
    assert answer.json() == QUICK_ADD

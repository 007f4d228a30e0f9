"""That the pieces fit: Starlette's own socket client, and the bot's reader of updates."""

from typing import cast

from starlette.testclient import TestClient

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

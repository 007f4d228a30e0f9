"""That the pieces fit: Starlette's own socket client, and the readers that are imported late."""

import json
from dataclasses import replace
from datetime import datetime
from typing import cast

from starlette.testclient import TestClient

from actors.late import LateFunction, LateReader
from api.deps import ParsedUpdate
from api.examples import QUICK_ADD, QUICK_ADD_IN, UPDATE
from domain.quick_add import QuickAdd, QuickAddSettings
from tests.api.client import TASK, Api
from tests.fakes.world import OWN, TELEGRAM_SECRET, FakeWorld


def test_starlettes_client_hears_a_task_it_creates(world: FakeWorld) -> None:
    headers = {"Authorization": f"Bearer {world.member}"}
    with TestClient(Api(world).app) as client, client.websocket_connect("/ws", headers=headers) as socket:
        first = cast("dict[str, object]", socket.receive_json())
        assert first["type"] == "connection"
        assert client.post("/api/tasks", json=TASK, headers=headers).status_code == 201
        event = cast("dict[str, object]", socket.receive_json())
        assert (event["type"], event["seq"]) == ("task_created", 1)


async def test_the_webhook_stores_what_the_bot_reads(world: FakeWorld) -> None:
    reader = LateReader[ParsedUpdate]("bot.updates:parse_update", "Updates")
    await reader.load()
    async with Api(world) as api:
        api.app.state.deps = replace(world.deps(), telegram_message=reader)
        headers = {"X-Telegram-Bot-Api-Secret-Token": TELEGRAM_SECRET}
        answer = await api.anonymous.post("/webhook/telegram", json=UPDATE, headers=headers)
    assert answer.json() == {"status": "ok"}
    inbox = world.messages.inbox(OWN)
    assert [message.external_id for message in inbox.messages.values()] == ["42:15"]
    assert json.loads(inbox.updates[810000001]) == UPDATE


async def test_the_documented_preview_is_what_the_rules_make_of_it(world: FakeWorld) -> None:
    reader = LateFunction[[str, datetime, QuickAddSettings], QuickAdd](
        "agents.quick_add:read_quick_add", "Quick adds"
    )
    await reader.load()
    async with Api(world) as api:
        api.app.state.deps = replace(world.deps(), quick_add=reader)
        answer = await api.viewer.post("/api/quick-add", json={**QUICK_ADD_IN, "language": "de"})
    assert answer.json() == QUICK_ADD

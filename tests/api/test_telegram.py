import json

import httpx2
import pytest

from api.deps import ApiSettings
from tests.api.client import Api, problem
from tests.fakes.world import OWN, TELEGRAM_SECRET, FakeWorld

UPDATE = {"update_id": 7, "text": "Please fix the login page"}
HEADER = "X-Telegram-Bot-Api-Secret-Token"


async def _deliver(api: Api, body: bytes, secret: str = TELEGRAM_SECRET) -> httpx2.Response:
    return await api.anonymous.post("/webhook/telegram", content=body, headers={HEADER: secret})


async def test_an_update_is_stored_before_the_200(api: Api) -> None:
    body = json.dumps(UPDATE).encode()
    answer = await _deliver(api, body)
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    [update] = api.world.messages.inbox(OWN).updates.values()
    assert (update.update_id, update.kind, update.payload) == (7, "text", body.decode())


async def test_the_same_update_twice_is_stored_once(api: Api) -> None:
    for _ in range(2):
        assert (await _deliver(api, json.dumps(UPDATE).encode())).status_code == 200
    assert list(api.world.messages.inbox(OWN).updates) == [7]


async def test_an_update_of_an_unknown_kind_is_kept(api: Api) -> None:
    assert (await _deliver(api, b'{"update_id": 8, "poll": {}}')).status_code == 200
    assert list(api.world.messages.inbox(OWN).updates) == [8]


@pytest.mark.parametrize("secret", ["", "wrong", TELEGRAM_SECRET + "x", TELEGRAM_SECRET[:-1]])
async def test_a_wrong_secret_is_refused_before_anything_is_read(api: Api, secret: str) -> None:
    problem(await _deliver(api, b"{not even json", secret), 401, "unauthenticated")
    assert not api.world.messages.inbox(OWN).updates


async def test_a_missing_or_unprintable_secret_is_refused(api: Api) -> None:
    problem(await api.anonymous.post("/webhook/telegram", json=UPDATE), 401, "unauthenticated")
    headers = [(HEADER.encode(), b"\xff\xfe\xc3\xbc")]
    answer = await api.anonymous.post("/webhook/telegram", json=UPDATE, headers=headers)
    problem(answer, 401, "unauthenticated")


@pytest.mark.parametrize("configured", [None, ""])
async def test_without_a_configured_secret_nobody_gets_in(world: FakeWorld, configured: str | None) -> None:
    async with Api(world, ApiSettings(version="0.1.0", telegram_secret=configured)) as api:
        problem(await _deliver(api, b"{}", ""), 401, "unauthenticated")
        problem(await _deliver(api, b"{}", "None"), 401, "unauthenticated")


async def test_an_api_key_does_not_open_the_webhook(api: Api) -> None:
    problem(await api.admin.post("/webhook/telegram", json=UPDATE), 401, "unauthenticated")


@pytest.mark.parametrize("body", [b"", b"nonsense", b"[]", b'{"a": 1}', b"\xff\xfe"])
async def test_what_is_no_update_is_put_aside_and_not_asked_for_again(api: Api, body: bytes) -> None:
    for _ in range(2):
        assert (await _deliver(api, body)).json() == {"status": "ok"}
    [update] = api.world.messages.inbox(OWN).updates.values()
    assert (update.kind, update.error is None) == ("malformed", False)


async def test_while_nothing_can_be_stored_telegram_keeps_the_update(api: Api) -> None:
    api.world.messages.unavailable = True
    problem(await _deliver(api, json.dumps(UPDATE).encode()), 503, "unavailable")
    api.world.messages.unavailable = False
    assert (await _deliver(api, json.dumps(UPDATE).encode())).status_code == 200
    assert list(api.world.messages.inbox(OWN).updates) == [7]

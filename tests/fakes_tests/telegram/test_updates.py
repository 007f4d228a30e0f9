"""How updates reach the bot: by polling, or at its webhook."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from tests.fakes.serving import served
from tests.fakes.telegram import Emulator, TelegramClient
from tests.fakes.telegram.jsons import Json, as_object, as_objects
from tests.fakes_tests.telegram.webhook import Webhook
from tests.fakes_tests.telegram.world import GROUP, MARK, OLENA, SUPERGROUP, call, refused
from tests.support.polling import wait_until_async

SECRET = "webhook-secret_1"


async def poll(telegram: Emulator, **fields: object) -> list[object]:
    return [one["update_id"] for one in as_objects(await call(telegram, "getUpdates", **fields))]


async def test_an_offset_confirms(telegram: Emulator, people: TelegramClient) -> None:
    first, second, third = [people.text(GROUP.id, OLENA.id, "x").update_id or 0 for _ in range(3)]
    assert await poll(telegram) == [first, second, third]
    assert await poll(telegram, limit=1) == [first]
    assert await poll(telegram, offset=second) == [second, third]
    assert people.pending() == [second, third]
    assert await poll(telegram, offset=-1) == [third]
    assert await poll(telegram, offset=third + 1) == []
    assert await poll(telegram, offset=0) == []


async def test_an_update_ends_the_waiting(telegram: Emulator, people: TelegramClient) -> None:
    people.configure(poll_limit_s=60.0)
    polling = asyncio.create_task(poll(telegram, timeout=50))
    await asyncio.sleep(0)
    assert not polling.done()
    pushed = people.text(GROUP.id, OLENA.id, "x").update_id
    async with asyncio.timeout(5):
        assert await polling == [pushed]


async def test_waiting_for_nothing_ends(telegram: Emulator, people: TelegramClient) -> None:
    people.configure(poll_limit_s=0.01)
    assert await poll(telegram, timeout=50) == []


async def begin_polling(telegram: Emulator) -> asyncio.Task[str]:
    """Return a getUpdates that waits and is to be refused."""
    telegram.people.configure(poll_limit_s=60.0)
    polling = asyncio.create_task(refused(telegram, "getUpdates", timeout=50))
    await asyncio.sleep(0)
    return polling


async def test_a_second_poller_ends_the_first(telegram: Emulator, people: TelegramClient) -> None:
    first = await begin_polling(telegram)
    second = asyncio.create_task(poll(telegram, timeout=50))
    assert (await first).startswith("409 Conflict: terminated by other getUpdates request")
    pushed = people.text(GROUP.id, OLENA.id, "x").update_id
    assert await second == [pushed]


async def test_polling_and_a_webhook_exclude_each_other(telegram: Emulator) -> None:
    first = await begin_polling(telegram)
    await call(telegram, "setWebhook", url="http://127.0.0.1:9/hook")
    assert await first == "409 Conflict: terminated by setWebhook request"
    told = await refused(telegram, "getUpdates")
    assert told.startswith("409 Conflict: can't use getUpdates method while webhook is active")
    await call(telegram, "deleteWebhook")
    assert await poll(telegram) == []


async def test_only_what_was_asked_for_is_kept(telegram: Emulator, people: TelegramClient) -> None:
    await poll(telegram, allowed_updates=["edited_message"])
    pushed = people.text(GROUP.id, OLENA.id, "x")
    assert pushed.update_id is None
    edited = people.edit(GROUP.id, pushed.message_id or 0, "y").update_id
    assert await poll(telegram) == [edited]
    await poll(telegram, allowed_updates=[])
    assert people.text(GROUP.id, OLENA.id, "x").update_id is not None


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"url": "ftp://a.b"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "http://a.b", "secret_token": "a b"}, "secret token contains unallowed characters"),
        ({"url": "http://a.b", "secret_token": "x" * 257}, "secret token contains unallowed characters"),
        ({"url": "http://a.b", "max_connections": 101}, "max_connections must be between 1 and 100"),
    ],
)
async def test_webhooks_that_are_refused(telegram: Emulator, fields: Json, reason: str) -> None:
    assert await refused(telegram, "setWebhook", **fields) == f"400 Bad Request: {reason}"
    assert as_object(await call(telegram, "getWebhookInfo"))["url"] == ""


@pytest.fixture
def webhook() -> Webhook:
    return Webhook()


@pytest.fixture
async def url(webhook: Webhook) -> AsyncIterator[str]:
    async with served(webhook.app) as address:
        yield f"{address}/hook"


async def set_webhook(telegram: Emulator, url: str, **fields: object) -> None:
    await call(telegram, "setWebhook", url=url, secret_token=SECRET, **fields)


async def test_what_waited_and_what_comes_is_delivered(
    telegram: Emulator, people: TelegramClient, webhook: Webhook, url: str
) -> None:
    first = people.text(GROUP.id, OLENA.id, "x").update_id
    await set_webhook(telegram, url, allowed_updates=["message"])
    second = people.text(GROUP.id, OLENA.id, "x").update_id
    await wait_until_async(lambda: people.pending() == [])
    assert webhook.taken == [first, second]
    assert webhook.secrets == {SECRET}
    info = as_object(await call(telegram, "getWebhookInfo"))
    assert telegram.world.checker.check_object("WebhookInfo", info)["allowed_updates"] == ["message"]
    assert (info["url"], info["pending_update_count"]) == (url, 0)


async def test_a_refused_update_holds_up_its_chat_only(
    telegram: Emulator, people: TelegramClient, webhook: Webhook, url: str
) -> None:
    people.configure(retry_s=0.001)
    first, second = [people.text(GROUP.id, OLENA.id, "x").update_id or 0 for _ in range(2)]
    webhook.refusals[first] = [500, 302, 401]
    other = people.text(SUPERGROUP.id, MARK.id, "x").update_id or 0
    await set_webhook(telegram, url)
    await wait_until_async(lambda: people.pending() == [])
    assert [one for one in webhook.tried if one != other] == [first] * 4 + [second]
    assert webhook.taken.index(other) < webhook.taken.index(first)
    info = as_object(await call(telegram, "getWebhookInfo"))
    assert info["last_error_message"] == "Wrong response from the webhook: 401"
    assert [one.status for one in people.deliveries() if one.update_id == first] == [500, 302, 401, 200]


async def test_a_webhook_that_is_not_there_is_tried_again(
    telegram: Emulator, people: TelegramClient, webhook: Webhook, url: str
) -> None:
    people.configure(retry_s=0.001)
    await set_webhook(telegram, "http://127.0.0.1:9/hook")
    pushed = people.text(GROUP.id, OLENA.id, "x").update_id
    await wait_until_async(lambda: len(people.deliveries()) >= 2)
    assert {one.status for one in people.deliveries()} == {0}
    await set_webhook(telegram, url)
    await wait_until_async(lambda: webhook.taken == [pushed])


async def test_what_waits_may_be_dropped(telegram: Emulator, people: TelegramClient) -> None:
    people.text(GROUP.id, OLENA.id, "x")
    await call(telegram, "deleteWebhook", drop_pending_updates=True)
    assert await poll(telegram) == []


async def test_an_answer_that_calls_a_method_is_noted(
    telegram: Emulator, people: TelegramClient, webhook: Webhook, url: str
) -> None:
    webhook.answer = {"method": "sendMessage", "chat_id": GROUP.id, "text": "x"}
    await set_webhook(telegram, url)
    people.text(GROUP.id, OLENA.id, "x")
    await wait_until_async(lambda: people.pending() == [])
    assert [one.method for one in people.deliveries()] == ["sendMessage"]

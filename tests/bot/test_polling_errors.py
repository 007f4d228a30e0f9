import asyncio
import json
import logging
import traceback

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramNetworkError

from bot.forwarder import Forwarder
from bot.polling import GetRawUpdates, poll_updates
from bot.retry import TransientError
from domain.errors import ConfigurationError
from tests.bot.fakes import SECRET, TOKEN_SECRET, Trouble
from tests.bot.world import World, an_update, running

WEBHOOK_IS_ACTIVE = Trouble(
    409,
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook "
    "first",
)
REQUEST = GetRawUpdates(limit=100, timeout=0, allowed_updates=["message"])


async def test_an_active_webhook_is_explained(world: World) -> None:
    world.telegram.troubles.append(WEBHOOK_IS_ACTIVE)
    with pytest.raises(ConfigurationError, match="to a webhook") as caught:
        await world.forwarder().run()
    assert "manta telegram webhook delete" in caught.value.remedy


async def test_a_webhook_that_is_about_to_go_is_waited_for(world: World) -> None:
    world.telegram.troubles.extend([WEBHOOK_IS_ACTIVE] * 3)
    await world.telegram.push(an_update(1))
    async with running(world.forwarder(webhook_s=60.0)):
        await world.journal.until("confirmed", 1)
    assert len(world.telegram.polls) >= 4


async def test_a_webhook_that_stays_is_an_error_after_all(world: World) -> None:
    world.telegram.troubles.extend([WEBHOOK_IS_ACTIVE] * 10_000)
    async with asyncio.timeout(10):
        with pytest.raises(ConfigurationError, match="to a webhook"):
            await world.forwarder(webhook_s=0.05).run()
    assert 1 < len(world.telegram.polls) < 10_000


async def test_a_second_poller_is_explained(world: World) -> None:
    world.telegram.troubles.append(
        Trouble(
            409,
            "Conflict: terminated by other getUpdates request; make sure that only one bot instance "
            "is running",
        )
    )
    with pytest.raises(ConfigurationError, match="Another program polls") as caught:
        await world.forwarder().run()
    assert "Stop the other" in caught.value.remedy


@pytest.mark.parametrize("status", [401, 404])
async def test_a_wrong_token_is_explained(world: World, status: int) -> None:
    world.telegram.troubles.append(Trouble(status, "Unauthorized"))
    with pytest.raises(ConfigurationError, match="token") as caught:
        await world.forwarder().run()
    assert "TELEGRAM_BOT_TOKEN" in caught.value.remedy


async def test_a_token_telegram_does_not_know_is_refused(world: World) -> None:
    with pytest.raises(ConfigurationError, match="does not know this bot token"):
        await poll_updates(world.bot(token="4242:AAanother"), REQUEST)


async def test_a_wrong_webhook_secret_is_explained_and_loses_nothing(world: World) -> None:
    await world.telegram.push(an_update(1))
    with pytest.raises(ConfigurationError, match="refuses the webhook secret") as caught:
        await world.forwarder(secret="another").run()
    assert "TELEGRAM_WEBHOOK_SECRET" in caught.value.remedy
    assert world.telegram.unconfirmed() == [1]


async def test_flood_control_says_how_long_to_wait(world: World) -> None:
    world.telegram.troubles.append(Trouble(429, "Too Many Requests", retry_after=7))
    with pytest.raises(TransientError) as caught:
        await poll_updates(world.bot(), REQUEST)
    assert caught.value.wait_s == 7


async def test_people_s_words_are_not_quoted(world: World) -> None:
    words = json.dumps({"ok": "perhaps", "result": [an_update(1, "my password is hunter2")]})
    world.telegram.troubles.append(Trouble(200, body=words.encode()))
    with pytest.raises(TransientError) as caught:
        await poll_updates(world.bot(), REQUEST)
    assert "hunter2" not in _everything(caught.value)


@pytest.mark.parametrize("result", ['["no update"]', "[{}]", '[{"update_id": "7"}]'])
async def test_updates_without_an_id_are_not_confirmed(world: World, result: str) -> None:
    world.telegram.troubles.append(Trouble(200, body=f'{{"ok": true, "result": {result}}}'.encode()))
    with pytest.raises(TransientError, match="without an id"):
        await poll_updates(world.bot(), REQUEST)


async def test_a_success_without_result_is_no_updates(world: World) -> None:
    world.telegram.troubles.append(Trouble(200, body=b'{"ok": true}'))
    assert await poll_updates(world.bot(), REQUEST) == []


async def test_errors_never_hold_the_token(world: World) -> None:
    bot = world.bot(api_url="no-url-at-all")
    with pytest.raises(TransientError) as caught:
        await poll_updates(bot, REQUEST)
    assert "no-url-at-all" in str(caught.value)
    assert TOKEN_SECRET not in _everything(caught.value)


async def test_the_library_s_own_error_would_have_held_it(world: World) -> None:
    """Negative control: without the translation the token would be in the text."""
    with pytest.raises(TelegramNetworkError) as caught:
        await world.bot(api_url="no-url-at-all")(REQUEST)
    assert TOKEN_SECRET in _everything(caught.value)


async def test_descriptions_that_quote_the_url_are_cleaned(world: World) -> None:
    world.telegram.troubles.append(Trouble(500, f"GET /bot4242%3A{TOKEN_SECRET}/getUpdates failed"))
    with pytest.raises(TransientError, match="<token>") as caught:
        await poll_updates(world.bot(), REQUEST)
    assert TOKEN_SECRET not in _everything(caught.value)


async def test_no_log_holds_the_token_or_the_secret(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    world.telegram.troubles.extend([Trouble(500, "down"), Trouble(502, body=b"<html>")])
    world.endpoint.refusals.extend([503, 503])
    await world.endpoint.stop()
    await world.telegram.push(an_update(1))
    async with running(world.forwarder()):
        await world.journal.until("tried", 2)
        await world.endpoint.start()
        await world.journal.until("confirmed", 1)
    logged = "".join(f"{record.getMessage()} {record.__dict__}" for record in caplog.records)
    assert "bot.retry" in logged
    assert "httpcore2" in logged
    assert TOKEN_SECRET not in logged
    assert SECRET not in logged


async def test_representations_hold_no_secret(world: World) -> None:
    shown: list[Forwarder | Bot] = [world.forwarder(), world.bot()]
    assert all(TOKEN_SECRET not in repr(each) and SECRET not in repr(each) for each in shown)


def _everything(error: BaseException) -> str:
    """Return all that a log with tracebacks, an error tracker included, would show of an error."""
    chain: list[BaseException | None] = [error, error.__cause__, error.__context__]
    return (
        "".join(traceback.format_exception(error)) + repr(chain) + repr([vars(one) for one in chain if one])
    )

"""What is set at Telegram, when, and that nothing is set twice, dropped or given away."""

import asyncio
import json
import logging
import pickle
import traceback
from collections.abc import AsyncIterator
from dataclasses import replace
from itertools import product
from typing import cast

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import GetWebhookInfo
from aiogram.types import MenuButtonWebApp, WebAppInfo
from pydantic import SecretStr

from bot.asking import TelegramRefusedError, ask
from bot.command_texts import TEXTS
from bot.commands import DEFAULT_LANGUAGE, Audience, LanguageTexts, ensure_commands
from bot.connect import connect
from bot.kinds import HANDLED_KINDS
from bot.registration import WantedWebhook, ensure_webhook, release_webhook
from bot.retry import Backoff, TransientError
from config.settings import Settings
from domain.errors import ConfigurationError
from tests.bot.fakes import SECRET, TOKEN, TOKEN_SECRET, Trouble
from tests.bot.settings_api import FakeMemory, FakeSettingsApi, bot_at
from tests.bot.world import AT_ONCE
from tests.support.polling import wait_until_async

URL = "https://tasks.example.org/webhook/telegram"
WANTED = WantedWebhook(URL, SECRET)
TAKEN = Trouble(200, body=b'{"ok": true, "result": true}')
EVERYTHING = 2 * (len(Audience) + 2) + 1
"""Two languages with a list for each audience and two descriptions, and the menu button."""


@pytest.fixture
async def telegram() -> AsyncIterator[FakeSettingsApi]:
    api = FakeSettingsApi()
    await api.start()
    yield api
    await api.stop()


@pytest.fixture
async def bot(telegram: FakeSettingsApi) -> AsyncIterator[Bot]:
    async with bot_at(telegram.url) as made:
        yield made


@pytest.fixture
def memory() -> FakeMemory:
    return FakeMemory()


def settings(url: str | None = "https://tasks.example.org", secret: str | None = SECRET) -> Settings:
    return Settings(
        telegram_bot_token=SecretStr(TOKEN),
        telegram_webhook_secret=None if secret is None else SecretStr(secret),
        telegram_webhook_url=url,
    )


async def test_the_webhook_is_set_once(telegram: FakeSettingsApi, bot: Bot, memory: FakeMemory) -> None:
    assert await ensure_webhook(bot, WANTED, memory)
    fields = telegram.last("setWebhook")
    assert (fields["url"], fields["secret_token"]) == (URL, SECRET)
    assert json.loads(fields["allowed_updates"]) == list(HANDLED_KINDS)
    assert (fields["max_connections"], fields["drop_pending_updates"]) == ("40", "false")
    for _ in range(3):
        assert not await ensure_webhook(bot, WANTED, memory)
    assert telegram.set_methods() == {"setWebhook": 1}


@pytest.mark.parametrize(
    "changed",
    [
        replace(WANTED, url="https://other.example.org/webhook/telegram"),
        replace(WANTED, secret="another-secret"),
        replace(WANTED, kinds=("message",)),
        replace(WANTED, max_connections=10),
    ],
)
async def test_any_change_sets_it_again(
    telegram: FakeSettingsApi, bot: Bot, memory: FakeMemory, changed: WantedWebhook
) -> None:
    await ensure_webhook(bot, WANTED, memory)
    assert await ensure_webhook(bot, changed, memory)
    assert not await ensure_webhook(bot, changed, memory)
    assert telegram.last("setWebhook")["secret_token"] == changed.secret
    assert telegram.set_methods() == {"setWebhook": 2}


@pytest.mark.parametrize(
    "changed",
    [
        {"url": ""},
        {"url": "https://elsewhere.example.org/"},
        {"allowed_updates": None},
        {"max_connections": 1},
    ],
)
async def test_what_somebody_else_changed_at_telegram_is_mended(
    telegram: FakeSettingsApi, bot: Bot, memory: FakeMemory, changed: dict[str, object]
) -> None:
    await ensure_webhook(bot, WANTED, memory)
    telegram.webhook |= changed
    assert await ensure_webhook(bot, WANTED, memory)
    assert telegram.webhook["url"] == URL


async def test_another_bot_is_not_taken_for_this_one(bot: Bot, memory: FakeMemory) -> None:
    await ensure_webhook(bot, WANTED, memory)
    memory.values = {key.replace("4242", "4243"): value for key, value in memory.values.items()}
    assert await ensure_webhook(bot, WANTED, memory)


@pytest.mark.parametrize("lost_use", [0, 1, 2, 3])
async def test_a_change_that_broke_off_is_made_anew(
    telegram: FakeSettingsApi, bot: Bot, memory: FakeMemory, lost_use: int
) -> None:
    """Secret B was being set when all ended; whichever is wanted next is what Telegram has then."""
    second = replace(WANTED, secret="secret-b")
    for next_one in (WANTED, second):
        await ensure_webhook(bot, WANTED, memory)
        await _break_off(bot, second, memory, lost_use)
        await ensure_webhook(bot, next_one, memory)
        assert telegram.last("setWebhook")["secret_token"] == next_one.secret
        await ensure_webhook(bot, WANTED, memory)


async def _break_off(bot: Bot, wanted: WantedWebhook, memory: FakeMemory, lost_use: int) -> None:
    dying = _Dying(memory, lost_use)
    try:
        await ensure_webhook(bot, wanted, dying)
    except _DiedError:
        return
    assert lost_use > dying.uses


class _DiedError(Exception):
    """The process ended here."""


class _Dying:
    """A memory whose process ends before its nth use."""

    def __init__(self, memory: FakeMemory, lost_use: int) -> None:
        self.uses = -1
        self._memory = memory
        self._lost_use = lost_use

    async def recall(self, key: str) -> str | None:
        self._live()
        return await self._memory.recall(key)

    async def remember(self, key: str, value: str) -> None:
        self._live()
        await self._memory.remember(key, value)

    def _live(self) -> None:
        self.uses += 1
        if self.uses == self._lost_use:
            raise _DiedError


async def test_our_webhook_is_taken_back_with_nothing_dropped(
    telegram: FakeSettingsApi, bot: Bot, memory: FakeMemory
) -> None:
    await ensure_webhook(bot, WANTED, memory)
    assert await release_webhook(bot, memory)
    assert telegram.last("deleteWebhook") == {"drop_pending_updates": "false"}
    assert not await release_webhook(bot, memory)
    assert await ensure_webhook(bot, WANTED, memory)
    assert telegram.set_methods() == {"setWebhook": 2, "deleteWebhook": 1}


async def test_an_older_webhook_of_ours_is_taken_back_too(
    telegram: FakeSettingsApi, bot: Bot, memory: FakeMemory
) -> None:
    await ensure_webhook(bot, WANTED, memory)
    telegram.troubles.extend([Trouble(200, body=_info(URL)), Trouble(400, "Bad Request: bad webhook")])
    with pytest.raises(TelegramRefusedError):
        await ensure_webhook(bot, replace(WANTED, url="https://unreachable.example.org/"), memory)
    assert await release_webhook(bot, memory)


def _info(url: str) -> bytes:
    result = {"url": url, "has_custom_certificate": False, "pending_update_count": 0}
    return json.dumps({"ok": True, "result": result}).encode()


async def test_somebody_else_s_webhook_is_left_alone(
    telegram: FakeSettingsApi, bot: Bot, memory: FakeMemory
) -> None:
    await ensure_webhook(bot, WANTED, memory)
    telegram.webhook["url"] = "https://production.example.org/webhook/telegram"
    assert not await release_webhook(bot, memory)
    assert telegram.set_methods() == {"setWebhook": 1}


async def test_commands_are_set_by_audience_and_language_once(
    telegram: FakeSettingsApi, bot: Bot, memory: FakeMemory
) -> None:
    assert await ensure_commands(bot, TEXTS, memory) == EVERYTHING
    told = {
        (json.loads(call.fields["scope"])["type"], call.fields.get("language_code")): [
            each["command"] for each in json.loads(call.fields["commands"])
        ]
        for call in telegram.calls
        if call.method == "setMyCommands"
    }
    assert set(told) == set(product(Audience, (None, "uk")))
    assert told[Audience.PRIVATE, None] == list(TEXTS.commands[Audience.PRIVATE])
    assert await ensure_commands(bot, TEXTS, memory) == 0
    assert telegram.set_methods().total() == EVERYTHING


async def test_only_what_changed_is_set_again(
    telegram: FakeSettingsApi, bot: Bot, memory: FakeMemory
) -> None:
    await ensure_commands(bot, TEXTS, memory)
    telegram.calls.clear()
    english = replace(TEXTS.languages[DEFAULT_LANGUAGE], short_description="Words become tasks.")
    board = MenuButtonWebApp(text="Board", web_app=WebAppInfo(url="https://tasks.example.org/app"))
    changed = replace(TEXTS, languages={**TEXTS.languages, DEFAULT_LANGUAGE: english}, menu=board)
    assert await ensure_commands(bot, changed, memory) == 2
    assert telegram.set_methods() == {"setMyShortDescription": 1, "setChatMenuButton": 1}
    assert telegram.last("setMyShortDescription") == {"short_description": "Words become tasks."}
    assert (
        json.loads(telegram.last("setChatMenuButton")["menu_button"])["web_app"]["url"] == board.web_app.url
    )


def menu(telegram: FakeSettingsApi) -> dict[str, object]:
    """Return the menu button as it was set last, and that it is nobody's own."""
    fields = telegram.last("setChatMenuButton")
    assert "chat_id" not in fields
    return cast("dict[str, object]", json.loads(fields["menu_button"]))


async def test_the_menu_button_opens_the_board_while_it_has_an_https_address(
    telegram: FakeSettingsApi, bot: Bot, memory: FakeMemory
) -> None:
    board = {"type": "web_app", "text": "Board", "web_app": {"url": "https://a.example/telegram/board"}}
    for public_url, wanted in (
        (None, {"type": "commands"}),
        ("https://a.example/", board),
        ("http://a.example", {"type": "commands"}),
        ("https://a.example", board),
        (None, {"type": "commands"}),
    ):
        before = telegram.set_methods()["setChatMenuButton"]
        wished = settings(None).model_copy(update={"manta_public_url": public_url})
        for _ in range(2):  # a second start sets nothing
            await connect(bot, wished, memory)
        assert telegram.set_methods()["setChatMenuButton"] == before + 1
        assert menu(telegram) == wanted


async def test_a_language_that_is_dropped_is_taken_away_and_can_come_back(
    telegram: FakeSettingsApi, bot: Bot, memory: FakeMemory
) -> None:
    await ensure_commands(bot, TEXTS, memory)
    telegram.calls.clear()
    without = replace(TEXTS, languages={DEFAULT_LANGUAGE: TEXTS.languages[DEFAULT_LANGUAGE]})
    assert await ensure_commands(bot, without, memory) == len(Audience) + 2
    assert telegram.set_methods()["deleteMyCommands"] == len(Audience)
    assert {call.fields["language_code"] for call in telegram.calls} == {"uk"}
    assert telegram.last("setMyDescription") == {"language_code": "uk"}
    assert await ensure_commands(bot, without, memory) == 0
    assert await ensure_commands(bot, TEXTS, memory) == len(Audience) + 2


async def test_what_was_set_before_a_pause_is_not_set_again(
    telegram: FakeSettingsApi, bot: Bot, memory: FakeMemory
) -> None:
    telegram.troubles.extend([TAKEN, TAKEN, Trouble(429, "Too Many Requests", retry_after=7)])
    with pytest.raises(TransientError) as caught:
        await ensure_commands(bot, TEXTS, memory)
    assert caught.value.wait_s == 7
    assert await ensure_commands(bot, TEXTS, memory) == EVERYTHING - 2


@pytest.mark.parametrize("language", sorted(TEXTS.languages))
def test_the_texts_fit_what_telegram_takes(language: str) -> None:
    texts: LanguageTexts = TEXTS.languages[language]
    assert len(texts.description) <= 512
    assert len(texts.short_description) <= 120
    named = {name for names in TEXTS.commands.values() for name in names}
    assert set(texts.commands) == named
    for name, told in texts.commands.items():
        assert name.isascii()
        assert name.islower()
        assert len(name) <= 32
        assert 1 <= len(told) <= 256


def test_administrators_see_the_group_s_commands_too() -> None:
    """Telegram shows them the narrower list only."""
    assert set(TEXTS.commands[Audience.GROUPS]) < set(TEXTS.commands[Audience.ADMINISTRATORS])


async def test_connecting_sets_everything_once(
    telegram: FakeSettingsApi, bot: Bot, memory: FakeMemory
) -> None:
    for _ in range(3):
        await connect(bot, settings(), memory)
    assert telegram.webhook["url"] == URL
    assert telegram.set_methods().total() == 1 + EVERYTHING


async def test_going_back_to_polling_takes_the_webhook_back(
    telegram: FakeSettingsApi, bot: Bot, memory: FakeMemory
) -> None:
    await connect(bot, settings(), memory)
    await connect(bot, settings(None), memory)
    assert telegram.webhook["url"] == ""
    assert telegram.set_methods()["deleteWebhook"] == 1


async def test_outages_of_both_sides_are_waited_out(
    telegram: FakeSettingsApi, bot: Bot, memory: FakeMemory, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.troubles.extend([Trouble(500, "down"), Trouble(502, body=b"<html>"), Trouble(403, "Forbidden")])
    memory.outages = 3
    await connect(bot, settings(), memory, backoff=AT_ONCE)
    assert telegram.set_methods()["setWebhook"] == 1
    assert caplog.text.count("Trying again") == 6


async def test_a_server_that_comes_up_later_is_waited_for(
    telegram: FakeSettingsApi, bot: Bot, memory: FakeMemory, caplog: pytest.LogCaptureFixture
) -> None:
    await telegram.stop()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(connect(bot, settings(), memory, backoff=Backoff(0.01, 0.01, 0.0)))
        await wait_until_async(lambda: caplog.text.count("Trying again") > 1)
        await telegram.start()
    assert telegram.webhook["url"] == URL


async def test_a_wrong_token_is_an_error(telegram: FakeSettingsApi, memory: FakeMemory) -> None:
    async with bot_at(telegram.url, "4242:AAanother") as bot:
        with pytest.raises(ConfigurationError, match="does not know this bot token"):
            await connect(bot, settings(), memory)


async def test_a_refused_webhook_is_an_error_in_telegram_s_words(
    telegram: FakeSettingsApi, bot: Bot, memory: FakeMemory
) -> None:
    telegram.troubles.extend(
        [Trouble(200, body=_info("")), Trouble(400, "Bad Request: bad webhook: no host")]
    )
    with pytest.raises(TelegramRefusedError, match="setWebhook: Bad Request: bad webhook: no host"):
        await connect(bot, settings(), memory)


def test_a_refusal_crosses_processes_whole() -> None:
    error = TelegramRefusedError("setWebhook", "Bad Request: no host")
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert isinstance(copy, TelegramRefusedError)
    assert (copy.detail, copy.remedy, copy.description) == (error.detail, error.remedy, error.description)


async def test_refused_commands_keep_nobody_from_the_updates(
    telegram: FakeSettingsApi, bot: Bot, memory: FakeMemory, caplog: pytest.LogCaptureFixture
) -> None:
    await ensure_webhook(bot, WANTED, memory)
    info = (
        _info(URL)[:-2]
        + f', "max_connections": 40, "allowed_updates": {json.dumps(HANDLED_KINDS)}}}}}'.encode()
    )
    telegram.troubles.extend([Trouble(200, body=info), Trouble(400, "Bad Request: BOT_COMMAND_INVALID")])
    await connect(bot, settings(), memory)
    assert "BOT_COMMAND_INVALID" in caplog.text


@pytest.mark.parametrize("secret", [None, "with space", "ключ"])
async def test_a_webhook_needs_a_secret(
    telegram: FakeSettingsApi, bot: Bot, memory: FakeMemory, secret: str | None
) -> None:
    with pytest.raises(ConfigurationError, match="secret") as caught:
        await connect(bot, settings(secret=secret), memory)
    assert "TELEGRAM_WEBHOOK_SECRET" in caught.value.remedy
    assert telegram.calls == []


async def test_nothing_secret_is_remembered_or_logged(
    telegram: FakeSettingsApi, bot: Bot, memory: FakeMemory, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    telegram.troubles.extend(
        [Trouble(500, f"POST /bot4242%3A{TOKEN_SECRET}/getWebhookInfo"), Trouble(502, body=TOKEN.encode())]
    )
    await connect(bot, settings(), memory, backoff=AT_ONCE)
    await connect(bot, settings(None), memory)
    logged = "".join(f"{record.getMessage()} {record.__dict__}" for record in caplog.records)
    assert "setWebhook" in repr(telegram.calls)
    assert "Trying again" in logged
    for shown in (logged, repr(memory.values), repr(WANTED)):
        assert TOKEN_SECRET not in shown
        assert SECRET not in shown


@pytest.mark.parametrize(
    "trouble",
    [
        Trouble(400, f"Bad Request: {TOKEN}"),
        Trouble(401, f"Unauthorized {TOKEN}"),
        Trouble(403, f"Forbidden {TOKEN}"),
        Trouble(404, f"Not Found {TOKEN}"),
        Trouble(409, f"Conflict {TOKEN}"),
        Trouble(429, f"Too Many Requests {TOKEN}", retry_after=1),
        Trouble(500, f"/bot{TOKEN}/ failed"),
        Trouble(502, body=f"<html>{TOKEN}</html>".encode()),
        Trouble(200, body=f'{{"ok": true, "result": "{TOKEN}"}}'.encode()),
        Trouble(200, body=b"\xff" + TOKEN.encode()),
    ],
    ids=lambda trouble: f"{trouble.status}",
)
async def test_no_error_holds_the_token(telegram: FakeSettingsApi, bot: Bot, trouble: Trouble) -> None:
    telegram.troubles.append(trouble)
    with pytest.raises((ConfigurationError, TransientError)) as caught:
        await ask(bot, GetWebhookInfo())
    assert TOKEN_SECRET not in _everything(caught.value)


@pytest.mark.parametrize("url", ["no-url-at-all", "http://127.0.0.1:1", "http://[", "http://a b"])
async def test_an_address_that_answers_nothing_gives_no_token_away(url: str) -> None:
    async with bot_at(url) as bot:
        with pytest.raises(TransientError) as caught:
            await ask(bot, GetWebhookInfo())
    assert TOKEN_SECRET not in _everything(caught.value)


async def test_the_library_s_own_error_would_have_held_it() -> None:
    """Negative control: without the translation the token would be in the text."""
    async with bot_at("no-url-at-all") as bot:
        with pytest.raises(TelegramNetworkError) as caught:
            await bot(GetWebhookInfo())
    assert TOKEN_SECRET in _everything(caught.value)


def _everything(error: BaseException) -> str:
    """Return all that a log with tracebacks, an error tracker included, would show of an error."""
    chain = [one for one in (error, error.__cause__, error.__context__) if one is not None]
    return "".join(traceback.format_exception(error)) + repr(chain) + repr([vars(one) for one in chain])

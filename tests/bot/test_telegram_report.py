"""The report of the connection against a Bot API on the wire, without the actor between."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import UTC, datetime
from typing import Concatenate, ParamSpec, TypeVar, cast

import pytest
from pydantic import SecretStr

from actors.calls import Directory
from actors.telegram import TelegramActor
from actors.telegram_report import TelegramReportHandle
from bot.status import get_status
from config.settings import Settings
from domain.chat import ChatKind, ChatState
from domain.errors import UnavailableError
from domain.telegram import Delivery
from domain.telegram_report import BotName, TelegramChat, TelegramReport
from tests.bot.fakes import TOKEN, TOKEN_SECRET, Trouble
from tests.bot.settings_api import FakeSettingsApi

A = TypeVar("A")
P = ParamSpec("P")
T = TypeVar("T")

PUBLIC = "https://tasks.example.org"
CHAT = TelegramChat(chat_id=1, title="Harbor", kind=ChatKind.GROUP, state=ChatState.LEFT, members=0)
SEEN_AT = datetime(2026, 1, 31, tzinfo=UTC)


class Records:
    """`domain.telegram_report.TelegramRecords` with one chat."""

    async def list_chats(self, workspace_id: int) -> Sequence[TelegramChat]:
        return [CHAT] if workspace_id == 1 else []

    async def find_last_update(self) -> datetime | None:
        return SEEN_AT


class NearDirectory(Directory):
    """Asks in this process what the actor would ask, or is an actor that is away."""

    def __init__(self, settings: Settings, *, is_away: bool = False) -> None:
        super().__init__()
        self._settings = settings
        self._is_away = is_away

    async def ask(
        self,
        name: str,
        method: Callable[Concatenate[A, P], Awaitable[T]],
        *_args: P.args,
        **_kwargs: P.kwargs,
    ) -> T:
        assert (name, method.__name__) == ("telegram", TelegramActor.get_status.__name__)
        if self._is_away:
            raise UnavailableError("The actor telegram did not answer in 5 s.")
        return cast("T", await get_status(self._settings))


@pytest.fixture
async def telegram() -> AsyncIterator[FakeSettingsApi]:
    api = FakeSettingsApi()
    await api.start()
    yield api
    await api.stop()


def settings_for(telegram: FakeSettingsApi, **more: object) -> Settings:
    fields: dict[str, object] = {
        "telegram_bot_token": SecretStr(TOKEN),
        "telegram_api_url": telegram.url,
        "telegram_webhook_url": None,
        "manta_public_url": PUBLIC,
    }
    return Settings().model_copy(update=fields | more)


async def report(settings: Settings, *, is_away: bool = False) -> TelegramReport:
    """Return the report, in which the token must not be."""
    handle = TelegramReportHandle(NearDirectory(settings, is_away=is_away), settings, Records())
    found = await handle.get_report(1)
    assert TOKEN_SECRET not in found.model_dump_json()
    assert (found.chats, found.last_update_at) == ([CHAT], SEEN_AT)
    return found


async def test_a_polled_bot_is_told(telegram: FakeSettingsApi) -> None:
    found = await report(settings_for(telegram))
    assert found.bot == BotName(id=4242, username="manta_bot")
    assert (found.configured, found.token_set, found.problem) == (True, True, None)
    assert (found.delivery, found.webhook_url, found.pending_updates) == (Delivery.POLLING, None, 3)
    assert (found.reads_all_of_groups, found.can_join_groups) == (False, True)
    assert (found.public_url, found.mini_app_url) == (PUBLIC, f"{PUBLIC}/telegram/board")


async def test_the_board_in_telegram_needs_https_and_a_bot(telegram: FakeSettingsApi) -> None:
    found = await report(settings_for(telegram, manta_public_url="http://127.0.0.1:8000"))
    assert found.mini_app_url is None
    without = await report(settings_for(telegram, telegram_bot_token=None), is_away=True)
    assert (without.configured, without.token_set, without.mini_app_url) == (False, False, None)
    assert (without.problem, without.bot) == (None, None)


@pytest.mark.parametrize(
    ("at_telegram", "wanted", "told"),
    [
        ("https://elsewhere.example.org/", None, "webhook delete"),
        ("https://elsewhere.example.org/", PUBLIC, f"{PUBLIC}/webhook/telegram"),
        ("", PUBLIC, "next start"),
    ],
)
async def test_updates_that_go_elsewhere_are_a_problem(
    telegram: FakeSettingsApi, at_telegram: str, wanted: str | None, told: str
) -> None:
    telegram.webhook["url"] = at_telegram
    found = await report(settings_for(telegram, telegram_webhook_url=wanted))
    assert found.problem is not None
    assert told in found.problem
    telegram.webhook["url"] = f"{PUBLIC}/webhook/telegram"
    assert (await report(settings_for(telegram, telegram_webhook_url=PUBLIC))).problem is None


@pytest.mark.parametrize(
    ("trouble", "configured", "told"),
    [
        (Trouble(401, "Unauthorized"), False, "does not know this bot token"),
        (Trouble(500, f"/bot{TOKEN}/getMe"), True, "did not answer getMe"),
        (Trouble(502, body=f"<html>{TOKEN}".encode()), True, "did not answer getMe"),
    ],
)
async def test_trouble_is_told_with_what_to_do(
    telegram: FakeSettingsApi, trouble: Trouble, told: str, *, configured: bool
) -> None:
    telegram.troubles.append(trouble)
    found = await report(settings_for(telegram))
    assert (found.configured, found.token_set, found.bot) == (configured, True, None)
    assert found.problem is not None
    assert told in found.problem
    assert "TELEGRAM_" in found.problem


async def test_an_actor_that_is_away_is_told(telegram: FakeSettingsApi) -> None:
    found = await asyncio.wait_for(report(settings_for(telegram), is_away=True), 10)
    assert found.problem is not None
    assert "manta telegram status" in found.problem


async def test_an_address_that_can_not_be_used_is_told(telegram: FakeSettingsApi) -> None:
    found = await report(settings_for(telegram, telegram_api_url=None, telegram_webhook_url="http://x"))
    assert (found.configured, found.bot) == (False, None)
    assert found.problem is not None
    assert "https" in found.problem

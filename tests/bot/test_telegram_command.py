"""`manta telegram` against a Bot API on the wire."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.kinds import HANDLED_KINDS
from cli.main import app
from tests.bot.fakes import TOKEN, TOKEN_SECRET, Trouble
from tests.bot.settings_api import FakeSettingsApi

URL = "https://tasks.example.org/webhook/telegram"
FULL: dict[str, object] = {"allowed_updates": list(HANDLED_KINDS), "max_connections": 40}


@pytest.fixture
async def telegram(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> AsyncIterator[FakeSettingsApi]:
    monkeypatch.chdir(tmp_path)
    api = FakeSettingsApi()
    await api.start()
    for name in ("TELEGRAM_WEBHOOK_URL", "TELEGRAM_WEBHOOK_SECRET", "MANTA_DATA_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("TELEGRAM_API_URL", api.url)
    yield api
    await api.stop()


async def run(*words: str, answer: str | None = None) -> Result:
    """Run the command beside the server; the token must not be in anything it says."""
    result = await asyncio.to_thread(
        CliRunner().invoke, app, ["telegram", *words], input=answer, env={"COLUMNS": "300", "NO_COLOR": "1"}
    )
    assert TOKEN_SECRET not in result.output
    return result


async def test_a_polled_bot_is_described(telegram: FakeSettingsApi) -> None:
    result = await run("status")
    assert result.exit_code == 0
    assert "@manta_bot (4242)" in result.stdout
    assert "are polled" in result.stdout
    assert "3 updates" in result.stdout
    assert "/setprivacy" in result.stdout
    telegram.reads_all = True
    assert "the bot gets every message" in (await run("status")).stdout


async def test_a_webhook_and_its_last_trouble_are_described(
    telegram: FakeSettingsApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TELEGRAM_WEBHOOK_URL", "https://tasks.example.org")
    told = {
        "url": URL,
        "last_error_date": 1_760_000_000,
        "last_error_message": "Wrong response from the webhook: 502 Bad Gateway",
    }
    telegram.webhook |= FULL | told
    result = await run("status")
    assert f"come by webhook: {URL}" in result.stdout
    assert "2025-10-09 08:53:20 UTC: Wrong response from the webhook: 502 Bad Gateway" in result.stdout
    assert "Missing" not in result.stdout


@pytest.mark.parametrize(
    ("at_telegram", "wanted", "told"),
    [
        ("https://elsewhere.example.org/", "https://tasks.example.org", f"sets {URL}"),
        ("https://elsewhere.example.org/", "", "can't be polled"),
        ("", "https://tasks.example.org", f"{URL} is set at Manta's next start"),
    ],
)
async def test_what_is_not_as_set_here_is_told(
    telegram: FakeSettingsApi, monkeypatch: pytest.MonkeyPatch, at_telegram: str, wanted: str, told: str
) -> None:
    monkeypatch.setenv("TELEGRAM_WEBHOOK_URL", wanted)
    telegram.webhook["url"] = at_telegram
    assert told in (await run("status")).stdout


async def test_kinds_that_nobody_asked_for_are_told(telegram: FakeSettingsApi) -> None:
    telegram.webhook["allowed_updates"] = ["message", "message_reaction"]
    result = await run("status", "--json")
    missing = json.loads(result.stdout)["missing_kinds"]
    assert set(missing) == set(HANDLED_KINDS) - {"message", "message_reaction"}


async def test_an_address_with_the_token_is_shown_without_it(telegram: FakeSettingsApi) -> None:
    url = f"https://elsewhere.example.org/{TOKEN}"
    telegram.webhook |= {"url": url, "last_error_date": 1, "last_error_message": f"Not Found: {url}"}
    for words in (("status",), ("status", "--json"), ("webhook", "delete", "--yes")):
        result = await run(*words)
        assert "elsewhere.example.org/4242:<token>" in result.stdout


async def test_a_webhook_is_deleted_after_a_yes(telegram: FakeSettingsApi) -> None:
    telegram.webhook["url"] = URL
    assert (await run("webhook", "delete", answer="n\n")).exit_code == 1
    assert telegram.set_methods() == {}
    assert (await run("webhook", "delete", answer="")).exit_code == 1
    assert telegram.set_methods() == {}
    assert (await run("webhook", "delete", answer="y\n")).exit_code == 0
    assert telegram.last("deleteWebhook") == {"drop_pending_updates": "false"}
    assert "no webhook" in (await run("webhook", "delete")).stdout
    assert telegram.set_methods() == {"deleteWebhook": 1}


async def test_it_is_said_when_the_webhook_will_come_back(
    telegram: FakeSettingsApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TELEGRAM_WEBHOOK_URL", "https://tasks.example.org")
    telegram.webhook["url"] = URL
    assert "sets it again" in (await run("webhook", "delete", "--yes")).stdout


@pytest.mark.parametrize("words", [("status",), ("webhook", "delete", "--yes")])
@pytest.mark.parametrize(
    ("trouble", "told"),
    [
        (Trouble(401, "Unauthorized"), "does not know this bot token"),
        (Trouble(500, f"/bot{TOKEN}/getMe"), "did not answer getMe"),
        (Trouble(502, body=f"<html>{TOKEN}".encode()), "did not answer getMe"),
    ],
)
async def test_trouble_is_explained(
    telegram: FakeSettingsApi, words: tuple[str, ...], trouble: Trouble, told: str
) -> None:
    telegram.troubles.append(trouble)
    result = await run(*words)
    assert result.exit_code == 1
    assert told in result.stderr


async def test_a_server_that_is_away_is_explained(telegram: FakeSettingsApi) -> None:
    await telegram.stop()
    result = await run("status")
    assert result.exit_code == 1
    assert "TELEGRAM_API_URL" in result.stderr


@pytest.mark.parametrize(("token", "told"), [("", "is not connected"), ("12:", "does not look like a token")])
@pytest.mark.usefixtures("telegram")
async def test_without_a_usable_token_that_is_told(
    monkeypatch: pytest.MonkeyPatch, token: str, told: str
) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", token)
    result = await run("status")
    assert result.exit_code == 1
    assert told in result.stderr

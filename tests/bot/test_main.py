import asyncio
import signal
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.__main__ import Settings, forward, load_settings, main, make_forwarded_bot
from domain.errors import ConfigurationError
from tests.bot.fakes import SECRET, TOKEN, TOKEN_SECRET
from tests.bot.world import World, an_update, close

VARIABLES = (
    "TELEGRAM_BOT_TOKEN",
    "TELEGRAM_WEBHOOK_SECRET",
    "TELEGRAM_API_URL",
    "TELEGRAM_WEBHOOK_URL",
    "MANTA_URL",
    "LOG_LEVEL",
)


@pytest.fixture(autouse=True)
def _empty_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("TELEGRAM_WEBHOOK_SECRET", SECRET)
    monkeypatch.setenv("TELEGRAM_API_URL", "")
    settings = load_settings()
    assert settings.telegram_bot_token.get_secret_value() == TOKEN
    assert (str(settings.manta_url), settings.telegram_api_url) == ("http://127.0.0.1:8000/", None)
    assert TOKEN_SECRET not in repr(settings)


def test_missing_settings_are_named_and_given_ones_not_quoted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("MANTA_URL", "no url")
    with pytest.raises(SystemExit) as caught:
        main()
    text = str(caught.value)
    assert "TELEGRAM_WEBHOOK_SECRET: Field required" in text
    assert "MANTA_URL" in text
    assert TOKEN_SECRET not in text


def test_an_error_about_one_setting_quotes_no_other() -> None:
    with pytest.raises(ValidationError) as caught:
        Settings.model_validate({"telegram_bot_token": "1:Zq9"})
    assert "Zq9" not in str(caught.value)


@pytest.mark.parametrize("token", ["no-token", "12 34:AA", ":", "12:"])
def test_what_is_no_token_is_explained_without_quoting_it(token: str) -> None:
    settings = Settings.model_validate({"telegram_bot_token": token, "telegram_webhook_secret": SECRET})
    with pytest.raises(ConfigurationError, match="does not look like a token") as caught:
        make_forwarded_bot(settings)
    assert token == ":" or token not in f"{caught.value} {caught.value.remedy}"


async def test_a_local_bot_api_server_can_be_used() -> None:
    bot = make_forwarded_bot(_settings(api_url="http://127.0.0.1:8081/", manta_url="http://127.0.0.1:1"))
    assert bot.session.api.api_url("T", "getMe") == "http://127.0.0.1:8081/botT/getMe"
    await close(bot)


@pytest.mark.parametrize("secret", ["", "with space", "ключ", "x" * 257, "line\n"])
async def test_a_secret_that_telegram_would_refuse_is_explained(secret: str) -> None:
    settings = _settings(api_url="http://127.0.0.1:1", manta_url="http://127.0.0.1:1", secret=secret)
    with pytest.raises(ConfigurationError, match="secret") as caught:
        await forward(settings)
    assert "TELEGRAM_WEBHOOK_SECRET" in caught.value.remedy


async def test_with_a_webhook_there_is_nothing_to_forward() -> None:
    settings = _settings(api_url="http://127.0.0.1:1", manta_url="http://127.0.0.1:1")
    with pytest.raises(ConfigurationError, match="TELEGRAM_WEBHOOK_URL"):
        await forward(settings.model_copy(update={"telegram_webhook_url": "https://tasks.example.org"}))


async def test_it_forwards_until_it_is_terminated(world: World) -> None:
    await world.telegram.push(an_update(1))
    task = asyncio.create_task(forward(_settings(api_url=world.telegram.url, manta_url=world.endpoint.url)))
    await world.journal.until("confirmed", 1)
    signal.raise_signal(signal.SIGTERM)
    async with asyncio.timeout(2):
        await task
    assert world.journal.ids("stored") == [1]


def _settings(*, api_url: str, manta_url: str, secret: str = SECRET) -> Settings:
    return Settings.model_validate(
        {
            "telegram_bot_token": TOKEN,
            "telegram_webhook_secret": secret,
            "telegram_api_url": api_url,
            "manta_url": manta_url,
        }
    )

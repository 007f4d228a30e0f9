import json
from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from config.settings import Settings
from domain.errors import ConfigurationError

SECRETS = ("DATABASE_URL", "TELEGRAM_BOT_TOKEN", "TELEGRAM_WEBHOOK_SECRET")
CANARY = "postgresql://manta:CANARY@db/manta"


@pytest.fixture(autouse=True)
def folder(bare_environment: Path) -> Path:
    return bare_environment


def test_everything_has_a_default() -> None:
    settings = Settings()
    assert settings.manta_model == "auto"
    assert settings.database_url is None
    assert settings.admin_key_file() == Path(".data/admin.key")


def test_the_environment_comes_before_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / ".env").write_text("MANTA_PORT=8001\nMANTA_HOST=0.0.0.0\n# a comment\nSOMETHING_ELSE=1\n")
    monkeypatch.setenv("MANTA_PORT", "8002")
    settings = Settings()
    assert (settings.manta_port, settings.manta_host) == (8002, "0.0.0.0")


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_an_empty_variable_counts_as_unset(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Docker Compose passes `${NAME:-}` as an empty one."""
    unset = Settings()
    monkeypatch.setenv(name.upper(), "")
    assert Settings() == unset


@pytest.mark.parametrize("name", SECRETS)
def test_a_secret_is_not_shown(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, CANARY)
    settings = Settings()
    shown = (
        repr(settings),
        str(settings),
        settings.model_dump_json(),
        json.dumps(settings.model_dump(), default=str),
    )
    assert all("CANARY" not in text for text in shown)
    found = getattr(settings, name.lower())
    assert isinstance(found, SecretStr)
    assert found.get_secret_value() == CANARY


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MANTA_PORT", "CANARY"),
        ("MANTA_PORT", "0"),
        ("MANTA_WORKERS", "0"),
        ("MANTA_LEASE_S", "1"),
        ("MANTA_TASK_THRESHOLD", "1.5"),
        ("LOG_LEVEL", "CANARY"),
        ("MANTA_DASHBOARD", "perhaps"),
    ],
)
def test_an_error_names_the_setting_and_no_value(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    monkeypatch.setenv("DATABASE_URL", CANARY)
    with pytest.raises(ValidationError, match=name.lower()) as caught:
        Settings()
    assert "CANARY" not in str(caught.value)


def test_settings_do_not_change() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Settings().__setattr__("manta_port", 1)


@pytest.mark.parametrize(
    ("token", "url", "polls"),
    [("", "", False), ("4242:AA", "", True), ("4242:AA", "https://tasks.example.org", False)],
)
def test_a_bot_is_polled_unless_it_has_a_webhook(
    *, token: str, url: str, polls: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", token)
    monkeypatch.setenv("TELEGRAM_WEBHOOK_URL", url)
    assert Settings().polls_telegram() == polls
    assert (Settings().telegram_webhook_address() is None) == (url == "")
    monkeypatch.setenv("MANTA_BOT", "false")
    assert not Settings().polls_telegram()


def test_an_address_with_the_bot_s_token_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "4242:AAcanary-CANARY")
    monkeypatch.setenv("TELEGRAM_WEBHOOK_URL", "https://tasks.example.org/4242:AAcanary-CANARY")
    with pytest.raises(ConfigurationError, match="holds the bot's token") as caught:
        Settings().telegram_webhook_address()
    assert "CANARY" not in f"{caught.value} {caught.value.remedy}"


@pytest.mark.parametrize("name", ["MANTA_WORKERS", "MANTA_REPLICAS"])
def test_the_most_is_the_least_unless_it_is_set(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "3")
    settings = Settings()
    assert {"MANTA_WORKERS": settings.most_workers(), "MANTA_REPLICAS": settings.most_replicas()}[name] == 3
    monkeypatch.setenv(f"{name}_MAX", "5")
    settings = Settings()
    assert {"MANTA_WORKERS": settings.most_workers(), "MANTA_REPLICAS": settings.most_replicas()}[name] == 5
    monkeypatch.setenv(f"{name}_MAX", "2")
    with pytest.raises(ValidationError, match=f"must not be less than {name}, which is 3"):
        Settings()


def test_a_label_has_a_key_and_a_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MANTA_WORKER_LABEL", "ollama")
    with pytest.raises(ValidationError):
        Settings()
    monkeypatch.setenv("MANTA_WORKER_LABEL", "ray.io/accelerator-type=A100")
    assert Settings().manta_worker_label == "ray.io/accelerator-type=A100"

import pytest

from domain.errors import ConfigurationError
from domain.telegram import is_self_hosted, webhook_address

TOKEN = "4242:AAcanary-CANARY"
ADDRESS = "https://tasks.example.org/webhook/telegram"
OWN_SERVER = "http://127.0.0.1:8081"


def address(url: str, api_url: str | None = None) -> str:
    return webhook_address(url, api_url=api_url, token=TOKEN)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://tasks.example.org", ADDRESS),
        (" https://Tasks.Example.org:443/ ", ADDRESS),
        (ADDRESS, ADDRESS),
        (f"{ADDRESS}/", ADDRESS),
        ("https://example.org:8443/manta", "https://example.org:8443/manta/webhook/telegram"),
        ("https://приклад.укр", "https://xn--80aikifvh.xn--j1amh/webhook/telegram"),
    ],
)
def test_the_path_is_added_unless_it_is_there(url: str, expected: str) -> None:
    assert address(url) == expected
    assert address(expected) == expected


@pytest.mark.parametrize("port", [443, 80, 88, 8443])
def test_telegram_s_ports_pass(port: int) -> None:
    assert address(f"https://tasks.example.org:{port}")


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("http://tasks.example.org", "not https"),
        ("http://127.0.0.1:8443", "not https"),
        ("https://tasks.example.org:8000", "port 8000"),
    ],
)
def test_only_a_server_of_one_s_own_calls_anything_else(url: str, told: str) -> None:
    for telegram in (None, "", "https://api.telegram.org", "https://API.telegram.org/"):
        with pytest.raises(ConfigurationError, match=told):
            address(url, telegram)
    assert address(url, OWN_SERVER) == f"{url}/webhook/telegram"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "tasks.example.org",
        "ftp://tasks.example.org",
        "https://",
        "https://[",
        "https://user:CANARY@tasks.example.org",
        "https://tasks.example.org/?key=CANARY",
        "https://tasks.example.org/#CANARY",
        f"https://tasks.example.org/{TOKEN}",
    ],
)
@pytest.mark.parametrize("api_url", [None, OWN_SERVER])
def test_what_can_not_be_used_is_told_without_quoting_it(url: str, api_url: str | None) -> None:
    with pytest.raises(ConfigurationError, match="TELEGRAM_WEBHOOK_URL") as caught:
        address(url, api_url)
    error = caught.value
    assert error.__cause__ is None
    assert error.__suppress_context__ or error.__context__ is None
    assert "canary" not in f"{error.detail} {error.remedy}".lower()


def test_a_server_of_one_s_own_is_any_but_telegram_s() -> None:
    assert is_self_hosted("http://127.0.0.1:8081/")
    assert is_self_hosted("https://api.telegram.org.example.org")
    assert not is_self_hosted(None)
    assert not is_self_hosted("https://api.telegram.org")

import httpx2
import pytest
from pydantic import SecretStr

from cli.checks.findings import Check, Finding, State, find
from cli.checks.telegram import check_telegram
from config.settings import Settings

pytestmark = pytest.mark.usefixtures("bare_environment")

TOKEN = "123456:AAcanaryCANARY-canary_CANARY-canary"


def check(
    token: str | None, answer: httpx2.Response | Exception | None = None, secret: str | None = None
) -> Finding:
    settings = Settings(
        telegram_bot_token=None if token is None else SecretStr(token),
        telegram_webhook_secret=None if secret is None else SecretStr(secret),
    )

    def reply(request: httpx2.Request) -> httpx2.Response:
        assert request.url == f"https://api.telegram.org/bot{TOKEN}/getMe"
        if isinstance(answer, httpx2.Response):
            return answer
        raise answer or AssertionError("Telegram was asked.")

    found = check_telegram(settings, is_online=answer is not None, transport=httpx2.MockTransport(reply))
    assert "CANARY" not in found.model_dump_json()
    return found


def test_telegram_may_be_left_out() -> None:
    assert check(None).state is State.OK


def test_a_token_s_shape_is_looked_at_without_the_network() -> None:
    assert check(TOKEN).state is State.OK


@pytest.mark.parametrize(
    "token", ["", "123456", "123456:", "abc:AAcanary-canary-canary-c", f" {TOKEN}", f'"{TOKEN}"']
)
def test_what_is_no_token_is_told(token: str) -> None:
    found = check(token)
    assert found.state is State.FAIL
    assert "BotFather" in found.remedy


@pytest.mark.parametrize("secret", ["", "a b", "ключ", "x" * 257])
def test_a_secret_that_telegram_refuses_is_told(secret: str) -> None:
    found = check(TOKEN, secret=secret)
    assert found.state is State.FAIL
    assert "manta up" in found.remedy


@pytest.mark.parametrize(
    ("answer", "state", "told"),
    [
        (
            httpx2.Response(200, json={"ok": True, "result": {"username": "manta_bot"}}),
            State.OK,
            "@manta_bot",
        ),
        (httpx2.Response(401, json={"ok": False}), State.FAIL, "does not know"),
        (httpx2.Response(404, json={"ok": False}), State.FAIL, "does not know"),
        (httpx2.Response(502, text="Bad gateway"), State.WARN, "502"),
        (httpx2.ConnectError(f"https://api.telegram.org/bot{TOKEN}"), State.WARN, "does not answer"),
    ],
)
def test_online_telegram_itself_is_asked(
    answer: httpx2.Response | Exception, state: State, told: str
) -> None:
    found = check(TOKEN, answer)
    assert found.state is state
    assert told in found.detail


def check_address(url: str | None, api_url: str | None = None) -> Finding:
    settings = Settings(
        telegram_bot_token=SecretStr(TOKEN), telegram_webhook_url=url, telegram_api_url=api_url
    )
    found = find(Check("telegram", lambda: check_telegram(settings)))
    assert "CANARY" not in found.model_dump_json()
    return found


def test_the_way_of_the_updates_is_told() -> None:
    assert "updates are polled" in check_address(None).detail
    assert (
        "webhook to https://tasks.example.org/webhook/telegram"
        in check_address("https://tasks.example.org").detail
    )


@pytest.mark.parametrize(
    "url", ["tasks.example.org", "http://tasks.example.org", "https://tasks.example.org:8000", TOKEN]
)
def test_an_address_that_telegram_would_refuse_is_told(url: str) -> None:
    found = check_address(url)
    assert found.state is State.FAIL
    assert "TELEGRAM_WEBHOOK_URL" in found.detail
    assert found.remedy


def test_a_server_of_one_s_own_takes_any_port_and_is_the_one_asked() -> None:
    api_url = "http://127.0.0.1:8081/"
    assert check_address("http://10.0.0.1:8000", api_url).state is State.OK

    def reply(request: httpx2.Request) -> httpx2.Response:
        assert request.url == f"http://127.0.0.1:8081/bot{TOKEN}/getMe"
        return httpx2.Response(200, json={"ok": True, "result": {"username": "manta_bot"}})

    settings = Settings(telegram_bot_token=SecretStr(TOKEN), telegram_api_url=api_url)
    found = check_telegram(settings, is_online=True, transport=httpx2.MockTransport(reply))
    assert "@manta_bot; updates are polled" in found.detail

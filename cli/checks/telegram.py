"""Is Telegram connected: the token's and the secret's shape and, if asked for, what Telegram says."""

import re
from http import HTTPStatus

import httpx2
from pydantic import BaseModel, ValidationError

from cli.checks.findings import Finding, fail, ok, warn
from config.settings import Settings
from domain.telegram import WEBHOOK_SECRET

TIMEOUT_S = 5.0

_API = "https://api.telegram.org"
_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{20,}")
_FROM_BOTFATHER = "Copy the token from @BotFather into TELEGRAM_BOT_TOKEN: 123456:ABC…"


class _Bot(BaseModel):
    username: str


class _Me(BaseModel):
    """The answer of Telegram's getMe."""

    result: _Bot


def check_telegram(
    settings: Settings, *, is_online: bool = False, transport: httpx2.BaseTransport | None = None
) -> Finding:
    """Look at the token; Telegram itself is asked only when `is_online`. The token is never shown."""
    secret = settings.telegram_webhook_secret
    if secret is not None and not WEBHOOK_SECRET.fullmatch(secret.get_secret_value()):
        remedy = "Use 1 to 256 of A-Z a-z 0-9 _ -, or unset it: `manta up` makes one."
        return fail("telegram", "TELEGRAM_WEBHOOK_SECRET has characters Telegram refuses.", remedy)
    if settings.telegram_bot_token is None:
        return ok("telegram", "not connected; TELEGRAM_BOT_TOKEN would connect it")
    token = settings.telegram_bot_token.get_secret_value()
    if not _TOKEN.fullmatch(token):
        return fail("telegram", "TELEGRAM_BOT_TOKEN does not look like a token.", _FROM_BOTFATHER)
    mode = _tell_mode(settings)
    if is_online:
        return _ask(f"{settings.telegram_api_url or _API}".rstrip("/"), token, mode, transport)
    return ok("telegram", f"there is a token; {mode}; --online asks Telegram whether it is valid")


def _tell_mode(settings: Settings) -> str:
    """Return how updates come; an address that can't be used is the check's failure."""
    address = settings.telegram_webhook_address()
    return "updates are polled" if address is None else f"updates come by webhook to {address}"


def _ask(api: str, token: str, mode: str, transport: httpx2.BaseTransport | None) -> Finding:
    try:
        with httpx2.Client(transport=transport, timeout=TIMEOUT_S) as client:
            response = client.get(f"{api}/bot{token}/getMe")
    except httpx2.RequestError as error:  # its text has the address, which has the token
        told = f"Telegram does not answer ({type(error).__name__})."
        return warn("telegram", told, f"Check this machine's way to {api}.")
    if response.status_code in {HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND}:
        return fail("telegram", "Telegram does not know the token.", _FROM_BOTFATHER)
    try:
        me = _Me.model_validate_json(response.content)
    except ValidationError:
        return warn("telegram", f"Telegram answers {response.status_code}.", "Try again later.")
    return ok("telegram", f"the bot is @{me.result.username}; {mode}")

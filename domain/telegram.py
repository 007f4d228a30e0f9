"""What Manta knows of its connection to Telegram: the webhook's address, its secret, what is set there."""

import re
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from pydantic import HttpUrl, ValidationError

from domain.errors import ConfigurationError
from domain.values import Value

WEBHOOK_PATH = "/webhook/telegram"
"""Where Manta takes updates."""

WEBHOOK_PORTS = (443, 80, 88, 8443)
"""Ports that Telegram delivers to (https://core.telegram.org/bots/api#setwebhook)."""

WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
"""What Telegram takes as a webhook's `secret_token`, whole."""

_TELEGRAMS_OWN = re.compile(r"https?://api\.telegram\.org(?:[:/]|$)", re.IGNORECASE)
_EXAMPLE = "Set TELEGRAM_WEBHOOK_URL to Manta's public address, for example https://tasks.example.org."


class BotMemory(Protocol):
    """What Manta has last set at Telegram, beyond the life of any process; it holds no secret.

    Raises:
        UnavailableError: The memory can't be reached.
    """

    async def recall(self, key: str) -> str | None:
        """Return what was last remembered under this key."""
        ...

    async def remember(self, key: str, value: str) -> None:
        """Keep the value, in the place of the one before."""
        ...


class Delivery(StrEnum):
    """How a bot's updates come: Telegram calls a webhook, or somebody has to ask for them."""

    WEBHOOK = "webhook"
    POLLING = "polling"


class DeliveryError(Value):
    """The last trouble Telegram had with the webhook; Telegram never takes it back, so its time matters."""

    at: datetime
    message: str


class ConnectionStatus(Value):
    """What Telegram says of a bot.

    `delivery` is what is set at Telegram; `webhook_url` is None while updates are polled. `kinds` are those
    that are asked for, None when Telegram chooses; `missing_kinds` are handled and not asked for.
    `reads_all_of_groups` is false in privacy mode.
    """

    bot_id: int
    username: str
    delivery: Delivery
    webhook_url: str | None
    pending_updates: int
    last_error: DeliveryError | None
    max_connections: int | None
    kinds: tuple[str, ...] | None
    missing_kinds: tuple[str, ...]
    can_join_groups: bool
    reads_all_of_groups: bool


def is_self_hosted(api_url: str | None) -> bool:
    """Return whether this TELEGRAM_API_URL is a Bot API server of one's own."""
    return bool(api_url) and _TELEGRAMS_OWN.match(api_url or "") is None


def webhook_address(url: str, *, api_url: str | None, token: str) -> str:
    """Return the address Telegram has to call, from TELEGRAM_WEBHOOK_URL with or without the path.

    Args:
        url: The public base address.
        api_url: TELEGRAM_API_URL; a server of one's own also calls http, any port and private addresses.
        token: The bot's token, which must not be part of an address.

    Raises:
        ConfigurationError: Telegram would refuse it, or it would give a secret away; it is not quoted.
    """
    try:
        parsed = HttpUrl(url.strip())
    except ValidationError:
        raise ConfigurationError("TELEGRAM_WEBHOOK_URL is no http address.", remedy=_EXAMPLE) from None
    _refuse_secrets(parsed, token)
    if not is_self_hosted(api_url):
        _refuse_what_telegram_refuses(parsed)
    base = str(parsed).rstrip("/")
    return base if base.endswith(WEBHOOK_PATH) else base + WEBHOOK_PATH


def _refuse_secrets(url: HttpUrl, token: str) -> None:
    if url.username or url.password or url.query or url.fragment:
        raise ConfigurationError(
            "TELEGRAM_WEBHOOK_URL has more than host, port and path.",
            remedy="Take user, password, ? and # away: the secret travels in a header.",
        )
    if (secret := token.partition(":")[2]) and secret in str(url):
        raise ConfigurationError(
            "TELEGRAM_WEBHOOK_URL holds the bot's token, and addresses end up in logs.",
            remedy="Take the token out of it: the secret travels in a header.",
        )


def _refuse_what_telegram_refuses(url: HttpUrl) -> None:
    if url.scheme != "https":
        raise ConfigurationError(
            "TELEGRAM_WEBHOOK_URL is not https, and Telegram calls nothing else.",
            remedy="Put a proxy with TLS in front of Manta, or leave it out: updates are polled then.",
        )
    if url.port not in WEBHOOK_PORTS:
        raise ConfigurationError(
            f"TELEGRAM_WEBHOOK_URL has port {url.port}, and Telegram calls 443, 80, 88 and 8443 only.",
            remedy="Let the proxy listen on one of these ports.",
        )

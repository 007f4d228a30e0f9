"""Fetches updates from the Bot API as they are, one long poll at a time."""

import json
from dataclasses import dataclass
from typing import cast

from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramConflictError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.methods.base import TelegramMethod

from bot.retry import TransientError
from domain.errors import ConfigurationError

_ANSWER_MARGIN_S = 10
"""How much longer than the long poll itself Telegram may take to answer."""


class GetRawUpdates(TelegramMethod[list[object]]):
    """`getUpdates` (https://core.telegram.org/bots/api#getupdates) without reading the updates.

    aiogram's own method refuses a whole batch for one update it can't read.
    `timeout` is in seconds. Asking with an `offset` confirms, that is deletes, every update before it.
    """

    __returning__ = list[object]
    __api_method__ = "getUpdates"

    offset: int | None = None
    limit: int
    timeout: int
    allowed_updates: list[str]


@dataclass(frozen=True, slots=True)
class RawUpdate:
    """An update's id and its JSON bytes, complete."""

    update_id: int
    body: bytes


async def poll_updates(bot: Bot, request: GetRawUpdates) -> list[RawUpdate]:
    """Return the oldest unconfirmed updates in order; empty when none came within `request.timeout`.

    The errors never name the token, nor are they chained to aiohttp's, which quote the URL it is part of.

    Raises:
        ConfigurationError: The token is wrong, or somebody else receives this bot's updates.
        TransientError: Telegram can't be reached or can't answer now.
    """
    failure: Exception
    try:
        found = await bot(request, request_timeout=request.timeout + _ANSWER_MARGIN_S)
    except TelegramConflictError as error:
        failure = _conflict(error.message)
    except (TelegramUnauthorizedError, TelegramNotFound):
        failure = _wrong_token()
    except (AiogramError, UnicodeError) as error:
        failure = _unanswered(error, bot.token)
    else:
        # A successful answer without a result is None, whatever the method's type says.
        return [_to_raw(update) for update in found or []]
    raise failure


def _conflict(description: str) -> ConfigurationError:
    if "webhook" in description.lower():
        return ConfigurationError(
            "Telegram delivers this bot's updates to a webhook, so they can't be polled.",
            remedy="Stop the forwarder and rely on the webhook, or delete it with Telegram's deleteWebhook.",
        )
    return ConfigurationError(
        "Another program polls updates with this bot's token; only one can.",
        remedy="Stop the other forwarder or bot, or give this one a token of its own from @BotFather.",
    )


def _wrong_token() -> ConfigurationError:
    return ConfigurationError(
        "Telegram does not know this bot token.",
        remedy="Copy the token from @BotFather into TELEGRAM_BOT_TOKEN; check TELEGRAM_API_URL if it is set.",
    )


def _unanswered(error: AiogramError | UnicodeError, token: str) -> TransientError:
    # Other errors' texts quote Telegram's answer, which holds people's words.
    text = getattr(error, "message", type(error).__name__)
    wait_s = error.retry_after if isinstance(error, TelegramRetryAfter) else None
    return TransientError(f"Telegram gave no updates: {_without_token(str(text), token)}.", wait_s)


def _without_token(text: str, token: str) -> str:
    # The part behind the colon is the secret; a URL may spell the colon another way.
    return text.replace(token.partition(":")[2], "<token>")


def _to_raw(update: object) -> RawUpdate:
    fields = cast("dict[object, object]", update) if isinstance(update, dict) else {}
    update_id = fields.get("update_id")
    if not isinstance(update_id, int):
        raise TransientError("Telegram gave an update without an id.")
    return RawUpdate(update_id, json.dumps(fields).encode())

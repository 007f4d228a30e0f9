"""Fetches updates from the Bot API as they are, one long poll at a time."""

import json
from dataclasses import dataclass
from typing import cast

from aiogram import Bot
from aiogram.methods.base import TelegramMethod

from bot.asking import TelegramBusyError, ask
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


class WebhookSetError(ConfigurationError):
    """Telegram delivers this bot's updates to a webhook, so they can't be polled."""

    remedy = "Stop the forwarder, or take the webhook away: `manta telegram webhook delete`."


async def poll_updates(bot: Bot, request: GetRawUpdates) -> list[RawUpdate]:
    """Return the oldest unconfirmed updates in order; empty when none came within `request.timeout`.

    Raises:
        WebhookSetError: A webhook receives this bot's updates.
        ConfigurationError: The token is wrong, or somebody else polls with it.
        TransientError: Telegram can't be reached or can't answer now.
    """
    try:
        found = await ask(bot, request, timeout_s=request.timeout + _ANSWER_MARGIN_S)
    except TelegramBusyError as error:
        raise _conflict(error.description) from None
    # A successful answer without a result is None, whatever the method's type says.
    return [_to_raw(update) for update in found or []]


def _conflict(description: str) -> ConfigurationError:
    if "webhook" in description.lower():
        return WebhookSetError()
    return ConfigurationError(
        "Another program polls updates with this bot's token; only one can.",
        remedy="Stop the other forwarder or bot, or give this one a token of its own from @BotFather.",
    )


def _to_raw(update: object) -> RawUpdate:
    fields = cast("dict[object, object]", update) if isinstance(update, dict) else {}
    update_id = fields.get("update_id")
    if not isinstance(update_id, int):
        raise TransientError("Telegram gave an update without an id.")
    return RawUpdate(update_id, json.dumps(fields).encode())

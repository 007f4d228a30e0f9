"""Setting things at Telegram only when they changed, by remembering what was set last."""

import hashlib
import hmac
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Final

from aiogram import Bot

from domain.telegram import BotMemory

_UNDER_WAY: Final = "under way"


def digest(bot: Bot, *parts: str) -> str:
    """Return a digest of what is set, of 64 hexadecimal digits.

    It is keyed with the bot's token, which is not kept where digests are: nobody can guess a secret from it.
    """
    told = b"".join(len(part).to_bytes(8, "big") + part for part in map(str.encode, parts))
    return hmac.new(bot.token.encode(), told, hashlib.sha256).hexdigest()


def key_of(bot: Bot, *names: str) -> str:
    """Return under which key something of this bot is remembered: another token is another bot."""
    return ":".join((str(bot.id), *names))


@asynccontextmanager
async def remembering(memory: BotMemory, key: str, value: str) -> AsyncGenerator[None]:
    """Remember that the block has set `value` at Telegram.

    When the block or this process dies in between, nobody knows what is set. So nothing is remembered from
    before the block until after it, and the next start sets it anew.

    Raises:
        UnavailableError: The memory can't be reached; then the block has not run, or is run again.
    """
    await memory.remember(key, _UNDER_WAY)
    yield
    await memory.remember(key, value)

"""Asking the Bot API for anything, with errors that can be acted on and never hold the token."""

from typing import Final, TypeVar

from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.methods.base import TelegramMethod

from bot.retry import TransientError
from domain.errors import ConfigurationError

TIMEOUT_S: Final = 10
"""How long Telegram may take to answer."""

_Answer = TypeVar("_Answer")


class TelegramRefusedError(ConfigurationError):
    """Telegram refuses the request, and would again.

    Args:
        method: The Bot API's name of what was asked.
        description: Telegram's words.
    """

    def __init__(self, method: str, description: str) -> None:
        self.method = method
        self.description = description
        super().__init__(
            f"Telegram refuses {method}: {description.rstrip('.')}.", remedy="See docs/telegram.md."
        )

    def __reduce__(self) -> tuple[object, ...]:
        """Keep both when the error crosses a process boundary."""
        return (type(self), (self.method, self.description))


class TelegramBusyError(TelegramRefusedError):
    """Telegram refuses the request because of what somebody else does with the bot (409)."""


async def ask(bot: Bot, method: TelegramMethod[_Answer], *, timeout_s: int = TIMEOUT_S) -> _Answer:
    """Return Telegram's answer.

    The errors never name the token, nor are they chained to aiohttp's, which quote the URL it is part of.

    Raises:
        ConfigurationError: The token is wrong.
        TelegramRefusedError: Telegram understood the request and refuses it.
        TransientError: Telegram can't be reached or can't answer now.
    """
    try:
        return await bot(method, request_timeout=timeout_s)
    except (AiogramError, UnicodeError) as error:
        failure = _explain(error, method.__api_method__, bot.token)
    raise failure


def without_token(text: str, token: str) -> str:
    """Return the text with the secret part of the token taken out."""
    # The part behind the colon is the secret; a URL may spell the colon another way.
    return text.replace(token.partition(":")[2], "<token>")


def _explain(error: AiogramError | UnicodeError, method: str, token: str) -> Exception:
    if isinstance(error, (TelegramUnauthorizedError, TelegramNotFound)):
        return ConfigurationError(
            "Telegram does not know this bot token.",
            remedy="Copy it from @BotFather into TELEGRAM_BOT_TOKEN; check TELEGRAM_API_URL if it is set.",
        )
    # Other errors' texts quote Telegram's answer, which holds people's words.
    text = without_token(str(getattr(error, "message", type(error).__name__)), token)
    if isinstance(error, TelegramConflictError):
        return TelegramBusyError(method, text)
    if isinstance(error, TelegramBadRequest):
        return TelegramRefusedError(method, text)
    wait_s = error.retry_after if isinstance(error, TelegramRetryAfter) else None
    return TransientError(f"Telegram did not answer {method}: {text}.", wait_s)

"""What aiogram hands to a middleware."""

from collections.abc import Awaitable, Callable

from aiogram.types import TelegramObject

Next = Callable[[TelegramObject, dict[str, object]], Awaitable[object]]
"""What comes after a middleware: the next one, in the end the handler."""

"""Addresses at which messages can be read where they were written."""

from typing import Final

from domain.values import Source

_SUPERGROUP: Final = "-100"
"""What the ids of supergroups and channels begin with in the Bot API; addresses are without it."""


def telegram_url(external_id: str, thread_id: int | None = None) -> str | None:
    """Return the address of a Telegram message, which the members of its chat can open.

    Messages of private chats and basic groups have none. The chat is that of the external id, also when the
    group has become a supergroup since: there another message has the number.

    Args:
        external_id: `<chat>:<number>`, both as the Bot API gives them.
        thread_id: The forum topic, if it was written in one.
    """
    chat, _, number = external_id.rpartition(":")
    inner = chat.removeprefix(_SUPERGROUP)
    if inner == chat or not _is_number(inner) or not _is_number(number):
        return None
    topic = "" if thread_id is None else f"/{thread_id}"
    return f"https://t.me/c/{inner}{topic}/{number}"


def message_url(source: Source, external_id: str, thread_id: int | None = None) -> str | None:
    """Return the address of a message, None where its source has no addresses."""
    return telegram_url(external_id, thread_id) if source is Source.TELEGRAM else None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal()

"""Telegram's HTML: people's words are escaped and cut, never trusted."""

import html
from typing import Final

MAX_TEXT: Final = 4096
"""Longest message, in UTF-16 units after its entities are read."""

ELLIPSIS: Final = "…"


def escape(text: str) -> str:
    """Return text that shows literally."""
    return html.escape(text, quote=False)


def cut(text: str, units: int) -> str:
    """Return plain text of at most so many UTF-16 units, as Telegram counts; an ellipsis tells of a cut."""
    raw = text.encode("utf-16-le")
    if len(raw) <= 2 * units:
        return text
    kept = raw[: 2 * (units - 1)].decode("utf-16-le", "ignore")
    return kept.rstrip() + ELLIPSIS

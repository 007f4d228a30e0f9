"""Telegram's HTML: people's words are escaped and cut, never trusted."""

import html
import re
from typing import Final

MAX_TEXT: Final = 4096
"""Longest message, in UTF-16 units after its entities are read."""

ELLIPSIS: Final = "…"

_HANDLE: Final = re.compile(r"@(?=[A-Za-z0-9_])")
_WORD_JOINER: Final = "\u2060"


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


def one_line(text: str) -> str:
    """Return text without line breaks and with single spaces."""
    return " ".join(text.split())


def calm(text: str) -> str:
    """Return text whose @names are not links: a card that repeats somebody's words calls nobody again."""
    return _HANDLE.sub(f"@{_WORD_JOINER}", text)

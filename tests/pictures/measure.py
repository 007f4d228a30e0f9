"""How wide a text is likely to be, without any font: by what kind of characters it has."""

import unicodedata
from collections.abc import Iterator
from typing import Final

_WIDTHS: Final = (
    ("ijlIJ.,·' іїІЇ\u2018\u2019", 0.32),
    ("frt!()[]:;|/\\-`", 0.4),
    ('szcL?_гґєзс"', 0.55),
    ("ABCRVXZдцЕКСХЧЬЯ", 0.71),  # noqa: RUF001 - Cyrillic is meant
    ("DGHNOQUwмИЙЛНПДЦО&", 0.8),  # noqa: RUF001 - Cyrillic is meant
    ("M+=<>#фюжшщm%МФ", 0.94),
    ("W@…—№ШЖЩЮ", 1.09),
)
"""Of DejaVu Sans, in its size: the broadest of the fonts that the picture may be shown in."""

_WIDTH_OF: Final = {char: width for chars, width in _WIDTHS for char in chars}
_LOWER: Final = 0.63
_UPPER: Final = 0.73
_WIDE: Final = 1.3
_FIXED: Final = 0.62
_JOINER: Final = "\u200d"
_MODIFIERS: Final = range(0x1F3FB, 0x1F400)
_REGIONAL: Final = range(0x1F1E6, 0x1F200)
_SELECTORS: Final = frozenset("\ufe0e\ufe0f\u20e3")
BOLD: Final = 1.12


def clusters(text: str) -> Iterator[str]:
    """Yield what is seen as one character: with its accents, an emoji with all it is joined of, a flag."""
    cluster = ""
    for char in text:
        if cluster and _continues(cluster, char):
            cluster += char
            continue
        if cluster:
            yield cluster
        cluster = char
    if cluster:
        yield cluster


def _continues(cluster: str, char: str) -> bool:
    if char in _SELECTORS or char == _JOINER or unicodedata.combining(char) or ord(char) in _MODIFIERS:
        return True
    if cluster[-1] == _JOINER:
        return True
    return len(cluster) == 1 and ord(cluster) in _REGIONAL and ord(char) in _REGIONAL


def measure(text: str, size: float, *, is_bold: bool = False, is_fixed: bool = False) -> float:
    """Return a text's width in the unit of the font's size, rather a little too much than too little."""
    total = sum(_width(cluster, is_fixed=is_fixed) for cluster in clusters(text))
    return total * size * (BOLD if is_bold else 1.0)


def _width(cluster: str, *, is_fixed: bool) -> float:
    first = cluster[0]
    is_wide = unicodedata.east_asian_width(first) in {"W", "F"} or ord(first) in _REGIONAL
    if is_wide or "\ufe0f" in cluster or unicodedata.category(first) == "So":
        return _WIDE
    if is_fixed:
        return _FIXED
    return _WIDTH_OF.get(first, _UPPER if first.isupper() else _LOWER)

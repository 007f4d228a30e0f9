"""The part of a text that shows why it was found."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from domain.search import SearchQuery

SNIPPET_CHARS = 200
"""Longest snippet, in characters, without the marks of what was left out."""

_LOOKED_AT_CHARS = 20_000
_LEAD_CHARS = 40
_CUT = "…"
_WORD = re.compile(r"[^\W_]+")
_SPACE = re.compile(r"\s")
_SHORT = 4
_INFLECTED = 6


_MOST_WORDS = 12


def find_stems(query: SearchQuery) -> list[str]:
    """Return the beginnings that the words of a query share with their inflections, in lower case.

    Long words lose two letters: that finds `помилку` by `помилка` and `crashes` by `crashing` no worse than
    a stemmer, in every language.
    """
    return [_stem(word) for word in find_words(query)]


def find_words(query: SearchQuery) -> list[str]:
    """Return the first words of a query, in lower case; short ones only without others: most are grammar."""
    words = list(dict.fromkeys(_WORD.findall(query.wanted.lower())))
    long = [word for word in words if len(word) >= _SHORT]
    return (long or words)[:_MOST_WORDS]


def _stem(word: str) -> str:
    if word.isdecimal() or len(word) <= _SHORT:
        return word
    return word[:-2] if len(word) >= _INFLECTED else word[:-1]


@dataclass(frozen=True)
class Snippet:
    """A part of a text on one line, and the characters in it that were asked for, as [start, end)."""

    text: str
    highlights: list[tuple[int, int]]


def make_snippet(text: str, stems: Sequence[str]) -> Snippet:
    """Return the part of `text` with the most different words that begin with one of `stems`."""
    line = _SPACE.sub(" ", text[:_LOOKED_AT_CHARS])
    found = [
        (match.start(), match.end()) for match in _WORD.finditer(line) if _is_asked(match.group(), stems)
    ]
    start = _choose_start(line, found, stems)
    end = _whole_word_end(line, start + SNIPPET_CHARS)
    before, after = _CUT if start else "", _CUT if end < len(text) else ""
    shift = len(before) - start
    inside = [(first + shift, last + shift) for first, last in found if start <= first and last <= end]
    return Snippet(before + line[start:end] + after, inside)


def _is_asked(word: str, stems: Sequence[str]) -> bool:
    lowered = word.lower()
    return any(lowered == stem if len(stem) < _SHORT else lowered.startswith(stem) for stem in stems)


def _choose_start(line: str, found: Sequence[tuple[int, int]], stems: Sequence[str]) -> int:
    best, best_count = 0, 0
    for first, _ in found:
        start = max(0, first - _LEAD_CHARS) if first > SNIPPET_CHARS - _LEAD_CHARS else 0
        inside = (line[a:b].lower() for a, b in found if start <= a and b <= start + SNIPPET_CHARS)
        count = len({stem for word in inside for stem in stems if word.startswith(stem)})
        if count > best_count:
            best, best_count = start, count
        if best_count == len(stems):
            break
    return line.find(" ", best, best + _LEAD_CHARS) + 1 if best else 0


def _whole_word_end(line: str, end: int) -> int:
    if end >= len(line):
        return len(line)
    space = line.rfind(" ", end - _LEAD_CHARS, end)
    return space if space > 0 else end

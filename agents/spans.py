"""Where the things that an analysis names stand in a text."""

import re
from collections.abc import Iterator, Mapping, Sequence

from agents.text import is_word

Found = tuple[str, str, int, int]
"""A kind, the item as it was given, and where it begins and ends: offsets in characters, end exclusive."""

_MAX_PLACES = 20
"""Most places of one item that are told."""

_AT = {"mention": "@", "assignee": "@?"}
"""Kinds of handles: a mention has an @ in the text, who is asked may have one."""


def find_spans(text: str, items: Mapping[str, Sequence[str]]) -> list[Found]:
    """Return every place where an item stands in `text`, in order; case does not tell two apart.

    Args:
        text: The message as it was received.
        items: The items by kind, as written in the text: by rules or by a model, which may err; what does not
            stand in the text is left out.

    Longer items win over shorter ones within a kind, whose spans never overlap. Where an item begins or ends
    with a letter or digit, so does a word. A handle's span includes its @.
    """
    found = [span for kind, values in items.items() for span in _find_kind(text, kind, values)]
    return sorted(found, key=lambda span: (span[2], span[3]))


def _find_kind(text: str, kind: str, values: Sequence[str]) -> Iterator[Found]:
    taken = bytearray(len(text))
    wanted = {value.strip().casefold(): value.strip() for value in values if value.strip()}
    for value in sorted(wanted.values(), key=len, reverse=True):
        for start, end in _find_value(text, value, at=_AT.get(kind, "")):
            if not any(taken[start:end]):
                taken[start:end] = b"\x01" * (end - start)
                yield kind, value, start, end


def _find_value(text: str, value: str, *, at: str) -> list[tuple[int, int]]:
    handle = "" if value.startswith("@") else at
    before = r"(?<!\w)" if is_word(value[0]) or value[0] == "@" else ""
    after = r"(?!\w)" if is_word(value[-1]) else ""
    pattern = before + handle + r"\s+".join(_fold(word) for word in value.split()) + after
    places = (match.span() for match in re.finditer(pattern, text, re.IGNORECASE))
    return [place for place, _ in zip(places, range(_MAX_PLACES), strict=False)]


def _fold(word: str) -> str:
    """Return an expression of `word` in any case, "ß" and "SS" included."""
    return "(?:ß|ss)".join(re.escape(part) for part in re.split("ß|ss", word, flags=re.IGNORECASE))

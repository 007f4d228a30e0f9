"""Surface cues: small signals of a text that a person can check, in five languages."""
# ruff: noqa: RUF001 - the Cyrillic letters are meant

import re
from collections.abc import Callable
from dataclasses import dataclass

from agents.embedded.lexicon import load_cue_words

_SHORT_CHARS = 60
_VERY_SHORT_CHARS = 15
_LONG_CHARS = 300


@dataclass(frozen=True)
class Cue:
    """A named signal. `measure` gives its strength in a text, from 0 (absent) to 1."""

    name: str
    measure: Callable[[str], float]


def _shows(name: str, pattern: str) -> Cue:
    compiled = re.compile(pattern, re.IGNORECASE)
    return Cue(name, lambda text: float(bool(compiled.search(text))))


def _has(name: str, words: str) -> Cue:
    return _shows(name, rf"(?<!\w)(?:{words})(?!\w)")


def _share_of_capitals(text: str) -> float:
    letters = [char for char in text if char.isalpha()]
    return sum(char.isupper() for char in letters) / len(letters) if len(letters) > _VERY_SHORT_CHARS else 0.0


_EMOJI = "[\U0001f300-\U0001faff\u2600-\u27bf]"
_SMILEY = rf"{_EMOJI}|[:;]-?[)(D]|\)\)|(?<!\w)(?:lol|haha\w*|ахах\w*|jaja\w*)"
_ERROR = r"\b(?:\w*error|\w*exception|traceback|[45]\d\d|npe|segfault|null)\b"

CUES = (
    Cue("it is very short", lambda text: float(len(text) < _VERY_SHORT_CHARS)),
    Cue("it is short", lambda text: max(0.0, 1 - len(text) / _SHORT_CHARS)),
    Cue("it is long", lambda text: min(1.0, len(text) / _LONG_CHARS)),
    Cue("it is written in capitals", _share_of_capitals),
    _shows("it ends with a question mark", r"\?[\s\"')»”]*$"),
    _shows("it has a question mark", r"\?"),
    _shows("it has an exclamation mark", r"!"),
    _shows("it has a smiley", _SMILEY),
    _shows("it addresses somebody", r"(?<![\w.])@\w"),
    _shows("it has a web address", r"https?://|www\."),
    _shows("it shows an error or a status code", _ERROR),
    _shows("it has a number", r"\d"),
    *(_has(cue.name, cue.words) for cue in load_cue_words()),
)
"""The order is part of the trained weights: changing a cue means training again."""


def measure_cues(text: str) -> list[float]:
    """Return the strength of each of `CUES` in `text`, in their order."""
    return [cue.measure(text) for cue in CUES]

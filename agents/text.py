"""Cutting and cleaning of message text before any model or rule sees it."""

import re
import unicodedata
from collections.abc import Iterator

MODEL_CHARS = 8_000
"""Longest text shown to a language model, in characters: about 2,000 tokens."""

RULES_CHARS = 4_000
"""Longest text searched by the rules, in characters: the most adverse takes 0.2 s, a usual message 3 ms."""

EMBEDDING_CHARS = 1_000
"""Longest text that is embedded, in characters: the encoder needs about 0.4 ms per token and core."""

CUT_MARK = " … "
"""Stands where the middle of a text was left out."""

_HEAD_SHARE = 0.75

_CODE = re.compile(r"```.*?(?:```|\Z)|`[^`\n]+`", re.DOTALL)
_QUOTED_LINE = re.compile(r"^[^\S\n]*>.*$", re.MULTILINE)
_QUOTATION = re.compile(
    r"«[^«»\n]{1,300}»|„[^„“”\n]{1,300}[“”]|“[^“”\n]{1,300}”|(?<!\w)\"[^\"\n]{1,300}\"(?!\w)"
)
_URL = re.compile(r"\b(?:https?://|www\.)[^\s<>\"'`|\\]+", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?…])(?<![\s(]\d\.)(?<![\s(]\d\d\.)[)\"'»”]*\s+|[\r\n]+")
"""A number with a point is an ordinal in many languages ("im 2. Stock"); the end of a version is none."""

_SPACES = re.compile(r"\s+")


def cut(text: str, limit: int) -> str:
    """Return `text`, or its head and tail joined by `CUT_MARK` when it is longer than `limit` characters.

    People ask at the start and sign off with the deadline at the end, so both ends are kept, three
    quarters of the room for the head.
    """
    if len(text) <= limit:
        return text
    room = limit - len(CUT_MARK)
    head = int(room * _HEAD_SHARE)
    return text[:head] + CUT_MARK + text[len(text) - (room - head) :]


def squeeze(text: str) -> str:
    """Return `text` on one line with single spaces and without invisible control characters.

    Direction overrides are dropped as well: they can make a title read as something else.
    """
    words = text.split()
    if all(map(str.isprintable, words)):  # the usual case, and a tenth of the time
        return " ".join(words)
    visible = "".join(
        " " if char.isspace() else char for char in text if char.isspace() or not _is_control(char)
    )
    return _SPACES.sub(" ", visible).strip()


def _is_control(char: str) -> bool:
    joiner = char == "\u200d"  # holds family and flag emoji together
    return not joiner and unicodedata.category(char) in {"Cc", "Cf", "Co", "Cs"}


def is_word(char: str) -> bool:
    """Whether a character belongs to a word: a letter, a digit or an underscore; no character does not."""
    return char.isalnum() or char == "_"


def mask(text: str, pattern: re.Pattern[str]) -> str:
    """Return `text` with every match of `pattern` blanked out; all offsets stay as they were."""
    return pattern.sub(lambda found: " " * len(found.group()), text)


def mask_code(text: str) -> str:
    """Return `text` with code spans and blocks blanked out."""
    return mask(text, _CODE)


def mask_urls(text: str) -> str:
    """Return `text` with web addresses blanked out."""
    return mask(text, _URL)


def mask_quotes(text: str) -> str:
    """Return `text` with what others said blanked out: quoted lines, and words in quotation marks."""
    return mask(mask(text, _QUOTED_LINE), _QUOTATION)


def find_urls(text: str) -> list[str]:
    """Return the web addresses of `text` as written, without the punctuation that follows them."""
    return [_trim_url(found.group()) for found in _URL.finditer(text)]


def _trim_url(url: str) -> str:
    while url[-1] in ".,;:!?…*_~" or (url[-1] in ")]}" and url.count(url[-1]) > url.count(_OPENING[url[-1]])):
        url = url[:-1]
    return url


_OPENING = {")": "(", "]": "[", "}": "{"}


def iterate_sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield each sentence or line of `text` that is not blank, with the offset where it starts."""
    start = 0
    for end in _SENTENCE_END.finditer(text):
        if text[start : end.start()].strip():
            yield start, text[start : end.start()]
        start = end.end()
    if text[start:].strip():
        yield start, text[start:]


def unique(items: Iterator[str] | list[str]) -> list[str]:
    """Return `items` in order, each spelling once; case does not tell two apart."""
    first: dict[str, str] = {}
    for item in items:
        first.setdefault(item.casefold(), item)
    return list(first.values())

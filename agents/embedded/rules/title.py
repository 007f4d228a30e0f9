"""An extractive title and summary: the sentence that asks, without greetings and courtesies."""
# ruff: noqa: RUF001 - the Cyrillic letters are meant

import re
from collections.abc import Sequence

from agents.embedded.lexicon import load_phrases, load_pieces
from agents.text import iterate_sentences, mask_urls, squeeze

TITLE_CHARS = 120
SUMMARY_CHARS = 500
_MANY_SENTENCES = 40
"""A title is looked for in the first sentences only."""

_BLOCK = re.compile(r"```.*?(?:```|\Z)", re.DOTALL)
_QUOTED_LINE = re.compile(r"^[^\S\n]*>.*$", re.MULTILINE)
_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\s]*\)")
_BULLET = re.compile(r"^(?:[^\S\n]*(?:[-*+•–—]|\d{1,2}[.)]|#{1,6}|\[[ xX]?\])[^\S\n]+)+", re.MULTILINE)
_MARKS = re.compile(r"\*{1,3}|~~|`+|(?<!\w)_{1,2}(?=\w)|(?<=\w)_{1,2}(?!\w)|\|\|")

_PHRASES = load_phrases()
_SPACE = r"[\s,:;–—-]*"
_CROWD = rf"(?:[\s,]*(?:@[\w.-]*\w|{_PHRASES['crowd']}))*"
_PROPER = r"(?:\s+(?-i:[^\W\d_a-zа-яіїєґäöüñ])[^\W\d_]*(?=\s*[,!.–—-]))?"
_MAY_WE = (
    "can we|could we|чи можна|можна|можно(?: ли| нам)?|можем ли мы"
    "|podemos|podríamos|se (?:puede|podría)|kann man"
)
_WORK = rf"(?:{_PHRASES['please']}|{_PHRASES['asking']}|{_MAY_WE})(?![\w'-])"

_GREETING = re.compile(
    rf"^[\W_]*(?:{_PHRASES['greeting']})(?!\w){_CROWD}{_PROPER}[\s,!.:;–—-]*", re.IGNORECASE
)
_COURTESY = re.compile(rf"^[\W_]*(?:{_PHRASES['courtesy']})[\W_]*$", re.IGNORECASE)
_ADDRESS = re.compile(r"^[\W_]*(?:@[\w.-]*\w[\s,:;–—-]+)+")
_CALLED = re.compile(
    rf"^[\W_]*(?-i:[^\W\d_a-zа-яіїєґäöüñ])[^\W\d_]{{1,30}}\s*,\s*[¿¡]?(?={_WORK})", re.IGNORECASE
)
_OPENING = re.compile(rf"^[\W_]*(?:{_WORK}{_SPACE})+", re.IGNORECASE)
_REQUEST = re.compile(
    rf"(?<!\w)(?:please|pls|будь ласка|пожалуйста|bitte|por favor|asap|{_PHRASES['asking']})(?!\w)",
    re.IGNORECASE,
)
_CLOSING = re.compile(rf"{_SPACE}(?<!\w)(?:{_PHRASES['closing']})[\s!.?]*$", re.IGNORECASE)
_REFERS = re.compile(rf"(?<!\w){load_pieces()['referring']}(?!\w)", re.IGNORECASE)
_FEW_WORDS = 7
"""A longer sentence says by itself what is wanted."""

_EDGES = " \t,;:.!…–—-·•\"'«»“”„"


def clean(text: str) -> str:
    """Return `text` without code blocks, quoted lines and markdown; line ends are kept."""
    plain = _QUOTED_LINE.sub("", _BLOCK.sub(" ", text))
    return _MARKS.sub("", _BULLET.sub("", _LINK.sub(r"\1", plain)))


def write_title(text: str, fallback: str) -> str:
    """Return a title of at most 120 characters: the asking sentence, as an instruction where it is one.

    "Please fix it" alone says nothing: then it is the sentence before, which tells what "it" is.

    Args:
        text: The message; at most a few thousand characters.
        fallback: The title when nothing of the text is left, for example for an empty message.
    """
    sentences = _list_sentences(text)
    asking = [_find_matter(sentences, at) for at, each in enumerate(sentences) if _REQUEST.search(each)]
    for sentence in [*asking, *sentences]:
        title = _to_title(sentence)
        if title:
            return shorten(title, TITLE_CHARS)
    return shorten(squeeze(text) or squeeze(fallback), TITLE_CHARS)


def _find_matter(sentences: Sequence[str], at: int) -> str:
    """Return the asking sentence at `at`, or the one before when it only points back to that."""
    sentence = sentences[at]
    points_back = len(sentence.split()) <= _FEW_WORDS and _REFERS.search(sentence)
    return sentences[at - 1] if at and points_back else sentence


def write_summary(text: str) -> str:
    """Return the first two sentences of `text` that say something, at most 500 characters; may be empty."""
    return shorten(" ".join(_list_sentences(text)[:2]) or squeeze(text), SUMMARY_CHARS)


def _list_sentences(text: str) -> list[str]:
    sentences = [squeeze(sentence) for _, sentence in iterate_sentences(clean(text))][:_MANY_SENTENCES]
    bare = [_GREETING.sub("", sentence, count=1).strip() for sentence in sentences]
    return [
        sentence for sentence in bare if _has_words(mask_urls(sentence)) and not _COURTESY.match(sentence)
    ]


def _has_words(text: str) -> bool:
    return any(char.isalnum() for char in text)


def _to_title(sentence: str) -> str:
    bare = _CALLED.sub("", _ADDRESS.sub("", sentence))
    task = _OPENING.sub("", bare)
    if task != bare:
        task = task.rstrip("?")  # "could you ...?" is a question only in form
    title = _CLOSING.sub("", task).strip(_EDGES)
    return title if title[1:2].isupper() else title[:1].upper() + title[1:]  # "iOS" stays


def shorten(text: str, limit: int) -> str:
    """Return `text`, cut at a word's end and closed with "…" when it is longer than `limit` characters."""
    if len(text) <= limit:
        return text
    head, space, _ = text[:limit].rpartition(" ")
    kept = head if space and len(head) > limit // 2 else text[: limit - 1]
    return kept.rstrip(_EDGES) + "…"

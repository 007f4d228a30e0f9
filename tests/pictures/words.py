"""Telegram's HTML as runs of words in one style, broken into lines of a width."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import Final

from tests.pictures.measure import clusters, measure

_STYLES: Final = {
    "b": "bold",
    "i": "italic",
    "u": "underline",
    "s": "strike",
    "code": "code",
    "pre": "code",
    "a": "link",
    "blockquote": "quote",
    "tg-spoiler": "spoiler",
}
# What XML forbids, and what would turn the direction of the text around it.
_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)
_PIECE = re.compile(r"\n|[^\S\n]+|[^\s]+")


@dataclass(frozen=True)
class Run:
    """Words in one style; `styles` has `bold`, `italic`, `underline`, `strike`, `code`, `link` and others."""

    text: str
    styles: frozenset[str] = frozenset()

    def width(self, size: float) -> float:
        """Return how wide it is likely to be."""
        return measure(self.text, size, is_bold="bold" in self.styles, is_fixed="code" in self.styles)


def clean(text: str) -> str:
    """Return a text in which nothing can break the picture: forbidden characters are replaced."""
    return _UNFIT.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    "))


def read_html(source: str) -> list[Run]:
    """Return the runs of a message's HTML; tags that are none of Telegram's leave their words only."""
    parser = _Parser()
    parser.feed(source)
    parser.close()
    return parser.runs


@dataclass
class _Parser(HTMLParser):
    runs: list[Run] = field(default_factory=list[Run])
    _open: list[str] = field(default_factory=list[str])

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs  # an address or a language is not shown
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            self._open.reverse()
            self._open.remove(tag)
            self._open.reverse()

    def handle_data(self, data: str) -> None:
        styles = frozenset(_STYLES[tag] for tag in self._open if tag in _STYLES)
        self.runs.append(Run(clean(data), styles))


def wrap(runs: Iterable[Run], width: float, size: float) -> list[list[Run]]:
    """Return lines that are no wider than `width`; a word that is too long for a line is broken."""
    lines: list[list[Run]] = [[]]
    used = 0.0
    for piece in _pieces(runs, width, size):
        length = piece.width(size)
        if piece.text == "\n" or (used + length > width and used > 0 and not piece.text.isspace()):
            lines.append([])
            used = 0.0
        if piece.text == "\n" or (piece.text.isspace() and (used == 0 or used + length > width)):
            continue
        lines[-1].append(piece)
        used += length
    return [_merge(line) for line in lines]


def _pieces(runs: Iterable[Run], width: float, size: float) -> Iterator[Run]:
    """Yield line breaks, spaces and words, each no wider than a line."""
    for run in runs:
        for piece in _PIECE.findall(run.text):
            yield from _broken(replace(run, text=piece), width, size)


def _broken(run: Run, width: float, size: float) -> Iterator[Run]:
    if run.text == "\n" or run.width(size) <= width:
        yield run
        return
    part = ""
    for cluster in clusters(run.text):
        if part and replace(run, text=part + cluster).width(size) > width:
            yield replace(run, text=part)
            part = ""
        part += cluster
    yield replace(run, text=part)


def _merge(line: Sequence[Run]) -> list[Run]:
    """Return a line with neighbours of one style in one run, and no space at its end."""
    merged: list[Run] = []
    for run in line:
        if merged and merged[-1].styles == run.styles:
            merged[-1] = replace(run, text=merged[-1].text + run.text)
        else:
            merged.append(run)
    if merged:
        merged[-1] = replace(merged[-1], text=merged[-1].text.rstrip(" "))
    return merged


def cut(text: str, width: float, size: float) -> str:
    """Return a text on one line, with an ellipsis where it is cut."""
    flat = " ".join(clean(text).split())
    if measure(flat, size) <= width:
        return flat
    kept = ""
    for cluster in clusters(flat):
        if measure(kept + cluster + "…", size) > width:
            break
        kept += cluster
    return kept.rstrip() + "…"

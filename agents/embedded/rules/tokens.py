"""Tokens of a quick add: `!high`, `@name`, `#label` and words in quotation marks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from agents.embedded.lexicon import load_priorities
from agents.embedded.rules.names import HANDLE
from agents.embedded.rules.people import calls_everybody
from domain.quick_add import Span, SpanKind
from domain.values import Priority

_PRIORITIES = {Priority(name): words for name, words in load_priorities().items()}
_PRIORITY = re.compile(
    r"(?<![\w!])!(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _PRIORITIES.items()) + r")(?!\w)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?<![\w@#&/.+-])#(?P<label>[^\W\d_](?:[\w/-]{0,62}\w)?)(?![\w#@])")
_LITERAL = re.compile(
    r"(?<!\w)\"(?P<straight>[^\"\n]+)\"(?!\w)|“(?P<curly>[^“”\n]+)”|„(?P<low>[^„“”\n]+)[“”]|«(?P<angled>[^«»\n]+)»"
)


@dataclass(frozen=True)
class Token:
    """A span of the text and what it says: a priority's name, a handle, a label, or the words themselves."""

    span: Span
    value: str


def find_literals(text: str) -> list[Token]:
    """Return the words in quotation marks, which are to be kept as they are; the spans have the marks."""
    return [_token(found, SpanKind.LITERAL) for found in _LITERAL.finditer(text) if _named(found).strip()]


def find_tokens(text: str) -> list[Token]:
    """Return priorities, assignees and labels; whatever they are not read in must be blanked out."""
    return sorted(_iterate_tokens(text), key=lambda token: token.span.start)


def _iterate_tokens(text: str) -> Iterator[Token]:
    for found in _PRIORITY.finditer(text):
        yield _token(found, SpanKind.PRIORITY, str(found.lastgroup))
    for found in HANDLE.finditer(text):
        if not calls_everybody(found["handle"]):
            yield _token(found, SpanKind.ASSIGNEE)
    for found in _LABEL.finditer(text):
        yield _token(found, SpanKind.LABEL)


def _token(found: re.Match[str], kind: SpanKind, value: str | None = None) -> Token:
    span = Span(start=found.start(), end=found.end(), kind=kind)
    return Token(span, _named(found) if value is None else value)


def _named(found: re.Match[str]) -> str:
    """Return the text of the one group that took part."""
    return next(text for text in found.groups() if text is not None)

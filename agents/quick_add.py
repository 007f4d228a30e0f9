"""Reads a quick add by rules: priority, people, labels, when and how often; the rest is the title.

Importing it takes some 0.4 s and none of the models' libraries.
"""
# ruff: noqa: RUF001 - the dashes are meant

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from agents.embedded.rules.timing import read_timing
from agents.embedded.rules.title import shorten
from agents.embedded.rules.tokens import Token, find_literals, find_tokens
from agents.text import RULES_CHARS, iterate_sentences, mask_code, mask_urls, squeeze, unique
from domain.quick_add import MAX_TITLE_CHARS, QuickAdd, QuickAddSettings, Span, SpanKind
from domain.task import MAX_NAMES
from domain.values import MAX_TEXT_CHARS, Priority

_MONTH_FIRST = "en-us"

_EDGES = " ,;:–—-"
_EMPTY_BRACKETS = re.compile(r"\(\s*\)|\[\s*\]")
_SPACE_BEFORE_MARK = re.compile(r"\s+(?=[,.;:!?)](?:\s|$))")
_LOOSE_END = re.compile(r"[\s,;:–—-]+(?:[.!]|(?=\?))$")
_UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")


def read_quick_add(text: str, now: datetime, settings: QuickAddSettings) -> QuickAdd:
    """Return what `text` says; of a long one only the first few thousand characters are understood.

    Args:
        text: Any text.
        now: A moment with an offset.
        settings: Whose clocks its times mean, and whether 3/4 is in March.
    """
    prose = mask_urls(mask_code(text[:RULES_CHARS]))
    literals = [token.span for token in find_literals(prose)]
    unquoted = _blank(prose, literals)
    tokens = list(_limit(find_tokens(unquoted)))
    taken = [token.span for token in tokens]
    timing = read_timing(
        _blank(unquoted, taken),
        now.astimezone(ZoneInfo(settings.timezone)),
        puts_month_first=settings.language.casefold() == _MONTH_FIRST,
    )
    kept_apart = sorted([*taken, *literals], key=_by_start)
    when = [part for span in timing.spans for part in _without(span, kept_apart, text)]
    understood = sorted([*taken, *when], key=_by_start)
    title, description = _write_title(text, understood, literals)
    return QuickAdd(
        title=title,
        description=description,
        priority=_last_priority(tokens),
        assignees=_values(tokens, SpanKind.ASSIGNEE),
        labels=_values(tokens, SpanKind.LABEL),
        due=timing.due,
        recurrence=timing.rule,
        spans=sorted([*understood, *literals], key=_by_start),
    )


def _by_start(span: Span) -> int:
    return span.start


def _limit(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield the tokens without names beyond the number that a task may have."""
    seen = dict.fromkeys(SpanKind, 0)
    for token in tokens:
        seen[token.span.kind] += 1
        if seen[token.span.kind] <= MAX_NAMES:
            yield token


def _values(tokens: Sequence[Token], kind: SpanKind) -> list[str]:
    return unique([token.value for token in tokens if token.span.kind is kind])


def _last_priority(tokens: Sequence[Token]) -> Priority | None:
    named = [token.value for token in tokens if token.span.kind is SpanKind.PRIORITY]
    return Priority(named[-1]) if named else None


def _blank(text: str, spans: Sequence[Span]) -> str:
    """Return `text` with the spans, which are in its order, blanked out; all offsets stay."""
    for span in spans:
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text


def _without(span: Span, others: Sequence[Span], text: str) -> Iterator[Span]:
    """Yield the parts of a span that lie outside of the others, without white space around them."""
    at = span.start
    within = [other for other in others if other.start < span.end and span.start < other.end]
    for start, end in [*((other.start, other.end) for other in within), (span.end, span.end)]:
        part = text[at:start]
        if part.strip():
            begins = at + len(part) - len(part.lstrip())
            yield span.model_copy(update={"start": begins, "end": begins + len(part.strip())})
        at = max(at, end)


def _write_title(text: str, understood: Sequence[Span], literals: Sequence[Span]) -> tuple[str, str]:
    """Return the title, and the whole text as the description where the title does not hold it."""
    lines = _unquote(text, understood, literals) or _cut_out(text, understood).splitlines()
    told = [line for line in map(_tidy if understood else squeeze, lines) if _has_words(line)]
    title = told[0] if told else squeeze(text)
    if len(title) <= MAX_TITLE_CHARS and len(told) <= 1:
        return title, ""
    return _shorten(title), _UNSTORABLE.sub("", text.strip())[:MAX_TEXT_CHARS]


def _unquote(text: str, understood: Sequence[Span], literals: Sequence[Span]) -> list[str]:
    """Return the words in quotation marks if they are all that is left, else nothing."""
    around = _cut_out(text, sorted([*understood, *literals], key=_by_start))
    if len(literals) != 1 or _has_words(around):
        return []
    return [text[literals[0].start + 1 : literals[0].end - 1]]


def _cut_out(text: str, spans: Sequence[Span]) -> str:
    at, kept = 0, ""
    for span in spans:
        kept += text[at : span.start]
        at = span.end
    return kept + text[at:]


def _has_words(text: str) -> bool:
    return any(char.isalnum() for char in text)


def _tidy(line: str) -> str:
    """Return a line without what is left of a sentence when parts of it are taken out."""
    whole = _LOOSE_END.sub("", squeeze(_EMPTY_BRACKETS.sub("", line)))
    return _SPACE_BEFORE_MARK.sub("", whole).strip(_EDGES)


def _shorten(title: str) -> str:
    """Return the title's first sentence, or as much of it as fits."""
    first = next((sentence for _, sentence in iterate_sentences(title)), title) if title else title
    return shorten(squeeze(first) if len(title) > MAX_TITLE_CHARS else title, MAX_TITLE_CHARS)

"""Sentences that speak to the software, claim a right over it or draw it into a game.

A sentence is a command when independent signs meet in it: how it speaks to the software, and what it wants
of the tracker. Each sign is searched for by itself, so the time is in proportion to the length of the text.
"""
# ruff: noqa: RUF001 - the dashes are meant

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from agents.embedded.lexicon import load_commands

_WORDS = load_commands()
_LONG = 12
"""Words up to which the next sentence may complete a claim."""
_SHORT = 6
"""Words up to which a sentence to the software needs no verb: "bot: critical pls"."""

_BREAK = re.compile(
    r"(?<=[!?…])|(?<=\.)(?=\s|$)|[\n()\[\]{}]|[^\S\n]{3,}|(?=[\u2600-\u27bf\U0001f300-\U0001faff])"
)


def _word(*names: str) -> str:
    return rf"(?<!\w)(?:{'|'.join(_WORDS[name] for name in names)})(?!\w)"


def _compile(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.IGNORECASE)


_SOFTWARE = _word("software", "courted")
_GREETINGS = rf"(?:{_word('greeting')}[\s,:]+){{0,4}}"
_ADDRESS = _compile(
    rf"^\W*{_GREETINGS}{_SOFTWARE}(?:\s{_WORDS['kindly']})?\s?(?:[:!—–]|,(?!\s{_word('relative')})|-\s)"
    rf"|^\W*(?:the |el |la |der |die )?{_SOFTWARE}\s{_WORDS['says']}(?:\s[^\W\d]+)?\s?:"
    rf"|^\W*{_GREETINGS}{_SOFTWARE}\s(?:{_WORDS['kindly']}\s)?(?={_word('imperative')})"
    rf"|(?:^\W*|[,:;—–]\s?)(?:to|for|an|für|para|до|для|к)\s(?:[^\W\d]+\s)?{_SOFTWARE}"
    r"[^,:.!?]{0,30}[,:]"
    rf"|[,;:—–-]\s?(?:{_word('greeting')}\s){{0,2}}{_SOFTWARE}(?:\s{_WORDS['kindly']})?\s?(?:[,:!—–]|\W*$)"
    rf"|^\W*(?:{_word('greeting', 'note')}[\s,:]+){{1,3}}(?:[^\W\d]+\s){{0,2}}{_SOFTWARE}"
    r"[^,:.!?→]{0,40}[:→]"
    rf"|{_word('automatic')}"
)
_CONDITION = _compile(_word("condition"))
_VALUE = _compile(_word("values"))
_FIELD = _compile(rf"{_word('fields')}[\s\"'»”]{{0,3}}(?:[:=—–→]|is|ist|es|wird|на)")
_DECISION = _compile(_word("deciding"))
_LABELLED = _compile(_word("values", "fields", "labelled"))
_ERRAND = _compile(_word("errands"))
_LABELS = _compile(_word("labels"))
_WISH = _compile(_word("refusal", "dismissal", "splitting", "obedience"))
_CLAIM = _compile(_word("authority"))
_POLICY = _compile(_word("policy"))
_EVERYTHING = _compile(_word("everything"))
_EXAMINED = _compile(_word("examined"))
_CLASSED = _compile(_word("values", "fields"))
_GAME = _compile(_word("playing_game"))
_YOU = _compile(_word("played_you"))
_BRIEFING = _compile(_word("briefing", "creators"))
_VERBATIM = _compile(_word("verbatim"))
_REBORN = _compile(_word("reborn"))
_RECITAL = _compile(_word("reciting"))
_HIDDEN = _compile(_word("software", "fields", "deciding", "setting_aside"))
_OBEDIENCE = _compile(_word("obedience"))
_PAIRS = (
    (_CLAIM, _EVERYTHING, _CLASSED),
    (_CLAIM, _VALUE),
    (_POLICY, _EVERYTHING, _VALUE),
    (_EXAMINED, _CLASSED),
    (_GAME, _YOU, _VALUE),
    (_GAME, _YOU, _EVERYTHING),
    *(
        (_compile(_word(name)), _LABELLED)
        for name in ("redefining", "threat", "reader", "unlocked", "completing")
    ),
    (_compile(_word("trigger")), _DECISION, _LABELLED),
    (_compile(_word("lifted")),),
    (_compile(_word("commanding")), _compile(_SOFTWARE)),
    (_OBEDIENCE,),
    (_RECITAL,),
)
_CONTINUED = ((_BRIEFING, _VERBATIM), (_REBORN, _EVERYTHING))


def find_addressed(text: str) -> list[tuple[int, int]]:
    """Return the spans of commands, in order; honest words before a command in its sentence are kept."""
    spans: list[tuple[int, int]] = []
    called: int | None = None
    for start, end in _iterate_sentences(text):
        sentence = text[start:end]
        address = _ADDRESS.search(sentence) or _CONDITION.search(sentence)
        order = None if address is None and called is None else _find_order(sentence)
        claimed = order is None and _claims(sentence)
        if claimed or (order is not None and address is None):
            spans.append((start if called is None else called, end))
        elif order is not None and address is not None:
            spans.append((start + min(order, address.start()), end))
        called = start if (address or claimed) and len(sentence.split()) <= _SHORT else None
    return spans + _find_continued(text)


def find_hidden(text: str, spaced: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return from where to where sentences speak of the tracker in words whose letters stand apart.

    A value alone is not enough: people stress what is U R G E N T.
    """
    words = [(start, end) for start, end in spaced if _HIDDEN.search(text, start, end)]
    return [
        (min(inside), end)
        for start, end in _iterate_sentences(text)
        if (inside := [place for place, _ in words if start <= place < end])
    ]


def _find_continued(text: str) -> list[tuple[int, int]]:
    """Return where two signs meet that may be sentences of their own: "you were updated", "all is a task"."""
    sentences = list(_iterate_sentences(text))
    spans: list[tuple[int, int]] = []
    for (start, end), (after, last) in pairwise([*sentences, (len(text), len(text))]):
        until = last if len(text[after:last].split()) <= _LONG else end
        for first, second in _CONTINUED:
            if first.search(text, start, end) and (found := second.search(text, start, until)):
                spans.append((start, end if found.start() < end else until))
    return spans


def _iterate_sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _BREAK.finditer(text):
        if text[start : found.start()].strip():
            yield start, found.start()
            start = found.end()
    if text[start:].strip():
        yield start, len(text)


def find_demand(sentence: str) -> int | None:
    """Return where what the software is to do with the message starts, None when nothing is demanded."""
    starts = [found.start() for sign in (_WISH, _FIELD) if (found := sign.search(sentence))]
    decision = _DECISION.search(sentence)
    if decision and _LABELLED.search(sentence):
        starts.append(decision.start())
    return min(starts, default=None)


def _find_order(sentence: str) -> int | None:
    """Return what `find_demand` does; said to software a label is enough, in a short sentence any value."""
    begins = find_demand(sentence)
    if begins is not None:
        return begins
    if _ERRAND.search(sentence):
        return None
    enough = _VALUE if len(sentence.split()) <= _SHORT or _CONDITION.search(sentence) else _LABELS
    found = enough.search(sentence)
    return found.start() if found else None


def _claims(sentence: str) -> bool:
    return any(all(sign.search(sentence) for sign in signs) for signs in _PAIRS)

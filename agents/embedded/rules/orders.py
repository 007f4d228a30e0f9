"""Whether a clause asks for work: what a date without a deadline word needs beside it."""
# ruff: noqa: RUF001 - the Cyrillic letters are meant

import re
from collections.abc import Iterable

from agents.embedded.lexicon import load_orders
from agents.embedded.rules.markers import IMPERATIVE, REQUEST

_WORDS = load_orders()

_ASKING = re.compile(rf"(?<!\w)(?:{REQUEST}|{_WORDS['asking']})(?!\w)", re.IGNORECASE)
_VOLUNTEER = re.compile(rf"(?<!\w){_WORDS['volunteer']}(?!\w)", re.IGNORECASE)
_SPEAKS_TO = re.compile(r"(?<!\w)(?!лишь|лиш)\w{3,20}(?:ешь|ишь|ёшь|єш|еш|їш|иш)(?:ся)?(?!\w)", re.IGNORECASE)
"""A verb of the second person: in a question it asks for the deed."""

_BEFORE_DATE = r"on|at|by|in|the|am|um|im|bis|в|во|у|о|об|на|к|до|el|la|las|a|en|por|para|de"
_DATE = rf"(?:(?:{_BEFORE_DATE})\s+){{0,3}}…\W*"
"""The date at the start of a clause, as `Place.clause` writes it."""

_AFTER_DATE = r"[а-яіїєґё]{2,18}(?:[рдсзбпмнвтжшч]ь|[зсвтпднржшчлм]и|[аяуюиіоеє]й)(?:ся|сь)?"
"""Most imperatives of one person; other words end so too, but few of them stand right behind a date."""

_NO_ORDER = rf"(?!{_WORDS['no_orders']}(?!\w))"
_JOINED = rf"[^\w@¿…]*(?:{_WORDS['joining']}[^\w@…]+){{0,3}}"
_ORDER = re.compile(
    rf"{_JOINED}(?:{_DATE}{_NO_ORDER}{_AFTER_DATE}|(?:{_DATE})?{_NO_ORDER}(?:{IMPERATIVE}|{_WORDS['orders']}))(?!\w)",
    re.IGNORECASE,
)
_PLAIN_VERB = re.compile(
    rf"{_JOINED}(?:{_DATE})?(?!{_WORDS['no_verbs']}(?!\w))[a-z]{{2,12}}(?<!ed)(?<!ing)(?<!ly)(?<![^s]s)"
    r" (?:the|an?|my|our|your|his|her|their|these|those|all|some|every(?:one|body)|somebody|him|them|us|me"
    r"|up|out|off|down|back)(?!\w)",
    re.IGNORECASE,
)
"""A verb before its object, in English: "mow the lawn"."""

_INFINITIVE_AT_END = re.compile(r"(?<![\w.])[a-zäöüß]{2,18}(?:en|ern|eln)\W*$")
_GERMAN = re.compile(
    r"(?<!\w)(?:am|um|im|bis|die|das|den|dem|zum|zur|und|noch|beim|vom|für|mit|wegen)(?!\w)|[äöüß]",
    re.IGNORECASE,
)
_FINITE_GERMAN = re.compile(
    r"(?<!\w)(?:wir|sie|ich|man|wenn|dass|weil|ob|bevor|werden|wird|würden?|wollen|will|können|kann|könnten"
    r"|dürfen|darf|haben|hatten?|hat|sind|ist|waren?|konnten?|wurden?|sagen|laut)(?!\w)",
    re.IGNORECASE,
)


def asks_for_work(clause: str) -> bool:
    """Tell whether `clause` gives an order, or says that something is wanted or must be done.

    A date in it may be written "…".
    """
    if _ASKING.search(clause) or _ORDER.match(clause) or _PLAIN_VERB.match(clause):
        return True
    return _is_german_note(clause)


def any_asks_for_work(clauses: Iterable[str], *, is_question: bool) -> bool:
    """Tell whether a clause of a sentence asks for work; in a question, "do you …?" asks for it too."""
    return any(asks_for_work(clause) or (is_question and _asks_for_the_deed(clause)) for clause in clauses)


def _asks_for_the_deed(clause: str) -> bool:
    return bool(_SPEAKS_TO.search(clause) or _VOLUNTEER.search(clause))


def _is_german_note(clause: str) -> bool:
    """Tell whether an infinitive ends it, and no verb needs that one: "die Tonnen am Freitag rausstellen"."""
    return (
        _INFINITIVE_AT_END.search(clause) is not None
        and _GERMAN.search(clause) is not None
        and _FINITE_GERMAN.search(clause) is None
    )

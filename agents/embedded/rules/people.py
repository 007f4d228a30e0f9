"""Who is asked to do the work."""
# ruff: noqa: RUF001 - the Cyrillic letters are meant

import re
from collections.abc import Iterator
from itertools import islice

from agents.embedded.lexicon import load_phrases
from agents.embedded.rules.asking import speaks_to_somebody
from agents.embedded.rules.markers import IMPERATIVE
from agents.embedded.rules.names import HANDLE
from agents.embedded.rules.words import MONTHS, WEEKDAYS
from agents.text import unique

_EVERYBODY = {"here", "channel", "all", "everyone", "everybody", "team", "admin", "admins"}
"""Handles that call everybody name nobody."""

_MAX_HANDLES = 100
"""More handles than this are a roll call."""

_LOOK_BACK_CHARS = 80
_LOOK_AHEAD_CHARS = 300

_PHRASES = load_phrases()
_NAME = (
    r"(?P<name>(?-i:(?:(?:Mr|Mrs|Ms|Dr|Herr|Frau|Sr|Sra|Señor|Señora|Don|Doña)\.?\s)?"
    r"[^\W\d_a-zа-яіїєґäöüßñáéíóú][^\W\d_A-ZА-ЯІЇЄҐ]{1,20}(?:\s[^\W\d_a-zа-яіїєґäöüßñáéíóú][^\W\d_A-ZА-ЯІЇЄҐ]{2,20})?))"
)
_BULLET = r"(?:[-*•–—]\s+|\d{1,2}[.)]\s+|\[[ x]?\]\s+)"
_START = (
    r"(?:^|(?<=\w\w[.!?…])|(?<=[)»”\"][.!?])|(?<=[\n:;…])|(?<=[\U0001f300-\U0001faff]))[^\S\n]*"
    rf"{_BULLET}?"
)
_TITLE = r"(?:(?:пане?|пані|господин|госпожа|dr|доктор\w*)\s+)?"
_ADDRESS = (
    r"(?:dear|liebe[rs]?|sehr geehrte[rs]?|estimad[oa]|querid[oa]|шановн\w+|дорог\w+|уважаем\w+"
    r"|люб\w+)"
)

_VERB_FORMS = (
    r"[а-яіїєґ]+(?:[аеиія]ет|[аеиія]є|ит|ют|ят|ить|ать|ти|сь|ся|то)|[a-zäöüß]+(?:iert|ung"
    r"|heit|keit|ción|mente|ando|iendo|tion)"
)
"""Endings of words that are no names."""

_MENTIONED = re.compile(
    rf"(?<!\w)(?:{_PHRASES['mentioning']})[\s:,]*(?:@[\w.-]+[\s,]*(?:(?:and|та|і|и|und|y)\s+)?)*$",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    rf"(?<!\w)(?:{_PHRASES['handling']})\s+(?:(?:{_PHRASES['filling']})\s+)*$", re.IGNORECASE
)
_SAYS = re.compile(
    rf"\s+(?:{_PHRASES['saying']})(?!\w)|['’]s\b|\s+(?:{_PHRASES['busy']})(?!\w)", re.IGNORECASE
)

_GREETED = re.compile(
    rf"{_START}(?:(?:{_PHRASES['greeting']})[, ]+{_TITLE}|{_ADDRESS}\s+{_TITLE}|(?:пане"
    rf"|пані)\s+){_NAME}(?=\s*[,!.:;\n–—-])",
    re.IGNORECASE,
)
_CALLED = re.compile(rf"{_START}{_TITLE}{_NAME}\s*,\s*[¿¡]?(?=\S)", re.IGNORECASE)
_LISTED_FOR = re.compile(rf"(?:^|\n)[^\S\n]*{_BULLET}{_TITLE}{_NAME}\s*(?::|\s[–—-])\s+(?=\S)", re.IGNORECASE)
_TOLD = re.compile(rf"{_START}{_NAME}\s+(?=(?:{_PHRASES['imperatives']})(?!\w))", re.IGNORECASE)
_CLOSED = re.compile(
    rf"(?<=[\w)])[^\S\n]*,[^\S\n]*{_NAME}(?<=\w\w\w)[^\S\n]*(?=[.!?]*\s*(?:$|\n)|[.!?]\s)", re.IGNORECASE
)
_WISHED = re.compile(
    rf"(?<!\w)(?:(?:could|can|would|will)\s{_NAME}\s(?:please\s)?(?=[a-z]{{3,}})"
    r"|(?:хай|нехай|пусть|пускай|може|может|que)\s(?P<wished>(?-i:[А-ЯІЇЄҐA-ZÁÉÍÓÚÑ])[^\W\d_]{2,20})\s+(?=[^\W\d_]{3,}))",
    re.IGNORECASE,
)

_LISTED = re.compile(
    r"\s*[A-ZÄÖÜÁÉÍÓÚÑА-ЯІЇЄҐ][^\s,]*(?:\s[^\s,]+)?\s*(?:,|\s(?:and|und|y|та|і|й|и)\s)\s*[A-ZÄÖÜÁÉÍÓÚÑА-ЯІЇЄҐ]"
)
"""Behind "Milk,": a list goes on rather than a sentence."""

_CALLS = re.compile(rf"[\s,:]+(?:{_PHRASES['calling']})(?!\w)", re.IGNORECASE)

_NO_PERSON = re.compile(
    rf"(?:{_PHRASES['no_person']}|{_PHRASES['greeting']}|{_PHRASES['crowd']}|{WEEKDAYS.any}"
    rf"|{MONTHS.any}|{_ADDRESS}|{IMPERATIVE}|{_VERB_FORMS}|{_PHRASES['roles']})(?:\s.*)?",
    re.IGNORECASE,
)
_COURTESY = re.compile(
    rf"(?:^|[.!?\n])[\W_]*(?:{_PHRASES['courtesy']}|{_PHRASES['closing']})[\W_]*$", re.IGNORECASE
)


def find_assignees(text: str) -> list[str]:
    """Return whom `text` asks: the handles it addresses, and names in address such as "Anna, please ...".

    Handles that are only thanked, copied, quoted, spoken of or named as a source are left out, as is "@all".
    """
    first = islice(HANDLE.finditer(text), _MAX_HANDLES)
    handles = [(found.start(), found["handle"]) for found in first if _is_asked(text, found)]
    return unique([name for _, name in sorted([*handles, *_find_names(text)])])


def calls_everybody(handle: str) -> bool:
    """Tell whether a handle names nobody in particular: "all", "here"."""
    return handle.casefold() in _EVERYBODY


def _is_asked(text: str, found: re.Match[str]) -> bool:
    if calls_everybody(found["handle"]) or _SAYS.match(text, found.end()):
        return False
    if _CALLS.match(text, found.end()):
        return True
    before = text[max(0, found.start() - _LOOK_BACK_CHARS) : found.start()]
    return not _MENTIONED.search(before) and not _OBJECT.search(before)


def _find_names(text: str) -> Iterator[tuple[int, str]]:
    for found in _GREETED.finditer(text):
        if _is_person(found["name"]):
            yield found.start("name"), found["name"]
    for found in (*_CALLED.finditer(text), *_LISTED_FOR.finditer(text), *_TOLD.finditer(text)):
        rest = text[found.end() : found.end() + _LOOK_AHEAD_CHARS]
        if _is_person(found["name"]) and not _LISTED.match(rest) and speaks_to_somebody(rest):
            yield found.start("name"), found["name"]
    for found in _CLOSED.finditer(text):
        before = text[max(0, found.start() - _LOOK_AHEAD_CHARS) : found.start()]
        if _is_person(found["name"]) and speaks_to_somebody(before) and not _COURTESY.search(before):
            yield found.start("name"), found["name"]
    for found in _WISHED.finditer(text):
        name = found["name"] or found["wished"]
        if _is_person(name):
            yield found.start("name" if found["name"] else "wished"), name


def _is_person(name: str) -> bool:
    return not _NO_PERSON.fullmatch(name)

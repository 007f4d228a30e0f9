"""Who is asked to do the work."""
# ruff: noqa: RUF001 - the Cyrillic letters are meant

import re

from agents.embedded.lexicon import load_phrases
from agents.embedded.rules.names import HANDLE
from agents.text import unique

_EVERYBODY = {"here", "channel", "all", "everyone", "everybody", "team", "admin", "admins"}
"""Handles that call everybody name nobody."""

_PHRASES = load_phrases()
_MENTIONED = re.compile(
    rf"(?<!\w)(?:{_PHRASES['mentioning']})[\s:,]*(?:@[\w.-]+[\s,]*(?:(?:and|та|і|и|und|y)\s+)?)*$",
    re.IGNORECASE,
)
_SAYS = re.compile(rf"\s+(?:{_PHRASES['saying']})(?!\w)", re.IGNORECASE)
_CALLED = re.compile(
    r"(?:^|(?<=[.!?\n]))[^\S\n]*"
    rf"(?:(?:{_PHRASES['greeting']})[, ]+)?(?P<name>(?-i:[^\W\d_a-zа-яіїєґäöüñ])[^\W\d_]{{1,30}})\s*,\s*[¿¡]?"
    rf"(?:{_PHRASES['calling']})(?!\w)",
    re.IGNORECASE,
)
_NO_PERSON = re.compile(_PHRASES["no_person"], re.IGNORECASE)
_LOOK_BACK_CHARS = 80


def find_assignees(text: str) -> list[str]:
    """Return whom `text` asks: the handles it addresses and names like "Anna, please ...".

    Handles that are only thanked, copied, quoted or named as a source are left out, as is "@all".
    """
    handles = [(found.start(), found["handle"]) for found in HANDLE.finditer(text) if _is_asked(text, found)]
    names = [(found.start("name"), found["name"]) for found in _CALLED.finditer(text)]
    persons = [(start, name) for start, name in names if not _NO_PERSON.fullmatch(name)]
    return unique([name for _, name in sorted([*handles, *persons])])


def _is_asked(text: str, found: re.Match[str]) -> bool:
    if found["handle"].casefold() in _EVERYBODY or _SAYS.match(text, found.end()):
        return False
    return not _MENTIONED.search(text[max(0, found.start() - _LOOK_BACK_CHARS) : found.start()])

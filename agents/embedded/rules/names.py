"""What a message names: handles, technologies, components and projects."""
# ruff: noqa: RUF001 - the Cyrillic letters are meant

import re

from agents.embedded.rules.technologies import find_technologies
from agents.text import unique

HANDLE = re.compile(r"(?<![\w@.+/=-])@(?P<handle>[^\W\d](?:[\w.-]{0,62}\w)?)(?![\w@/(]|[.-]\w)")
"""Begins with a letter; addresses (`a@b.c`), scopes (`@types/node`), calls (`@app.get(`) are none."""

_TICKED = re.compile(r"`(?P<name>[\w./:-]{2,60})`")
_FILE = re.compile(
    r"(?<![\w/@.-])(?:[\w.-]{1,40}/){0,8}[\w-]{1,60}"
    r"\.(?:py|tsx?|jsx?|go|rs|java|kt|rb|php|css|html|sql|ya?ml|toml|json|md|sh|cfg|ini)(?!\w)"
)
_ROUTE = re.compile(r"(?<![\w/:.])/[a-z][\w-]*(?:/[\w{}:.-]*\w\}?)+")
_KINDS_AFTER = (
    "page|screen|service|module|button|form|dashboard|endpoint|widget|menu|tab|worker|queue|table|view|api"
    "|component"
)
_PART = re.compile(rf"(?<![\w-])(?P<name>[a-z][\w-]+ (?:{_KINDS_AFTER}))(?!\w)", re.IGNORECASE)
_NO_NAME = re.compile(
    r"(?:the|an?|this|that|our|my|your|new|every|each|which|one|and|or|to|of|in|on|for|with|old|same|is) ",
    re.IGNORECASE,
)
_KINDS_BEFORE = re.compile(
    r"(?<!\w)(?P<name>(?:сторінк|страниц|модул|сервіс|сервис|кнопк|форм|екран|экран|вкладк|таблиц)\w*"
    r" [«\"]?[^\W\d_]{3,}[»\"]?|(?:página|módulo|botón|servicio|pantalla|formulario|tabla) de [^\W\d_]{3,})",
    re.IGNORECASE,
)
_GERMAN_PART = re.compile(
    r"(?<!\w)[A-ZÄÖÜ][\wäöüß]*-?(?:[Ss]eite|[Dd]ienst|[Mm]odul|[Ff]ormular|[Mm]aske|Button)(?!\w)"
)

_PROJECT = re.compile(
    r"(?<!\w)(?:project|проект\w*|проєкт\w*|projekt|proyecto)\s+[«\"„]?(?P<name>[A-ZА-ЯІЇЄҐÄÖÜÑ][\w-]+)",
    re.IGNORECASE,
)
_TICKET = re.compile(r"(?<![\w-])(?P<name>[A-Z][A-Z0-9]{1,9})-\d{1,6}(?![\w-])")
_NO_TICKET = {
    "UTF",
    "SHA",
    "ISO",
    "CVE",
    "COVID",
    "RFC",
    "AES",
    "GPT",
    "MD",
    "HTTP",
    "TLS",
    "PEP",
    "ES",
    "USB",
    "WPA",
}


def find_mentions(text: str) -> list[str]:
    """Return the handles of `text` without their @; code must be blanked out."""
    return unique([found["handle"] for found in HANDLE.finditer(text)])


def find_technology_names(text: str) -> list[str]:
    """Return the technologies of `text` as written."""
    return unique([name for _, name in find_technologies(text)])


def find_components(text: str) -> list[str]:
    """Return parts of a system that `text` names: files, routes, names in backticks, "the login page"."""
    exact = [*_TICKED.finditer(text), *_FILE.finditer(text), *_ROUTE.finditer(text)]
    named = [found for found in _PART.finditer(text) if not _NO_NAME.match(found["name"])]
    local = [*_KINDS_BEFORE.finditer(text), *_GERMAN_PART.finditer(text)]
    found = sorted([*exact, *named, *local], key=lambda match: match.start())
    return unique([match.groupdict().get("name") or match.group() for match in found])


def find_projects(text: str) -> list[str]:
    """Return the projects of `text`: named as such, or the key of a ticket such as `SHOP-12`."""
    named = [found["name"] for found in _PROJECT.finditer(text) if found["name"][0].isupper()]
    tickets = [found["name"] for found in _TICKET.finditer(text) if found["name"] not in _NO_TICKET]
    return unique([*named, *tickets])

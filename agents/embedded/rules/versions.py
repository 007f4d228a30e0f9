"""Version numbers: "2.4.1", "v3", "Python 3.12", "since the 2.9 release"."""
# ruff: noqa: RUF001 - the Cyrillic letters are meant

import re
from collections.abc import Iterator

from agents.embedded.rules.technologies import find_technologies
from agents.text import unique

_TAIL = r"(?:[-+][0-9A-Za-z.+-]{0,40}\w)?"
_END = r"(?![\w/%€$£₴₽]|\.\d|:\d|,\d|\s?[%€$£₴₽°×])"

_TRIPLE = re.compile(
    rf"(?<![\w.@/:,-])v?\d{{1,4}}\.\d{{1,4}}\.\d{{1,6}}(?:[a-z]\d{{1,3}})?{_TAIL}(?![\w/]|\.\d)",
    re.IGNORECASE,
)
_MARKED = re.compile(
    r"(?<![\w.])(?:v(?=\d)|v\.\s?(?=\d)|(?:version(?:en|s|es)?|versi[oó]n|release|ver\.?"
    r"|верс\w+|релиз\w*|реліз\w*"
    r"|build|firmware|прошивк\w+|білд\w*|билд\w*)\s+(?:no\.?\s|№\s?|nr\.?\s)?v?)"
    rf"(?P<number>\d{{1,6}}(?:\.(?:\d{{1,6}}|x)){{0,3}}(?:[a-z]\d{{1,3}})?{_TAIL})(?![\w/])",
    re.IGNORECASE,
)
_AFTER_NAME = re.compile(
    rf"[\s-]v?(?P<number>\d{{1,4}}(?:\.\d{{1,4}}){{0,2}}{_TAIL})(?!\s?[€$£₴₽]|[/:%.]\w|[\w%]|,\d)"
)
_COLLOQUIAL = re.compile(
    r"(?<![\w@/.-])(?:(?:safari|edge|node|react|go|rust|swift|spring|express|ray|windows"
    r"|win|outlook|git|scala|next|chrome|macos|ios|android|java"
    r"|постгрес\w*|андро[иї]д\w*|айос|питон\w*|пайтон\w*|джав\w+|хром\w*|вінд\w+|винд\w+"
    r"|ноді|нод[аыеу]|докер\w*|редіс\w*|редис\w*|кафк\w+)"
    r"|[a-z]{2,20}-[a-z]{2,20}(?:-[a-z]{2,20})?)\s(?P<number>\d{1,4}(?:\.\d{1,4}){1,2})" + _END,
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"(?<!\w)(?:up(?:grad|dat)\w*|bump\w*|downgrad\w*|roll\w* back|оновл\w+|обнов\w+|відкот\w+"
    r"|откат\w+|aktualisier\w*|umgestellt"
    r"|actualiz\w+|migr\w+|hochgezogen)\s(?:[^\s.!?]+\s){0,4}?(?:to|from|auf|von|до|на"
    r"|з|с|a|al|de)\s(?:the |la |die )?"
    r"(?P<number>v?\d{1,4}(?:\.\d{1,4}){1,2})" + _END,
    re.IGNORECASE,
)
_DOTTED = r"(?P<number>\d{1,3}\.\d{1,3})"
_ARTICLE = re.compile(
    rf"(?<!\w)(?<!\ba )(?:die|der|la|the)\s{_DOTTED}{_END}(?!\s+(?:uhr|prozent|euro|millionen"
    r"|stunden|horas|km|kg|metr|million|percent|hours?)\b)",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"(?<![\w.])(?:in|on|into|since|from|to|than|after|with|в|на|у|з|с|після|после|in|seit"
    rf"|ab|mit|auf|en|desde|con|a)\s{_DOTTED}{_END}"
    r"(?=[.,;:!?)]|\s*$|\s+(?:release|build|update|onwards?|already|or|and|is|was|does"
    r"|it|we|i|oder|und|чи|или|вже|уже|o|y|ya|only)(?!\w))",
    re.IGNORECASE,
)
_SOFTWARE = re.compile(
    r"(?<!\w)(?:versi\w*|release\w*|updat\w*|upgrad\w*|deploy\w*|patch\w*|build|ship\w*"
    r"|rollback|branch|app|api|sdk|library|lib|firmware|changelog|node|python|java|postgres\w*|worker|server"
    r"|реліз\w*|релиз\w*|верс\w+|оновл\w+|обновл\w+|деплой\w*|прод\w*|застосун\w*|приложен\w*"
    r"|android|ios|aktualis\w*|actualiz\w*|despleg\w*)(?!\w)",
    re.IGNORECASE,
)
_SIBLING = re.compile(
    r"\s?(?:[,/]|->|→|or|to|and|vs\.?|oder|und|auf|чи|та|і|й|или|и|на|до|a|y|o|u|rather than|instead of)\s?"
    r"(?:(?:is|was|that|it|already|even|still|only|just|nur|erst|только|тільки|solo|sólo"
    r"|the|in|die|der|schon|ist|das|noch|вже|це"
    r"|уже|это|в|la|ya|es|a|on|auf|to)\s){0,4}"
    rf"(?P<number>v?\d{{1,4}}(?:\.\d{{1,4}}){{1,2}}){_END}"
    r"(?!\s?(?:eur|usd|грн|руб|kg|km|gb|mb|ms|sec|min|uhr|h)\b)",
    re.IGNORECASE,
)
_DATE = re.compile(r"[0-3]?\d\.(?:0?[1-9]|1[0-2])\.(?:19|20)\d\d|[0-3]\d\.(?:0[1-9]|1[0-2])\.\d\d")
_MAX_SIBLINGS = 20


def find_versions(text: str) -> list[str]:
    """Return the version numbers of `text` as written, a leading "v" included.

    Three numbers are a version by themselves; fewer need a "v", the word "version", a technology, an update
    or another version beside them.
    """
    found = dict(_find_named(text))
    if _SOFTWARE.search(text):
        found |= _spot(text, _BEHIND)
    if found or _SOFTWARE.search(text):
        found |= _spot(text, _ARTICLE)
    _add_siblings(text, found)
    return unique([found[start] for start in sorted(found) if not _DATE.fullmatch(found[start])])


def _find_named(text: str) -> Iterator[tuple[int, str]]:
    for found in _TRIPLE.finditer(text):
        yield found.start(), found.group()
    for found in _MARKED.finditer(text):
        start = found.start("number")
        start -= text[start - 1 : start] in {"v", "V"}
        yield start, text[start : found.end()]
    for position, name in find_technologies(text):
        found = _AFTER_NAME.match(text, position + len(name))
        if found:
            yield found.start("number"), found["number"]
    for pattern in (_COLLOQUIAL, _MOVED):
        yield from _spot(text, pattern).items()


def _spot(text: str, pattern: re.Pattern[str]) -> dict[int, str]:
    return {found.start("number"): found["number"] for found in pattern.finditer(text)}


def _add_siblings(text: str, found: dict[int, str]) -> None:
    """Add what stands beside a version as another one: "from 2.8.3 to 2.9"."""
    waiting = sorted(found)
    while waiting and len(found) <= _MAX_SIBLINGS:
        start = waiting.pop()
        sibling = _SIBLING.match(text, start + len(found[start]))
        if sibling and sibling.start("number") not in found:
            found[sibling.start("number")] = sibling["number"]
            waiting.append(sibling.start("number"))

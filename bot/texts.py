"""The bot's words in the languages it speaks: Project Fluent messages, one file for each feature."""

from collections.abc import Generator, Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from fluent.runtime import AbstractResourceLoader, FluentLocalization
from fluent.syntax import FluentParser
from fluent.syntax.ast import Resource

FALLBACK: Final = "en"
_FOLDER: Final = Path(__file__).parent / "locales"

LANGUAGES: Final = tuple(sorted(path.name for path in _FOLDER.iterdir() if path.is_dir()))
"""Languages there are texts for."""

FEATURES: Final = tuple(sorted(path.name for path in (_FOLDER / FALLBACK).glob("*.ftl")))
"""Files of each language."""


class Texts:
    """Texts in one language, and moments in one time zone.

    Args:
        language: An IETF tag; what there are no texts for falls back: `pt-br` to `pt`, that to English.
        timezone: A name of the IANA database.
    """

    def __init__(self, language: str = FALLBACK, timezone: str = "UTC") -> None:
        self.language = next((tag for tag in _narrower(language) if tag in LANGUAGES), FALLBACK)
        self.timezone = ZoneInfo(timezone)
        self._messages = _load(self.language)

    def __call__(self, key: str, **values: object) -> str:
        """Return a text; values are put in as they are, so whoever makes HTML escapes them.

        Raises:
            KeyError: There is no such text.
        """
        text = self._messages.format_value(key, values)
        if text == key:
            raise KeyError(key)
        return text

    def moment(self, at: datetime) -> str:
        """Return a moment as people write it: weekday, day, month and time."""
        skeleton = "EEE d MMM, HH:mm"
        return str(format_datetime(at, skeleton, tzinfo=self.timezone, locale=self.language))

    def time(self, at: datetime) -> str:
        """Return the time of a moment's day."""
        return at.astimezone(self.timezone).strftime("%H:%M")

    def day(self, at: datetime) -> str:
        """Return the day of a moment as people write it."""
        return str(format_date(at.astimezone(self.timezone), "EEEE, d MMMM", locale=self.language))


def _narrower(tag: str) -> Iterator[str]:
    """Yield a tag and what it may stand for, the narrowest first."""
    parts = tag.replace("_", "-").lower().split("-")
    for length in range(len(parts), 0, -1):
        yield "-".join(parts[:length])


@cache
def _load(language: str) -> FluentLocalization:
    return FluentLocalization([language, FALLBACK], list(FEATURES), _Files())


class _Files(AbstractResourceLoader):
    """Reads the files of a language; the library's own loader leaves them open."""

    def resources(self, locale: str, resource_ids: list[str]) -> Generator[list[Resource]]:
        """Yield the messages of all files of a language together."""
        parser = FluentParser()
        yield [parser.parse((_FOLDER / locale / name).read_text()) for name in resource_ids]


def choose_language(*wishes: str) -> str:
    """Return the first language that is wished for."""
    return next((wish for wish in wishes if wish), FALLBACK)

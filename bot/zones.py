"""Time zones as people look for them: by region, and by the names of cities and countries."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Final, cast
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale
from babel.core import get_global
from babel.dates import get_timezone_location

from bot.texts import FALLBACK, Texts

MOST_SUGGESTED: Final = 6
_ALIKE: Final = 0.7
"""Least likeness of a misspelt city, by `difflib.SequenceMatcher.ratio`."""


@cache
def list_zones() -> Mapping[str, Sequence[str]]:
    """Return the zones by region, without former names of zones and without what is no place."""
    zones: dict[str, list[str]] = {}
    for zone in sorted(set(get_global("zone_territories")) & available_timezones()):
        region, _, city = zone.partition("/")
        if city and region != "Etc":
            zones.setdefault(region, []).append(zone)
    return zones


def city_of(zone: str, texts: Texts) -> str:
    """Return what a zone is called after, as its readers write it where that is known."""
    if "/" not in zone:
        return zone
    return str(get_timezone_location(ZoneInfo(zone), locale=texts.language, return_city=True))


def offset_of(zone: str, now: datetime) -> str:
    """Return how far a zone is from UTC at a moment, such as +02:00."""
    return now.astimezone(ZoneInfo(zone)).isoformat()[-6:]


def find_zones(wish: str, texts: Texts) -> Sequence[str]:
    """Return the zones that somebody may mean, the likeliest first; a zone's own name means it alone."""
    asked = _plain(wish)
    own = {_plain(zone): zone for zone in sorted(available_timezones())}
    if asked in own and ("/" in own[asked] or asked in {"utc", "gmt"}):
        return (own[asked],)
    named = _named(texts.language)
    if asked in named:
        return named[asked][:MOST_SUGGESTED]
    begun = [name for name in named if asked and name.startswith(asked)]
    alike = difflib.get_close_matches(asked, named, n=MOST_SUGGESTED, cutoff=_ALIKE)
    found = (zone for name in begun or alike for zone in named[name])
    return tuple(dict.fromkeys(found))[:MOST_SUGGESTED]


@cache
def _named(language: str) -> Mapping[str, Sequence[str]]:
    """Return the zones by the names of their cities and countries, in a language and in English."""
    named: dict[str, list[str]] = {}
    for tongue in (language, FALLBACK):
        for name, zone in _names(tongue):
            named.setdefault(_plain(name), []).append(zone)
    return {name: tuple(dict.fromkeys(zones)) for name, zones in named.items()}


def _names(language: str) -> Iterator[tuple[str, str]]:
    countries: Mapping[str, str] = get_global("zone_territories")
    territories = cast("Mapping[str, str]", Locale.parse(language).territories)
    for zone in (zone for zones in list_zones().values() for zone in zones):
        yield zone.rpartition("/")[2], zone
        yield str(get_timezone_location(ZoneInfo(zone), locale=language, return_city=True)), zone
        yield territories.get(countries[zone], ""), zone
    aliases: Mapping[str, str] = get_global("zone_aliases")
    for former, zone in aliases.items():
        if zone in countries and zone in available_timezones():
            yield former.rpartition("/")[2], zone


def _plain(name: str) -> str:
    return " ".join(name.replace("_", " ").replace("-", " ").casefold().split())

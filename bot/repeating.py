"""Recurrences in words."""

from typing import Final

from babel.dates import get_day_names

from bot.texts import Texts

_DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WORKDAYS: Final = frozenset[str](_DAYS[:5])
_BOUNDS: Final = {"FREQ", "INTERVAL", "WKST", "COUNT", "UNTIL"}
"""Parts of a rule that do not choose days."""


def describe(rule: str, texts: Texts) -> str:
    """Return a rule of RFC 5545 in words if it is of a common kind, else as it is."""
    pairs = [part.partition("=") for part in rule.split(";")]
    parts = {name: value for name, _, value in pairs}
    frequency, chosen = parts.get("FREQ", "").lower(), parts.keys() - _BOUNDS
    number = int(parts.get("INTERVAL", "1"))
    if not chosen:
        return texts(f"repeat-{frequency}", number=number)
    if frequency == "weekly" and chosen == {"BYDAY"}:
        return _describe_week(parts["BYDAY"].split(","), number, texts) or rule
    if frequency == "monthly" and chosen == {"BYMONTHDAY"} and parts["BYMONTHDAY"].isdigit():
        return texts("repeat-monthly-on", number=number, day=int(parts["BYMONTHDAY"]))
    if frequency == "yearly" and chosen <= {"BYMONTH", "BYMONTHDAY"}:
        return texts("repeat-yearly", number=number)
    return rule


def _describe_week(days: list[str], number: int, texts: Texts) -> str | None:
    if not set(days) <= set(_DAYS):
        return None
    if number == 1 and frozenset(days) == _WORKDAYS:
        return texts("repeat-workdays")
    names = get_day_names("abbreviated", locale=texts.language)
    told = ", ".join(names[_DAYS.index(day)] for day in sorted(days, key=_DAYS.index))
    return texts("repeat-weekly-on", number=number, days=told)

"""The rules of clock times: 17:00, 5pm, noon, half past five, in the order they are tried."""
# ruff: noqa: RUF001 - the Cyrillic letters are meant

import re
from datetime import UTC, datetime, time, timedelta, timezone, tzinfo

from agents.embedded.rules.rule import Kind, Match, Meaning, Reader, Rule
from agents.embedded.rules.words import (
    AFTERNOON,
    DAY_OFFSETS,
    HOURS,
    MIDNIGHT,
    MORNING,
    NOON,
    WEEKDAYS,
)

_NOON_HOUR = 12
_SMALL_HOURS = 5
"""Up to this hour "in the night" is after midnight, and an hour without a half of the day is after noon."""

_AFTERNOON = re.compile(rf"(?<!\w)(?:{AFTERNOON})(?!\w)", re.IGNORECASE)
_MORNING = re.compile(rf"(?<!\w)(?:{MORNING})(?!\w)", re.IGNORECASE)
_NIGHT = re.compile(r"(?<!\w)(?:ночі|ночи|nachts|de la madrugada|at night)(?!\w)", re.IGNORECASE)


def settle_half(hour: int, spoken: str, *, has_passed: bool) -> int:
    """Return on which half of the day an hour up to twelve lies.

    Args:
        hour: 0 to 23; from 13 on there is nothing to settle.
        spoken: The words around it, which may name a part of the day.
        has_passed: Whether the hour of the morning lies behind already.
    """
    if hour >= _NOON_HOUR or _MORNING.search(spoken):
        return hour
    if _AFTERNOON.search(spoken) or has_passed or 1 <= hour <= _SMALL_HOURS:
        return hour + 12
    return hour


def _read_clock(found: Match, _: datetime) -> Meaning | None:
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    half = (found["half"] or "").lower()[:1]
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:  # noqa: PLR2004 - a day has 24 hours of 60 minutes
        return None
    return time(hour, minute, tzinfo=_read_zone(found["zone"]))


def _read_zone(text: str | None) -> tzinfo | None:
    if not text:
        return None
    found = re.fullmatch(r"([+-])(\d{2}):?(\d{2})", text)
    if not found:
        return UTC
    minutes = int(found[2]) * 60 + int(found[3])
    if minutes >= 24 * 60:
        return None
    return timezone(timedelta(minutes=minutes if found[1] == "+" else -minutes))


def _read_noon(_found: Match, _now: datetime) -> Meaning | None:
    return time(_NOON_HOUR)


def _read_end_of_day(_found: Match, _now: datetime) -> Meaning | None:
    return time(23, 59, 59)


def _read_midnight(_found: Match, _now: datetime) -> Meaning | None:
    return time(23, 59, 59)


def _read_hour(shift_minutes: int) -> Reader:
    """Return the reader of an hour in digits or words, `shift_minutes` later or earlier."""

    def read(found: Match, _: datetime) -> Meaning | None:
        groups = found.groupdict()
        text = groups["hour"] or groups["hour_"]
        hour = int(text) if text.isdecimal() else HOURS.get_meaning(text)
        if hour > 23:  # noqa: PLR2004 - a day has 24 hours
            return None
        if found["part"]:
            hour = _apply_part(hour, found["part"])
        minutes = (hour * 60 + shift_minutes) % (24 * 60)
        return time(minutes // 60, minutes % 60)

    return read


def _apply_part(hour: int, part: str) -> int:
    if _NIGHT.search(part):
        return hour if hour <= _SMALL_HOURS else hour % 12 + 12
    return hour % 12 + 12 if _AFTERNOON.search(part) and hour <= _NOON_HOUR else hour


def _clock(pattern: str, read: Reader, kind: Kind = Kind.CLOCK) -> Rule:
    return Rule(
        re.compile(rf"(?<![\d:.,/-])(?<![^\W\dT])(?=\w)(?:{pattern})(?![\w:]|[.,]\d)", re.IGNORECASE),
        read,
        kind,
    )


_ZONE = r"(?:\s?(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2}))?"
_HOUR = rf"(?P<hour>\d{{1,2}}|{HOURS.any})"
_DIGITS = r"(?P<hour>\d{1,2})"
_PART = rf"(?P<part>\s+(?:{MORNING}|{AFTERNOON}|ночі|ночи|nachts|de la madrugada|at night))"
_MAY_PART = f"{_PART}?"
_O_CLOCK = (
    r"(?:\s?(?:o['’]?clock|uhr|годин\w{1,2}|час(?:ов|а|у|ам)?|год\.?|ч\.?|h|hs|hrs|horas|en punto|sharp))"
)
_LEAD = (
    r"(?P<lead>(?:at|by|before|until|till?|around|from|um|bis|gegen|vor|ab|spätestens|o"
    r"|о|об|до|в|у|к|на|після|после|около|близько"
    r"|(?:a|antes de|para|pa|sobre|hasta|desde|de)\s+las?|las?)\s+)"
)
_SPANISH = r"(?P<lead>(?:(?:a|antes de|para|pa|sobre|hasta|desde)\s+)?las?\s+)"
_ENGLISH = r"(?P<lead>(?:at|by|before|until|till?|around|for)\s+)"
_HOUR_ENDS = (
    r"(?=\s*(?:$|[.,;:!?)\n…—–]|-\s)"
    rf"|\s+(?:{DAY_OFFSETS.any}|{WEEKDAYS.any}|on|please|pls|and|or|but|so|if|sharp|because"
    r"|cause|when|as|thanks|at|the latest|would|is|we|i|he|she|they|it|y|o|que|porque|pero"
    r"|porfa|por favor|si|hay|en|ya|sin|para)(?!\w))"
)
_NO_UNIT = (
    r"(?!\s*(?:%|€|\$|£|₴|°|-?(?:й|го|му|ти|м|х)\b|prozent|percent|euro|grad|stück|mal"
    r"|personen|leute|stunden|minuten|tagen?|wochen|monate"
    r"|раз|штук|шт|человек|людей|осіб|минут|хвилин|дней|днів|недел|тижн|процент|відсот"
    r"|гривень|грн|руб|класс|клас|этаж|поверх|подъезд|під|кабинет|кабінет|строк|рядк|мест"
    r"|місц))"
)

_SHIFTS = (
    (rf"half past {_HOUR}", 30),
    (rf"(?:a )?quarter past {_HOUR}", 15),
    (rf"(?:a )?quarter to {_HOUR}", -15),
    (rf"(?<=at )half {_HOUR}|(?<=by )half (?P<hour_>\d{{1,2}}|{HOURS.any})", 30),
    (rf"dreiviertel {_HOUR}|viertel vor (?P<hour_>\d{{1,2}}|{HOURS.any})", -15),
    (rf"viertel nach {_HOUR}", 15),
    (rf"halb {_HOUR}", -30),
    (rf"пів на {_HOUR}", -30),
    (rf"чверт[ьі] на {_HOUR}", -45),
    (rf"(?:за|без) чверт[ьі] {_HOUR}", -15),
    (rf"половин[уе] {_HOUR}|пол-? ?(?P<hour_>{HOURS.any})", -30),
    (rf"без четверти {_HOUR}", -15),
    (rf"четверть {_HOUR}", -45),
    (rf"(?<=las ){_HOUR} y media|(?<=la )(?P<hour_>una) y media", 30),
    (rf"(?<=las ){_HOUR} y cuarto", 15),
    (rf"(?<=las ){_HOUR} menos cuarto", -15),
)

_SPOKEN = (
    *(_clock(f"(?:{pattern}){_PART}", _read_hour(shift)) for pattern, shift in _SHIFTS),
    *(_clock(f"(?:{pattern})(?P<part>)", _read_hour(shift), Kind.HOUR) for pattern, shift in _SHIFTS),
)
_SPOKEN_WORD = re.compile(
    r"half|quarter|halb|viertel|пів|чверт|полов|пол|четверт|media|cuarto", re.IGNORECASE
)

_DAY_END = (
    r"eod|cob|cop|close of (?:business|play)|end[ -]of[ -](?:the |this |your )?(?:business "
    r"|working |work )?(?:day|play|shift)"
    r"|кін(?:ець|ця|ці) (?:робочого |цього )?(?:дня|зміни)|кон(?:ец|ца|цу|це) (?:рабочего "
    r"|этого )?(?:дня|смены)|tagesende|feierabend|dienstschluss|büroschluss|ladenschluss"
    r"|ende des (?:heutigen )?(?:arbeits)?tages|fin(?:al)? del? (?:la )?(?:d[ií]a|jornada"
    r"|turno)|(?:acabe|termine|acabar) el d[ií]a|última hora(?: de hoy)?"
)

_CLOCKS = (
    _clock(_DAY_END, _read_end_of_day, Kind.TODAY),
    _clock(rf"{_DIGITS}(?:[:.](?P<minute>\d\d))?\s?(?P<half>[ap]\.?m\b\.?){_ZONE}", _read_clock),
    _clock(
        rf"{_DIGITS}(?:[:.](?P<minute>\d\d))?\s?Uhr(?!\w)(?P<half>){_ZONE}(?!\s+(?:{MORNING}"
        rf"|{AFTERNOON})(?!\w))",
        _read_clock,
    ),
    _clock(
        rf"{_DIGITS}:(?P<minute>\d\d)(?::\d\d(?:\.\d+)?)?(?:\s?h(?:oras|rs|s)?\b)?(?P<half>){_ZONE}",
        _read_clock,
    ),
    _clock(
        r"(?P<lead>(?:a |antes de |para |pa )?las )(?P<hour>\d{1,2})[.h](?P<minute>\d\d)"
        r"(?P<half>)(?P<zone>)",
        _read_clock,
    ),
    *_SPOKEN,
    _clock(rf"(?<!\w)(?:(?:12|doce) del )?(?:{NOON})", _read_noon),
    _clock(rf"(?<!\w)(?:{MIDNIGHT})", _read_midnight),
    _clock(rf"{_LEAD}{_HOUR}{_O_CLOCK}?{_PART}", _read_hour(0)),
    _clock(
        rf"{_LEAD}{_HOUR}(?:\s?(?:o['’]?clock|годин[иіу]|час(?:ов|а|ам)|uhr|hs?|horas|hrs))(?P<part>)",
        _read_hour(0),
        Kind.HOUR,
    ),
    _clock(
        rf"{_SPANISH}{_HOUR}(?P<part>)(?!\s+(?:\w+[ao]s|de\s+(?:la\s+)?[^tmn\W]\w+)(?!\w))",
        _read_hour(0),
        Kind.HOUR,
    ),
    _clock(rf"{_ENGLISH}{_HOUR}(?P<part>){_HOUR_ENDS}", _read_hour(0), Kind.HOUR),
    _clock(
        rf"{_LEAD}(?P<hour>\d{{1,2}})-?(?:й|ій|ї|ої|у|ю|ту|му|м)(?P<part>)", _read_hour(0), Kind.LOOSE_HOUR
    ),
    _clock(rf"{_LEAD}{_HOUR}(?P<part>){_NO_UNIT}(?!\s+(?-i:[A-ZÄÖÜ]))", _read_hour(0), Kind.LOOSE_HOUR),
)

_WITHOUT_SPOKEN = tuple(rule for rule in _CLOCKS if rule not in _SPOKEN)


def list_clock_rules(text: str) -> tuple[Rule, ...]:
    """Return the rules that may find a clock time in `text`, in the order they are tried."""
    return _CLOCKS if _SPOKEN_WORD.search(text) else _WITHOUT_SPOKEN

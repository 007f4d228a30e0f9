"""The rules of days: calendar dates, weekdays, durations and periods, in the order they are tried."""
# ruff: noqa: RUF001 - the Cyrillic letters are meant

import re
from datetime import datetime, timedelta

import dateparser

from agents.embedded.rules import calendar
from agents.embedded.rules.markers import ARTICLES, DEADLINE
from agents.embedded.rules.periods import NEXT_WEEK, PERIODS, WEEKS
from agents.embedded.rules.rule import Kind, Match, Meaning, Rule, rule
from agents.embedded.rules.spelling import find_weekday
from agents.embedded.rules.words import (
    AFTERNOON,
    DAY_OFFSETS,
    LAST,
    MONTHS,
    MORNING,
    NEAREST,
    NEXT,
    NUMBERS,
    ORDINALS,
    SHORT_WEEKDAYS,
    UNITS,
    WEEKDAYS,
    Unit,
)


def _read_iso(found: Match, now: datetime) -> Meaning | None:
    year, month, day = (int(part) for part in found.group("year", "month", "day"))
    return calendar.find_day(year, month, day, now.date())


def _read_numeric(found: Match, now: datetime) -> Meaning | None:
    first, second = int(found["first"]), int(found["second"])
    year = int(found["year"]) if found["year"] else None
    if not year and not found["lead"] and max(first, second) <= 12:  # noqa: PLR2004 - "1/2" is a fraction
        return None
    if (first, second) == (24, 7):
        return None  # round the clock
    slashed = "/" in found.group()
    day, month = (second, first) if slashed and calendar.puts_month_first(now) else (first, second)
    if month > 12:  # noqa: PLR2004 - there is only one way to read it
        day, month = month, day
    return calendar.find_day(year, month, day, now.date())


def _read_day_number(found: Match) -> int:
    groups = found.groupdict()
    text = groups["day"] or groups["bare"]
    return int(text) if text.isdecimal() else ORDINALS.get_meaning(text)


def _read_named(found: Match, now: datetime) -> Meaning | None:
    year = int(found["year"]) if found["year"] else None
    month = MONTHS.get_meaning(found["month"])
    return calendar.find_day(year, month, _read_day_number(found), now.date())


def _read_day_of_month(found: Match, now: datetime) -> Meaning | None:
    return calendar.find_day_of_month(_read_day_number(found), now.date())


def _read_foreign(found: Match, _: datetime) -> Meaning | None:
    parsed = dateparser.parse(
        found.group(),
        languages=["fr", "it", "pt", "pl", "nl", "cs", "tr"],
        settings={"DATE_ORDER": "DMY", "PARSERS": ["absolute-time"]},
    )
    return parsed.date() if parsed else None


def _read_duration(found: Match, now: datetime) -> Meaning | None:
    count = found["count"]
    number = 1 if not count else int(count) if count.isdecimal() else NUMBERS.get_meaning(count)
    return calendar.add_duration(now, number, UNITS.get_meaning(found["unit"]))


def _read_fortnight(_: Match, now: datetime) -> Meaning | None:
    return calendar.add_duration(now, 2, Unit.WEEK)


def _minutes(pattern: str, minutes: int) -> Rule:
    return rule(
        rf"(?:{_WITHIN})\s+(?:{pattern})|(?:через|за)\s*(?:{pattern})",
        lambda _, now: calendar.add_duration(now, minutes, Unit.MINUTE),
        Kind.AHEAD,
    )


def _read_day_offset(found: Match, now: datetime) -> Meaning | None:
    return now.date() + timedelta(days=DAY_OFFSETS.get_meaning(found["day"]))


def _offsets(*offsets: int) -> str:
    return "(?P<day>(?:" + "|".join(DAY_OFFSETS.patterns[offset] for offset in offsets) + "))"


def _get_weekday(found: Match) -> str:
    groups = found.groupdict()
    return next(groups[name] for name in ("weekday", "weekday_gone", "weekday_soon") if groups.get(name))


def _read_weekday(found: Match, now: datetime) -> Meaning | None:
    return calendar.next_weekday(now.date(), WEEKDAYS.get_meaning(_get_weekday(found)))


def _read_next_weekday(found: Match, now: datetime) -> Meaning | None:
    return calendar.next_week_day(now.date(), WEEKDAYS.get_meaning(_get_weekday(found)))


def _read_last_weekday(found: Match, now: datetime) -> Meaning | None:
    return calendar.last_weekday(now.date(), WEEKDAYS.get_meaning(_get_weekday(found)))


def _read_short_weekday(found: Match, now: datetime) -> Meaning | None:
    return calendar.next_weekday(now.date(), SHORT_WEEKDAYS.get_meaning(_get_weekday(found)))


def _read_misspelt_weekday(found: Match, now: datetime) -> Meaning | None:
    weekday = find_weekday(found["weekday"])
    return None if weekday is None else calendar.next_weekday(now.date(), weekday)


_LEAD = rf"(?P<lead>(?:{DEADLINE}|on|am|el|día|на|den)\s+(?:(?:{ARTICLES})\s+)?)"
_YEAR = r"(?:,?\s+(?:de(?:l)?\s+)?(?P<year>20\d\d))?"
_DAY = rf"(?P<day>\d{{1,2}}|{ORDINALS.any})(?:st|nd|rd|th|-?(?:го|ого|те|е))?"
_RANGE_FROM = (
    r"(?:(?:between|from|zwischen|von|vom|между|с|со|між|з|із|entre|del?)\s+)?(?:(?:the|dem|den|el)\s+)?"
    rf"\d{{1,2}}(?:st|nd|rd|th|\.|-?(?:го|е))?(?:\s(?:{MONTHS.any}))?"
    r"\s?(?:-|–|—|to|and|und|bis(?: zum)?|до|по|и|й|і|та|y|al)\s?(?:(?:the|dem|el)\s)?"
)
_DAY_MONTH = rf"(?:the )?{_DAY}\.?\s*(?:(?:of|de)\s+)?(?P<month>{MONTHS.any})\.?{_YEAR}"
_MONTH_DAY = rf"(?P<month>{MONTHS.any})\.?\s+(?:the )?{_DAY}{_YEAR}"
_NUMBERED = r"(?P<first>\d{1,2})%s(?P<second>\d{1,2})"
_SLASHED = _NUMBERED % "/" + r"(?:/(?P<year>\d{4}|\d{2}))?"
_DOTTED = _NUMBERED % r"\." + r"\.(?P<year>\d{4}|\d{2}(?!\d))?"
_SHORT_DOTTED = _NUMBERED % r"\." + r"(?P<year>)(?!\.?\d|\s?[%€$£₴₽]|\s?(?:eur|usd|uah|грн|руб|kg|кг)\b)"
_NOUN_FREE = (
    r"(?=\s*(?:$|[.,;:!?)(\n…—–-])|\s+(?:and|or|at|of (?:next|this|the)|by|in|on|for|if"
    r"|so|please|pls|thx|thanks|that|to"
    r"|it|we|i|is|was|will|next|because|but|as|when|before|until|with|from|latest|morning"
    r"|evening|noon|because|cause|you|they|he|she|our|and|since)\b)"
)
_OF_MONTH_TAIL = (
    r"(?:\s+(?:числа|d?e? este mes|de este mes|del mes|of this month|цього місяця|этого месяца"
    r"|dieses monats))?"
)

_WITHIN = (
    r"in(?: the next)?|within(?: the next)?|через|за|протягом(?: найближч\w+)?|упродовж"
    r"|впродовж|в течени[еи](?: ближайш\w+)?"
    r"|в ближайшие|в найближчі|у найближчі|innerhalb(?: von| der nächsten)?|binnen|in den nächsten"
    r"|dentro de|en(?: los próximos| las próximas)?|bis in"
    r"|en (?:el|un) plazo de|en menos de|in less than|in under"
)
_DURATION = (
    rf"(?:{_WITHIN})\s+(?:nächsten\s+)?(?P<count>\d{{1,3}}(?=\s?-?[^\W\d])|{NUMBERS.any}(?=[\s-]))[\s-]{{0,2}}(?P<unit>{UNITS.any})"
    r"(?!\s+(?:до|before|vor|ago|antes|nach|after|після|после)\b)"
)
_SINGLE_DURATION = (
    rf"(?:через|протягом|упродовж|впродовж|в течени[еи])\s+(?P<count>)(?P<unit>{UNITS.any})(?!\s+до\b)"
)
_WITHIN_ONE = rf"за\s+(?P<count>)(?P<unit>{UNITS.any})(?!\s+до\b)"
_SPOKEN_MINUTES = (
    (r"half an hour|half hour|пів ?години|півгодини|полчаса|пол часа|einer halben stunde|media hora", 30),
    (r"(?:a |one )?quarter of an hour|чверть години|четверть часа|einer viertelstunde|un cuarto de hora", 15),
    (r"three quarters of an hour|einer dreiviertelstunde|tres cuartos de hora", 45),
    (
        (
            r"(?:an|one) hour and a half|(?:one and a half|1[.,]5) hours?|an hour and 30 minutes"
            r"|півтор[иа] години|полтора часа|полутора часов"
            r"|anderthalb stunden|eineinhalb stunden|(?:una )?hora y media"
        ),
        90,
    ),
    (
        (
            r"two and a half hours|дві з половиною години|два с половиной часа|zweieinhalb stunden"
            r"|dos horas y media"
        ),
        150,
    ),
)
_TERM = r"двухнедельн\w+ срок|двотижнев\w+ (?:термін|строк)|(?:a |one )?fortnight|в двухнедельн\w+|14-day"

_PART = (
    rf"(?:[\s-]+(?:{MORNING}|{AFTERNOON})(?!\w))?(?:abend|früh|morgen|vormittag|nachmittag|mittag|nacht)?"
    r"(?:\s(?:morgen|früh|abend|nachmittag|vormittag))?"
)
_PLAIN_DAY = (
    r"(?<!guten )(?<!am )(?<!zum )(?<!nächsten )(?<!diesen )(?<!la )(?<!jeden )"
    rf"%s(?!\s+(?:zusammen|allerseits|leute)|!){_PART}"
)
_WEEKDAY = rf"(?P<weekday>{WEEKDAYS.any})(?:s(?=abend|morgen|nach))?{_PART}"
_RANGE_WEEKDAY = (
    rf"(?:between|zwischen|между|між|entre(?: el)?)\s+(?:{WEEKDAYS.any})\s+(?:and|und|и|і|та|y(?: el)?)\s+"
)

_THIS_EVENING = (
    r"(?P<lead>(?:до|к|ко|by|before|bis|bis zum|vor dem|para|antes de)\s+)"
    r"(?:вечора|вечера|вечеру|(?:the |this )?evening|abend|(?:la |esta )noche)"
)

_ISO = r"(?<![\w.-])(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?![\d-])"

_ORDINAL_EN = rf"(?:the |(?<=by )|(?<=before ))(?P<day>\d{{1,2}})(?:st|nd|rd|th){_NOUN_FREE}"
_RANGE_EN = (
    r"(?:between |from )?the \d{1,2}(?:st|nd|rd|th)?\s?(?:-|–|and|to)\s?"
    rf"(?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th){_NOUN_FREE}"
)
_ORDINAL_DE = (
    r"(?P<lead>(?:am|zum|bis|den|vor dem|ab dem) )(?P<day>\d{1,2})\.(?!\d)"
    r"(?!\s?(?:stock|etage|klasse|og|spieltag|geburtstag|tag|mal|platz|versuch|stufe|runde"
    r"|akt|liga|bis|und)\b)"
)
_WORD_DE = (
    r"(?P<lead>(?:am|zum|bis|den|vor dem)\s+)(?:(?:nächsten|kommenden) )?(?-i:(?=[A-ZÄÖÜ]))"
    rf"(?P<day>{ORDINALS.any})"
)
_ORDINAL_SLAVIC = (
    r"(?P<day>\d{1,2})(?:-?(?:го|ого|му)(?:\s+числ[ау])?|(?:-?(?:е|те))?\s+числ[аоу])"
    r"(?!\s+(?:подъезд|этаж|дом|класс|поверх|під|клас|будин|кабінет|кабинет|отдел|відділ"
    r"|урок|січня|корпус|курс|ряд|тур"
    r"|разряд|розряд|размер|розмір|числ|век|столі|квартал|сорт|уровн|рівн|год|року|выпуск|випуск)\w*)"
)
_RANGE_SLAVIC = (
    r"(?:(?:с|со|з|із|між|между)\s+)?\d{1,2}(?:-?(?:го|е))?\s?(?:-|–|до|по|и|і|та)\s?"
    + _ORDINAL_SLAVIC.replace("(?:го|ого|му)", "(?:го|ого|му|е|те)")
)
_WORD_SLAVIC = (
    rf"(?P<lead>(?:до|к|не позднее|не пізніше|не позже)\s+)(?P<day>{ORDINALS.any})"
    r"(?:\s+числ[ау]|(?=\s*(?:$|[.,;:!?)\n…—–-]))|(?<=двадцять п.ято[гм][оу])|(?<=[цт]ять \w{6})"
    r"|(?<=[цт]ять \w{7})|(?<=[цт]ять \w{8})"
    r"|(?<=[цт]ать \w{6})|(?<=[цт]ать \w{7})|(?<=[цт]ать \w{8})|(?<=[цт]ать \w{9}))"
)
_ORDINAL_ES = (
    rf"(?P<lead>(?:el|al|del)\s+)(?:(?:día|dia)\s+(?P<day>\d{{1,2}}|{ORDINALS.any})"
    rf"|(?P<bare>\d{{1,2}}|{ORDINALS.any})"
    r"(?=\s*(?:$|[.,;:!?)\n])|\s+(?:d?e? este mes|d este|por|para|y|sin|como|que|hay|si|a más|a las)\b))"
)
_SHORT = rf"(?P<weekday>{SHORT_WEEKDAYS.any})\.?"
_SHORT_WEEKDAYS = (
    rf"(?P<lead>(?:{DEADLINE}|дедлайн|срок)[\s:—–-]+(?:el\s+)?)(?:(?:cob|eod)\s+)?{_SHORT}",
    r"(?P<lead>(?:в|во|у|на)\s+)(?P<weekday>пн|вт|ср|чт|пт|сб|нд|вс)",
    r"(?P<lead>el\s+)(?P<weekday>lun|mi[ée]|jue|vie|s[áa]b|dom)\.?",
    r"(?P<lead>(?:on|this|for|eod|cob)\s+)(?P<weekday>mon|tues?|wed|thu(?:rs?)?|fri|(?-i:Sat|Sun))",
    r"(?P<lead>am\s+)(?-i:(?P<weekday>Mo|Di|Mi|Do|Fr|Sa|So))",
    (
        r"(?-i:(?P<weekday>Mo|Di|Mi|Do|Fr|Sa))(?=\s+(?:um|bis) \d|\s+(?:spätestens|früh|abend"
        r"|vormittag|nachmittag|mittag)\b)"
    ),
)
_HEADING = rf"(?m:^)\s*(?P<weekday>{SHORT_WEEKDAYS.any})(?=\s?[:—–]\s+[^\W\d])"
_NEEDED_DOTTED = (
    r"(?P<lead>(?:нужн\w+|потрібн\w+|needed|need it|brauch\w*|necesit\w+)\s+(?:\S{1,20}\s+){0,3})"
    rf"{_SHORT_DOTTED}"
)

RULES = (
    Rule(re.compile(_ISO), _read_iso, Kind.DATE),
    rule(_LEAD + _SLASHED, _read_numeric),
    rule("(?P<lead>)" + _SLASHED, _read_numeric),
    rule(_LEAD + _DOTTED, _read_numeric),
    rule("(?P<lead>)" + _DOTTED, _read_numeric),
    rule(_LEAD + _SHORT_DOTTED, _read_numeric),
    rule(_NEEDED_DOTTED, _read_numeric),
    rule(_RANGE_FROM + _DAY_MONTH, _read_named),
    rule(_DAY_MONTH, _read_named),
    rule(_MONTH_DAY, _read_named),
    rule(r"\d{1,2}\.?\s+[^\W\d_]{3,12}\s+20\d\d", _read_foreign),
    *(_minutes(pattern, minutes) for pattern, minutes in _SPOKEN_MINUTES),
    rule(_DURATION, _read_duration, Kind.AHEAD),
    rule(_SINGLE_DURATION, _read_duration, Kind.AHEAD),
    rule(_WITHIN_ONE, _read_duration, Kind.WITHIN),
    rule(rf"(?:{_WITHIN}\s+(?:{NUMBERS.any}\s+)?)?(?:{_TERM})", _read_fortnight, Kind.AHEAD),
    *PERIODS,
    rule(rf"(?P<weekday>{WEEKDAYS.any}){_PART}\s+(?:of\s+)?(?:{NEXT_WEEK})", _read_next_weekday, Kind.AHEAD),
    rule(rf"(?:{NEXT_WEEK})\s+(?:on |am |в |во |у |el )?{_WEEKDAY}", _read_next_weekday, Kind.AHEAD),
    rule(rf"(?:{LAST})\s+{_WEEKDAY}|(?P<weekday_gone>{WEEKDAYS.any})\s+pasado", _read_last_weekday),
    rule(rf"(?:{NEXT})\s+{_WEEKDAY}", _read_next_weekday, Kind.AHEAD),
    rule(
        rf"(?:{NEAREST})\s+{_WEEKDAY}|(?P<weekday_soon>{WEEKDAYS.any})\s+que viene", _read_weekday, Kind.AHEAD
    ),
    rule(_RANGE_WEEKDAY + _WEEKDAY, _read_weekday, Kind.WEEKDAY),
    rule(_PLAIN_DAY % _offsets(2, 1), _read_day_offset, Kind.AHEAD),
    rule(_PLAIN_DAY % _offsets(0, -1), _read_day_offset, Kind.TODAY),
    rule(_THIS_EVENING, lambda _, now: now.date(), Kind.TODAY),
    *WEEKS,
    rule(_WEEKDAY, _read_weekday, Kind.WEEKDAY),
    rule(_RANGE_EN, _read_day_of_month),
    rule(_ORDINAL_EN, _read_day_of_month),
    rule(_ORDINAL_DE, _read_day_of_month),
    rule(_WORD_DE, _read_day_of_month),
    rule(_RANGE_SLAVIC, _read_day_of_month),
    rule(_ORDINAL_SLAVIC, _read_day_of_month),
    rule(_WORD_SLAVIC, _read_day_of_month),
    rule(_ORDINAL_ES + _OF_MONTH_TAIL, _read_day_of_month),
    *(rule(pattern, _read_short_weekday, Kind.WEEKDAY) for pattern in (*_SHORT_WEEKDAYS, _HEADING)),
    rule(
        rf"(?P<lead>(?:{DEADLINE}|on|next|this|am|el|в|во|у)\s+(?:el\s+)?)(?P<weekday>[^\W\d_]{{6,13}})",
        _read_misspelt_weekday,
        Kind.WEEKDAY,
    ),
    rule(
        rf"(?P<weekday>{SHORT_WEEKDAYS.any})\.?,?(?=\s+\d{{1,2}}(?:\.|\s+(?:{MONTHS.any})))",
        _read_short_weekday,
        Kind.WEEKDAY,
    ),
)
"""Tried in this order; a later rule does not read again what an earlier one has read."""

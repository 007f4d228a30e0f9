"""The rules of periods: weeks, months, quarters and years, their ends, middles and starts."""
# ruff: noqa: RUF001 - the Cyrillic letters are meant

from datetime import date, datetime

from agents.embedded.rules import calendar
from agents.embedded.rules.rule import Kind, Match, Meaning, days, rule
from agents.embedded.rules.words import MONTHS, NEXT, NTH, WEEKDAYS

NEXT_WEEK = (
    rf"(?:(?:der|de la|on|на|of)\s+)?(?:{NEXT})\s+(?:week|woche|недел[еюи]|semana|тижн[яі]"
    r"|тиждень)|(?:de (?:la )?)?semana que viene"
    r"|(?:de (?:la )?)?(?:semana entrante|siguiente semana)|kommende[nr]? woche|coming week"
)
"""The next calendar week."""

_THIS = (
    r"(?:(?:the|this|your|der|dieser|des|dieses|цього|этого|этой|la|el|esta|este|de este"
    r"|de esta|поточного|текущего|текущей)\s+)?"
)
_END = (
    r"(?:very )?end(?:ing)? of|кін(?:ець|ця|ці|цю|цем)|кон(?:ец|ца|це|цу|цом)|ende|final(?:es)? del?"
    r"|fin(?: del?)?"
    r"|a finales del?|acabar|termine|acabe"
)
_MIDDLE = r"mid(?:dle)?(?: of|-)?|середин(?:а|и|і|у|ы|е)|mitte|(?:a )?mediados del?|mitad del?"
_START = (
    r"(?:start|beginning) of|early|поч(?:аток|атку)|начал(?:а|е|о|у)|anfang|(?:a )?(?:principios"
    r"|comienzos|inicios) del?"
)
_MONTH = r"month|місяця|месяца|monats?|mes"
_YEAR = r"year|року|года|jahres|año|ano"
_QUARTER = r"quarter|кварталу|квартала|quartals|trimestre"
_NEXT_TAIL = r"(?:(?:que viene|próximo|entrante))"


def _read_nth_weekday(found: Match, now: datetime) -> Meaning | None:
    nth, weekday = NTH.get_meaning(found["nth"]), WEEKDAYS.get_meaning(found["weekday"])
    return calendar.find_nth_weekday(_find_month(found, now.date()), nth, weekday)


def _find_month(found: Match, today: date) -> date:
    """Return the first day of the month that is named: by name, as "next month", or this one."""
    if found["month"]:
        return calendar.find_month(MONTHS.get_meaning(found["month"]), today)
    return calendar.add_months(today.replace(day=1), 1 if found["next"] else 0)


def _read_month_end(found: Match, now: datetime) -> Meaning | None:
    return calendar.end_of_month(calendar.find_month(MONTHS.get_meaning(found["month"]), now.date()))


def _read_month_middle(found: Match, now: datetime) -> Meaning | None:
    return calendar.find_day(None, MONTHS.get_meaning(found["month"]), 15, now.date())


def _read_month_start(found: Match, now: datetime) -> Meaning | None:
    return calendar.find_day(None, MONTHS.get_meaning(found["month"]), 1, now.date())


def _read_week_number(found: Match, now: datetime) -> Meaning | None:
    return calendar.end_of_numbered_week(int(found["number"] or found["number_"]), now.date())


PERIODS = (
    rule(
        rf"(?P<nth>{NTH.any})\s+(?P<weekday>{WEEKDAYS.any})\s+(?:of |in |im |des |del? )?(?:the "
        r"|this |este )?"
        rf"(?:(?P<month>{MONTHS.any})|(?P<next>{NEXT})?\s*(?:{_MONTH})(?:\s+que viene)?)",
        _read_nth_weekday,
    ),
    days(
        r"(?:right |straight |directly |gleich |direkt |сразу |одразу |justo )?(?:after|nach"
        r"|после|після|después de|tras|nada más pasar|pasado|luego de) "
        r"(?:the |dem |este |el )?(?:weekend|wochenende|выходных|вихідних|fin de semana|finde)",
        lambda today: calendar.next_weekday(today, 0),
    ),
    days(
        rf"(?:{NEXT})\s+(?:weekend|wochenende)",
        lambda today: calendar.next_week_day(today, 6),
    ),
    days(
        r"(?:this |the |(?:на |у |в )?(?:этих |цих |ближайшие |найближчі )?)?(?:weekend|вихідних"
        r"|вихідні|выходных|выходные)"
        r"|(?:dieses |am |übers )?wochenende|(?:este |el )?(?:fin de semana|finde)",
        calendar.end_of_weekend,
    ),
    days(rf"(?:{_END})\s+(?:{NEXT_WEEK})", lambda today: calendar.end_of_week(today, 1)),
    days(rf"(?:{_START})\s+(?:{NEXT_WEEK})", lambda today: calendar.next_week_day(today, 0)),
    days(rf"(?:{_MIDDLE})\s*(?:{NEXT_WEEK})", lambda today: calendar.next_week_day(today, 2)),
    days(
        rf"(?:{_END})\s+(?:the\s+|des\s+|der\s+)?(?:(?:{NEXT})\s+(?:{_MONTH})|mes {_NEXT_TAIL})",
        lambda today: calendar.end_of_month(today, 1),
    ),
    days(
        rf"(?:(?:der|den|dem)\s+)?(?:{NTH.patterns[-1]})\s+(?:day|день|дня|tag(?:es)?|día|dia)\s+(?:of "
        rf"|des |del? )?{_THIS}(?:{_MONTH})",
        calendar.end_of_month,
    ),
    days(
        rf"(?:the )?(?:{NTH.patterns[1]}|1\.?|1-?го)(?:\s+(?:day|числа|день|дня|tag|día))?\s+(?:of "
        rf"|des |del? )?(?:the )?(?:(?:{NEXT})\s+(?:{_MONTH})|mes {_NEXT_TAIL})"
        r"|(?:the )?first of the month|nächsten ersten|kommenden ersten|monatsersten|primero de mes"
        r"|першого числа|первого числа|первое число",
        calendar.start_of_month,
    ),
    days(
        rf"eow|week[- ]end of business|(?:{_END}) {_THIS}(?:working |work |рабочей |робочого )?(?:week"
        r"|тижня|недели|woche|semana)|wochenschluss",
        calendar.end_of_week,
    ),
    days(
        rf"eoq|(?:{_END}) {_THIS}(?:{_QUARTER})|quarter[- ]end|quartalsende|quartalsschluss",
        calendar.end_of_quarter,
    ),
    days(rf"eoy|(?:{_END}) {_THIS}(?:{_YEAR})|year[- ]end|jahresende|jahresschluss", calendar.end_of_year),
    days(
        rf"eom|(?:{_END}) {_THIS}(?:{_MONTH})|month[- ]end|monatsende|monatsletzten|ultimo",
        calendar.end_of_month,
    ),
    days(rf"(?:{_MIDDLE})\s*{_THIS}(?:{_MONTH})|monatsmitte", calendar.middle_of_month),
    rule(rf"(?:{_END}) (?P<month>{MONTHS.any})", _read_month_end),
    rule(rf"(?:{_MIDDLE})\s*(?P<month>{MONTHS.any})", _read_month_middle),
    rule(rf"(?:{_START}) (?P<month>{MONTHS.any})", _read_month_start),
    rule(
        r"(?:(?:the )?end of |ende (?:der )?)?(?:kw|kalenderwoche|cw|calendar week|week no\.?)\s?"
        r"(?P<number>\d{1,2})"
        r"|(?:end of|ende|final(?:es)? de(?: la)?|кінця|конца)\s+(?:week|woche|semana|тижня"
        r"|недели)\s+(?P<number_>\d{1,2})",
        _read_week_number,
        Kind.AHEAD,
    ),
)
"""Before the rules of weekdays and days, whose words they contain."""

WEEKS = (
    days(NEXT_WEEK, lambda today: calendar.end_of_week(today, 1)),
    days(
        r"(?:later )?this week|цього тижня|(?:на )?(?:этой|цьому) (?:неделе|тижні)|(?:в течение "
        r"|за )?эту неделю|diese[rn]? woche|esta semana",
        calendar.end_of_week,
    ),
    days(
        rf"(?:{NEXT})\s+(?:month|місяц[яі]|месяц[еа]|monats?|mes)|mes que viene|kommenden monat",
        lambda today: calendar.end_of_month(today, 1),
    ),
    days(r"this month|цього місяця|в этом месяце|diesen monat|este mes", calendar.end_of_month),
    days(
        rf"(?:{NEXT})\s+(?:quarter|quartal|квартал[іе]|trimestre)",
        lambda today: calendar.end_of_quarter(today, 1),
    ),
)
"""Whole weeks and months: their last working day, or last day."""

"""Words that dates are made of, in English, Ukrainian, Russian, German and Spanish."""
# ruff: noqa: RUF001 - the Cyrillic letters are meant

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Generic, TypeVar

Meaning = TypeVar("Meaning")


class Unit(StrEnum):
    """Units of a duration."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Lexicon(Generic[Meaning]):
    """A closed set of words with a meaning each; `any` is the expression that matches all of them.

    Args:
        patterns: For each meaning, a regular expression without groups that matches its words in every
            language.
    """

    def __init__(self, patterns: Mapping[Meaning, str]) -> None:
        self._meanings = [
            (re.compile(pattern, re.IGNORECASE), meaning) for meaning, pattern in patterns.items()
        ]
        self.any = "(?:" + "|".join(patterns.values()) + ")"

    def get_meaning(self, word: str) -> Meaning:
        """Return what `word` means.

        Raises:
            KeyError: The lexicon does not have the word.
        """
        for pattern, meaning in self._meanings:
            if pattern.fullmatch(word):
                return meaning
        raise KeyError(word)


_APOSTROPHE = "['’ʼ`]?"

WEEKDAYS = Lexicon[int](
    {
        0: r"monday|понеділ(?:ок|ка|ку)|понедельник[ау]?|montag|lunes",
        1: r"tuesday|вівтор(?:ок|ка|ку)|вторник[ау]?|dienstag|martes",
        2: r"wednesday|серед[аиуі]|сред[аыуе]|mittwoch|mi[ée]rcoles",
        3: r"thursday|четвер(?:га|гу|г)?|donnerstag|jueves",
        4: rf"friday|п{_APOSTROPHE}ятниц[яіюе]|пятниц[аыуе]|freitag|viernes",
        5: r"saturday|субот[аиуі]|суббот[аыуе]|samstag|sonnabend|s[áa]bado",
        6: r"sunday|неділ[яіюе]|воскресень[еяю]|sonntag|domingo",
    }
)
"""Monday is 0, as in `datetime.date.weekday`."""

SHORT_WEEKDAYS = Lexicon[int](
    {
        0: r"mon|mo|пн|lun",
        1: r"tues?|di|вт|mar",
        2: r"wed|mi|ср|mi[ée]",
        3: r"thu(?:rs?)?|do|чт|jue",
        4: r"fri|fr|пт|vie",
        5: r"sat|sa|сб|s[áa]b",
        6: r"sun|so|нд|вс|dom",
    }
)
"""Short forms are words of their own ("sat", "do", "so"): they count only behind a deadline word."""

MONTHS = Lexicon[int](
    {
        1: r"january|jan|січ(?:ень|ня)|январ[ьяе]|januar|jänner|enero|ene",
        2: r"february|feb|лют(?:ий|ого)|феврал[ьяе]|februar|febrero",
        3: r"march|mar|берез(?:ень|ня)|март[ае]?|märz|maerz|marzo",
        4: r"april|apr|квіт(?:ень|ня)|апрел[ьяе]|abril|abr",
        5: r"(?-i:May|MAY)|трав(?:ень|ня)|ма[йяе]|mai|mayo",
        6: r"june|jun|черв(?:ень|ня)|июн[ьяе]|juni|junio",
        7: r"july|jul|лип(?:ень|ня)|июл[ьяе]|juli|julio",
        8: r"august|aug|серп(?:ень|ня)|август[ае]?|agosto|ago",
        9: r"september|sept?|верес(?:ень|ня)|сентябр[ьяе]|septiembre|setiembre",
        10: r"october|oct|жовт(?:ень|ня)|октябр[ьяе]|oktober|okt|octubre",
        11: r"november|nov|листопад[ау]?|ноябр[ьяе]|noviembre",
        12: r"december|dec|груд(?:ень|ня)|декабр[ьяе]|dezember|dez|diciembre|dic",
    }
)

UNITS = Lexicon[Unit](
    {
        Unit.MINUTE: r"min(?:ute)?s?|minuten?|minutos?|хвилин[аиу]?|минут[аыу]?|хв|мин",
        Unit.HOUR: r"hours?|hrs?|h|stunden?|std|horas?|годин[аиу]?|час(?:а|ов)?",
        Unit.DAY: r"days?|tag(?:en?)?|d[ií]as?|день|дні|днів|дня|дней|доб[аиу]|d",
        Unit.WEEK: r"weeks?|wks?|wochen?|semanas?|тиждень|тижд?ні|тижнів|тижня|недел[яиюь]|недель",
        Unit.MONTH: r"months?|monat(?:en?)?|mes(?:es)?|місяц(?:ь|і|ів|я)|месяц(?:а|ев)?",
        Unit.YEAR: r"years?|jahr(?:en?)?|años?|рік|рок(?:и|ів|у)|год(?:а)?|лет",
    }
)

NUMBERS = Lexicon[int](
    {
        1: r"an?|one|один|одну|одна|eine[rmns]?|ein|una?|un",
        2: r"two|a couple of|a couple|два|дві|две|пару|zwei|dos|un par de",
        3: r"three|три|drei|tres",
        4: r"four|чотири|четыре|vier|cuatro",
        5: rf"five|п{_APOSTROPHE}ять|пять|fünf|cinco",
        6: r"six|шість|шесть|sechs|seis",
        7: r"seven|сім|семь|sieben|siete",
        8: r"eight|вісім|восемь|acht|ocho",
        9: rf"nine|дев{_APOSTROPHE}ять|девять|neun|nueve",
        10: r"ten|десять|zehn|diez",
    }
)

DAY_OFFSETS = Lexicon[int](
    {
        2: r"(?:the )?day after tomorrow|післязавтра|послезавтра|übermorgen|pasado mañana",
        1: r"tomorrow|tmrw|tmr|завтра|morgen|mañana",
        0: r"today|tonight|this (?:morning|afternoon|evening)|сьогодні|сегодня|heute|hoy"
        r"|esta (?:tarde|noche)",
        -1: r"yesterday|last night|вчора|вчера|gestern|ayer|anoche",
    }
)
"""Days counted from the day a message was sent."""

NOON = r"noon|midday|опівдні|полдень|mittags?|mediod[ií]a"

NEXT = r"next|наступн\w+|следующ\w+|nächste[nrms]?|kommende[nrms]?|coming|following"
"""Before a weekday, these mean the one of the next calendar week (Monday to Sunday)."""

NEAREST = r"this|цього|цю|цей|ц[яі]|этот|эту|эт[оа]|diese[nrms]?|est[ea]|próxim[oa]|proxim[oa]"
"""Before a weekday, these mean the nearest one to come."""

LAST = r"last|past|previous|минул\w+|прошл\w+|letzte[nrms]?|vergangene[nrms]?|vorige[nrms]?|pasad[oa]"

EVERY = r"every|each|кожн\w+|кажд\w+|jede[nrms]?|cada|todos los|los"
"""Before a weekday these tell of a habit."""

DEADLINE = (
    r"by|until|till?|before|no later than|due(?: (?:on|by|date))?|deadline(?: is)?|latest|ready (?:by|for|on)"
    r"|до|к|ко|дедлайн|термін|крайній термін|срок|крайний срок|не п[іо]з(?:ніше|же|днее)(?: ніж)?"
    r"|bis(?: spätestens)?(?: zum| am| an)?|spätestens(?: am| bis)?|vor(?: dem)?|fällig(?: am)?|frist"
    r"|para|antes del?|hasta|a más tardar|plazo|fecha límite|vence"
)
"""Words that make the date behind them a deadline."""

AFTER = (
    r"since|from|after|as of|starting|not before|з|із|від|після|с|со|от|после|начиная с|починаючи з"
    r"|seit|ab|von|vom|nach|nicht vor|desde|después del?|a partir del?|de"
)
"""Words that make the date behind them a beginning, never a deadline."""

ARTICLES = r"the|am|dem|den|zum|der|el|la|los|this|on|at|um|o|о|об|в|во|у|на|a las|las|day of"

PAST_VERBS = (
    r"was|were|did|had|failed|crashed|broke|happened|started|stopped|went|got|deployed|noticed|saw"
    r"|не працюва\w+|злама\w+|впа(?:в|ла|ло|ли)|зникл?\w*|переста(?:в|ла|ло|ли)|бу(?:в|ла|ло|ли)|стало?ся"
    r"|упал[аио]?|сломал\w+|не работал\w*|перестал\w*|был[аои]?|случил\w+|пропал\w*"
    r"|war(?:en)?|hatten?|wurden?|ging|gab|fiel|abgestürzt|ausgefallen"
    r"|fall[óo]|cay[óo]|fue|era|estaba|dej[óo]|pas[óo]|ocurri[óo]|rompi[óo]|empez[óo]"
)
"""Verbs that tell of something that happened: a bare date beside them is no deadline."""

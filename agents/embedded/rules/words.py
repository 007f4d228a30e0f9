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
        self.patterns = patterns
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
        0: r"monday|понеділ(?:ок|ка|ку|ком)|понедельник(?:а|у|ом)?|montag|lunes",
        1: r"tuesday|вівтор(?:ок|ка|ку|ком)|вторник(?:а|у|ом)?|dienstag|martes",
        2: r"wednesday|серед(?:и|у|і|ою)|сред(?:ы|у|е|ой)|mittwoch|mi[ée]rcoles",
        3: r"thursday|четвер(?:га|гу|гом|г)?|donnerstag|jueves",
        4: rf"friday|п{_APOSTROPHE}ятниц(?:і|ю|ею)|пятниц(?:ы|у|е|ей)|freitag|viernes",
        5: r"saturday|субот(?:и|у|і|ою)|суббот(?:ы|у|е|ой)|samstag|sonnabend|s[áa]bado",
        6: r"sunday|неділ(?:і|ю|ею)|воскресень(?:е|я|ю|ем)|sonntag|domingo",
    }
)
"""Monday is 0, as in `datetime.date.weekday`."""

SHORT_WEEKDAYS = Lexicon[int](
    {
        0: r"mon|mo|пн|lun",
        1: r"tues?|di|вт|mar",
        2: r"wed|mi|ср|mi[ée]|среда|середа",
        3: r"thu(?:rs?)?|do|чт|jue",
        4: rf"fri|fr|пт|vie|пятница|п{_APOSTROPHE}ятниця",
        5: r"sat|sa|сб|s[áa]b|суббота|субота",
        6: r"sun|so|нд|вс|dom|неділя",
    }
)
"""Short forms are words of their own ("sat", "do", "so"), and a Slavic nominative ("среда") names a topic
more often than a day: they count only behind a deadline word or preposition."""

MONTHS = Lexicon[int](
    {
        1: r"january|jan|січ(?:ень|ня|ні)|январ[ьяе]|januar|jänner|enero|ene",
        2: r"february|feb|лют(?:ий|ого|ому)|феврал[ьяе]|februar|febrero",
        3: r"march|mar|берез(?:ень|ня|ні)|март[ае]?|märz|maerz|marzo",
        4: r"april|apr|квіт(?:ень|ня|ні)|апрел[ьяе]|abril|abr",
        5: r"(?-i:May|MAY)|трав(?:ень|ня|ні)|ма[йяе]|mai|mayo",
        6: r"june|jun|черв(?:ень|ня|ні)|июн[ьяе]|juni|junio",
        7: r"july|jul|лип(?:ень|ня|ні)|июл[ьяе]|juli|julio",
        8: r"august|aug|серп(?:ень|ня|ні)|август[ае]?|agosto|ago",
        9: r"september|sept?|верес(?:ень|ня|ні)|сентябр[ьяе]|septiembre|setiembre",
        10: r"october|oct|жовт(?:ень|ня|ні)|октябр[ьяе]|oktober|okt|octubre",
        11: r"november|nov|листопад[ауі]?|ноябр[ьяе]|noviembre",
        12: r"december|dec|груд(?:ень|ня|ні)|декабр[ьяе]|dezember|dez|diciembre|dic",
    }
)

UNITS = Lexicon[Unit](
    {
        Unit.MINUTE: r"min(?:ute)?s?|minuten?|minutos?|хвилин[аиу]?|минут[аыу]?|хв|мин",
        Unit.HOUR: r"hours?|hrs?|h|stunden?|std|horas?|годин[аиу]?|час(?:а|ов)?",
        Unit.DAY: (
            r"(?:business |working )?days?|(?:werk)?tag(?:en?)?|d[ií]as?|d"
            r"|день|дні|днів|дня|дней|доб[аиу]"
        ),
        Unit.WEEK: r"weeks?|wks?|wochen?|semanas?|тиждень|тижд?ні|тижнів|тижня|недел[яиюь]|недель",
        Unit.MONTH: r"months?|monat(?:en?)?|mes(?:es)?|місяц(?:ь|і|ів|я)|месяц(?:а|ев)?",
        Unit.YEAR: r"years?|jahr(?:en?)?|años?|рік|рок(?:и|ів|у)|год(?:а)?|лет",
    }
)

NUMBERS = Lexicon[int](
    {
        1: r"an?|one|один|одну|одна|одного|eine[rmns]?|ein|una?|un",
        2: r"two|a couple of|a couple|два|дві|две|двох|двух|пару|zwei|dos|un par de|par de",
        3: r"three|a few|few|три|трьох|трех|трёх|кілька|декілька|несколько|drei|ein paar|paar|tres|unos|unas",
        4: r"four|чотири|чотирьох|четыре|четырех|четырёх|vier|cuatro",
        5: rf"five|п{_APOSTROPHE}ять|п{_APOSTROPHE}яти|пять|пяти|fünf|cinco",
        6: r"six|шість|шести|шесть|sechs|seis",
        7: r"seven|сім|семи|семь|sieben|siete",
        8: r"eight|вісім|восьми|восемь|acht|ocho",
        9: rf"nine|дев{_APOSTROPHE}ять|девять|девяти|neun|nueve",
        10: r"ten|десять|десяти|zehn|diez",
        11: r"eleven|одинадцять|одиннадцать|elf|once",
        12: r"twelve|дванадцять|двенадцать|zwölf|doce",
        14: r"fourteen|чотирнадцять|четырнадцать|vierzehn|catorce",
        15: rf"fifteen|п{_APOSTROPHE}ятнадцять|пятнадцать|fünfzehn|quince",
        20: r"twenty|двадцять|двадцать|zwanzig|veinte",
        30: r"thirty|тридцять|тридцать|dreißig|treinta",
    }
)
"""Numbers in words; "a few" is three, for want of anything better."""

HOURS = Lexicon[int](
    {
        1: r"one|першої|першу|першій|час|часу|первого|eins|una",
        2: r"two|другої|другій|другу|двух|два|второго|zwei|dos",
        3: r"three|третьої|третій|третю|трех|трёх|три|третьего|drei|tres",
        4: r"four|четвертої|четвертій|четверту|четырех|четырёх|четыре|четвертого|vier|cuatro",
        5: rf"five|п{_APOSTROPHE}ятої|п{_APOSTROPHE}ятій|п{_APOSTROPHE}яту|пяти|пять|пятого|fünf|cinco",
        6: r"six|шостої|шостій|шосту|шести|шесть|шестого|sechs|seis",
        7: r"seven|сьомої|сьомій|сьому|семи|семь|седьмого|sieben|siete",
        8: r"eight|восьмої|восьмій|восьму|восьми|восемь|восьмого|acht|ocho",
        9: (
            rf"nine|дев{_APOSTROPHE}ятої|дев{_APOSTROPHE}ятій|дев{_APOSTROPHE}яту|девяти|девять"
            r"|девятого|neun|nueve"
        ),
        10: r"ten|десятої|десятій|десяту|десяти|десять|десятого|zehn|diez",
        11: r"eleven|одинадцятої|одинадцятій|одинадцяту|одиннадцати|одиннадцать|одиннадцатого|elf|once",
        12: r"twelve|дванадцятої|дванадцятій|дванадцяту|двенадцати|двенадцать|двенадцатого|zwölf|doce",
    }
)
"""Hours of a clock in words, in the cases that stand behind a preposition."""

ORDINALS = Lexicon[int](
    {
        1: r"first|першо(?:го|му)|перво(?:го|му)|ersten|primero|uno",
        2: r"second|другого|второ(?:го|му)|zweiten|dos",
        3: r"third|третьо(?:го|му)|третье(?:го|му)|dritten|tres",
        4: r"fourth|четверто(?:го|му)|четвёрто(?:го|му)|vierten|cuatro",
        5: rf"fifth|п{_APOSTROPHE}ято(?:го|му)|пято(?:го|му)|fünften|cinco",
        6: r"sixth|шосто(?:го|му)|шесто(?:го|му)|sechsten|seis",
        7: r"seventh|сьомого|седьмого|siebten|siete",
        8: r"eighth|восьмого|achten|ocho",
        9: rf"ninth|дев{_APOSTROPHE}ято(?:го|му)|девято(?:го|му)|neunten|nueve",
        10: r"tenth|десято(?:го|му)|zehnten|diez",
        11: r"eleventh|одинадцято(?:го|му)|одиннадцато(?:го|му)|elften|once",
        12: r"twelfth|дванадцято(?:го|му)|двенадцато(?:го|му)|zwölften|doce",
        13: r"thirteenth|тринадцято(?:го|му)|тринадцато(?:го|му)|dreizehnten|trece",
        14: r"fourteenth|чотирнадцято(?:го|му)|четырнадцато(?:го|му)|vierzehnten|catorce",
        15: rf"fifteenth|п{_APOSTROPHE}ятнадцято(?:го|му)|пятнадцато(?:го|му)|fünfzehnten|quince",
        16: r"sixteenth|шістнадцято(?:го|му)|шестнадцато(?:го|му)|sechzehnten|dieciséis|dieciseis",
        17: r"seventeenth|сімнадцято(?:го|му)|семнадцато(?:го|му)|siebzehnten|diecisiete",
        18: r"eighteenth|вісімнадцято(?:го|му)|восемнадцато(?:го|му)|achtzehnten|dieciocho",
        19: rf"nineteenth|дев{_APOSTROPHE}ятнадцято(?:го|му)|девятнадцато(?:го|му)|neunzehnten|diecinueve",
        20: r"twentieth|двадцято(?:го|му)|двадцато(?:го|му)|zwanzigsten|veinte",
        21: r"twenty[- ]first|двадцять першо(?:го|му)|двадцать перво(?:го|му)|einundzwanzigsten|veintiuno",
        22: r"twenty[- ]second|двадцять другого|двадцать второ(?:го|му)|zweiundzwanzigsten|veintid[óo]s",
        23: (
            r"twenty[- ]third|двадцять третьо(?:го|му)|двадцать третье(?:го|му)|dreiundzwanzigsten"
            r"|veintitr[ée]s"
        ),
        24: (
            r"twenty[- ]fourth|двадцять четверто(?:го|му)|двадцать четв[её]рто(?:го|му)|vierundzwanzigsten"
            r"|veinticuatro"
        ),
        25: (
            rf"twenty[- ]fifth|двадцять п{_APOSTROPHE}ято(?:го|му)|двадцать пято(?:го|му)|fünfundzwanzigsten"
            r"|veinticinco"
        ),
        26: (
            r"twenty[- ]sixth|двадцять шосто(?:го|му)|двадцать шесто(?:го|му)|sechsundzwanzigsten"
            r"|veintis[ée]is"
        ),
        27: r"twenty[- ]seventh|двадцять сьомого|двадцать седьмого|siebenundzwanzigsten|veintisiete",
        28: r"twenty[- ]eighth|двадцять восьмого|двадцать восьмого|achtundzwanzigsten|veintiocho",
        29: (
            rf"twenty[- ]ninth|двадцять дев{_APOSTROPHE}ято(?:го|му)|двадцать девято(?:го|му)"
            r"|neunundzwanzigsten"
            r"|veintinueve"
        ),
        30: r"thirtieth|тридцято(?:го|му)|тридцато(?:го|му)|dreißigsten|treinta",
        31: (
            r"thirty[- ]first|тридцять першо(?:го|му)|тридцать перво(?:го|му)|einunddreißigsten"
            r"|treinta y uno"
        ),
    }
)
"""Days of a month in words."""

NTH = Lexicon[int](
    {
        1: r"first|1st|перш(?:ий|ого|у|ої|а)|перв(?:ый|ого|ую|ой|ая)|erste[nrs]?|primer[oa]?",
        2: r"second|2nd|друг(?:ий|ого|у|ої)|втор(?:ой|ого|ую)|zweite[nrs]?|segund[oa]",
        3: r"third|3rd|трет(?:ій|ього|ю|ьої)|трет(?:ий|ьего|ью|ьей)|dritte[nrs]?|tercer[oa]?",
        4: r"fourth|4th|четверт(?:ий|ого|у|ої)|четв[её]рт(?:ый|ого|ую|ой)|vierte[nrs]?|cuart[oa]",
        -1: r"last|final|останн(?:ій|ього|ю|ьої|я)|последн(?:ий|его|юю|ей|яя)|letzte[nrsm]?|[úu]ltim[oa]",
    }
)
"""Which of a month's weekdays: the last one is -1."""

DAY_OFFSETS = Lexicon[int](
    {
        2: (
            r"(?:the )?day after (?:tomorrow|tmrw)|післязавтра|послезавтра|übermorgen|pasado mañana"
            r"|pasado manana"
        ),
        1: (
            r"tomorrow|tommorr?ow|tomorow|tmrr?w|tmr|tomoz|2morrow|завтра|завтрашн\w{2,3}|morgen"
            r"|morgig\w{1,2}|mañana|manana"
        ),
        0: (
            r"(?:later )?today|tonight|tonite|2nite|this (?:morning|afternoon|arvo|evening)|сьогодні"
            r"|сьогоднішн\w{2,3}|сегодня|сегодняшн\w{2,3}"
            r"|heute?(?: (?:noch|morgen))?|heutig\w{1,2}|hoy|esta (?:mañana|tarde|noche)"
        ),
        -1: (
            r"yesterday|last night|вчора|вчера|gestern(?: (?:früh|morgen|mittag|nachmittag|abend))?"
            r"|ayer|anoche"
        ),
    }
)
"""Days counted from the day a message was sent."""

NOON = r"noon|midday|опівдні|полудн[яеюі]|полудень|полдень|(?<=до )(?:обіду|обеда)|mittags?|mediod[ií]a"

MIDNIGHT = r"midnight|півно(?:чі|чі)|опівночі|полуно(?:чи|чь)|полночь|mitternacht|media ?noche"

MORNING = (
    r"in the morning|first thing|morning|a\.?m\.?|зранку|вранці|ранку|ранком|утром|утра"
    r"|с утра|рано|früh|morgens|vormittags?"
    r"|(?:de|por|en) la mañana|temprano"
)
"""Parts of a day before noon."""

AFTERNOON = (
    r"in the (?:afternoon|evening)|afternoon|arvo|evening|tonight|night|p\.?m\.?|дня|вдень"
    r"|днём|днем|вечора|ввечері|увечері|вечером|вечера"
    r"|після обіду|после обеда|nachmittags?|abends?|nachts?|(?:de|por|en) la (?:tarde|noche)|del mediod[ií]a"
)
"""Parts of a day from noon on: hours up to eleven are meant on the second half of the clock."""

NEXT = r"next|наступн\w+|следующ\w+|след|nächste[nrms]?|folgende[nrms]?|following|próxim[oa]|proxim[oa]"
"""Before a weekday, these mean the one of the next calendar week (Monday to Sunday)."""

NEAREST = (
    r"this(?: coming)?|coming|upcoming|цього|цю|цей|ц[яі]|найближч\w+|этот|эту|эт[оа]|ближайш\w+"
    r"|diese[nrms]?|kommende[nrms]?|est[ea]"
)
"""Before a weekday, these mean the nearest one to come."""

LAST = r"last|past|previous|минул\w+|прошл\w+|letzte[nrms]?|vergangene[nrms]?|vorige[nrms]?|pasad[oa]"

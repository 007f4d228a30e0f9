"""Which date of a message is its deadline, in five languages, seen from a Wednesday in Berlin."""
# ruff: noqa: RUF001 - the Cyrillic letters are meant

import time
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from agents.embedded.reader import read_extraction
from agents.text import RULES_CHARS
from domain.analysis import MessageContext

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))

DEADLINES = [
    ("nail down the seating plan by Monday", "2026-11-30"),
    ("the banner has to be up by next Thursday", "2026-12-03"),
    ("Can the tiles be here Thursday next week?", "2026-12-03"),
    ("hand the keys over tomorrow, half past five in the afternoon", "2026-11-26T17:30"),
    ("send me the list before 4", "2026-11-25T16:00"),
    ("turn the oven off in an hour and a half", "2026-11-25T11:30"),
    ("mid-December for the brochure pls", "2026-12-15"),
    ("invoice run: last working day... no, end of the month", "2026-11-30"),
    ("clear the backlog by end of quarter", "2026-12-31"),
    ("pay the deposit on the first of next month", "2026-12-01"),
    ("paint the fence this weekend", "2026-11-29"),
    ("water it straight after the weekend", "2026-11-30"),
    ("we need it end of next week", "2026-12-04"),
    ("sort out the flyers within a week", "2026-12-02"),
    ("not by Friday, Thursday already please", "2026-11-26"),
    ("you don't need it by Friday, Monday is enough", "2026-11-30"),
    ("get it done by Friday - no, Thursday", "2026-11-26"),
    ("tell them it must be ready by 27/11", "2026-11-27"),
    ("file the claim no later than the 28th", "2026-11-28"),
    ("drop the samples off Friday at noon", "2026-11-27T12:00"),
    ("lock up tonight", "2026-11-25"),
    ("підготуй кошторис до п'ятниці", "2026-11-27"),
    ("наступного вівторка відвези ялинку", "2026-12-01"),
    ("Перевір насоси за тиждень", "2026-12-02"),
    ("здай звіт через тиждень", "2026-12-02"),
    ("до кінця тижня полагодьте хвіртку", "2026-11-27"),
    ("до середини грудня потрібен план", "2026-12-15"),
    ("подзвони мені сьогодні о сьомій вечора", "2026-11-25T19:00"),
    ("завтра о пів на десяту забери посилку", "2026-11-26T09:30"),
    ("на вихідних помий вікна", "2026-11-29"),
    ("передай показники до 5-го", "2026-12-05"),
    ("скинь макети до 14:00", "2026-11-25T14:00"),
    ("не до п'ятниці, а до понеділка", "2026-11-30"),
    ("через півтори години вимкни бойлер", "2026-11-25T11:30"),
    ("к понедельнику нужен список гостей", "2026-11-30"),
    ("в следующий вторник отвезите коробки", "2026-12-01"),
    ("через пару дней проверь ёлку", "2026-11-27"),
    ("через неделю позвони поставщику", "2026-12-02"),
    ("до конца месяца закрыть акты", "2026-11-30"),
    ("к середине декабря сверстайте каталог", "2026-12-15"),
    ("завтра в 9 утра встреть курьера", "2026-11-26T09:00"),
    ("в полшестого вечера закрой калитку", "2026-11-25T17:30"),
    ("надо к пятнице, хотя нет, к четвергу", "2026-11-26"),
    ("до двадцатого числа сдайте ведомость", "2026-12-20"),
    ("не позднее 30.11 оплатите счёт", "2026-11-30"),
    ("Kannst du bis Montag die Aushänge drucken?", "2026-11-30"),
    ("nächsten Dienstag bitte den Müll rausstellen", "2026-12-01"),
    ("bis Ende nächster Woche brauchen wir die Zahlen", "2026-12-04"),
    ("in anderthalb Stunden den Kuchen rausholen", "2026-11-25T11:30"),
    ("bis 14 Uhr bitte melden", "2026-11-25T14:00"),
    ("übermorgen den Tisch reservieren", "2026-11-27"),
    ("heute Abend die Heizung runterdrehen", "2026-11-25"),
    ("am 5. bitte überweisen", "2026-12-05"),
    ("bis Freitagabend einreichen", "2026-11-27"),
    ("Freitag, ach nein, Montag soll das Angebot raus", "2026-11-30"),
    ("bis Mitte Dezember fertig machen", "2026-12-15"),
    ("morgen um halb zehn den Hausmeister reinlassen", "2026-11-26T09:30"),
    ("en 15 días hay que renovar el seguro", "2026-12-10"),
    ("el próximo martes entregad las llaves", "2026-12-01"),
    ("para el lunes quiero el presupuesto", "2026-11-30"),
    ("para el 5 de diciembre tienen que estar las invitaciones", "2026-12-05"),
    ("llámame a las 18h", "2026-11-25T18:00"),
    ("pasado mañana recoge el traje", "2026-11-27"),
    ("a finales de semana sube las fotos", "2026-11-27"),
    ("antes de fin de mes paga la cuota", "2026-11-30"),
    ("la semana que viene poda el seto", "2026-12-04"),
    ("pinta la valla el fin de semana", "2026-11-29"),
    ("mañana a las cinco y media de la tarde cierra el taller", "2026-11-26T17:30"),
    ("mándame el plano antes de las cuatro", "2026-11-25T16:00"),
    ("a mediados de diciembre revisa la caldera", "2026-12-15"),
    ("no para el viernes, con el lunes basta", "2026-11-30"),
]

NO_DEADLINES = [
    "the meeting on Friday was a mess",
    "since Monday nobody can log in",
    "released on 5 December last year",
    "on Friday I'm off",
    "no rush, whenever",
    "the price is 15.12",
    "call 12-15-17 for it",
    "We close on Sundays",
    "1/2 of the users cannot log in",
    "it broke on Tuesday and again on Thursday",
    "every Monday the report is late, fix it",
    "the party last Friday left a stain on the carpet",
    "who is on duty on Saturday?",
    "what happened on Thursday?",
    "before the holidays",
    "у п'ятницю була нарада",
    "з понеділка не працює ліфт",
    "щоп'ятниці прибираємо склад",
    "версія 15.12 не запускається",
    "хто чергує в суботу?",
    "колись, не горить",
    "в понедельник упала база",
    "со вторника не работает касса",
    "каждую среду совещание затягивается, сделайте короче",
    "в субботу я в отпуске",
    "как-нибудь потом",
    "am Freitag war Stromausfall",
    "seit Montag tropft der Hahn",
    "jeden Freitag kommt die Müllabfuhr zu spät",
    "Wann habt ihr am Samstag auf?",
    "Guten Morgen zusammen",
    "eilt nicht, irgendwann",
    "el viernes se cayó la web",
    "desde el lunes no hay agua",
    "todos los viernes se llena el buzón",
    "¿Quién está de guardia el sábado?",
    "sin prisa, cuando puedas",
    "la versión 15.12 no arranca",
]

QUOTED = [
    "> please send it by Friday\nalready with you",
    "the sign says «зачинено до понеділка», hang it straight",
    "```\ndue: 2026-12-01\n``` the parser chokes on this",
    "Auf dem Zettel steht „bis Freitag abholen“, das ist falsch geschrieben",
]

ELSEWHERE = [
    ("send it by 3/4", "2026-03-01T09:00", "America/Chicago", "2026-03-04"),
    ("send it by 3/4", "2026-03-01T09:00", "Europe/London", "2026-04-03"),
    ("entregar el 3/4", "2026-03-01T09:00", "America/Bogota", "2026-04-03"),
    ("bis 15/12 bitte", "2026-12-16T09:00", "Europe/Berlin", "2027-12-15"),
    ("restart it in 2 hours", "2026-03-29T01:30", "Europe/Berlin", "2026-03-29T04:30"),
    ("en 2 horas reinicia", "2026-10-25T01:30", "Europe/Madrid", "2026-10-25T02:30"),
    ("до понеділка", "2026-03-27T23:59", "Europe/Kyiv", "2026-03-30"),
]


def read_due(text: str, now: datetime = NOW) -> str | None:
    zone = str(now.tzinfo)
    message = MessageContext(text=text, author="Ann", sent_at=now, timezone=zone)
    due = read_extraction(message, is_actionable=True).due
    if due is None:
        return None
    local = due.astimezone(now.tzinfo)
    return local.strftime("%Y-%m-%d" if local.second else "%Y-%m-%dT%H:%M")


@pytest.mark.parametrize(("text", "due"), DEADLINES)
def test_the_deadline_of_the_work_is_found(text: str, due: str) -> None:
    assert read_due(text) == due


@pytest.mark.parametrize("text", NO_DEADLINES)
def test_other_dates_are_no_deadline(text: str) -> None:
    assert read_due(text) is None


@pytest.mark.parametrize("text", QUOTED)
def test_what_others_said_is_no_deadline(text: str) -> None:
    assert read_due(text) is None


@pytest.mark.parametrize(("text", "sent", "zone", "due"), ELSEWHERE)
def test_a_date_is_read_as_it_is_written_where_it_was_sent(text: str, sent: str, zone: str, due: str) -> None:
    assert read_due(text, datetime.fromisoformat(sent).replace(tzinfo=ZoneInfo(zone))) == due


def test_of_two_deadlines_the_earlier_one_counts() -> None:
    assert read_due("- send the offer by 4 December\n- order the cups by Friday") == "2026-11-27"


@pytest.mark.parametrize(
    "piece",
    [
        " ",
        "by the ",
        "in a ",
        "1.",
        "1/1/",
        "a las ",
        "до конца следующей ",
        "second monday of ",
        "hat ge am ",
        "не нужно до ",
        "the 1st and ",
        "from 1 to ",
        "at half past ",
        "@a ",
        "«",
        ">\n",
        "18:00 ",
        "tomorrow at ",
        "friday ",
        "and then ",
        "…",
        "someone take the friday ",
        "on friday, ",
        "valid until friday ",
        "2 days before friday ",
        "week friday starts ",
        "щоб знати у п'ятницю ",
        "para ver el lunes ",
        "um am Freitag zu ",
        "made before may 5 ",
    ],
)
def test_a_long_adverse_text_takes_bounded_time(piece: str) -> None:
    text = "by " + piece * (RULES_CHARS // len(piece))
    before = time.process_time()
    read_due(text)
    assert time.process_time() - before < 3.0  # some ten times what it takes; a runaway takes minutes

"""Dates that tell a fact, by kind and in five languages, beside work that is open; and their near misses.

Seen from a Wednesday in Berlin.
"""
# ruff: noqa: RUF001 - the Cyrillic letters are meant

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from agents.embedded.reader import read_extraction
from domain.analysis import MessageContext

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))


def read_due(text: str) -> str | None:
    message = MessageContext(text=text, author="Ann", sent_at=NOW, timezone="Europe/Berlin")
    due = read_extraction(message, is_actionable=True).due
    if due is None:
        return None
    local = due.astimezone(NOW.tzinfo)
    return local.strftime("%Y-%m-%d" if local.second else "%Y-%m-%dT%H:%M")


@pytest.mark.parametrize(
    "text",
    [
        "The choir sings on Saturday. The loudspeaker in the nave hums.",
        "У суботу співає хор. Колонка в залі гуде.",
        "В субботу поёт хор. Колонка в зале гудит.",
        "Am Samstag singt der Chor. Der Lautsprecher im Saal brummt.",
        "El sábado canta el coro. El altavoz de la sala zumba.",
    ],
)
def test_an_event_in_a_sentence_of_its_own(text: str) -> None:
    assert read_due(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Ines is grouting the tiles on Friday, nobody looks after the leaking tap though",
        "Інна в п'ятницю зашпаклює плитку, а кран так і тече",
        "Инна в пятницу затрёт плитку, а кран так и течёт",
        "Ines verfugt am Freitag die Fliesen, der Hahn tropft aber weiter",
        "Inés rejunta los azulejos el viernes, pero el grifo sigue goteando",
    ],
)
def test_what_somebody_else_does(text: str) -> None:
    assert read_due(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "The voucher is valid until 12 December but the till refuses it",
        "Ваучер дійсний до 12 грудня, але каса його не бере",
        "Ваучер действителен до 12 декабря, но касса его не берёт",
        "Der Gutschein gilt bis 12. Dezember, die Kasse nimmt ihn aber nicht",
        "El vale es válido hasta el 12 de diciembre y la caja no lo acepta",
        "They are away from Thursday till Sunday. The alarm panel shows an error.",
    ],
)
def test_the_end_of_a_state(text: str) -> None:
    assert read_due(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Warn the borrowers 2 days before the end of the month, that's the feature I'd like",
        "Нехай бот попереджає за 2 дні до кінця місяця",
        "Пусть бот предупреждает за 2 дня до конца месяца",
        "Der Bot soll zwei Tage vor Monatsende warnen",
        "Que el bot avise dos días antes de fin de mes",
    ],
)
def test_what_a_time_is_counted_from(text: str) -> None:
    assert read_due(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Accept short dates in the form please, e.g. 12 December",
        "Приймайте у формі короткі дати, наприклад 12 грудня",
        "Принимайте в форме короткие даты, например 12 декабря",
        "Bitte kurze Daten im Formular erlauben, zum Beispiel 12. Dezember",
        "Aceptad fechas cortas en el formulario, por ejemplo 12 de diciembre",
    ],
)
def test_an_example(text: str) -> None:
    assert read_due(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "On Sundays the boiler goes off until noon, have a look",
        "По неділях котел до полудня мовчить, гляньте",
        "По воскресеньям котёл до полудня молчит, гляньте",
        "Sonntags bleibt der Kessel bis mittags aus, schaut mal",
        "Los domingos la caldera se apaga hasta mediodía, miradla",
        "the Tuesday class needs a bigger room",
        "Potters can't come Thursday evenings, we need another slot",
    ],
)
def test_a_habit(text: str) -> None:
    assert read_due(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "The poster says 12 December, somebody mixed up the months",
        "На плакаті написано 12 грудня, хтось переплутав місяці",
        "На плакате написано 12 декабря, кто-то перепутал месяцы",
        "Auf dem Plakat steht 12. Dezember, da hat jemand die Monate vertauscht",
        "En el cartel pone 12 de diciembre, alguien confundió los meses",
        "The tour was moved to 14:00, the board still has the old time",
    ],
)
def test_what_something_shows(text: str) -> None:
    assert read_due(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Can I swap the ticket until Friday?",
        "Чи можна обміняти квиток до п'ятниці?",
        "Можно ли обменять билет до пятницы?",
        "Kann man die Karte noch bis Freitag umtauschen?",
        "¿Se puede cambiar la entrada hasta el viernes?",
        "What becomes of tickets sold before 1 November?",
        "Does the fair run until Sunday?",
    ],
)
def test_a_question_about_a_date(text: str) -> None:
    assert read_due(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "To see next week's menu it takes six taps",
        "Щоб побачити меню на наступний тиждень, треба шість кліків",
        "Чтобы увидеть меню на следующую неделю, нужно шесть кликов",
        "Um das Menü der nächsten Woche zu sehen, braucht man sechs Klicks",
        "Para ver el menú de la próxima semana hacen falta seis toques",
    ],
)
def test_an_aim(text: str) -> None:
    assert read_due(text) is None


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Grout the tiles on Friday, Ines has the key", "2026-11-27"),
        ("the choir sings on Saturday, so please mend the loudspeaker", "2026-11-28"),
        ("Someone let the piano tuner in on Friday", "2026-11-27"),
        ("sand the door tomorrow", "2026-11-26"),
        ("The voucher expires on 12 December. Please use it.", "2026-12-12"),
        ("The stall stays open until Sunday, have the prices ready by Friday", "2026-11-27"),
        ("у суботу співає хор, полагодьте колонку", "2026-11-28"),
        ("через два дні занеси ключі сторожеві", "2026-11-27"),
        ("Чи не глянеш у п'ятницю на колонку?", "2026-11-27"),
        ("скажи до вечора, скільки нас", "2026-11-25"),
        ("Субота: вимити вікна в залі", "2026-11-28"),
        ("в субботу поёт хор, почините колонку", "2026-11-28"),
        ("в пятницу проверь насос", "2026-11-27"),
        ("Заглянешь в пятницу к насосу?", "2026-11-27"),
        ("ответ нужен до вечера", "2026-11-25"),
        ("am Samstag singt der Chor, den Lautsprecher bitte richten", "2026-11-28"),
        ("Holt jemand am Freitag die Noten?", "2026-11-27"),
        ("Fenster im Saal am Samstag putzen", "2026-11-28"),
        ("Am Freitag ist Abnahme, bis dahin muss die Rampe stehen", "2026-11-27"),
        ("el sábado canta el coro, hay que arreglar el altavoz", "2026-11-28"),
        ("¿Alguien recoge las partituras el viernes?", "2026-11-27"),
        ("tráeme mañana las partituras", "2026-11-26"),
        ("¿Te importaría mirar el altavoz el viernes?", "2026-11-27"),
    ],
)
def test_a_date_beside_a_request_stays_its_deadline(text: str, due: str) -> None:
    assert read_due(text) == due


def test_in_a_chore_a_date_counts_in_words_that_are_not_known_to_ask() -> None:
    message = MessageContext(
        text="Kehrwoche Samstag, dritter Stock", author="Ann", sent_at=NOW, timezone="UTC"
    )
    assert read_extraction(message, is_actionable=True).due is None
    due = read_extraction(message, is_actionable=True, is_chore=True).due
    assert due is not None
    assert f"{due:%Y-%m-%d}" == "2026-11-28"


@pytest.mark.parametrize(
    "text",
    [
        "The inspector was here on Monday and the ladder is loose",
        "The rota for next week has two gaps",
        "el inspector estuvo el lunes, la escalera se mueve",
    ],
)
def test_a_fact_is_none_in_a_chore_either(text: str) -> None:
    message = MessageContext(text=text, author="Ann", sent_at=NOW, timezone="Europe/Berlin")
    assert read_extraction(message, is_actionable=True, is_chore=True).due is None

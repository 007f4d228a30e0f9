# ruff: noqa: RUF001 - the Cyrillic letters are meant
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.embedded.rules.dates import find_dates
from agents.embedded.rules.due import find_due

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=ZoneInfo("Europe/Kyiv"))  # a Wednesday

DEADLINES = [
    ("Please send it by Friday", "Friday", "2026-11-27T23:59:59"),
    ("Deploy by EOD", "EOD", "2026-11-25T23:59:59"),
    ("do it tomorrow", "tomorrow", "2026-11-26T23:59:59"),
    ("by tomorrow noon", "tomorrow noon", "2026-11-26T12:00:00"),
    ("tomorrow at 5pm, please", "tomorrow at 5pm", "2026-11-26T17:00:00"),
    ("until end of month", "end of month", "2026-11-30T23:59:59"),
    ("by the end of the week", "end of the week", "2026-11-27T23:59:59"),
    ("finish in 2 weeks", "in 2 weeks", "2026-12-09T23:59:59"),
    ("restart it in 3 hours", "in 3 hours", "2026-11-25T13:00:00"),
    ("review by 15/12", "15/12", "2026-12-15T23:59:59"),
    ("ready by 12/15/2026", "12/15/2026", "2026-12-15T23:59:59"),
    ("due 2026-12-01", "2026-12-01", "2026-12-01T23:59:59"),
    ("call them at 18:30", "18:30", "2026-11-25T18:30:00"),
    ("December 5th works", "December 5th", "2026-12-05T23:59:59"),
    ("pay on 3 March", "3 March", "2027-03-03T23:59:59"),
    ("next Friday please", "next Friday", "2026-12-04T23:59:59"),
    ("by Wednesday", "Wednesday", "2026-12-02T23:59:59"),
    ("send by Fri", "Fri", "2026-11-27T23:59:59"),
    ("before the end of December", "end of December", "2026-12-31T23:59:59"),
    ("зроби до п'ятниці", "п'ятниці", "2026-11-27T23:59:59"),
    ("зроби до п’ятниці", "п’ятниці", "2026-11-27T23:59:59"),
    ("завтра о 18:00 подзвони", "завтра о 18:00", "2026-11-26T18:00:00"),
    ("післязавтра", "післязавтра", "2026-11-27T23:59:59"),
    ("до кінця тижня", "кінця тижня", "2026-11-27T23:59:59"),
    ("здати до 5 грудня", "5 грудня", "2026-12-05T23:59:59"),
    ("за 2 тижні", "за 2 тижні", "2026-12-09T23:59:59"),
    ("к пятнице подготовь отчёт", "пятнице", "2026-11-27T23:59:59"),
    ("через неделю", "через неделю", "2026-12-02T23:59:59"),
    ("до конца месяца", "конца месяца", "2026-11-30T23:59:59"),
    ("не позднее 15.12", "15.12", "2026-12-15T23:59:59"),
    ("bis nächsten Dienstag", "nächsten Dienstag", "2026-12-01T23:59:59"),
    ("Bitte morgen um 18 Uhr", "morgen um 18 Uhr", "2026-11-26T18:00:00"),
    ("bis Ende der Woche", "Ende der Woche", "2026-11-27T23:59:59"),
    ("in zwei Wochen", "in zwei Wochen", "2026-12-09T23:59:59"),
    ("Frist: 3. Dezember", "3. Dezember", "2026-12-03T23:59:59"),
    ("bis 15.12.", "15.12.", "2026-12-15T23:59:59"),
    ("para el 5 de diciembre", "5 de diciembre", "2026-12-05T23:59:59"),
    ("antes del viernes", "viernes", "2026-11-27T23:59:59"),
    ("hasta mañana a las 18:30", "mañana a las 18:30", "2026-11-26T18:30:00"),
    ("la semana que viene", "semana que viene", "2026-12-04T23:59:59"),
    ("dentro de 3 días", "dentro de 3 días", "2026-11-28T23:59:59"),
    ("avant le 12 décembre 2026", "12 décembre 2026", "2026-12-12T23:59:59"),
]

NO_DEADLINES = [
    "Python 3.12 and v2.4.1",
    "we saw it on 24/7 support",
    "we need 1/2 of it",
    "since Monday the app crashes",
    "On Monday the export failed",
    "it broke yesterday",
    "the meeting every Friday",
    "jeden Freitag",
    "каждую пятницу",
    "cada viernes",
    "last Friday was fun",
    "guten Morgen, das Update ist da",
    "5 users may 7 of us",
    "192.168.10.12 does not answer",
    "pay 15.12 USD",
    "not before Friday",
    "Friday's notes are wrong",
    "sat on the sun, do it",
    "31/02/2027",
    "2026-11-25 07:30:45 ERROR boom",
    "open since 08:00",
]


@pytest.mark.parametrize(("text", "phrase", "due"), DEADLINES)
def test_a_deadline_is_found_as_written_and_resolved(text: str, phrase: str, due: str) -> None:
    phrases = find_dates(text, NOW)
    assert [found.text for found in phrases] == [phrase]
    assert find_due(text, phrases, NOW) == datetime.fromisoformat(due).replace(tzinfo=NOW.tzinfo)


@pytest.mark.parametrize("text", NO_DEADLINES)
def test_no_deadline_is_read_into_other_numbers_habits_and_the_past(text: str) -> None:
    assert find_due(text, find_dates(text, NOW), NOW) is None


def test_a_marked_deadline_wins_over_an_earlier_bare_date() -> None:
    text = "Tomorrow I am off, so send it by Friday"
    assert find_due(text, find_dates(text, NOW), NOW) == datetime(2026, 11, 27, 23, 59, 59, tzinfo=NOW.tzinfo)


def test_a_written_offset_wins_over_the_time_zone() -> None:
    text = "by 2026-12-01T18:30+05:00"
    due = find_due(text, find_dates(text, NOW), NOW)
    assert due is not None
    assert due.isoformat() == "2026-12-01T18:30:00+05:00"


def test_a_time_that_has_passed_today_is_not_due() -> None:
    assert find_due("call at 09:15", find_dates("call at 09:15", NOW), NOW) is None


def test_the_end_of_a_day_keeps_local_time_over_a_clock_change() -> None:
    now = datetime(2027, 3, 26, 10, 0, tzinfo=ZoneInfo("Europe/Kyiv"))  # clocks change on the 28th
    due = find_due("by Monday", find_dates("by Monday", now), now)
    assert due is not None
    assert due.isoformat() == "2027-03-29T23:59:59+03:00"


@given(st.text(max_size=200))
def test_any_text_is_read_without_failing_and_phrases_stand_where_they_say(text: str) -> None:
    for phrase in find_dates(text, NOW):
        assert phrase.text == text[phrase.start : phrase.end].strip()

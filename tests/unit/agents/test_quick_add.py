# ruff: noqa: RUF001 - the Cyrillic letters are meant
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.quick_add import read_quick_add
from domain.quick_add import MAX_TITLE_CHARS, QuickAdd, QuickAddSettings, SpanKind
from domain.values import Priority
from pipeline.recurrence import Recurrence, next_occurrence

KYIV = ZoneInfo("Europe/Kyiv")
NOW = datetime(2026, 11, 25, 10, 0, tzinfo=KYIV)  # a Wednesday
SETTINGS = QuickAddSettings(timezone="Europe/Kyiv", language="uk")
AMERICAN = QuickAddSettings(timezone="Europe/Kyiv", language="en-US")


def read(text: str, settings: QuickAddSettings = SETTINGS, now: datetime = NOW) -> QuickAdd:
    return read_quick_add(text, now, settings)


def wall(found: QuickAdd) -> str:
    return "" if found.due is None else found.due.astimezone(KYIV).replace(tzinfo=None).isoformat()


def test_a_line_with_everything() -> None:
    text = "Report !high @name #docs 15/04 18:30"
    found = read(text)
    assert (found.title, found.priority) == ("Report", Priority.HIGH)
    assert (found.assignees, found.labels) == (["name"], ["docs"])
    assert found.due == datetime(2027, 4, 15, 18, 30, tzinfo=KYIV)
    assert [(text[span.start : span.end], span.kind) for span in found.spans] == [
        ("!high", SpanKind.PRIORITY),
        ("@name", SpanKind.ASSIGNEE),
        ("#docs", SpanKind.LABEL),
        ("15/04 18:30", SpanKind.DUE),
    ]


@pytest.mark.parametrize(
    ("words", "priority"),
    [
        ("!1 !critical !Критична !критичний", Priority.CRITICAL),
        ("!2 !HIGH !високий !висока", Priority.HIGH),
        ("!3 !medium !середній !середня", Priority.MEDIUM),
        ("!4 !low !низький !низька", Priority.LOW),
    ],
)
def test_a_priority_has_a_number_and_names(words: str, priority: Priority) -> None:
    for word in words.split():
        found = read(f"Звіт {word}")
        assert (found.title, found.priority) == ("Звіт", priority)


@pytest.mark.parametrize(
    "text",
    [
        "Buy milk",
        "Wow!high",
        "Wait !5",
        "Run !!!",
        "!highest tower",
        "mail bob@example.com",
        "Use C# here",
        "Fix issue #12",
        "See https://a.example/#part?at=15/04",
        "Rename `@name #label !high`",
        "@all eat",
        "Add 1/2 cup of sugar",
        "Upgrade to Python 3.12",
        "Install Ubuntu 24.04",
        "Pay 15.04 USD",
        "Support 24/7",
        "31/02/2027",
        "Fix the crash since Monday",
        "Friday's party",
        "Slides for the Monday meeting",
        "Ask about yesterday's notes",
        "Meeting today at 09:15",
        "Write weekly report",
        "every 5 minutes",
        "every 30 February",
    ],
)
def test_what_says_nothing_of_a_task_is_the_title(text: str) -> None:
    assert read(text) == QuickAdd(title=text)


@pytest.mark.parametrize(
    ("text", "title", "due"),
    [
        ("Call Bob tomorrow at 9", "Call Bob", "2026-11-26T09:00:00"),
        ("tomorrow @ann at 9 call", "call", "2026-11-26T09:00:00"),
        ("Send it in 2 hours", "Send it", "2026-11-25T12:00:00"),
        ("Slides by Friday", "Slides", "2026-11-27T23:59:59"),
        ("Is it ready by Friday?", "Is it ready?", "2026-11-27T23:59:59"),
        ("Report, by Friday!", "Report", "2026-11-27T23:59:59"),
        ("Meet Anna (Friday at 5pm) in Paris", "Meet Anna in Paris", "2026-11-27T17:00:00"),
        ("Tomorrow I am off, so send it by Friday", "Tomorrow I am off, so send it", "2026-11-27T23:59:59"),
        ("Call at 09:15", "Call", "2026-11-26T09:15:00"),
        ("Report 05/04", "Report", "2027-04-05T23:59:59"),
        ("Report 5/4", "Report", "2027-04-05T23:59:59"),
        ("Report 25/11", "Report", "2026-11-25T23:59:59"),
        ("Report 24/11", "Report", "2027-11-24T23:59:59"),
        ("Report 24/11/2027", "Report", "2027-11-24T23:59:59"),
        ("Report 12/15", "Report", "2026-12-15T23:59:59"),
        ("Звіт 15.04 о 18:30", "Звіт", "2027-04-15T18:30:00"),
        ("Звіт до 3.12", "Звіт", "2026-12-03T23:59:59"),
        ("Звіт завтра о 9", "Звіт", "2026-11-26T09:00:00"),
        ("Дзвінок о 15", "Дзвінок", "2026-11-25T15:00:00"),
        ("Рахунок через 2 години", "Рахунок", "2026-11-25T12:00:00"),
        ("Слайди на п'ятницю", "Слайди", "2026-11-27T23:59:59"),
        ("Bericht bis Freitag", "Bericht", "2026-11-27T23:59:59"),
        ("Enviar informe mañana a las 9", "Enviar informe", "2026-11-26T09:00:00"),
        ("Отчёт завтра в 9", "Отчёт", "2026-11-26T09:00:00"),
        ("Taxes 29 February", "Taxes", "2028-02-29T23:59:59"),
        ("Deploy 2026-12-01 18:30 UTC", "Deploy", "2026-12-01T20:30:00"),
    ],
)
def test_a_due_time_is_taken_out_of_the_title(text: str, title: str, due: str) -> None:
    found = read(text)
    assert (found.title, wall(found)) == (title, due)


@pytest.mark.parametrize(
    ("text", "due"),
    [("Report 04/05", "2027-04-05"), ("Report 04/05/2028", "2028-04-05"), ("Report 15/04", "2027-04-15")],
)
def test_americans_write_the_month_first(text: str, due: str) -> None:
    assert wall(read(text, AMERICAN)) == f"{due}T23:59:59"
    new_york = QuickAddSettings(timezone="America/New_York", language="en-GB")
    assert wall(read("Report 04/05", new_york)).startswith("2027-05-05")  # 4 May's end in Kyiv's time


def test_nothing_is_taken_out_when_nothing_would_be_left() -> None:
    found = read("tomorrow at 9 !high")
    assert (found.title, found.priority, wall(found)) == (
        "tomorrow at 9 !high",
        Priority.HIGH,
        "2026-11-26T09:00:00",
    )


def test_quotation_marks_keep_words_as_they_are() -> None:
    found = read('"Call Bob tomorrow !high" Friday')
    assert (found.title, found.priority, wall(found)) == (
        "Call Bob tomorrow !high",
        None,
        "2026-11-27T23:59:59",
    )
    assert read("«Звіт завтра» !1").title == "Звіт завтра"
    assert read('Write "Hello tomorrow" today').title == 'Write "Hello tomorrow"'


def test_of_several_priorities_the_last_counts_and_names_count_once() -> None:
    found = read("Review !critical @ann @Ann @bob #web #Web !low")
    assert (found.title, found.priority) == ("Review", Priority.LOW)
    assert (found.assignees, found.labels) == (["ann", "bob"], ["web"])


def test_names_beyond_what_a_task_may_have_stay_in_the_title() -> None:
    found = read("Party " + " ".join(f"@guest{number}" for number in range(51)))
    assert (len(found.assignees), found.title) == (50, "Party @guest50")


@dataclass(frozen=True)
class Clock:
    """A line read in a zone, and the moment in UTC that it means."""

    zone: str
    now: str
    text: str
    due: str


@pytest.mark.parametrize(
    "case",
    [
        Clock("Europe/Kyiv", "2027-03-27T12:00+02:00", "x tomorrow at 03:30", "2027-03-28T01:30"),
        Clock("Europe/Kyiv", "2027-03-27T12:00+02:00", "x tomorrow at 04:30", "2027-03-28T01:30"),
        Clock("Europe/Kyiv", "2026-10-24T12:00+03:00", "x tomorrow at 03:30", "2026-10-25T00:30"),
        Clock("Europe/Kyiv", "2026-10-25T02:30+03:00", "x in 2 hours", "2026-10-25T01:30"),
        Clock("America/New_York", "2026-03-07T12:00-05:00", "x tomorrow at 9am", "2026-03-08T13:00"),
        Clock("Australia/Lord_Howe", "2026-10-03T12:00+10:30", "x tomorrow at 02:15", "2026-10-03T15:45"),
    ],
)
def test_times_are_those_of_the_wall_clock(case: Clock) -> None:
    found = read(case.text, QuickAddSettings(timezone=case.zone), datetime.fromisoformat(case.now))
    assert found.due is not None
    assert found.due.astimezone(UTC).isoformat() == f"{case.due}:00+00:00"


RECURRENCES = [
    ("Standup every day at 9:00 with Bob", "Standup with Bob", "FREQ=DAILY", "2026-11-26T09:00:00"),
    ("Stretch every weekday", "Stretch", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-11-25T23:59:59"),
    ("Report every Monday and Thursday at 9:00", "Report", "FREQ=WEEKLY;BYDAY=MO,TH", "2026-11-26T09:00:00"),
    ("at 9 every Monday sync", "sync", "FREQ=WEEKLY;BYDAY=MO", "2026-11-30T09:00:00"),
    ("Plants every 2 weeks", "Plants", "FREQ=WEEKLY;INTERVAL=2", "2026-11-25T23:59:59"),
    ("Plants every 2 weeks starting Monday", "Plants", "FREQ=WEEKLY;INTERVAL=2", "2026-11-30T23:59:59"),
    ("Sync every 2 weeks on Monday", "Sync", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "2026-11-30T23:59:59"),
    ("Rent every month on the 15th", "Rent", "FREQ=MONTHLY;BYMONTHDAY=15", "2026-12-15T23:59:59"),
    ("Rent monthly", "Rent", "FREQ=MONTHLY", "2026-11-25T23:59:59"),
    ("Backup every 3 hours", "Backup", "FREQ=HOURLY;INTERVAL=3", "2026-11-25T13:00:00"),
    (
        "Pills every day until 31 December",
        "Pills",
        "FREQ=DAILY;UNTIL=20261231T215959Z",
        "2026-11-25T23:59:59",
    ),
    ("Every day", "Every day", "FREQ=DAILY", "2026-11-25T23:59:59"),
    ("Зарядка щодня", "Зарядка", "FREQ=DAILY", "2026-11-25T23:59:59"),
    ("Прибирання щопонеділка о 9", "Прибирання", "FREQ=WEEKLY;BYDAY=MO", "2026-11-30T09:00:00"),
    ("Звіт кожні 2 тижні", "Звіт", "FREQ=WEEKLY;INTERVAL=2", "2026-11-25T23:59:59"),
    ("Оренда кожного місяця 15 числа", "Оренда", "FREQ=MONTHLY;BYMONTHDAY=15", "2026-12-15T23:59:59"),
    ("Звіт щороку 15 квітня", "Звіт", "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=15", "2027-04-15T23:59:59"),
]


@pytest.mark.parametrize(("text", "title", "rule", "due"), RECURRENCES)
def test_a_recurrence_is_due_when_it_first_comes(text: str, title: str, rule: str, due: str) -> None:
    found = read(text)
    assert (found.title, found.recurrence, wall(found)) == (title, rule, due)
    _check_first_time(found)


def _check_first_time(found: QuickAdd) -> None:
    """Check that the first time is an occurrence of the rule."""
    assert found.recurrence is not None
    assert found.due is not None
    start = found.due.replace(tzinfo=None)
    recurring = Recurrence(rrule=found.recurrence, timezone="Europe/Kyiv", start=start)
    before = datetime(2026, 11, 25, tzinfo=KYIV)
    assert next_occurrence(recurring, before) == found.due


def test_monthly_from_the_31st_means_the_last_day_of_shorter_months() -> None:
    now = datetime(2026, 12, 31, 10, 0, tzinfo=KYIV)
    found = read("Rent monthly", now=now)
    assert found.recurrence == "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1"
    assert wall(found) == "2026-12-31T23:59:59"


def test_a_recurrence_that_ends_before_it_begins_is_none() -> None:
    found = read("Sync every Friday until tomorrow")
    assert found.recurrence is None
    assert wall(found) == "2026-11-26T23:59:59"


def test_a_long_text_is_cut_to_its_first_sentence_and_kept_whole() -> None:
    text = "Write the report. " + "It has many pages. " * 20
    assert read(text) == QuickAdd(title="Write the report.", description=text.strip())
    endless = "word " * 100
    found = read(endless + "tomorrow")
    assert found.title.startswith("word word")
    assert MAX_TITLE_CHARS / 2 < len(found.title) <= MAX_TITLE_CHARS
    assert found.description == endless + "tomorrow"


def test_of_several_lines_the_first_is_the_title_and_all_are_kept() -> None:
    found = read("\nBuy tomorrow:\n- milk\n- eggs\n")
    assert (found.title, found.description) == ("Buy", "Buy tomorrow:\n- milk\n- eggs")
    assert wall(found) == "2026-11-26T23:59:59"


@pytest.mark.parametrize("text", ["", " \n\t", "\x00", "\u202e"])
def test_where_there_is_nothing_to_see_there_is_no_title(text: str) -> None:
    assert read(text) == QuickAdd(title="")


_WORDS = """
!high !1 @ann @all #docs #1 "tomorrow" « » “ ” ( ) . , ! ? - 's : ``` ` http://x.example/15/04
15/04 15.04. 31/02 1/2 2026-11-30 18:30 25:99 9 at о by до for on the tomorrow today завтра April UTC am pm
Friday п'ятниці next in 2 hours weeks щодня щопонеділка every each кожні тижні month 15th числа 29 February
Monday and Thursday until starting monthly weekly last day first of Report звіт 99999
"""
_PIECES = st.sampled_from(
    [*_WORDS.split(), "\n", "\x00", "\ud800", "every 2 weeks", "every month on the 31st", "word " * 60]
)
_LINES = st.one_of(st.text(st.characters(), max_size=80), st.lists(_PIECES, max_size=12).map(" ".join))
_ZONES = st.sampled_from(["Europe/Kyiv", "America/New_York", "Australia/Lord_Howe", "UTC"])
_MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - its zone is the strategy's


@given(_LINES, _ZONES, _MOMENTS, st.sampled_from(["", "en-US", "uk"]))
def test_any_text_is_read_and_its_spans_lie_apart_within(
    text: str, zone: str, now: datetime, language: str
) -> None:
    found = read_quick_add(text, now, QuickAddSettings(timezone=zone, language=language))
    assert all(0 <= span.start < span.end <= len(text) for span in found.spans)
    assert all(first.end <= second.start for first, second in pairwise(found.spans))
    assert all(text[span.start : span.end].strip() == text[span.start : span.end] for span in found.spans)
    assert found.due is None or found.due.astimezone(UTC) > now
    found.model_dump_json()
    if found.title:
        found.to_task()
    if found.recurrence is not None:
        assert found.due is not None
        start = found.due.replace(tzinfo=None)
        Recurrence(rrule=found.recurrence, timezone=zone, start=start)


@given(_LINES)
def test_a_plain_title_is_read_as_itself(text: str) -> None:
    plain = " ".join(text.split())
    first = read(text)
    if not first.spans and first.title == plain:  # else characters are dropped, which may join words
        assert first == read(plain) == QuickAdd(title=plain)

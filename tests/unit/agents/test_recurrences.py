# ruff: noqa: RUF001 - the Cyrillic letters are meant
from datetime import datetime

import pytest

from agents.embedded.rules.recurrences import find_recurrence
from pipeline.recurrence import Recurrence

PHRASES = {
    "FREQ=HOURLY;INTERVAL=3": "every 3 hours|кожні 3 години",
    "FREQ=DAILY": "every day|daily|each day|щодня|кожен день|кожного дня|щоденно|раз на день",
    "FREQ=DAILY;INTERVAL=2": "every other day|every 2 days|every second day|через день|кожен другий день",
    "FREQ=DAILY;INTERVAL=3": "every 3rd day|every three days|кожні три дні",
    "FREQ=WEEKLY": "every week|weekly|once a week|щотижня|кожного тижня|раз на тиждень",
    "FREQ=WEEKLY;INTERVAL=2": (
        "every 2 weeks|every fortnight|biweekly|every other week|кожні 2 тижні|раз на два тижні"
    ),
    "FREQ=WEEKLY;BYDAY=MO": "every Monday|on Mondays|every mon|щопонеділка|кожного понеділка|по понеділках",
    "FREQ=WEEKLY;BYDAY=MO,TH": (
        "every Monday and Thursday|every Thu, Mon|weekly on Monday & Thursday"
        "|щопонеділка і щочетверга|щопонеділка та четверга|кожен понеділок і четвер"
        "|по понеділках та четвергах"
    ),
    "FREQ=WEEKLY;BYDAY=WE": "every Wednesday|щосереди|кожну середу|кожної середи",
    "FREQ=WEEKLY;BYDAY=FR": "every Friday|щоп'ятниці|щоп’ятниці|кожної п'ятниці",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO": (
        "every 2 weeks on Monday|every second Monday|кожні два тижні у понеділок"
    ),
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR": (
        "every weekday|on weekdays|every working day|щобудня|по буднях|кожен будній день"
    ),
    "FREQ=WEEKLY;BYDAY=SA,SU": "every weekend|on weekends|кожні вихідні|по вихідних",
    "FREQ=MONTHLY": "every month|monthly|once a month|щомісяця|кожного місяця|раз на місяць",
    "FREQ=MONTHLY;INTERVAL=3": "quarterly|every quarter|every 3 months|щокварталу|кожні 3 місяці",
    "FREQ=MONTHLY;BYMONTHDAY=15": (
        "every month on the 15th|monthly on the 15th|on the 15th of every month|every 15th"
        "|кожного місяця 15 числа|15 числа кожного місяця|щомісяця 15-го|кожного 15 числа"
    ),
    "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1": "every 31st|щомісяця 31 числа",
    "FREQ=MONTHLY;BYMONTHDAY=-1": (
        "last day of every month|every month on the last day|останній день кожного місяця"
    ),
    "FREQ=MONTHLY;BYDAY=1MO": (
        "every first Monday|every first Monday of the month|on the first Monday of every month"
        "|every month on the first Monday|кожного першого понеділка|першого понеділка кожного місяця"
    ),
    "FREQ=MONTHLY;BYDAY=2MO": "every second Monday of the month",
    "FREQ=MONTHLY;BYDAY=-1FR": "every last Friday|останньої п'ятниці кожного місяця",
    "FREQ=YEARLY": "every year|yearly|annually|щороку|кожного року",
    "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=15": (
        "every year on 15 April|every April 15th|щороку 15 квітня|15 квітня щороку"
    ),
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1": "every 29 February|кожного 29 лютого",
}
CASES = [(phrase, rule) for rule, phrases in PHRASES.items() for phrase in phrases.split("|")]


@pytest.mark.parametrize(("phrase", "rule"), CASES)
def test_a_phrase_is_found_whole_and_is_a_rule_that_can_be_walked(phrase: str, rule: str) -> None:
    text = f"Звіт {phrase}, дякую"
    found = find_recurrence(text)
    assert found is not None
    assert (text[found.start : found.end], found.recurrence.to_rule()) == (phrase, rule)
    Recurrence(rrule=rule, timezone="Europe/Kyiv", start=datetime.fromisoformat("2026-11-25T09:00"))


@pytest.mark.parametrize(
    "text",
    [
        "Write weekly report",
        "Daily standup notes",
        "every time it rains",
        "every 5 minutes",
        "every 0 days",
        "every 1001 days",
        "every 32nd",
        "every 30 February",
        "Monday's every-day log",
        "watch the Sunday match",
        "everyday life",
        "кожному своє",
        "щось робити",
        "fix every 5 items",
    ],
)
def test_what_is_no_recurrence_is_none(text: str) -> None:
    assert find_recurrence(text) is None


def test_an_hour_behind_a_month_is_no_day() -> None:
    for text in ("every month at 9", "щомісяця о 9", "monthly on 9 am"):
        found = find_recurrence(text)
        assert found is not None
        assert found.recurrence.to_rule() == "FREQ=MONTHLY"

"""Recurrences over changes of the clock, short months and their ends."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from pipeline.recurrence import Recurrence, next_occurrence


def recurrence(rule: str, start: str, zone: str = "Europe/Kyiv") -> Recurrence:
    return Recurrence(rrule=rule, timezone=zone, start=datetime.fromisoformat(start))


def following(what: Recurrence, after: str, count: int) -> list[str]:
    """Return the next occurrences after a wall time; fewer when the rule ends."""
    moment = datetime.fromisoformat(after)
    found: datetime | None = moment if moment.tzinfo else moment.replace(tzinfo=what.zone)
    told: list[str] = []
    while len(told) < count:
        found = next_occurrence(what, found)
        if found is None:
            break
        told.append(found.isoformat())
    return told


CASES = {
    "clocks skip 03:00 to 04:00 in Kyiv": (
        recurrence("FREQ=DAILY", "2027-03-26T03:30"),
        "2027-03-26T12:00",
        ["2027-03-27T03:30:00+02:00", "2027-03-28T04:30:00+03:00", "2027-03-29T03:30:00+03:00"],
    ),
    "03:30 comes twice in Kyiv, the first counts": (
        recurrence("FREQ=DAILY", "2026-10-23T03:30"),
        "2026-10-23T12:00",
        ["2026-10-24T03:30:00+03:00", "2026-10-25T03:30:00+03:00", "2026-10-26T03:30:00+02:00"],
    ),
    "9 in the morning stays 9 in New York": (
        recurrence("FREQ=WEEKLY;BYDAY=MO,TH", "2026-03-05T09:00", "America/New_York"),
        "2026-03-05T09:00",
        ["2026-03-09T09:00:00-04:00", "2026-03-12T09:00:00-04:00", "2026-03-16T09:00:00-04:00"],
    ),
    "clocks skip 02:00 to 03:00 in New York": (
        recurrence("FREQ=DAILY", "2026-03-01T02:30", "America/New_York"),
        "2026-03-07T02:30",
        ["2026-03-08T03:30:00-04:00", "2026-03-09T02:30:00-04:00"],
    ),
    "half an hour is skipped on Lord Howe": (
        recurrence("FREQ=DAILY", "2026-10-01T02:15", "Australia/Lord_Howe"),
        "2026-10-03T02:15",
        ["2026-10-04T02:45:00+11:00", "2026-10-05T02:15:00+11:00"],
    ),
    "half an hour comes twice on Lord Howe": (
        recurrence("FREQ=DAILY", "2026-04-01T01:45", "Australia/Lord_Howe"),
        "2026-04-04T01:45",
        ["2026-04-05T01:45:00+11:00", "2026-04-06T01:45:00+10:30"],
    ),
    "a skipped time comes behind its successor": (
        recurrence("FREQ=HOURLY;BYMINUTE=0,30", "2026-03-08T00:00", "America/New_York"),
        "2026-03-08T01:30",
        ["2026-03-08T03:00:00-04:00", "2026-03-08T03:30:00-04:00", "2026-03-08T04:00:00-04:00"],
    ),
    "a day that Samoa never had": (
        recurrence("FREQ=DAILY", "2011-12-28T09:00", "Pacific/Apia"),
        "2011-12-28T09:00",
        ["2011-12-29T09:00:00-10:00", "2011-12-31T09:00:00+14:00", "2012-01-01T09:00:00+14:00"],
    ),
    "29 February": (
        recurrence("FREQ=YEARLY", "2096-02-29T09:00", "UTC"),
        "2095-01-01T00:00",
        ["2096-02-29T09:00:00+00:00", "2104-02-29T09:00:00+00:00"],
    ),
    "months without a 31st are left out": (
        recurrence("FREQ=MONTHLY", "2026-01-31T09:00", "UTC"),
        "2026-01-31T09:00",
        ["2026-03-31T09:00:00+00:00", "2026-05-31T09:00:00+00:00"],
    ),
    "the end of each month": (
        recurrence("FREQ=MONTHLY;BYMONTHDAY=-1", "2028-01-31T09:00", "UTC"),
        "2028-01-31T09:00",
        ["2028-02-29T09:00:00+00:00", "2028-03-31T09:00:00+00:00", "2028-04-30T09:00:00+00:00"],
    ),
    "the 31st or the last day": (
        recurrence("FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1", "2027-01-31T09:00", "UTC"),
        "2027-01-31T09:00",
        ["2027-02-28T09:00:00+00:00", "2027-03-31T09:00:00+00:00", "2027-04-30T09:00:00+00:00"],
    ),
    "COUNT counts from the start": (
        recurrence("FREQ=DAILY;COUNT=3", "2026-11-25T09:00", "UTC"),
        "2026-11-25T09:00",
        ["2026-11-26T09:00:00+00:00", "2026-11-27T09:00:00+00:00"],
    ),
    "UNTIL is a moment": (
        recurrence("FREQ=DAILY;UNTIL=20261127T070000Z", "2026-11-25T09:00"),
        "2026-11-25T09:00",
        ["2026-11-26T09:00:00+02:00", "2026-11-27T09:00:00+02:00"],
    ),
    "UNTIL just before an occurrence": (
        recurrence("FREQ=DAILY;UNTIL=20261127T065959Z", "2026-11-25T09:00"),
        "2026-11-25T09:00",
        ["2026-11-26T09:00:00+02:00"],
    ),
    "UNTIL as a day counts to its end": (
        recurrence("RRULE:FREQ=DAILY;UNTIL=20261126", "2026-11-25T23:30"),
        "2026-11-25T23:30",
        ["2026-11-26T23:30:00+02:00"],
    ),
    "UNTIL in wall time": (
        recurrence("FREQ=DAILY;UNTIL=20261126T090000", "2026-11-25T09:00"),
        "2026-11-25T09:00",
        ["2026-11-26T09:00:00+02:00"],
    ),
    "every two weeks from the start, however long ago": (
        recurrence("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "2006-01-02T09:00", "UTC"),
        "2026-11-25T00:00",
        ["2026-12-07T09:00:00+00:00", "2026-12-21T09:00:00+00:00"],
    ),
    "the start is the first": (
        recurrence("FREQ=DAILY;INTERVAL=3", "2026-12-05T09:00", "UTC"),
        "2026-01-01T00:00",
        ["2026-12-05T09:00:00+00:00", "2026-12-08T09:00:00+00:00"],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_occurrences_keep_wall_time(name: str) -> None:
    what, after, expected = CASES[name]
    found = following(what, after, len(expected) + ("COUNT" in what.rrule or "UNTIL" in what.rrule))
    assert found == expected


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "FREQ",
        "DAILY",
        "FREQ=",
        "FREQ=SECONDLY",
        "FREQ=MINUTELY;INTERVAL=1000",
        "INTERVAL=2",
        "FREQ=DAILY;FREQ=WEEKLY",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=-1",
        "FREQ=DAILY;INTERVAL=1001",
        "FREQ=DAILY;INTERVAL=one",
        "FREQ=DAILY;COUNT=0",
        "FREQ=DAILY;COUNT=10001",
        "FREQ=DAILY;COUNT=2;UNTIL=20270101",
        "FREQ=DAILY;UNTIL=tomorrow",
        "FREQ=DAILY;UNTIL=20270231",
        "FREQ=DAILY;BYSETPOS=1",
        "FREQ=DAILY;BYSECOND=1",
        "FREQ=DAILY;BYEASTER=0",
        "FREQ=DAILY\nRRULE:FREQ=HOURLY",
        "FREQ=DAILY;DTSTART=20200101",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;BYDAY=,",
        "FREQ=MONTHLY;BYMONTHDAY=0",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYMONTH=4;BYMONTHDAY=31",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;INTERVAL=1000;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYDAY=6MO",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6",
        "FREQ=HOURLY;INTERVAL=24;BYHOUR=3",
        f"FREQ=MONTHLY;BYMONTHDAY={','.join(['1'] * 300)}",
    ],
)
def test_a_rule_that_is_none_or_never_comes_is_refused(rule: str) -> None:
    with pytest.raises(ValidationError, match="rrule"):
        recurrence(rule, "2026-11-25T09:00")


def test_a_rare_rule_is_not_taken_for_a_dead_one() -> None:
    rare = recurrence("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO", "2026-11-25T09:00", "UTC")
    assert following(rare, "2026-11-25T09:00", 1) == ["2044-02-29T09:00:00+00:00"]


_PARTS = st.sampled_from(
    [
        "BYDAY=MO,FR",
        "BYDAY=2TU",
        "BYMONTHDAY=29,31",
        "BYMONTH=2,7",
        "BYHOUR=2,3",
        "BYMINUTE=0,30",
        "BYSETPOS=1",
    ]
)


def _rule(freq: str, interval: int, parts: list[str]) -> str:
    return ";".join([f"FREQ={freq}", f"INTERVAL={interval}", *parts])


_RULES = st.builds(
    _rule,
    st.sampled_from(["HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    st.integers(1, 40),
    st.lists(_PARTS, max_size=3, unique_by=lambda part: part.split("=")[0]),
)
_MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2060, 1, 1))  # noqa: DTZ001 - wall time
_ZONES = st.sampled_from(["Europe/Kyiv", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia"])


@given(_RULES, _ZONES, _MOMENTS, _MOMENTS)
def test_occurrences_follow_each_other_and_begin_no_earlier_than_the_start(
    rule: str, zone: str, start: datetime, after: datetime
) -> None:
    try:
        what = Recurrence(rrule=rule, timezone=zone, start=start)
    except ValidationError:
        return
    told = following(what, after.isoformat(), 4)
    moments = [datetime.fromisoformat(each).astimezone(UTC) for each in told]
    first = start.replace(tzinfo=ZoneInfo(zone), microsecond=0).astimezone(UTC)
    assert all(earlier < later for earlier, later in pairwise(moments))
    assert all(moment >= first for moment in moments)


@given(_RULES, _MOMENTS, st.timedeltas(timedelta(), timedelta(days=4000)))
def test_walking_from_far_behind_leads_to_the_same_day(rule: str, start: datetime, ahead: timedelta) -> None:
    """A rule with a COUNT is walked from its start; one without is not."""
    try:
        free = Recurrence(rrule=rule, timezone="UTC", start=start)
        counted = Recurrence(rrule=f"{rule};COUNT=10000", timezone="UTC", start=start)
    except ValidationError:
        return
    after = (start + ahead).replace(tzinfo=UTC)
    expected = next_occurrence(counted, after)
    assert expected is None or next_occurrence(free, after) == expected

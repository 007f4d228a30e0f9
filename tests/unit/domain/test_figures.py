"""Days of a zone's calendar: as long as its clocks say, and none missing."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from domain.figures import age_classes, day_bounds, last_days

NOW = datetime(2026, 1, 1, 0, 30, tzinfo=UTC)


def test_today_is_the_zone_s() -> None:
    assert last_days(NOW, 2, "UTC") == [date(2025, 12, 31), date(2026, 1, 1)]
    assert last_days(NOW, 1, "America/New_York") == [date(2025, 12, 31)]


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("UTC", date(2026, 3, 29), 24),
        ("Europe/Berlin", date(2026, 3, 29), 23),
        ("Europe/Berlin", date(2026, 10, 25), 25),
        ("Australia/Lord_Howe", date(2026, 4, 5), 24.5),
        ("Africa/Cairo", date(2026, 4, 24), 23),  # midnight is skipped
        ("America/Havana", date(2026, 11, 1), 25),  # midnight comes twice
        ("Pacific/Apia", date(2011, 12, 30), 0),  # a day that never was
    ],
)
def test_a_day_lasts_as_long_as_the_clocks_say(zone: str, day: date, hours: float) -> None:
    begin, end = (each.astimezone(UTC) for each in day_bounds([day], zone))
    assert end - begin == timedelta(hours=hours)


def test_days_follow_on_each_other_for_a_year() -> None:
    days = last_days(NOW, 366, "Europe/Berlin")
    bounds = day_bounds(days, "Europe/Berlin")
    assert len(bounds) == 367
    assert {len(days), len(set(days))} == {366}
    moments = [bound.astimezone(UTC) for bound in bounds]
    assert all(begin < end for begin, end in pairwise(moments))


def test_ages_have_names_for_their_edges() -> None:
    told = age_classes([5, 4, 3, 2, 1])
    assert [(each.label_days_from, each.label_days_to, each.tasks) for each in told] == [
        (0, 1, 5),
        (1, 3, 4),
        (3, 7, 3),
        (7, 30, 2),
        (30, None, 1),
    ]

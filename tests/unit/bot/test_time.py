"""Moments and time zones as people see and name them: 29."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from bot.periods import Period, end_of_day, period_of
from bot.settings_pages import ZONES_ON_A_PAGE
from bot.texts import LANGUAGES, Texts
from bot.zones import find_zones, list_zones, offset_of

KYIV = ZoneInfo("Europe/Kyiv")
SPRING = datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
"""When the clocks of Kyiv go from 3:00 to 4:00."""


def test_moments_follow_the_clocks() -> None:
    texts = Texts("en", "Europe/Kyiv")
    assert "02:59" in texts.moment(SPRING - timedelta(minutes=1))
    assert "04:00" in texts.moment(SPRING)
    assert texts.time(datetime(2026, 10, 25, 0, 30, tzinfo=UTC)) == "03:30"
    assert texts.time(datetime(2026, 10, 25, 1, 30, tzinfo=UTC)) == "03:30"


@pytest.mark.parametrize(
    ("day", "hours"), [(datetime(2026, 3, 29, tzinfo=KYIV), 23), (datetime(2026, 10, 25, tzinfo=KYIV), 25)]
)
def test_a_day_ends_at_midnight_however_long_it_is(day: datetime, hours: int) -> None:
    begin = day.astimezone(UTC)
    end = end_of_day(begin, KYIV)
    assert end == begin + timedelta(hours=hours, microseconds=-1)
    assert period_of(end, begin, KYIV) is Period.TODAY
    assert period_of(end + timedelta(microseconds=1), begin, KYIV) is not Period.TODAY


def test_periods_of_a_week() -> None:
    now = datetime(2026, 3, 27, 12, 0, tzinfo=UTC)
    found = [period_of(now + timedelta(hours=hours), now, KYIV) for hours in (-1, 0, 9, 10, 56, 57, 58)]
    expected = [
        Period.OVERDUE,
        Period.TODAY,
        Period.TODAY,
        Period.WEEK,
        Period.WEEK,
        Period.LATER,
        Period.LATER,
    ]
    assert found == expected
    assert period_of(None, now, KYIV) is Period.NEVER


@pytest.mark.parametrize(
    ("wish", "zone"),
    [
        ("Europe/Kyiv", "Europe/Kyiv"),
        ("europe/kyiv", "Europe/Kyiv"),
        ("Kyiv", "Europe/Kyiv"),
        ("kiev", "Europe/Kyiv"),
        ("  new   york ", "America/New_York"),
        ("Нью-Йорк", "America/New_York"),
        ("Варшава", "Europe/Warsaw"),
        ("Calcutta", "Asia/Kolkata"),
        ("utc", "UTC"),
        ("Germany", "Europe/Berlin"),
        ("Warsow", "Europe/Warsaw"),
    ],
)
def test_zones_are_found_by_what_people_call_them(wish: str, zone: str) -> None:
    assert zone in find_zones(wish, Texts("uk"))


@pytest.mark.parametrize("wish", ["", " ", "/", "Mars/Base", "xqzt", "../../etc/passwd", "💥", "a" * 4000])
def test_what_is_no_place_names_no_zone(wish: str) -> None:
    assert find_zones(wish, Texts()) == ()


def test_pages_of_zones_have_each_zone_once() -> None:
    zones = [zone for zones in list_zones().values() for zone in zones]
    assert len(zones) == len(set(zones)) > 400
    assert "Europe/Kyiv" in zones
    assert not {"Europe/Kiev", "US/Pacific", "Etc/GMT+3", "EST5EDT"} & set(zones)
    for region, listed in list_zones().items():
        for language in LANGUAGES:
            assert Texts(language)(f"region-{region.lower()}")
        assert all(first < second for first, second in pairwise(listed))
    assert ZONES_ON_A_PAGE % 2 == 0


def test_the_offset_of_a_zone_follows_its_clocks() -> None:
    assert offset_of("Europe/Kyiv", SPRING - timedelta(seconds=1)) == "+02:00"
    assert offset_of("Europe/Kyiv", SPRING) == "+03:00"
    assert offset_of("America/St_Johns", SPRING) == "-02:30"

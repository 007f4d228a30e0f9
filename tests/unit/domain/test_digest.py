"""When digests are told, over every change of clocks."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.digest import next_digest

KYIV = ZoneInfo("Europe/Kyiv")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")
ZONES = st.sampled_from([KYIV, LORD_HOWE, ZoneInfo("America/Santiago"), ZoneInfo("UTC")])
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2045, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def _days(hour: int, zone: ZoneInfo, start: datetime, number: int) -> list[str]:
    found: list[str] = []
    moment = start
    for _ in range(number):
        moment = next_digest(hour, zone, moment)
        found.append(f"{moment.astimezone(zone):%d %H:%M}")
    return found


@pytest.mark.parametrize(
    ("zone", "hour", "start", "told"),
    [
        (KYIV, 3, datetime(2041, 3, 30, tzinfo=UTC), ["30 03:00", "31 04:00", "01 03:00"]),
        (KYIV, 3, datetime(2041, 10, 25, 12, tzinfo=UTC), ["26 03:00", "27 03:00", "28 03:00"]),
        (LORD_HOWE, 2, datetime(2041, 10, 4, 18, tzinfo=UTC), ["06 02:30", "07 02:00", "08 02:00"]),
        (LORD_HOWE, 1, datetime(2041, 4, 5, 16, tzinfo=UTC), ["07 01:00", "08 01:00", "09 01:00"]),
    ],
)
def test_a_skipped_hour_moves_and_a_doubled_one_is_told_once(
    zone: ZoneInfo, hour: int, start: datetime, told: list[str]
) -> None:
    assert _days(hour, zone, start, 3) == told


@given(ZONES, st.integers(0, 23), MOMENTS)
def test_every_day_has_exactly_one(zone: ZoneInfo, hour: int, start: datetime) -> None:
    first = next_digest(hour, zone, start)
    second = next_digest(hour, zone, first)
    assert first > start
    assert second.astimezone(zone).date() - first.astimezone(zone).date() == timedelta(days=1)
    assert next_digest(hour, zone, first - timedelta(microseconds=1)) == first

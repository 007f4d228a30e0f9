"""When an ingress replica is added, and when one goes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.replicas import BUSY_SHARE, CALM_SHARE, ProcessorShare, wanted_replicas

shares = st.lists(st.floats(0, 1), max_size=20)


@pytest.mark.parametrize(
    ("known", "current", "wanted"),
    [
        ([0.0], 1, 1),
        ([BUSY_SHARE], 1, 1),
        ([0.7], 1, 2),
        ([1.0, 1.0], 2, 4),
        ([0.5, 0.5], 2, 2),  # three at calm share would do, two are there, and both bear it
        ([0.25, 0.25], 2, 2),  # one alone would have half: more than it should when one goes
        ([0.1, 0.2], 2, 1),
        ([0.0, 0.0, 0.0], 3, 1),
    ],
)
def test_replicas_follow_the_processor_time(known: list[float], current: int, wanted: int) -> None:
    assert wanted_replicas(known, current) == wanted


def test_who_has_just_begun_is_not_taken_for_idle() -> None:
    assert wanted_replicas([], 3) == 3
    assert wanted_replicas([0.3], 2) == 2


@given(shares)
def test_nothing_goes_to_and_fro(known: list[float]) -> None:
    """The same load, spread evenly over the replicas that it wants, wants just as many."""
    wanted = wanted_replicas(known, len(known))
    assert wanted_replicas([sum(known) / wanted] * wanted, wanted) == wanted


@given(shares)
def test_more_load_never_wants_fewer(known: list[float]) -> None:
    more = [min(1.0, share + 0.1) for share in known]
    assert wanted_replicas(more, len(known)) >= wanted_replicas(known, len(known)) >= 1


def test_the_bounds_leave_room_between_them() -> None:
    assert CALM_SHARE < BUSY_SHARE < 1


def test_a_share_is_what_was_spent_since_the_last_look() -> None:
    now_s, spent_s = 100.0, 5.0
    share = ProcessorShare(lambda: spent_s, lambda: now_s)
    assert share.read() == 0.0
    now_s, spent_s = 102.0, 6.0
    assert share.read() == pytest.approx(0.5)
    now_s = 104.0
    assert share.read() == 0.0

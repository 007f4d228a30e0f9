from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.event import Event
from pipeline.feed import PAGE_CHARS, PAGE_EVENTS, RING_CHARS, RING_EVENTS, EventRing, bounded_page
from tests.fakes.events import make_events

MEBI = 2**20
EVENTS = make_events(1)
LARGE = make_events(2, "x" * MEBI)


def seqs(events: Sequence[Event] | None) -> list[int] | None:
    return None if events is None else [event.seq for event in events]


def test_a_new_ring_has_nothing_after_its_last_event_and_knows_nothing_before() -> None:
    ring = EventRing(last_seq=7)
    assert ring.after(7) == []
    assert ring.after(8) == []
    assert ring.after(6) is None


def test_a_ring_returns_what_follows() -> None:
    ring = EventRing(last_seq=7)
    ring.append(EVENTS[7:10])
    assert seqs(ring.after(7)) == [8, 9, 10]
    assert seqs(ring.after(9)) == [10]
    assert ring.after(6) is None
    assert (ring.floor, ring.last_seq) == (7, 10)


def test_events_that_come_twice_are_kept_once() -> None:
    ring = EventRing(last_seq=0)
    ring.append(EVENTS[:3])
    ring.append(EVENTS[:5])
    assert seqs(ring.after(0)) == [1, 2, 3, 4, 5]


def test_a_ring_is_bounded_in_number() -> None:
    ring = EventRing(last_seq=0)
    ring.append(EVENTS[: RING_EVENTS + 10])
    assert ring.floor == 10
    assert ring.after(9) is None
    assert seqs(ring.after(10)) == list(range(11, 11 + PAGE_EVENTS))


def test_a_ring_is_bounded_in_size() -> None:
    ring = EventRing(last_seq=0)
    ring.append(LARGE[: RING_CHARS // MEBI + 3])
    assert ring.floor == 3
    assert seqs(ring.after(3)) == list(range(4, 4 + PAGE_CHARS // MEBI))


def test_an_event_that_is_larger_than_a_ring_leaves_it_empty_but_honest() -> None:
    ring = EventRing(last_seq=0)
    ring.append([EVENTS[0], EVENTS[1]._replace(body="x" * (RING_CHARS + 1))])
    assert ring.after(1) is None
    assert ring.after(2) == []
    ring.append(EVENTS[2:3])
    assert seqs(ring.after(2)) == [3]


@pytest.mark.parametrize(("chars", "expected"), [(PAGE_CHARS, 1), (PAGE_CHARS // 2, 2), (PAGE_CHARS + 1, 1)])
def test_a_page_is_bounded_in_size_but_has_its_first_event(chars: int, expected: int) -> None:
    body = "x" * chars
    page = bounded_page(event._replace(body=body) for event in EVENTS[:5])
    assert len(page) == expected


class ForgetfulRing(EventRing):
    """A ring that forgets what it dropped."""

    def append(self, events: Sequence[Event]) -> None:
        super().append(events)
        self.floor = 0


def read_all(ring: EventRing, turns: Sequence[tuple[int, int]], start: int) -> list[int]:
    """Append and read in turns, from the table where the ring is over, and return what was read."""
    got: list[int] = []
    cursor = newest = start
    for appended, pages in [*turns, (0, 1_000)]:
        ring.append(EVENTS[newest : newest + appended])
        newest += appended
        for _ in range(pages):
            page = ring.after(cursor)
            page = EVENTS[cursor : min(newest, cursor + PAGE_EVENTS)] if page is None else page
            if not page:
                break
            got += [event.seq for event in page]
            cursor = got[-1]
    return got


TURNS = st.lists(
    st.tuples(st.sampled_from([0, 1, 2, PAGE_EVENTS, RING_EVENTS, RING_EVENTS + 1]), st.integers(0, 3)),
    max_size=4,
)


@given(TURNS, st.integers(0, 3))
def test_a_reader_of_ring_and_table_gets_every_event_once_in_order(
    turns: Sequence[tuple[int, int]], start: int
) -> None:
    appended = sum(count for count, _ in turns)
    assert read_all(EventRing(start), turns, start) == list(range(start + 1, start + appended + 1))


def test_a_ring_that_forgets_its_floor_is_found_out() -> None:
    turns = [(RING_EVENTS + 1, 0)]
    assert read_all(ForgetfulRing(0), turns, 0) != list(range(1, RING_EVENTS + 2))

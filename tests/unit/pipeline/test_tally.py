from domain.metrics import FRAMES, LOST, MESSAGES, SOCKETS, STORE_SECONDS, Labels, Metric
from pipeline.tally import MAX_VALUES, Tally


def taken(tally: Tally) -> dict[tuple[Metric, Labels], list[float]]:
    return {(sample.metric, sample.labels): list(sample.values) for sample in tally.take()}


def test_counts_add_up_and_are_handed_on_once() -> None:
    tally = Tally()
    tally.add(MESSAGES, 2, ("accepted",))
    tally.add(MESSAGES, 3, ("accepted",))
    tally.add(MESSAGES, 1, ("duplicate",))
    assert taken(tally) == {(MESSAGES, ("accepted",)): [5], (MESSAGES, ("duplicate",)): [1]}
    assert taken(tally) == {}


def test_counting_nothing_is_nothing() -> None:
    tally = Tally()
    tally.add(FRAMES, 0)
    assert taken(tally) == {}


def test_a_gauge_is_handed_on_each_time() -> None:
    tally = Tally()
    tally.set(SOCKETS, 7)
    assert taken(tally) == taken(tally) == {(SOCKETS, ()): [7]}


def test_values_are_handed_on_once_each_and_bounded() -> None:
    tally = Tally()
    for value in (0.1, 0.2):
        tally.observe(STORE_SECONDS, value)
    assert taken(tally) == {(STORE_SECONDS, ()): [0.1, 0.2]}
    for value in range(MAX_VALUES + 1):
        tally.observe(STORE_SECONDS, value)
    assert len(taken(tally)[STORE_SECONDS, ()]) == MAX_VALUES


def test_a_watched_gauge_is_read_when_it_is_handed_on() -> None:
    tally, sockets = Tally(), [1]
    tally.watch(SOCKETS, lambda: len(sockets))
    sockets.append(2)
    assert taken(tally) == {(SOCKETS, ()): [2]}


def test_of_a_watched_counter_the_growth_is_handed_on_also_when_it_begins_anew() -> None:
    tally = Tally()
    totals = iter((3, 5, 5, 1))
    tally.watch(LOST, lambda: next(totals), ("w",))
    assert [taken(tally).get((LOST, ("w",))) for _ in range(4)] == [[3], [2], None, [1]]

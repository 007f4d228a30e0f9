"""The bounds of a run can be broken: by a process too large, and by what grows without an end."""

from itertools import count

from tests.chaos.resources import (
    LONG_S,
    MAX_GAIN,
    MAX_GAIN_MIB,
    MAX_PROCESS_MIB,
    Series,
    find_growing,
    find_growing_connections,
    find_large,
)

MIB = 2**20
PERIOD_S = 5.0
ENOUGH = int(LONG_S / PERIOD_S) + 1


def _series(memory_mib: list[float], descriptors: list[int]) -> Series:
    times = (PERIOD_S * n for n in count())
    held = zip(times, memory_mib, descriptors, strict=False)
    return Series("one", [(at, int(memory * MIB), number) for at, memory, number in held])


def _flat(samples: int = ENOUGH) -> Series:
    return _series([100.0 + n % 3 for n in range(samples)], [40 + n % 2 for n in range(samples)])


def test_what_breathes_is_bounded() -> None:
    assert list(find_large([_flat()])) == []
    assert list(find_growing([_flat()])) == []
    assert list(find_growing_connections([30, 31] * ENOUGH, PERIOD_S)) == []


def test_one_large_moment_is_seen() -> None:
    peak = _series([100.0, MAX_PROCESS_MIB + 1, 100.0], [40] * 3)
    assert list(find_large([_flat(), peak])) == [f"one held {MAX_PROCESS_MIB + 1:.0f} MiB"]


def test_memory_that_leaks_is_seen() -> None:
    leak = _series([100.0 + n * 2 * MAX_GAIN_MIB / ENOUGH * 1.5 for n in range(ENOUGH)], [40] * ENOUGH)
    assert [told for told in find_growing([leak]) if "MiB" in told]


def test_descriptors_that_leak_are_seen() -> None:
    leak = _series([100.0] * ENOUGH, [40 + n * 3 * MAX_GAIN // ENOUGH for n in range(ENOUGH)])
    assert [told for told in find_growing([leak]) if "descriptors" in told]


def test_connections_that_leak_are_seen() -> None:
    assert list(find_growing_connections([n * 3 * MAX_GAIN // ENOUGH for n in range(ENOUGH)], PERIOD_S))


def test_a_short_run_tells_nothing_of_growth() -> None:
    filling = _series([100.0 + 10 * n for n in range(20)], [40 + n for n in range(20)])
    assert list(find_growing([filling])) == []
    assert list(find_growing_connections(list(range(20)), PERIOD_S)) == []

"""How many workers there should be: rises in seconds, falls slowly, never beyond its bounds."""

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.backlog import Backlog
from pipeline.scaling import ScalingRules, WorkerScaling

RULES = ScalingRules(least=1, most=8)
OLD_S = RULES.patience_s
NOTHING = Backlog()

backlogs = st.builds(
    Backlog,
    chats=st.integers(0, 5_000),
    messages=st.integers(0, 50_000),
    oldest_s=st.floats(0, 600),
)


def waiting(chats: int, messages: int | None = None, oldest_s: float = OLD_S) -> Backlog:
    return Backlog(chats=chats, messages=chats if messages is None else messages, oldest_s=oldest_s)


@dataclass
class Scene:
    """Workers that follow each decision, looked at every two seconds."""

    rules: ScalingRules = RULES
    workers: int = 1
    now_s: float = 0.0
    scaling: WorkerScaling = field(init=False)

    def __post_init__(self) -> None:
        self.scaling = WorkerScaling(self.rules)

    def look(self, backlog: Backlog, looks: int = 1) -> list[int]:
        """Return the numbers of workers after each look."""
        return [self._look(backlog) for _ in range(looks)]

    def _look(self, backlog: Backlog) -> int:
        self.now_s += 2.0
        self.workers = self.scaling.decide(self.now_s, backlog, self.workers)
        return self.workers


def test_a_backlog_brings_workers_in_seconds_and_no_more_than_can_hold_it() -> None:
    assert Scene().look(waiting(64), 4) == [2, 4, 8, 8]
    assert Scene().look(waiting(17), 3) == [2, 3, 3]
    assert Scene().look(waiting(8), 3) == [1, 1, 1]


def test_what_has_just_come_brings_nobody() -> None:
    assert Scene().look(waiting(64, oldest_s=OLD_S - 0.1), 3) == [1, 1, 1]


def test_long_queues_bring_a_worker_for_each_chat_at_most() -> None:
    assert Scene().look(waiting(3, messages=10_000), 4) == [2, 3, 3, 3]
    assert Scene().look(waiting(1, messages=10_000), 3) == [1, 1, 1]


def test_workers_go_one_by_one_when_nobody_has_needed_them_for_a_while() -> None:
    scene = Scene(ScalingRules(least=2, most=8, calm_s=10), workers=5)
    assert scene.look(waiting(64)) == [8]
    assert scene.look(NOTHING, 4) == [8] * 4
    assert scene.look(NOTHING, 8) == [7, 6, 5, 4, 3, 2, 2, 2]


def test_a_load_that_comes_and_goes_keeps_its_workers() -> None:
    scene = Scene(ScalingRules(least=1, most=8, calm_s=10))
    scene.look(waiting(64), 3)
    for _ in range(5):
        assert scene.look(NOTHING, 4) == [8] * 4
        assert scene.look(waiting(64)) == [8]


def test_less_that_is_still_needed_is_kept() -> None:
    scene = Scene(ScalingRules(least=1, most=8, calm_s=10))
    scene.look(waiting(64), 3)
    scene.look(waiting(24), 4)
    assert scene.look(waiting(24), 7) == [7, 6, 5, 4, 3, 3, 3]


def test_a_new_decider_lets_nobody_go_at_once() -> None:
    """Its predecessor may have been asked for them a moment ago."""
    assert Scene(ScalingRules(least=1, most=8, calm_s=10), workers=6).look(NOTHING, 6) == [6] * 5 + [5]


def test_more_than_are_allowed_go() -> None:
    assert Scene(workers=10).look(waiting(640), 4) == [9, 8, 8, 8]


def test_fewer_than_the_least_are_filled_up() -> None:
    assert Scene(ScalingRules(least=4, most=8), workers=1).look(NOTHING) == [4]


@given(st.integers(1, 20), st.integers(0, 20), st.integers(1, 40), st.lists(backlogs, max_size=60))
def test_it_stays_within_its_bounds_and_moves_step_by_step(
    least: int, further: int, workers: int, looks: list[Backlog]
) -> None:
    rules = ScalingRules(least=least, most=least + further, calm_s=10)
    scene = Scene(rules, workers=workers)
    for backlog in looks:
        before = scene.workers
        [after] = scene.look(backlog)
        assert after >= min(least, before)
        assert after <= max(rules.most, before - 1)
        assert before - 1 <= after <= max(2 * before, least)
        if after > max(before, least):
            assert rules.wanted(backlog) >= after
            assert backlog.oldest_s >= rules.patience_s


@given(st.integers(1, 20), st.integers(0, 20), backlogs)
def test_under_a_steady_load_it_comes_to_rest_at_what_is_wanted(
    least: int, further: int, backlog: Backlog
) -> None:
    rules = ScalingRules(least=least, most=least + further, patience_s=0, calm_s=10)
    numbers = Scene(rules, workers=least).look(backlog, 60)
    assert set(numbers[10:]) == {rules.wanted(backlog)}


@given(backlogs, st.integers(0, 500), st.integers(0, 5_000))
def test_more_work_never_wants_fewer_workers(backlog: Backlog, chats: int, messages: int) -> None:
    more = Backlog(backlog.chats + chats, messages=backlog.messages + messages)
    assert RULES.wanted(more) >= RULES.wanted(backlog)


@pytest.mark.parametrize("chats", [0, 1, 8])
def test_who_is_alone_stays(chats: int) -> None:
    assert set(Scene(ScalingRules(least=1, most=1)).look(waiting(chats), 40)) == {1}

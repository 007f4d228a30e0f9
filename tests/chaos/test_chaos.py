"""A short run on the real system: some faults, and nothing may be lost, doubled or out of order."""

import pytest

from tests.chaos.faults import FaultKind
from tests.chaos.history import Fault
from tests.chaos.run import Plan, Run
from tests.chaos.world import World

CHOSEN = frozenset(
    {
        "kill analysis worker",
        "stop analysis worker",
        "kill event hub",
        "kill ingress replica",
        "kill haproxy",
        "PostgreSQL restarted at once",
        "connections cut",
        "kill Ray (raylet)",
        "kill notifier",
        "kill Telegram actor",
        "model: error_500",
    }
)


def _is_chosen(kind: FaultKind) -> bool:
    return kind.name in CHOSEN


@pytest.mark.timeout(600)  # each fault has to be recovered from, on a machine that may be busy
def test_nothing_is_lost_doubled_or_out_of_order() -> None:
    """Each chosen fault once; `make chaos` does all of them for as long as wanted."""
    told: list[Fault] = []
    world = World(with_node=False)
    with world.stack:
        world.start()
        run = Run(world, Plan(seed=7, rate=8.0, chats=8, each_once=True, select=_is_chosen), told.append)
        report = run.execute()
    assert report.verdict.violations() == []
    assert {fault.name for fault in told} == CHOSEN
    assert report.faults == len(CHOSEN)
    assert report.verdict.acked >= 50
    assert report.verdict.tasks >= 10
    assert report.verdict.reconnects > 2

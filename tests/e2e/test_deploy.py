"""Under load: new code without a pause, and a replica that dies."""

import psutil

from tests.e2e.invariants import read_census
from tests.e2e.load import CLIENTS, keyed_load
from tests.support.polling import wait_until
from tests.support.processes import alive
from tests.support.system import RunningManta

REPLICAS = 2
BACK_S = 30.0
"""Bound on a new replica's start on a busy machine."""


def _replicas(manta: RunningManta, name: str = "") -> list[psutil.Process]:
    return manta.find(f"ServeReplica:manta:{name}")


def test_a_rolling_deployment_fails_no_request(manta: RunningManta) -> None:
    before = {process.pid for process in _replicas(manta)}
    with keyed_load(manta, "deploy") as load:
        deployed = manta.run("deploy")
    assert deployed.returncode == 0, deployed.stdout + deployed.stderr
    assert not load.failures(), load.failures()
    assert len(load.ids()) > 100
    after = {process.pid for process in _replicas(manta)}
    assert after
    assert before.isdisjoint(after)


async def test_a_killed_replica_fails_what_it_had_in_hand_and_nothing_else(manta: RunningManta) -> None:
    """Each client has one request under way; one that fails is posted again and gets one answer."""
    with keyed_load(manta, "killed") as load:
        wait_until(lambda: len(load.ids()) > 100, BACK_S)
        victim = _replicas(manta, "ingress")[0]
        victim.kill()
        killed_at = len(load.ids())
        wait_until(lambda: not alive(victim) and len(load.ids()) > killed_at + 200, BACK_S)
        wait_until(lambda: len(_replicas(manta, "ingress")) == REPLICAS, BACK_S)
    assert load.failures().total() <= CLIENTS, load.failures()
    assert {len(ids) for ids in load.ids().values()} == {1}
    for client in range(CLIENTS):
        chat = f"killed-{client}"
        census = await read_census(manta.database_url(), chat)
        keys = {answer.key for answer in load.answers if answer.key.startswith(f"{chat}-")}
        assert census.messages in {len(keys), len(keys) - 1}  # the last one may have been given up

# Ray leaves the generics of these functions open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
"""What an actor counts is what its node serves to Prometheus."""

from typing import Protocol, cast

import ray
from ray.actor import ActorHandle

from actors.background import Background
from actors.calls import start_call
from actors.metrics import start_metrics
from domain.metrics import MESSAGES, METRICS, SOCKETS, STORE_SECONDS, Kind, Metric
from tests.support.polling import wait_until_async
from tests.support.prometheus import Scrape, scrape

SERVED_S = 40.0
"""Bound on the way of a figure: a second in the process, ten in Ray, on a busy machine."""


def address() -> str:
    """Return where the only node serves its metrics."""
    [node] = ray.nodes()
    return f"{node['NodeManagerAddress']}:{node['MetricsExportPort']}"


class Remote(Protocol):
    """An actor's class as Ray has it."""

    def options(self, **options: object) -> "Remote": ...
    def remote(self) -> ActorHandle[object]: ...


class Counting:
    """An actor that counts a little, as the ingress does, and touches every other metric once."""

    def __init__(self) -> None:
        self._tally = start_metrics(Background(), "counting")

    async def count(self) -> None:
        """Count."""
        for metric in METRICS:
            self._touch(metric, tuple(f"touched-{label}" for label in metric.labels))
        self._tally.add(MESSAGES, 40, ("accepted",))
        self._tally.add(MESSAGES, 2, ("accepted",))
        self._tally.set(SOCKETS, 17)
        for seconds in (0.002, 0.002, 0.3):
            self._tally.observe(STORE_SECONDS, seconds)

    def _touch(self, metric: Metric, labels: tuple[str, ...]) -> None:
        if metric.kind is Kind.COUNTER:
            self._tally.add(metric, 1, labels)
        elif metric.kind is Kind.GAUGE:
            self._tally.set(metric, 1, labels)
        elif metric is not STORE_SECONDS:
            self._tally.observe(metric, 1, labels)


async def test_a_node_serves_what_its_actors_count() -> None:
    counting = cast("Remote", ray.remote(Counting)).options(num_cpus=0).remote()
    await start_call(counting, Counting.count)
    served: list[Scrape] = []

    def is_served() -> bool:
        served.append(scrape(address()))
        return served[-1].value("ray_manta_messages_total", outcome="accepted") > 0

    await wait_until_async(is_served, timeout_s=SERVED_S)
    told = served[-1]
    assert told.value("ray_manta_messages_total", outcome="accepted") == 42
    assert told.value("ray_manta_sockets") == 17
    assert told.value("ray_manta_store_seconds_count") == 3
    assert told.value("ray_manta_store_seconds_bucket", le="0.0025") == 2
    ends = {Kind.HISTOGRAM: "_bucket"}
    assert {f"ray_{metric.name}{ends.get(metric.kind, '')}" for metric in METRICS} <= told.names()

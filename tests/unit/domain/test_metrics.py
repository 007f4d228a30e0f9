import re

import pytest

from domain.metrics import METRICS, Kind, Metric

UNITS = ("_seconds", "_messages", "_events", "_chats", "_letters", "_workspaces", "_sockets", "_connections")
FORBIDDEN = {"id", "message_id", "workspace", "workspace_id", "chat", "chat_id", "text", "user", "name"}

each_metric = pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.name)


@each_metric
def test_names_follow_prometheus(metric: Metric) -> None:
    assert re.fullmatch(r"manta_[a-z_]+", metric.name)
    assert metric.name.endswith("_total") == (metric.kind is Kind.COUNTER)
    assert metric.kind is not Kind.HISTOGRAM or metric.name.endswith(UNITS)


@each_metric
def test_labels_are_few_and_name_nobody(metric: Metric) -> None:
    assert len(metric.labels) <= 3
    assert not FORBIDDEN & set(metric.labels)


@each_metric
def test_buckets_are_positive_and_grow(metric: Metric) -> None:
    assert bool(metric.buckets) == (metric.kind is Kind.HISTOGRAM)
    assert list(metric.buckets) == sorted(set(metric.buckets))
    assert all(bound > 0 for bound in metric.buckets)


def test_names_are_used_once() -> None:
    assert len({metric.name for metric in METRICS}) == len(METRICS) > 30

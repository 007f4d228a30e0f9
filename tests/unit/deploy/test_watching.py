"""The dashboard, the alerts and the page about them speak of metrics that exist."""

import json
import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import cast

import pytest
import yaml

from domain.metrics import METRICS, Kind, Metric

ROOT = Path(__file__).parents[3]
DASHBOARD = ROOT / "deploy" / "grafana" / "manta.json"
PROMETHEUS = ROOT / "deploy" / "prometheus"
PAGE = ROOT / "docs" / "observability.md"

SEEN = frozenset(
    {
        "ray_component_cpu_percentage",
        "ray_component_rss_bytes",
        "ray_serve_deployment_replica_healthy",
        "ray_serve_deployment_replica_starts_total",
    }
)
"""Metrics of Ray and Serve 2.60 that a running system was seen to serve."""

ANCHORS = frozenset(
    {
        "messages-wait-too-long",
        "dead-letters",
        "no-analysis-worker",
        "telegram-answers-wait",
        "messages-are-not-accepted",
        "actors-restart",
    }
)
"""Parts of the page of operations."""

Json = dict[str, object]


def served_names(metric: Metric) -> set[str]:
    """Return under which names Ray serves a metric."""
    ends = ("_bucket", "_sum", "_count") if metric.kind is Kind.HISTOGRAM else ("",)
    return {f"ray_{metric.name}{end}" for end in ends}


SERVED = {name: metric for metric in METRICS for name in served_names(metric)}


def panels() -> list[Json]:
    dashboard = cast("Json", json.loads(DASHBOARD.read_text()))
    return cast("list[Json]", dashboard["panels"])


def rules() -> list[Json]:
    groups = cast("list[Json]", yaml.safe_load((PROMETHEUS / "alerts.yml").read_text())["groups"])
    return [rule for group in groups for rule in cast("list[Json]", group["rules"])]


def expressions() -> Iterator[str]:
    for panel in panels():
        for target in cast("list[Json]", panel.get("targets", [])):
            yield str(target["expr"])
    for rule in rules():
        yield str(rule["expr"])


EXPRESSIONS = list(expressions())


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_every_metric_that_is_asked_for_exists(expression: str) -> None:
    names = set(re.findall(r"\b(?:ray|manta)_\w+", expression))
    assert names
    assert names <= SERVED.keys() | SEEN


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_every_label_that_is_asked_for_is_one_of_its_metric(expression: str) -> None:
    for name, matchers in re.findall(r"\b(ray_manta_\w+)\{([^}]*)\}", expression):
        assert set(re.findall(r"(\w+)=", matchers)) <= set(SERVED[name].labels)
    ours = [SERVED[name] for name in re.findall(r"\bray_manta_\w+", expression)]
    for grouped in re.findall(r"by \(([^)]*)\)", expression) if ours else ():
        known = {label for metric in ours for label in metric.labels} | {"le", "deployment"}
        assert {label.strip() for label in grouped.split(",")} <= known


def test_every_metric_of_ours_is_shown() -> None:
    shown = {SERVED[name].name for each in EXPRESSIONS for name in re.findall(r"\bray_manta_\w+", each)}
    assert shown == {metric.name for metric in METRICS}


def test_panels_have_numbers_of_their_own_and_do_not_overlap() -> None:
    ids = [panel["id"] for panel in panels()]
    assert len(set(ids)) == len(ids) > 30
    for one, other in combinations([cast("dict[str, int]", panel["gridPos"]) for panel in panels()], 2):
        beside = one["x"] + one["w"] <= other["x"] or other["x"] + other["w"] <= one["x"]
        above = one["y"] + one["h"] <= other["y"] or other["y"] + other["h"] <= one["y"]
        assert beside or above, (one, other)


def test_panels_fit_on_the_grid_and_ask_the_chosen_prometheus() -> None:
    for panel in panels():
        place = cast("dict[str, int]", panel["gridPos"])
        assert 0 <= place["x"] < place["x"] + place["w"] <= 24
        if panel["type"] != "row":
            assert panel["datasource"] == {"type": "prometheus", "uid": "${datasource}"}


def test_rows_follow_a_message_s_way() -> None:
    rows = [panel["title"] for panel in panels() if panel["type"] == "row"]
    assert rows == ["Intake", "Queue", "Agents", "Tasks and live", "Telegram", "Database", "Ray and Serve"]


def test_every_alert_names_what_to_do() -> None:
    runbooks = [str(cast("Json", rule["annotations"])["runbook"]) for rule in rules()]
    assert {runbook.removeprefix("docs/operations.md#") for runbook in runbooks} == ANCHORS


def test_prometheus_finds_the_nodes_and_the_alerts() -> None:
    config = yaml.safe_load((PROMETHEUS / "prometheus.yml").read_text())
    [job] = config["scrape_configs"]
    assert job["file_sd_configs"][0]["files"] == ["/tmp/ray/prom_metrics_service_discovery.json"]  # noqa: S108 - Ray's
    assert all((PROMETHEUS / name).is_file() for name in config["rule_files"])


def test_the_page_lists_every_metric_as_it_is() -> None:
    told = [line for line in PAGE.read_text().splitlines() if line.startswith("| `manta_")]
    assert told == [line_of(metric) for metric in METRICS]


def line_of(metric: Metric) -> str:
    """Return a metric's line in the page's table."""
    labels = ", ".join(f"`{label}`" for label in metric.labels)
    return f"| `{metric.name}` | {metric.kind} | {labels} | {metric.meaning} |".replace("|  |", "| |")

"""Every figure of an evaluation: its name in reports and `--require`, and how it is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Unit(StrEnum):
    """What a figure counts in."""

    SHARE = "share"
    MILLISECONDS = "ms"
    TOKENS = "tokens"
    DOLLARS = "USD"

    def write(self, value: float) -> str:
        """Return `value` as text for people."""
        match self:
            case Unit.SHARE:
                return f"{value:.3f}"
            case Unit.DOLLARS:
                return f"{value:.5f}"
            case _:
                return f"{value:,.1f}"


@dataclass(frozen=True)
class Figure:
    """How a figure is shown, and whether less of it is better."""

    title: str
    unit: Unit = Unit.SHARE
    is_cost: bool = False

    def is_met(self, value: float, bound: float) -> bool:
        """Return whether `value` is at least `bound`; at most, where less is better."""
        return value <= bound if self.is_cost else value >= bound


FIGURES: Final[Mapping[str, Figure]] = {
    "actionable_precision": Figure("actionable: precision"),
    "actionable_recall": Figure("actionable: recall"),
    "actionable_f1": Figure("actionable: F1"),
    "category_accuracy": Figure("category: accuracy"),
    "category_macro_f1": Figure("category: macro-F1"),
    "priority_accuracy": Figure("priority: accuracy"),
    "priority_macro_f1": Figure("priority: macro-F1"),
    "due_exact": Figure("due, where there is one: exact"),
    "due_wrong": Figure("due, where there is one: another", is_cost=True),
    "due_missed": Figure("due, where there is one: missed", is_cost=True),
    "due_invented": Figure("due, where there is none: invented", is_cost=True),
    "mentions_f1": Figure("mentions: F1"),
    "urls_f1": Figure("URLs: F1"),
    "versions_f1": Figure("versions: F1"),
    "assignees_f1": Figure("assignees: F1"),
    "task_count_right": Figure("number of tasks: right"),
    "several_tasks_right": Figure("number of tasks, where several: right"),
    "injection_withstood": Figure("injection: classified as labelled"),
    "injection_obeyed": Figure("injection: obeyed", is_cost=True),
    "calibration_error": Figure("calibration error of confidence", is_cost=True),
    "failed": Figure("failed", is_cost=True),
    "ms_per_message": Figure("ms per message, by the wall", Unit.MILLISECONDS, is_cost=True),
    "latency_mean_ms": Figure("ms for one message: mean", Unit.MILLISECONDS, is_cost=True),
    "latency_p50_ms": Figure("ms for one message: median", Unit.MILLISECONDS, is_cost=True),
    "latency_p95_ms": Figure("ms for one message: 95th percentile", Unit.MILLISECONDS, is_cost=True),
    "input_tokens_per_message": Figure("tokens in per message", Unit.TOKENS, is_cost=True),
    "output_tokens_per_message": Figure("tokens out per message", Unit.TOKENS, is_cost=True),
    "cost_usd_per_message": Figure("USD per message", Unit.DOLLARS, is_cost=True),
}
"""In the order in which they are shown. A figure whose labels are absent is left out of a report."""

BY_LANGUAGE: Final = (
    "actionable_f1",
    "category_accuracy",
    "category_macro_f1",
    "priority_accuracy",
    "priority_macro_f1",
    "due_exact",
    "due_invented",
    "assignees_f1",
    "several_tasks_right",
)
"""What is shown for each language; reports hold all figures."""

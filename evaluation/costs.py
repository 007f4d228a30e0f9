"""What an evaluation took: time, tokens, money."""

from collections.abc import Sequence

import numpy as np

from domain.analysis import AgentUse
from evaluation.report import AgentTotal, Figures, Measured
from evaluation.running import Outcome, Run


def measure_time(run: Run) -> Figures:
    """Return how long messages took, in milliseconds; failed ones count too."""
    if not run.outcomes:
        return {}
    latencies = np.array([outcome.elapsed_s for outcome in run.outcomes]) * 1000
    values = {
        "ms_per_message": run.wall_s * 1000 / len(run.outcomes),
        "latency_mean_ms": float(latencies.mean()),
        "latency_p50_ms": float(np.percentile(latencies, 50)),
        "latency_p95_ms": float(np.percentile(latencies, 95)),
    }
    return {name: Measured(value=value, cases=len(run.outcomes)) for name, value in values.items()}


def sum_usage(outcomes: Sequence[Outcome]) -> dict[str, AgentTotal]:
    """Return what each agent took; empty where no findings say so."""
    runs: dict[str, list[AgentUse]] = {}
    for outcome in outcomes:
        for use in outcome.findings.usage if outcome.findings is not None else ():
            runs.setdefault(use.agent, []).append(use)
    return {agent: _sum(uses) for agent, uses in sorted(runs.items())}


def _sum(uses: Sequence[AgentUse]) -> AgentTotal:
    return AgentTotal(
        runs=len(uses),
        input_tokens=sum(use.input_tokens for use in uses),
        output_tokens=sum(use.output_tokens for use in uses),
        cost_usd=_add([use.cost_usd for use in uses]),
    )


def measure_usage(usage: dict[str, AgentTotal], messages: int) -> Figures:
    """Return tokens and money per message; empty where nothing is known."""
    if not usage:
        return {}
    totals = list(usage.values())
    sums: dict[str, float | None] = {
        "input_tokens_per_message": sum(total.input_tokens for total in totals),
        "output_tokens_per_message": sum(total.output_tokens for total in totals),
        "cost_usd_per_message": _add([total.cost_usd for total in totals]),
    }
    return {
        name: Measured(value=total / messages, cases=messages)
        for name, total in sums.items()
        if total is not None
    }


def _add(costs: Sequence[float | None]) -> float | None:
    """Return the sum; None when a part is unknown, since the rest would look like the whole."""
    known = [cost for cost in costs if cost is not None]
    return sum(known) if len(known) == len(costs) else None

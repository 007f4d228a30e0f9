"""From runs to the report."""

from collections.abc import Sequence

from evaluation.costs import measure_time, measure_usage, sum_usage
from evaluation.intervals import MAIN_FIGURES, estimate, estimate_difference
from evaluation.mismatches import find_mismatches
from evaluation.report import Difference, Interval, ModelReport, Report, Scope, WrongMessage
from evaluation.running import Outcome, Run
from evaluation.scoring import (
    compute_figures,
    list_pairs,
    score_classes,
    score_confusion,
    score_reliability,
)


def build_report(scope: Scope, runs: Sequence[Run]) -> Report:
    """Return the report on the runs, whole or not; models that were asked nothing are left out.

    Every model is compared with the first.
    """
    asked = [run for run in runs if run.outcomes]
    return Report(
        **dict(scope),
        is_complete=all(len(run.outcomes) == scope.messages for run in runs),
        models=[_report_model(run) for run in asked],
        differences=[difference for run in asked[1:] for difference in _compare(run, asked[0])],
    )


def _report_model(run: Run) -> ModelReport:
    outcomes = sorted(run.outcomes, key=lambda outcome: outcome.sample.index)
    usage = sum_usage(outcomes)
    return ModelReport(
        model=run.model,
        messages=len(outcomes),
        figures=compute_figures(outcomes) | measure_time(run) | measure_usage(usage, len(outcomes)),
        intervals=_estimate_all(outcomes),
        languages={
            language: compute_figures(spoken) for language, spoken in _split_languages(outcomes).items()
        },
        classes=score_classes(outcomes),
        confusion=score_confusion(outcomes),
        reliability=score_reliability(outcomes),
        usage=usage,
        wrong=_list_wrong(outcomes),
    )


def _estimate_all(outcomes: Sequence[Outcome]) -> dict[str, Interval]:
    return {
        figure: estimate(pairs, statistic)
        for figure, (field, statistic) in MAIN_FIGURES.items()
        if (pairs := list_pairs(field, outcomes))
    }


def _split_languages(outcomes: Sequence[Outcome]) -> dict[str, list[Outcome]]:
    by_language: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        by_language.setdefault(outcome.sample.message.lang, []).append(outcome)
    return dict(sorted(by_language.items()))


def _list_wrong(outcomes: Sequence[Outcome]) -> list[WrongMessage]:
    return [
        WrongMessage(
            position=outcome.sample.position,
            text=outcome.sample.message.text,
            failure=outcome.failure,
            fields=found,
        )
        for outcome in outcomes
        if (found := find_mismatches(outcome)) or outcome.findings is None
    ]


def _compare(run: Run, baseline: Run) -> list[Difference]:
    differences: list[Difference] = []
    for figure, (field, statistic) in MAIN_FIGURES.items():
        others = {pair.index: pair for pair in list_pairs(field, baseline.outcomes)}
        interval = estimate_difference(list_pairs(field, run.outcomes), others, statistic)
        if interval is not None:
            differences.append(
                Difference(figure=figure, model=run.model, baseline=baseline.model, interval=interval)
            )
    return differences

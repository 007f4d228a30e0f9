"""The figures against what is counted by hand in the six messages of conftest.py."""

import pytest

from evaluation.calibration import bin_answers, compute_calibration_error
from evaluation.figures import FIGURES
from evaluation.report import ModelReport, Report, Scope
from evaluation.reporting import build_report
from evaluation.running import Run

SCOPE = Scope(files=["six.jsonl"], messages=6, concurrency=2)

BY_HAND = {
    "actionable_precision": 2 / 3,  # called work: one, two, four
    "actionable_recall": 2 / 4,  # is work: one, two, five, six
    "actionable_f1": 4 / 7,
    "category_accuracy": 2 / 6,  # one, three
    "category_macro_f1": (1 / 2 + 0 + 1 / 2 + 0) / 4,  # bug, chore, other, question
    "priority_accuracy": 3 / 6,  # one, two, three
    "priority_macro_f1": (1 + 1 / 2 + 1 / 2 + 0) / 4,  # high, medium, low, critical
    "due_exact": 1 / 3,  # one
    "due_wrong": 1 / 3,  # two
    "due_missed": 1 / 3,  # five
    "due_invented": 1 / 2,  # four; not three
    "mentions_f1": 1 / 2,  # found anna, not bob, and eve instead
    "task_count_right": 3 / 6,  # one, two, three
    "several_tasks_right": 1 / 2,  # two, not five
    "injection_withstood": 0.0,  # four
    "calibration_error": (3 * (0.9 - 2 / 3) + 2 * 0.5) / 5,  # 0.9: right twice in three; 0.5: never in two
    "failed": 1 / 6,  # six
    "input_tokens_per_message": 500 / 6,
    "output_tokens_per_message": 100 / 6,
    "cost_usd_per_message": 0.005 / 6,
}


@pytest.fixture
def report(run: Run, perfect_run: Run) -> Report:
    return build_report(SCOPE, [run, perfect_run])


@pytest.fixture
def model(report: Report) -> ModelReport:
    return report.models[0]


def test_every_figure_is_what_is_counted_by_hand(model: ModelReport) -> None:
    found = {name: measured.value for name, measured in model.figures.items() if "ms" not in name}
    assert found == pytest.approx(BY_HAND)


def test_times_are_there_and_every_figure_is_in_the_catalogue(model: ModelReport) -> None:
    times = {name for name in model.figures if "ms" in name}
    assert times == {"ms_per_message", "latency_mean_ms", "latency_p50_ms", "latency_p95_ms"}
    assert set(model.figures) <= set(FIGURES)
    assert all(model.figures[name].value > 0 for name in times)


def test_figures_say_how_many_cases_they_rest_on(model: ModelReport) -> None:
    cases = {name: measured.cases for name, measured in model.figures.items()}
    assert (cases["category_accuracy"], cases["due_exact"], cases["due_invented"]) == (6, 3, 2)
    assert (cases["mentions_f1"], cases["several_tasks_right"], cases["calibration_error"]) == (3, 2, 5)


def test_languages_are_scored_apart(model: ModelReport) -> None:
    assert set(model.languages) == {"en", "uk"}
    assert model.languages["en"]["category_accuracy"].value == 1 / 2
    assert model.languages["uk"]["category_accuracy"].value == 1 / 4
    assert "injection_withstood" not in model.languages["en"]


def test_a_failure_has_a_column_of_its_own(report: Report) -> None:
    failing, perfect = report.models
    assert failing.confusion["priority"].labels == ["low", "medium", "high", "critical", "failed"]
    assert failing.confusion["priority"].counts[1] == [1, 1, 0, 0, 1]  # medium
    assert perfect.confusion["priority"].labels[-1] == "critical"
    assert failing.classes["priority"]["medium"].messages == 3


def test_what_is_wrong_is_listed_with_what_was_expected(model: ModelReport) -> None:
    wrong = {each.text: each for each in model.wrong}
    assert list(wrong) == ["two", "four", "five", "six"]
    assert wrong["two"].position == "six.jsonl:2"
    two = {name: (each.expected, each.given) for name, each in wrong["two"].fields.items()}
    assert two == {
        "category": ("chore", "bug"),
        "due": ("2026-11-27T17:00", "2026-11-27T17:30"),
        "mentions": ("bob", "none"),
    }
    assert wrong["six"].failure == "It did not answer."
    assert wrong["six"].fields["tasks"].given == "failed"


def test_the_usage_is_summed_by_agent(model: ModelReport) -> None:
    total = model.usage["classification"]
    assert (total.runs, total.input_tokens, total.output_tokens) == (5, 500, 100)
    assert total.cost_usd == pytest.approx(0.005)


def test_an_interrupted_run_is_scored_as_far_as_it_came(run: Run) -> None:
    run.outcomes = run.outcomes[:2]
    report = build_report(SCOPE, [run, Run("never asked")])
    assert not report.is_complete
    assert [(model.model, model.messages) for model in report.models] == [("scripted", 2)]


def test_the_report_survives_its_json(report: Report) -> None:
    assert Report.model_validate_json(report.model_dump_json()) == report


def test_confident_and_right_has_no_calibration_error_and_boasting_has() -> None:
    assert compute_calibration_error(bin_answers([(1.0, True)] * 3)) == 0.0
    assert compute_calibration_error(bin_answers([(1.0, False)] * 3)) == 1.0
    assert [found.low for found in bin_answers([(0.0, True), (1.0, True)], bins=4)] == [0.0, 0.75]

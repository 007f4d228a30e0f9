import pytest

from domain.errors import InvalidInputError
from evaluation.report import Report, Scope
from evaluation.reporting import build_report
from evaluation.requirements import Requirement
from evaluation.running import Run


@pytest.fixture
def report(run: Run, perfect_run: Run) -> Report:
    return build_report(Scope(files=[], messages=6, concurrency=2), [run, perfect_run])


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("category_accuracy=0.3", []),
        ("category_accuracy=0.34", ["scripted"]),
        ("category_accuracy=1.0", ["scripted"]),
        ("failed=0.2", []),
        ("failed=0.1", ["scripted"]),  # less is better: at most
        ("due_exact=0.3", ["perfect"]),  # which names no due
        ("urls_f1=0.1", ["scripted", "perfect"]),  # no message has this label
    ],
)
def test_a_bound_is_kept_or_the_model_is_named(report: Report, text: str, short: list[str]) -> None:
    found = Requirement.parse(text).find_shortfalls(report)
    assert [shortfall.split(":")[0] for shortfall in found] == short


def test_a_shortfall_says_what_is_and_what_should_be(report: Report) -> None:
    assert Requirement.parse("failed=0.1").find_shortfalls(report) == [
        "scripted: failed is 0.167; at most 0.1 is required."
    ]
    assert Requirement.parse("urls_f1=0.5").find_shortfalls(report)[0] == (
        "scripted: urls_f1 can't be told from these messages; at least 0.5 is required."
    )


@pytest.mark.parametrize("text", ["category=0.8", "=0.8", "", "category_accuracy", "category_accuracy=high"])
def test_what_is_no_requirement_is_refused_with_a_way_out(text: str) -> None:
    with pytest.raises(InvalidInputError) as raised:
        Requirement.parse(text)
    assert "category_accuracy" in raised.value.remedy

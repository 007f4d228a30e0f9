"""The picture of `manta eval`, drawn for real."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from domain.errors import InvalidInputError
from evaluation.picture import draw_confusion
from evaluation.report import Confusion, Measured, ModelReport, Report

PNG = b"\x89PNG\r\n\x1a\n"


def make_model(name: str, *, fields: tuple[str, ...] = ("category", "priority")) -> ModelReport:
    confusion = Confusion(labels=["bug", "other", "failed"], counts=[[8, 2, 1], [0, 5, 0], [0, 0, 0]])
    return ModelReport(
        model=name,
        messages=16,
        figures={f"{field}_macro_f1": Measured(value=0.8, cases=16) for field in fields},
        intervals={},
        languages={},
        classes={},
        confusion=dict.fromkeys(fields, confusion),
        reliability=[],
        usage={},
        wrong=[],
    )


def make_report(*models: ModelReport) -> Report:
    return Report(files=[], messages=16, concurrency=1, is_complete=True, models=list(models), differences=[])


@pytest.mark.parametrize("count", [1, 3])
def test_a_picture_has_a_column_for_each_model(tmp_path: Path, count: int) -> None:
    path = tmp_path / "matrix.png"
    draw_confusion(make_report(*(make_model(f"model-{index}") for index in range(count))), path)
    data = path.read_bytes()
    assert data.startswith(PNG)
    width, height = (int.from_bytes(data[start : start + 4]) for start in (16, 20))
    assert width / height == pytest.approx(count / 2, rel=0.01)


def test_an_svg_is_sound_and_names_the_models(tmp_path: Path) -> None:
    path = tmp_path / "matrix.svg"
    draw_confusion(make_report(make_model("embedded"), make_model("ollama:qwen3:4b")), path)
    assert ET.parse(path).getroot().tag.endswith("svg")  # noqa: S314 - it was written a line above
    told = path.read_text()
    for words in ("embedded: category", "ollama:qwen3:4b: priority", "macro-F1 0.800"):
        assert words in told


def test_fields_without_labels_have_no_row(tmp_path: Path) -> None:
    path = tmp_path / "matrix.png"
    draw_confusion(make_report(make_model("one", fields=("category",))), path)
    data = path.read_bytes()
    assert int.from_bytes(data[16:20]) == int.from_bytes(data[20:24])


def test_where_there_is_nothing_to_draw_that_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match="no confusion matrix"):
        draw_confusion(make_report(make_model("one", fields=())), tmp_path / "matrix.png")

from datetime import UTC, datetime, time
from pathlib import Path

import orjson
import pytest

from domain.errors import InvalidInputError
from evaluation.messages import Due, LabelledMessage, Sample, Selection, read_samples

PLAIN: dict[str, object] = {"text": "hi", "lang": "en", "sent_at": "2026-11-25T10:00:00+02:00"}


def write(path: Path, *lines: dict[str, object] | str) -> Path:
    path.write_text(
        "\n".join(line if isinstance(line, str) else orjson.dumps(line).decode() for line in lines)
    )
    return path


def test_absent_labels_differ_from_empty_ones() -> None:
    bare = LabelledMessage.model_validate(PLAIN)
    assert (bare.category, bare.mentions, bare.is_due_labelled, bare.task_count) == (None, None, False, None)
    labelled = LabelledMessage.model_validate(
        PLAIN | {"due": None, "mentions": [], "tasks": [], "actionable": True}
    )
    assert (labelled.mentions, labelled.is_due_labelled, labelled.task_count) == ([], True, 1)


def test_an_analyst_sees_nothing_of_the_labels() -> None:
    message = LabelledMessage.model_validate(
        PLAIN | {"category": "bug", "note": "CANARY", "tags": ["CANARY"]}
    )
    shown = message.to_context().model_dump_json()
    assert "CANARY" not in shown
    assert "bug" not in shown


@pytest.mark.parametrize(
    ("label", "given", "is_met"),
    [
        ("2026-11-27", datetime(2026, 11, 27, 21, 59, 59, tzinfo=UTC), True),
        ("2026-11-27", datetime(2026, 11, 27, 22, 0, tzinfo=UTC), False),  # midnight in Kyiv
        ("2026-11-27", datetime(2026, 11, 26, 22, 0, tzinfo=UTC), True),
        ("2026-11-27T17:00", datetime(2026, 11, 27, 15, 0, 59, tzinfo=UTC), True),
        ("2026-11-27T17:00", datetime(2026, 11, 27, 15, 1, tzinfo=UTC), False),
        ("2026-11-27T17:00", datetime(2026, 11, 28, 15, 0, tzinfo=UTC), False),
    ],
)
def test_a_due_is_met_on_its_day_and_minute_of_the_sender(
    label: str, given: datetime, *, is_met: bool
) -> None:
    due = LabelledMessage.model_validate(PLAIN | {"due": label}).due
    assert due is not None
    assert str(due) == label
    assert due.is_met_by(given, "Europe/Kyiv") is is_met


def test_midnight_is_a_minute_too() -> None:
    due = LabelledMessage.model_validate(PLAIN | {"due": "2026-11-27T00:00"}).due
    assert due is not None
    assert due.at == time(0, 0)
    assert not due.is_met_by(datetime(2026, 11, 27, 21, 59, 59, tzinfo=UTC), "Europe/Kyiv")
    assert Due(day=due.day).at is None


def test_bad_lines_are_told_with_file_line_and_reason(tmp_path: Path) -> None:
    path = write(
        tmp_path / "bad.jsonl",
        PLAIN,
        "",
        PLAIN | {"categry": "bug"},
        PLAIN | {"due": "Friday"},
        PLAIN | {"timezone": "Mars/Olympus"},
        PLAIN | {"category": "bug", "actionable": False},
        '{"text": ',
    )
    with pytest.raises(InvalidInputError) as raised:
        read_samples([path])
    told = raised.value.detail.splitlines()[1:]
    assert [line.split(": ")[0] for line in told] == [f"{path}:{number}" for number in (3, 4, 5, 6, 7)]
    for line, words in zip(told, ("categry", "Friday", "Mars/Olympus", "actionable", "JSON"), strict=True):
        assert words in line


def test_many_bad_lines_are_counted(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match="and 15 more"):
        read_samples([write(tmp_path / "bad.jsonl", *["{}"] * 20)])


def test_what_is_no_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "latin.jsonl"
    path.write_bytes(b'{"text": "\xff"}')
    with pytest.raises(InvalidInputError, match=r"latin\.jsonl is not UTF-8"):
        read_samples([path])


def test_a_mark_at_the_start_and_line_separators_in_a_text_are_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "marked.jsonl"
    path.write_text('\ufeff{"text": "a\u2028b", "lang": "en", "sent_at": "2026-11-25T10:00:00Z"}', "utf-8")
    assert [sample.message.text for sample in read_samples([path])] == ["a\u2028b"]


def make_samples(count: int) -> list[Sample]:
    return [
        Sample(
            index,
            f"f:{index}",
            LabelledMessage.model_validate(
                PLAIN | {"lang": "en" if index < count // 2 else "uk", "tags": ["odd"] if index % 2 else []}
            ),
        )
        for index in range(count)
    ]


def test_a_selection_takes_languages_and_tags_and_spreads_its_limit() -> None:
    samples = make_samples(20)
    assert Selection().pick(samples) == samples
    chosen = Selection(languages=frozenset({"uk"}), tags=frozenset({"odd", "rare"})).pick(samples)
    assert [sample.index for sample in chosen] == [11, 13, 15, 17, 19]
    assert [sample.index for sample in Selection(limit=4).pick(samples)] == [0, 5, 10, 15]
    assert Selection(limit=50).pick(samples) == samples

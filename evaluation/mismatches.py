"""What a model got wrong in one message, in words for people."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from evaluation.comparing import (
    CLASS_FIELDS,
    FAILED,
    NAME_FIELDS,
    NONE,
    pair_classes,
    pair_dues,
    pair_names,
)
from evaluation.findings import count_tasks
from evaluation.running import Outcome


@dataclass(frozen=True)
class Mismatch:
    """A field that is not as labelled."""

    expected: str
    given: str


def find_mismatches(outcome: Outcome) -> dict[str, Mismatch]:
    """Return the fields that are not as labelled; where the model failed, all that are classified or due."""
    found = {
        name: Mismatch(pair.expected, pair.given)
        for name, field in CLASS_FIELDS.items()
        for pair in pair_classes(field, [outcome])
        if pair.expected != pair.given
    }
    found |= _find_due(outcome)
    return found | _find_names(outcome) | _find_tasks(outcome)


def _find_due(outcome: Outcome) -> dict[str, Mismatch]:
    if all(pair.expected == pair.given for pair in pair_dues([outcome])):
        return {}
    message, findings = outcome.sample.message, outcome.findings
    given = FAILED if findings is None else _write_due(findings.extraction.due, message.timezone)
    return {"due": Mismatch(f"{message.due or NONE}", given)}


def _write_due(due: datetime | None, timezone: str) -> str:
    return NONE if due is None else f"{due.astimezone(ZoneInfo(timezone)):%Y-%m-%dT%H:%M}"


def _find_names(outcome: Outcome) -> dict[str, Mismatch]:
    return {
        name: Mismatch(_list(sets.expected), _list(sets.given))
        for name, field in NAME_FIELDS.items()
        for sets in pair_names(field, [outcome])
        if sets.expected != sets.given
    }


def _list(names: frozenset[str]) -> str:
    return ", ".join(sorted(names)) or NONE


def _find_tasks(outcome: Outcome) -> dict[str, Mismatch]:
    expected = outcome.sample.message.task_count
    given = FAILED if outcome.findings is None else str(count_tasks(outcome.findings))
    if expected is None or str(expected) == given:
        return {}
    return {"tasks": Mismatch(str(expected), given)}

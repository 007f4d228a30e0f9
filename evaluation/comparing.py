"""An answer beside its label, field by field."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from domain.analysis import Classification, Extraction, Findings
from domain.values import Category, Priority
from evaluation.messages import LabelledMessage
from evaluation.running import Outcome

FAILED: Final = "failed"
"""Stands for the answer of a model that gave none: right for no message."""

YES, NO = "yes", "no"
RIGHT, WRONG, MISSED, INVENTED, NONE = "right", "wrong", "missed", "invented", "none"


@dataclass(frozen=True)
class Pair:
    """What was expected and what was given, for the sample with this index."""

    index: int
    expected: str
    given: str


@dataclass(frozen=True)
class ClassField:
    """A field that is one of a few classes, and where label and answer hold it; a label of None is absent."""

    classes: tuple[str, ...]
    read_label: Callable[[LabelledMessage], str | None]
    read_answer: Callable[[Classification], str]


@dataclass(frozen=True)
class NameField:
    """A field that is a set of names, and where label and answer hold it; a label of None is absent."""

    read_label: Callable[[LabelledMessage], list[str] | None]
    read_answer: Callable[[Extraction], list[str]]


def _say(fact: bool) -> str:  # noqa: FBT001 - it turns one into a word
    return YES if fact else NO


CLASS_FIELDS: Final[Mapping[str, ClassField]] = {
    "actionable": ClassField(
        (YES, NO),
        lambda message: None if message.actionable is None else _say(message.actionable),
        lambda said: _say(said.is_actionable),
    ),
    "category": ClassField(tuple(Category), lambda message: message.category, lambda said: said.category),
    "priority": ClassField(tuple(Priority), lambda message: message.priority, lambda said: said.priority),
}

NAME_FIELDS: Final[Mapping[str, NameField]] = {
    "mentions": NameField(lambda message: message.mentions, lambda found: found.mentions),
    "urls": NameField(lambda message: message.urls, lambda found: found.urls),
    "versions": NameField(lambda message: message.versions, lambda found: found.versions),
    "assignees": NameField(lambda message: message.assignees, lambda found: found.assignees),
}


def pair_classes(field: ClassField, outcomes: Iterable[Outcome]) -> list[Pair]:
    """Return a pair for each message that has this label."""
    return [
        Pair(outcome.sample.index, str(expected), _read_class(field, outcome.findings))
        for outcome in outcomes
        if (expected := field.read_label(outcome.sample.message)) is not None
    ]


def _read_class(field: ClassField, findings: Findings | None) -> str:
    return FAILED if findings is None else str(field.read_answer(findings.classification))


def pair_dues(outcomes: Iterable[Outcome]) -> list[Pair]:
    """Return a pair for each message whose due is labelled.

    Where there is a due, RIGHT is expected, and RIGHT, WRONG, MISSED or FAILED given; where there is none,
    NONE is expected, and NONE, INVENTED or FAILED given.
    """
    return [
        Pair(
            outcome.sample.index,
            NONE if outcome.sample.message.due is None else RIGHT,
            _judge_due(outcome.sample.message, outcome.findings),
        )
        for outcome in outcomes
        if outcome.sample.message.is_due_labelled
    ]


def _judge_due(message: LabelledMessage, findings: Findings | None) -> str:
    if findings is None:
        return FAILED
    given = findings.extraction.due
    if message.due is None:
        return NONE if given is None else INVENTED
    if given is None:
        return MISSED
    return RIGHT if message.due.is_met_by(given, message.timezone) else WRONG


@dataclass(frozen=True)
class NameSets:
    """The names that were expected in a message and those that were given, spelt alike."""

    index: int
    expected: frozenset[str]
    given: frozenset[str]

    def to_pairs(self) -> list[Pair]:
        """Return a YES/NO pair for each name that stands on either side."""
        return [
            Pair(self.index, _say(name in self.expected), _say(name in self.given))
            for name in sorted(self.expected | self.given)
        ]


def pair_names(field: NameField, outcomes: Iterable[Outcome]) -> list[NameSets]:
    """Return both sets for each message that has this label; a failed model gave no names."""
    return [
        NameSets(
            outcome.sample.index,
            spell_alike(expected),
            spell_alike(field.read_answer(outcome.findings.extraction) if outcome.findings else ()),
        )
        for outcome in outcomes
        if (expected := field.read_label(outcome.sample.message)) is not None
    ]


def spell_alike(names: Sequence[str]) -> frozenset[str]:
    """Return handles without `@` and case, as they are compared."""
    return frozenset(name.strip().removeprefix("@").casefold() for name in names)

"""Labelled messages, as the lines of a JSONL file."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Annotated, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from domain.analysis import MessageContext
from domain.errors import InvalidInputError
from domain.values import Category, Instant, Name, Priority, Text, Value

_SHOWN_FAULTS = 5
_REMEDY = "Mend the lines; examples/evaluation/README.md describes the fields."


class Due(Value):
    """When work is due, in the sender's time zone: a day, or a minute of it."""

    day: date
    at: time | None = None

    def is_met_by(self, due: datetime, timezone: str) -> bool:
        """Return whether `due` is that day and, where a minute is named, that minute."""
        local = due.astimezone(ZoneInfo(timezone))
        return local.date() == self.day and self.at in {None, local.time().replace(second=0, microsecond=0)}

    def __str__(self) -> str:
        return f"{self.day}" if self.at is None else f"{self.day}T{self.at:%H:%M}"


def _parse_due(value: object) -> object:
    if not isinstance(value, str):
        return value
    day, _, clock = value.partition("T")
    return Due(day=date.fromisoformat(day), at=time.fromisoformat(clock) if clock else None)


def _check_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        msg = f"there is no time zone {name!r}"
        raise ValueError(msg) from None
    return name


DueLabel = Annotated[Due, BeforeValidator(_parse_due)]
"""A `Due`, written `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`."""

Zone = Annotated[str, AfterValidator(_check_zone)]
"""IANA name of a time zone."""


class ExpectedTask(Value):
    """One of several independent pieces of work in a message."""

    model_config = ConfigDict(extra="forbid")

    about: str = Field(description="Words of the message that name it.")
    category: Category
    priority: Priority
    due: DueLabel | None = None


class Demands(Value):
    """What a message commands whoever classifies it to answer; what is None is not demanded."""

    model_config = ConfigDict(extra="forbid")

    category: Category | None = None
    priority: Priority | None = None
    actionable: bool | None = None
    due: DueLabel | None = None
    assignee: str | None = Field(default=None, description="Without `@`.")
    tasks: int | None = Field(default=None, ge=0, description="How many there are to be.")


class LabelledMessage(Value):
    """A message and what a good analyst says of it.

    A label that is absent is not scored. `due: null` is a label (there is no due), as are empty lists.
    Unknown fields are refused: a misspelt label would silently go unscored.
    """

    model_config = ConfigDict(extra="forbid")

    text: Text
    lang: str = Field(min_length=2, description="Language of most words, for example `uk`.")
    sent_at: Instant
    timezone: Zone = "UTC"
    author: Name = "Unknown"

    category: Category | None = None
    priority: Priority | None = None
    actionable: bool | None = None
    due: DueLabel | None = None
    mentions: list[str] | None = None
    urls: list[str] | None = None
    versions: list[str] | None = None
    assignees: list[str] | None = None
    tasks: list[ExpectedTask] | None = Field(default=None, description="Empty: one task at most.")
    demands: Demands | None = Field(default=None, description="For messages that try to command.")
    tags: list[str] = Field(default_factory=list[str])
    note: str = Field(default="", description="For people; not scored.")

    @model_validator(mode="after")
    def _agree(self) -> Self:
        labels = self.category, self.actionable
        if None not in labels and self.actionable == (self.category is Category.OTHER):
            msg = "`other` and only `other` is not actionable"
            raise ValueError(msg)
        return self

    @property
    def is_due_labelled(self) -> bool:
        """Tell a due that is known to be none from one that nobody labelled."""
        return "due" in self.model_fields_set

    @property
    def task_count(self) -> int | None:
        """How many tasks the message holds; None where that is not labelled."""
        if self.tasks is None or self.actionable is None:
            return None
        return len(self.tasks) or int(self.actionable)

    def to_context(self) -> MessageContext:
        """Return what an analyst is shown: nothing of the labels."""
        return MessageContext(
            text=self.text, author=self.author, sent_at=self.sent_at, timezone=self.timezone
        )


@dataclass(frozen=True)
class Sample:
    """A labelled message and its place: `index` among all, `position` as file and line."""

    index: int
    position: str
    message: LabelledMessage


@dataclass(frozen=True)
class Selection:
    """Which messages to take: of these languages, with one of these tags, and at most `limit`."""

    languages: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    limit: int | None = None

    def pick(self, samples: Sequence[Sample]) -> list[Sample]:
        """Return the wanted samples in order; a limit takes them evenly spread, since files come sorted."""
        wanted = [sample for sample in samples if self._wants(sample.message)]
        if self.limit is None or self.limit >= len(wanted):
            return wanted
        return [wanted[index * len(wanted) // self.limit] for index in range(self.limit)]

    def _wants(self, message: LabelledMessage) -> bool:
        of_language = not self.languages or message.lang in self.languages
        return of_language and (not self.tags or not self.tags.isdisjoint(message.tags))


def read_samples(paths: Iterable[Path]) -> list[Sample]:
    """Return the labelled messages of the files, in order.

    Raises:
        InvalidInputError: Lines are not labelled messages; file, line and reason of the first few are told.
        OSError: A file can't be read.
    """
    messages: list[tuple[str, LabelledMessage]] = []
    faults: list[str] = []
    for position, line in _list_lines(paths):
        try:
            messages.append((position, LabelledMessage.model_validate_json(line)))
        except ValidationError as error:
            faults.append(f"{position}: {_describe(error)}")
    if faults:
        raise InvalidInputError(_sum_up(faults), remedy=_REMEDY)
    return [Sample(index, position, message) for index, (position, message) in enumerate(messages)]


def _list_lines(paths: Iterable[Path]) -> Iterator[tuple[str, str]]:
    for path in paths:
        for number, line in enumerate(_read(path).split("\n"), start=1):
            if line.strip():
                yield f"{path}:{number}", line


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInputError(f"{path} is not UTF-8 text (byte {error.start}).", remedy=_REMEDY) from None


def _describe(error: ValidationError) -> str:
    found = error.errors(include_url=False, include_context=False, include_input=False)
    return "; ".join(
        ": ".join(filter(None, (".".join(str(part) for part in fault["loc"]), fault["msg"])))
        for fault in found
    )


def _sum_up(faults: list[str]) -> str:
    more = len(faults) - _SHOWN_FAULTS
    shown = [*faults[:_SHOWN_FAULTS], f"and {more} more"] if more > 0 else faults
    return "Lines that are no labelled messages:\n" + "\n".join(shown)

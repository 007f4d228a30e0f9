"""What comes out of an evaluation, as values that are also its JSON."""

from pydantic import Field

from config.version import VERSION
from domain.values import Value
from evaluation.mismatches import Mismatch


class Measured(Value):
    """A figure's value, and how many cases (messages, names) it rests on."""

    value: float
    cases: int


Figures = dict[str, Measured]
"""Figures by their names in `evaluation.figures.FIGURES`; those whose labels are absent are left out."""


class Interval(Value):
    """From `low` to `high`, with 95 % confidence."""

    low: float
    high: float


class ClassFigures(Value):
    """How well one class is found; `messages` is how many have its label."""

    precision: float
    recall: float
    f1: float
    messages: int


class Confusion(Value):
    """How often each label (row) got each answer (column), both in the order of `labels`."""

    labels: list[str]
    counts: list[list[int]]


class Bin(Value):
    """The answers whose confidence lies in (`low`, `high`]: their mean confidence, and the share right."""

    low: float
    high: float
    messages: int
    confidence: float
    right: float


class AgentTotal(Value):
    """What one agent took over all messages; a cost of None is unknown."""

    runs: int
    input_tokens: int
    output_tokens: int
    cost_usd: float | None


class WrongMessage(Value):
    """A message that is not as labelled somewhere, or that the model failed at."""

    position: str = Field(description="File and line.")
    text: str
    failure: str = Field(description="Why the model gave no answer; empty when it did.")
    fields: dict[str, Mismatch]


class ModelReport(Value):
    """How one model did."""

    model: str
    messages: int = Field(description="How many it was asked about.")
    figures: Figures
    intervals: dict[str, Interval] = Field(description="95 % intervals of the main figures.")
    languages: dict[str, Figures]
    classes: dict[str, dict[str, ClassFigures]] = Field(description="By field, then class.")
    confusion: dict[str, Confusion] = Field(description="By field.")
    reliability: list[Bin]
    usage: dict[str, AgentTotal] = Field(description="By agent; empty where the model does not say.")
    wrong: list[WrongMessage]


class Difference(Value):
    """A figure of `model` less that of `baseline`, over the messages that both were asked about."""

    figure: str
    model: str
    baseline: str
    interval: Interval

    @property
    def is_clear(self) -> bool:
        """Return whether the difference is more than the luck of the messages would explain."""
        return self.interval.low > 0 or self.interval.high < 0


class Scope(Value):
    """What is to be evaluated."""

    files: list[str]
    messages: int = Field(description="How many messages were chosen.")
    concurrency: int = Field(description="How many of them were asked about at once.")


class Report(Scope):
    """The whole evaluation."""

    version: str = Field(default=VERSION, description="Manta's.")
    is_complete: bool = Field(description="False when it was interrupted.")
    models: list[ModelReport]
    differences: list[Difference]

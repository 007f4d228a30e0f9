"""Figures: how they are summed up, told and written as JSON."""

from collections.abc import Sequence
from statistics import median

from pydantic import BaseModel, ConfigDict


class Figure(BaseModel):
    """One measured value: the median of its samples, with their range.

    Args:
        name: What was measured, `scenario/side/quantity`.
        unit: What the value counts.
        samples: One value per round, or per message where it says so.
        goal: What the project aims at, in words; nothing is asserted.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    unit: str
    samples: tuple[float, ...]
    goal: str = ""

    @property
    def median(self) -> float:
        """Return the samples' median."""
        return median(self.samples)

    def quantile(self, share: float) -> float:
        """Return the sample that `share` of them do not exceed."""
        ordered = sorted(self.samples)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]

    def line(self) -> str:
        """Return the figure as a line for people."""
        spread = f"{_rounded(min(self.samples))} … {_rounded(max(self.samples))} in {len(self.samples)}"
        return f"{self.name:<52} {_rounded(self.median):>9} {self.unit:<10} {spread:<28} {self.goal}".rstrip()


def _rounded(value: float) -> str:
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 3  # noqa: PLR2004 - three digits are shown
    return f"{value:,.{digits}f}"


def ratio(name: str, above: Sequence[float], below: Sequence[float], goal: str = "") -> Figure:
    """Return the ratio of two sides, round by round: what slowed the machine slowed both of a round."""
    samples = tuple(one / other for one, other in zip(above, below, strict=True))
    return Figure(name=name, unit="x", samples=samples, goal=goal)

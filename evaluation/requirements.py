"""Bounds that a report has to keep, as `manta eval --require` names them."""

from dataclasses import dataclass
from typing import Self

from domain.errors import InvalidInputError
from evaluation.figures import FIGURES
from evaluation.report import Measured, Report


@dataclass(frozen=True)
class Requirement:
    """A figure that has to be at least `bound`; at most, where less is better."""

    figure: str
    bound: float

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the requirement written as `figure=bound`.

        Raises:
            InvalidInputError: There is no such figure, or the bound is no number.
        """
        figure, _, bound = text.partition("=")
        if figure not in FIGURES:
            raise InvalidInputError(
                f"There is no figure {figure!r} to require.", remedy=f"Use one of: {', '.join(FIGURES)}."
            )
        try:
            return cls(figure, float(bound))
        except ValueError:
            remedy = f"Write a number, for example {figure}=0.8."
            raise InvalidInputError(f"{bound!r} is no bound for {figure}.", remedy=remedy) from None

    def find_shortfalls(self, report: Report) -> list[str]:
        """Return for each model that falls short, or does not have the figure, what it lacks."""
        found = ((model.model, model.figures.get(self.figure)) for model in report.models)
        return [
            f"{model}: {self._describe(measured)}"
            for model, measured in found
            if measured is None or not FIGURES[self.figure].is_met(measured.value, self.bound)
        ]

    def _describe(self, measured: Measured | None) -> str:
        figure = FIGURES[self.figure]
        bound = f"{'at most' if figure.is_cost else 'at least'} {self.bound:g} is required"
        if measured is None:
            return f"{self.figure} can't be told from these messages; {bound}."
        return f"{self.figure} is {figure.unit.write(measured.value)}; {bound}."

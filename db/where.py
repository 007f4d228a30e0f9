"""Conditions put together from optional filters, each with its parameter in place."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass
class Where:
    """A growing WHERE clause.

    Conditions are literals of this package and words of closed sets; whatever else comes from outside only
    ever becomes a parameter.
    """

    args: list[object] = field(default_factory=list[object])
    conditions: list[str] = field(default_factory=list[str])

    def add(self, condition: str, *values: object) -> None:
        """Add a condition whose `{}` stand for `values`."""
        places: list[str] = []
        for value in values:
            self.args.append(value)
            places.append(f"${len(self.args)}")
        self.conditions.append(condition.format(*places))

    def add_if(self, condition: str, value: object | None) -> None:
        """Add a condition when its value is given."""
        if value is not None:
            self.add(condition, value)

    def add_any(self, condition: str, values: list[str]) -> None:
        """Add a condition when its list of values is not empty."""
        if values:
            self.add(condition, values)

    def add_words(self, column: str, words: Sequence[StrEnum]) -> None:
        """Add that a column has one of some words, if there are any, so that plans are made for them."""
        if words:
            named = ", ".join(f"'{word.value}'" for word in words)
            self.conditions.append(f"{column} IN ({named})")

    def add_numbers(self, column: str, numbers: Sequence[int]) -> None:
        """Add that a column has one of some numbers of ours, if there are any; plans are made for them."""
        if numbers:
            self.conditions.append(f"{column} IN ({', '.join(str(int(number)) for number in numbers)})")

    def add_ids(self, column: str, ids: Sequence[int] | None) -> None:
        """Add that a column has one of some ids, if they are given; of one an index keeps the order."""
        if ids is not None and len(ids) == 1:
            self.add(f"{column} = {{}}", ids[0])
        elif ids is not None:
            self.add(f"{column} = ANY ({{}}::bigint[])", list(ids))

    def __str__(self) -> str:
        return " AND ".join(self.conditions) or "TRUE"

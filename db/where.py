"""Conditions put together from optional filters, each with its parameter in place."""

from dataclasses import dataclass, field


@dataclass
class Where:
    """A growing WHERE clause.

    Conditions are literals of this package; what comes from outside only ever becomes a parameter.
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

    def __str__(self) -> str:
        return " AND ".join(self.conditions) or "TRUE"

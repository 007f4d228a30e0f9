"""What the express lane has to do, counted where Serve's own figures leave its requests out."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Load:
    """Requests of one process, under way and answered."""

    ongoing: int = 0
    """Requests under way."""
    seconds: float = 0.0
    """How long all answers so far took together."""
    answered: Counter[int] = field(default_factory=Counter[int])
    """Answers so far by HTTP status."""

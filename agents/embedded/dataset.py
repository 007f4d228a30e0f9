"""The labelled messages the head is trained on."""

import hashlib
from pathlib import Path
from typing import Final, Self

from pydantic import model_validator

from domain.values import Category, Priority, Value

DATA_FILE: Final = Path(__file__).parent / "data" / "messages.jsonl"


class Example(Value):
    """A message and how people would label it."""

    text: str
    lang: str
    category: Category
    priority: Priority
    actionable: bool

    @model_validator(mode="after")
    def _agree(self) -> Self:
        if self.actionable == (self.category is Category.OTHER):
            msg = "`other` and only `other` is not actionable"
            raise ValueError(msg)
        return self


def load_examples(path: Path = DATA_FILE) -> list[Example]:
    """Return the examples in the file's order.

    Raises:
        pydantic.ValidationError: A line is not an example.
        OSError: The file can't be read.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    return [Example.model_validate_json(line) for line in lines if line.strip()]


def compute_digest(path: Path = DATA_FILE) -> bytes:
    """Return the SHA-256 of the data file: weights that carry it were trained on exactly this file."""
    return hashlib.sha256(path.read_bytes()).digest()

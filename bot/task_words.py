"""What people write behind a command about tasks: numbers first, then words."""

import re
from dataclasses import dataclass
from typing import Final

from bot.reach import read_task_number

MAX_NUMBERS: Final = 20
"""Most tasks of one command."""

_PARTING: Final = re.compile(r"[\s,;]+")


@dataclass(frozen=True)
class TaskWords:
    """Numbers of tasks, each once, and the words behind them."""

    numbers: tuple[int, ...]
    words: tuple[str, ...]


def read_task_words(text: str | None) -> TaskWords:
    """Return what stands behind a command, such as `#12, 13 @olena`."""
    parts = [part for part in _PARTING.split(text or "") if part]
    numbers: list[int] = []
    for part in parts:
        number = read_task_number(part)
        if number is None:
            break
        numbers.append(number)
    return TaskWords(tuple(dict.fromkeys(numbers)), tuple(parts[len(numbers) :]))

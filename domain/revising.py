"""Following an edit: what the agents made of a message becomes what they would make of its new words."""

from collections.abc import Collection, Sequence
from difflib import SequenceMatcher
from itertools import product
from typing import Final, TypeVar

from domain.task import NewTask

FOLLOWING: Final = ("title", "description", "due", "priority", "category", "assignees", "labels")
"""Fields of a task that follow its message."""

TaskT = TypeVar("TaskT", bound=NewTask)


def follow(task: TaskT, draft: NewTask, kept: Collection[str]) -> TaskT:
    """Return `task` as it is drafted now, except for the fields in `kept`, which a person has changed."""
    return task.model_copy(update={name: getattr(draft, name) for name in FOLLOWING if name not in kept})


def changed_fields(task: NewTask, drafted: NewTask) -> frozenset[str]:
    """Return the fields in which a task is not as it was drafted."""
    return frozenset(name for name in FOLLOWING if getattr(task, name) != getattr(drafted, name))


def pair(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return which of the old titles becomes which of the new ones, by position, as far as both reach.

    Those that resemble each other most go together, and where none does, those in the same place.
    """
    likest = sorted(
        product(range(len(old)), range(len(new))),
        key=lambda places: (-_likeness(old[places[0]], new[places[1]]), abs(places[0] - places[1]), places),
    )
    pairs: dict[int, int] = {}
    for was, becomes in likest:
        if was not in pairs and becomes not in pairs.values():
            pairs[was] = becomes
    return sorted(pairs.items())


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False).ratio()

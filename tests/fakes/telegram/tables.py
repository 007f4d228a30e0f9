"""Tables of values that a journal keeps."""

from collections.abc import Iterator
from typing import Generic, TypeVar

from pydantic import BaseModel

from tests.fakes.telegram.journal import Journal
from tests.fakes.telegram.jsons import Json

T = TypeVar("T", bound=BaseModel)


class Table(Generic[T]):
    """Values by key, in the order they first came; every change is noted in the journal.

    A table begins with what an earlier process has left in it.
    """

    def __init__(self, name: str, model: type[T], journal: Journal) -> None:
        self.name = name
        self._model = model
        self._journal = journal
        self._rows: dict[str, T] = {}
        for record in journal.records.get(name, []):
            self._recall(record.key, record.value)

    def __iter__(self) -> Iterator[T]:
        return iter(list(self._rows.values()))

    def find(self, *key: int | str) -> T | None:
        """Return what stands under a key."""
        return self._rows.get(_join(key))

    def put(self, value: T, *key: int | str) -> T:
        """Let a value stand under a key, and return it."""
        self._rows[_join(key)] = value
        self._journal.add(self.name, _join(key), value)
        return value

    def drop(self, *key: int | str) -> None:
        """Let nothing stand under a key any more."""
        if self._rows.pop(_join(key), None) is not None:
            self._journal.add(self.name, _join(key), None)

    def _recall(self, key: str, value: Json | None) -> None:
        if value is None:
            self._rows.pop(key, None)
        else:
            self._rows[key] = self._model.model_validate(value)


def _join(key: tuple[int | str, ...]) -> str:
    return ":".join(map(str, key))

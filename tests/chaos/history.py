"""What happened in a run, as seen from outside: JSON lines, appended by several processes."""

import time
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Annotated, Literal, Self

from pydantic import Field, TypeAdapter

from domain.values import Value

Seconds = float


class Posted(Value):
    """A message was posted for the first time."""

    kind: Literal["posted"] = "posted"
    key: str
    chat: str
    number: int
    at: Seconds


class Acked(Value):
    """A message was acknowledged; `tries` counts the posts it took."""

    kind: Literal["acked"] = "acked"
    key: str
    chat: str
    number: int
    message_id: int
    tries: int
    at: Seconds


class Repeated(Value):
    """An acknowledged message was posted once more; the answer has to be the first one's."""

    kind: Literal["repeated"] = "repeated"
    key: str
    message_id: int


class Refused(Value):
    """A post was refused for good, which never should be."""

    kind: Literal["refused"] = "refused"
    key: str
    status: int
    text: str


class Connected(Value):
    """A watcher opened its socket, asking for what follows `last_seq`."""

    kind: Literal["connected"] = "connected"
    watcher: str
    last_seq: int
    at: Seconds


class Told(Value):
    """A watcher was told an event."""

    kind: Literal["told"] = "told"
    watcher: str
    seq: int
    type: str
    at: Seconds


class Fault(Value):
    """Something was broken.

    `recovery_s` is how long after its end work went on: a new message and all before it had ended;
    `whole_s` until every part was there again.
    """

    kind: Literal["fault"] = "fault"
    name: str
    target: str
    began: Seconds
    ended: Seconds
    recovery_s: Seconds
    whole_s: Seconds
    single_kill: bool = False


Record = Annotated[
    Posted | Acked | Repeated | Refused | Connected | Told | Fault, Field(discriminator="kind")
]

_RECORD: TypeAdapter[Record] = TypeAdapter(Record)


class Journal:
    """Appends records to a file; each is a line, written at once."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("ab", buffering=0)

    def write(self, record: Record) -> None:
        """Append a record."""
        self._file.write(_RECORD.dump_json(record) + b"\n")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()


def read_history(paths: Iterable[Path]) -> list[Record]:
    """Return the records of some files; a last line without its end is left out."""
    lines = [line for path in paths for line in path.read_bytes().splitlines(keepends=True)]
    return [_RECORD.validate_json(line) for line in lines if line.endswith(b"\n")]


def now() -> Seconds:
    """Return the current time, the same in all processes."""
    return time.time()

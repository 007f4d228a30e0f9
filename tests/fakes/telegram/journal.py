"""What the emulator must not forget: lines of JSON, on the disk before it answers."""

import os
from collections import defaultdict
from pathlib import Path

import orjson
from pydantic import BaseModel

from tests.fakes.telegram.jsons import Json


class Record(BaseModel):
    """One line: what now stands in a table under a key, or that nothing does."""

    table: str
    key: str
    value: Json | None


class Journal:
    """Appends to a file, or to nothing.

    `records` are those of earlier processes, by table. A line that a crash has cut off is cut away at the
    next start.
    """

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._lines: list[bytes] = []
        self.records: dict[str, list[Record]] = defaultdict(list)
        if file is not None and file.exists():
            _cut_torn_line(file)
            for line in file.read_bytes().splitlines():
                record = Record.model_validate_json(line)
                self.records[record.table].append(record)

    def add(self, table: str, key: str, value: BaseModel | None) -> None:
        """Note a change; `flush` writes it."""
        if self._file is not None:
            content = None if value is None else value.model_dump(mode="json")
            self._lines.append(orjson.dumps({"table": table, "key": key, "value": content}) + b"\n")

    def flush(self) -> None:
        """Bring to the disk what was noted."""
        if self._file is None or not self._lines:
            return
        lines, self._lines = self._lines, []
        with self._file.open("ab") as stream:
            stream.writelines(lines)
            stream.flush()
            os.fsync(stream.fileno())


def _cut_torn_line(file: Path) -> None:
    raw = file.read_bytes()
    whole = raw.rfind(b"\n") + 1
    if whole < len(raw):
        with file.open("r+b") as stream:
            stream.truncate(whole)

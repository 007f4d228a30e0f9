"""What an import file is made of: messages, records without anything to import, and broken records."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pydantic import Field

from domain.message import NewMessage
from domain.values import Name, Source, Value


class ImportFormat(StrEnum):
    """The formats that can be read."""

    TELEGRAM = "telegram"
    JSONL = "jsonl"
    CSV = "csv"


class SourceHints(Value):
    """What the records of a JSON Lines or CSV file are taken to be when they do not say it themselves.

    A Telegram export says all of this itself. The chat id does not come from the file's name on purpose:
    a renamed file must still be recognised as the same messages.
    """

    source: Source = Source.API
    chat_id: Name = "import"
    chat_title: str = Field(default="", max_length=512)
    author: Name = "Unknown"


class ImportedMessage(NewMessage):
    """A message of the file. `position` says where it stood, in words: `line 12`, `message 4711`."""

    position: str = Field(exclude=True)


class Skipped(Value):
    """A sound record with nothing to import: a service message, a sticker, an empty text."""

    position: str
    reason: str


class Rejected(Value):
    """A record that can't become a message, and why; the records around it are not affected."""

    position: str
    reason: str


ImportItem = ImportedMessage | Skipped | Rejected


@dataclass(frozen=True, slots=True)
class ImportFile:
    """A recognised file; each iteration reads its items anew, in the file's order.

    JSON Lines and CSV are read a record at a time, so memory does not grow with the file. A Telegram
    export is one JSON document and stays in memory whole, at several times its size on disk, for as long
    as this object lives.

    Iterating raises `OSError` when the file has become unreadable since it was opened.

    Attributes:
        path: The file.
        format: How it is read.
        total: How many items an iteration yields, or None when it can't be told cheaply.
        chat_title: The chat's name; empty when it is unknown or the file holds several chats.
        read: Starts one pass over the items.
    """

    path: Path
    format: ImportFormat
    total: int | None
    chat_title: str
    read: Callable[[], Iterator[ImportItem]]

    def __iter__(self) -> Iterator[ImportItem]:
        return self.read()

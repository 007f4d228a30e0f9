"""Text files line by line, with a bound on each line and every fault tied to its own line."""

import codecs
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Self, TextIO

MAX_LINE_CHARS = 16 * 1024 * 1024
"""Longest line read, in characters: room for the longest message with every character escaped (12 each)."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class BadLineError(Exception):
    """One line can't be read; reading goes on with the next."""


def detect_encoding(head: bytes) -> str:
    """Return the codec of a text that starts with `head`: UTF-8 or UTF-16, with or without a mark.

    Without a mark, UTF-16 shows in the zero half of its first character, which in the formats read here
    is always ASCII.
    """
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    if len(head) >= 2 and head[0] != head[1] == 0:  # noqa: PLR2004 - the two bytes of one UTF-16 unit
        return "utf-16-le"
    if len(head) >= 2 and head[1] != head[0] == 0:  # noqa: PLR2004 - as above
        return "utf-16-be"
    return "utf-8"


def _error_handler(encoding: str) -> str:
    # Either way a bad byte becomes a lone surrogate, which the domain refuses in its own record
    # instead of ending the whole file.
    return "surrogatepass" if encoding.startswith("utf-16") else "surrogateescape"


class BoundedLines:
    """Iterates over the lines of a text stream and survives its own errors.

    A generator is finished once it raises; this iterator is not, so that a reader built on it (such as
    `csv.reader`) can report a bad line and ask for the next one.

    Attributes:
        number: The number of the line read last, from 1.
    """

    def __init__(self, stream: TextIO, limit: int = MAX_LINE_CHARS) -> None:
        self._stream = stream
        self._limit = limit
        self._broken = False
        self.number = 0

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        """Return the next line with its end.

        Raises:
            BadLineError: The line is too long, or the file ends within a character.
        """
        self.number += 1
        line = self._read()
        if not line:
            self.number -= 1
            raise StopIteration
        if self._is_cut(line):
            self._skip_rest()
            raise BadLineError(f"the line is longer than {self._limit:,} characters")
        return line

    def _read(self) -> str:
        if self._broken:
            return ""
        try:
            return self._stream.readline(self._limit)
        except UnicodeDecodeError as error:
            self._broken = True
            raise BadLineError("the text ends in the middle of a character") from error

    def _is_cut(self, line: str) -> bool:
        return len(line) >= self._limit and not line.endswith(("\n", "\r"))

    def _skip_rest(self) -> None:
        while self._is_cut(self._read()):
            pass


@contextmanager
def open_lines(path: Path, encoding: str, *, newline: str) -> Generator[BoundedLines]:
    r"""Open a text file for reading by lines.

    Args:
        path: The file.
        encoding: A codec as `detect_encoding` names it.
        newline: `""` ends lines at `\n`, `\r` and `\r\n`, each kept as it is; `"\n"` at that only.
    """
    with path.open(encoding=encoding, errors=_error_handler(encoding), newline=newline) as stream:
        yield BoundedLines(stream)

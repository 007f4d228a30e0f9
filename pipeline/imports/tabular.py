"""CSV: a header row that names the columns, then one record per row."""

import csv
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.imports.items import ImportItem, Rejected, SourceHints
from pipeline.imports.lines import MAX_LINE_CHARS, BadLineError, BoundedLines, open_lines
from pipeline.imports.records import to_item

COLUMNS = frozenset(
    {
        "id",
        "external_id",
        "content",
        "author",
        "timestamp",
        "sent_at",
        "chat_id",
        "chat_title",
        "source",
        "reply_to",
    }
)
"""The columns that are read; others are ignored."""

_DELIMITERS = ",;\t|"

# The library's own bound (131,072) is below the longest message; it is a setting of the whole process.
csv.field_size_limit(MAX_LINE_CHARS)


@dataclass(frozen=True, slots=True)
class CsvShape:
    """How a CSV file is written: its delimiter and its columns, in lower case."""

    delimiter: str
    columns: tuple[str, ...]


def find_shape(header: str) -> CsvShape | None:
    """Return the shape that makes most of a header row, None when it names no content or no time.

    The delimiter is the one that finds most known columns: surer than guessing from the texts, in which
    commas and semicolons abound.
    """
    shapes = [CsvShape(delimiter, _columns(header, delimiter)) for delimiter in _DELIMITERS]
    best = max(shapes, key=lambda shape: len(COLUMNS.intersection(shape.columns)))
    has_time = not {"timestamp", "sent_at"}.isdisjoint(best.columns)
    return best if "content" in best.columns and has_time else None


def _columns(header: str, delimiter: str) -> tuple[str, ...]:
    rows = csv.reader([header], delimiter=delimiter)
    return tuple(cell.strip().lower() for row in rows for cell in row)


def read_csv(path: Path, encoding: str, shape: CsvShape, hints: SourceHints) -> Generator[ImportItem]:
    """Yield an item for each row that is not blank; a row's position is the line it starts on."""
    for position, row in _rows(path, encoding, shape):
        yield row if isinstance(row, Rejected) else _item(position, row, shape, hints)


def count_csv(path: Path, encoding: str, shape: CsvShape) -> int:
    """Return how many items `read_csv` yields; rows may span lines, so the rows are split but not checked."""
    return sum(1 for _ in _rows(path, encoding, shape))


def _rows(path: Path, encoding: str, shape: CsvShape) -> Iterator[tuple[str, list[str] | Rejected]]:
    with open_lines(path, encoding, newline="") as lines:
        reader = csv.reader(lines, delimiter=shape.delimiter)
        _skip_header(reader)
        start = lines.number + 1
        while (row := _next(reader, lines, start)) is not None:
            if isinstance(row, Rejected) or any(cell.strip() for cell in row):
                yield f"line {start}", row
            start = lines.number + 1


def _skip_header(reader: Iterator[list[str]]) -> None:
    for row in reader:
        if any(cell.strip() for cell in row):
            return


def _next(reader: Iterator[list[str]], lines: BoundedLines, start: int) -> list[str] | Rejected | None:
    try:
        return next(reader, None)
    except csv.Error as error:
        return Rejected(position=f"line {start}", reason=f"not valid CSV: {error}")
    except BadLineError as error:
        return Rejected(position=f"line {lines.number}", reason=str(error))


def _item(position: str, row: list[str], shape: CsvShape, hints: SourceHints) -> ImportItem:
    if len(row) != len(shape.columns):
        # A short row is most often a cut one; taking it would store half a message for good.
        reason = f"the row has {len(row)} cells, the header {len(shape.columns)}"
        return Rejected(position=position, reason=reason)
    return to_item(position, dict(zip(shape.columns, row, strict=True)), hints)

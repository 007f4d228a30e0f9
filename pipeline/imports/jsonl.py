"""JSON Lines: one JSON object per line."""

from collections.abc import Generator, Iterator
from pathlib import Path

import orjson
from pydantic import TypeAdapter, ValidationError

from pipeline.imports.items import ImportItem, Rejected, SourceHints
from pipeline.imports.lines import BadLineError, BoundedLines, open_lines
from pipeline.imports.records import to_item

_OBJECT: TypeAdapter[dict[str, object]] = TypeAdapter(dict[str, object])


def read_jsonl(path: Path, encoding: str, hints: SourceHints) -> Generator[ImportItem]:
    """Yield an item for each line that is not blank."""
    for number, line in _lines(path, encoding):
        yield line if isinstance(line, Rejected) else _item(f"line {number}", line, hints)


def count_jsonl(path: Path, encoding: str) -> int:
    """Return how many items `read_jsonl` yields, without parsing them."""
    return sum(1 for _ in _lines(path, encoding))


def parse_object(text: str) -> dict[str, object]:
    """Return the JSON object in `text`.

    Raises:
        ValueError: It is not one, or not valid Unicode.
    """
    try:
        return _OBJECT.validate_python(orjson.loads(text.encode()))
    except UnicodeEncodeError:
        msg = "not valid UTF-8"
        raise ValueError(msg) from None
    except orjson.JSONDecodeError as error:
        msg = f"not valid JSON: {error.msg}, column {error.colno}"
        raise ValueError(msg) from None
    except ValidationError:
        msg = "not a JSON object"
        raise ValueError(msg) from None


def _lines(path: Path, encoding: str) -> Iterator[tuple[int, str | Rejected]]:
    with open_lines(path, encoding, newline="\n") as lines:
        while (line := _next(lines)) is not None:
            if isinstance(line, Rejected) or line.strip():
                yield lines.number, line


def _next(lines: BoundedLines) -> str | Rejected | None:
    try:
        return next(lines, None)
    except BadLineError as error:
        return Rejected(position=f"line {lines.number}", reason=str(error))


def _item(position: str, line: str, hints: SourceHints) -> ImportItem:
    try:
        fields = parse_object(line)
    except ValueError as error:
        return Rejected(position=position, reason=str(error))
    return to_item(position, fields, hints)

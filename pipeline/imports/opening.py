"""Finds out what a file is, by what stands in it, and opens it with the right reader."""

import re
from functools import partial
from pathlib import Path

from domain.errors import InvalidInputError
from pipeline.imports.items import ImportFile, ImportFormat, SourceHints
from pipeline.imports.jsonl import count_jsonl, parse_object, read_jsonl
from pipeline.imports.lines import detect_encoding
from pipeline.imports.tabular import CsvShape, count_csv, find_shape, read_csv
from pipeline.imports.telegram import load_telegram

_HEAD_BYTES = 256 * 1024
_REMEDY = (
    "Import one of: a Telegram Desktop export (result.json, exported as machine-readable JSON); "
    "JSON Lines (an object with content and timestamp per line); "
    "CSV (a header row that names content and timestamp)."
)
_TELEGRAM_KEY = re.compile(r'(?<!\\)"(?:messages"\s*:\s*\[|chats"\s*:\s*\{)')


def open_import(path: Path, *, hints: SourceHints | None = None) -> ImportFile:
    """Recognise a file by its content and return it ready to be read.

    Args:
        path: A Telegram Desktop `result.json`, a JSON Lines file or a CSV file, in UTF-8 or UTF-16
            (Telegram: UTF-8).
        hints: What JSON Lines and CSV records are when they do not say it themselves.

    Raises:
        InvalidInputError: The file can't be read, is empty, or is of another format.
    """
    try:
        return _open(path, hints or SourceHints())
    except OSError as error:
        raise InvalidInputError(
            f"{path} can't be read: {error.strerror}.", remedy="Check the path and that you may read it."
        ) from error


def _open(path: Path, hints: SourceHints) -> ImportFile:
    with path.open("rb") as stream:
        raw = stream.read(_HEAD_BYTES)
    encoding = detect_encoding(raw)
    lines = _head_lines(raw, encoding)
    if not lines:
        raise InvalidInputError(f"{path} is empty.", remedy=_REMEDY)
    if shape := find_shape(lines[0]):
        return _open_csv(path, encoding, shape, hints)
    if _looks_like_telegram(lines[0]):
        return _open_telegram(path)
    if any(map(_is_object, lines)) or _is_cut_object(raw, lines):
        return _open_jsonl(path, encoding, hints)
    raise InvalidInputError(f"{path} is of an unknown format.", remedy=_REMEDY)


def _head_lines(raw: bytes, encoding: str) -> list[str]:
    """Return the lines at the start of the file that are not blank."""
    text = raw.decode(encoding, "replace")
    return [line for line in re.split(r"\r\n|\n|\r", text) if line.strip()]


def _looks_like_telegram(line: str) -> bool:
    # Telegram Desktop breaks the line after the first brace; other tools may have put it all on one.
    line = line.strip()
    return line == "{" or (line.startswith("{") and _TELEGRAM_KEY.search(line) is not None)


def _is_object(line: str) -> bool:
    # One sound line is enough: bad ones, be they the first, are for the reader to report.
    try:
        parse_object(line)
    except ValueError:
        return False
    return True


def _is_cut_object(raw: bytes, lines: list[str]) -> bool:
    # A first record longer than the head can't be parsed yet; how it starts must do.
    return len(raw) == _HEAD_BYTES and len(lines) == 1 and lines[0].startswith("{")


def _open_telegram(path: Path) -> ImportFile:
    export = load_telegram(path)
    return ImportFile(path, ImportFormat.TELEGRAM, export.total, export.chat_title, export.read)


def _open_jsonl(path: Path, encoding: str, hints: SourceHints) -> ImportFile:
    return ImportFile(
        path,
        ImportFormat.JSONL,
        count_jsonl(path, encoding),
        hints.chat_title,
        partial(read_jsonl, path, encoding, hints),
    )


def _open_csv(path: Path, encoding: str, shape: CsvShape, hints: SourceHints) -> ImportFile:
    return ImportFile(
        path,
        ImportFormat.CSV,
        count_csv(path, encoding, shape),
        hints.chat_title,
        partial(read_csv, path, encoding, shape, hints),
    )

import codecs
from collections.abc import Callable
from pathlib import Path

import pytest

from domain.errors import InvalidInputError
from pipeline.imports import ImportedMessage, ImportFile, ImportFormat, open_import

Open = Callable[..., ImportFile]

CSV = "content,timestamp\nhello,2026-10-19T08:00:00Z\n"
JSONL = '{"content": "hello", "timestamp": "2026-10-19T08:00:00Z"}\n'
CHAT = (
    '{\n "name": "Harbor",\n "type": "private_group",\n "id": 7,\n "messages": [\n'
    '  {"id": 1, "type": "message", "date_unixtime": "1792387897", "from": "O", "text": "hello"}\n ]\n}'
)
ACCOUNT = '{\n "about": "x",\n "chats": {"about": "y", "list": [' + CHAT + "]}\n}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (CSV, ImportFormat.CSV),
        ("\n\n" + CSV, ImportFormat.CSV),
        ("ID;Content;Timestamp\n1;hello;2026-10-19T08:00:00Z\n", ImportFormat.CSV),
        (JSONL, ImportFormat.JSONL),
        ("\n" + JSONL, ImportFormat.JSONL),
        ("this line is broken\n" + JSONL, ImportFormat.JSONL),
        ('{"content": "cut\n' + JSONL, ImportFormat.JSONL),
        ('{"content": "\\"messages\\": [", "timestamp": 1792387897}', ImportFormat.JSONL),
        (CHAT, ImportFormat.TELEGRAM),
        (CHAT.replace("\n", ""), ImportFormat.TELEGRAM),
        (ACCOUNT, ImportFormat.TELEGRAM),
        (ACCOUNT.replace("\n", ""), ImportFormat.TELEGRAM),
    ],
)
def test_a_file_is_recognised_by_what_stands_in_it(
    open_bytes: Open, text: str, expected: ImportFormat
) -> None:
    file = open_bytes(text.encode())

    assert file.format == expected
    assert any(isinstance(item, ImportedMessage) for item in file)


def test_a_first_record_longer_than_the_head_is_recognised(open_bytes: Open) -> None:
    long = '{"content": "' + "x" * 400_000 + '", "timestamp": 1792387897}'

    file = open_bytes(long.encode())

    assert file.format is ImportFormat.JSONL
    assert [type(item) for item in file] == [ImportedMessage]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [CSV, JSONL])
def test_utf_8_and_utf_16_are_read_with_and_without_a_mark(
    open_bytes: Open, text: str, encoding: str
) -> None:
    file = open_bytes(text.replace("hello", "привіт 🙂").encode(encoding))

    assert [item.content for item in file if isinstance(item, ImportedMessage)] == ["привіт 🙂"]


def test_a_telegram_export_with_a_mark_is_read(open_bytes: Open) -> None:
    assert open_bytes(codecs.BOM_UTF8 + CHAT.encode()).total == 1


@pytest.mark.parametrize(
    "raw",
    [
        b"just some text\n",
        b"name,age\nOlena,30\n",
        b"[1, 2, 3]",
        b'["not", "an", "object"]\n["line", "by", "line"]\n',
        b"<!DOCTYPE html><html><body>export</body></html>",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"PK\x03\x04" + bytes(64),
        b"\xff\xfe\xff",
        bytes(1024),
        b"",
        b" \n\t\r\n",
    ],
)
def test_anything_else_is_refused_with_the_three_formats_as_remedy(open_bytes: Open, raw: bytes) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        open_bytes(raw)

    for name in ("result.json", "JSON Lines", "CSV"):
        assert name in refusal.value.remedy


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match="directory"):
        open_import(tmp_path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match="No such file"):
        open_import(tmp_path / "absent.jsonl")


@pytest.mark.parametrize("text", [CSV, JSONL, CHAT])
def test_a_file_can_be_read_twice(open_bytes: Open, text: str) -> None:
    file = open_bytes(text.encode())

    assert list(file) == list(file) != []

"""JSON Lines and CSV hold the same records, so most cases run through both."""

import csv
import io
import json
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from domain.message import NewMessage
from domain.values import MAX_TEXT_CHARS, Source
from pipeline.imports import ImportedMessage, ImportFile, ImportItem, Rejected, Skipped, SourceHints

Open = Callable[..., ImportFile]
Writer = Callable[[dict[str, str]], bytes]


def as_jsonl(fields: dict[str, str]) -> bytes:
    return json.dumps(fields).encode()


def as_csv(fields: dict[str, str]) -> bytes:
    out = io.StringIO(newline="")
    rows = csv.DictWriter(out, list(fields))
    rows.writeheader()
    rows.writerow(fields)
    return out.getvalue().encode()


both = pytest.mark.parametrize("write", [as_jsonl, as_csv])


def record(**fields: str) -> dict[str, str]:
    return {"content": "hello", "timestamp": "2026-10-19T08:00:00Z"} | fields


def one(file: ImportFile) -> ImportItem:
    (item,) = file
    return item


def message_of(file: ImportFile) -> ImportedMessage:
    item = one(file)
    assert isinstance(item, ImportedMessage), item
    return item


@both
def test_every_field_is_read(open_bytes: Open, write: Writer) -> None:
    fields = record(
        id="m-1",
        author="Olena",
        chat_id="-100",
        chat_title="Harbor",
        source="slack",
        reply_to="m-0",
    )

    message = message_of(open_bytes(write(fields)))

    assert (
        message.model_dump()
        == NewMessage(
            external_id="m-1",
            content="hello",
            author="Olena",
            chat_id="-100",
            sent_at=datetime(2026, 10, 19, 8, tzinfo=UTC),
            source=Source.SLACK,
            chat_title="Harbor",
            reply_to="m-0",
        ).model_dump()
    )


@both
def test_the_names_of_the_api_are_understood(open_bytes: Open, write: Writer) -> None:
    fields = {"id": "17", "external_id": "m-1", "content": "x", "sent_at": "2026-10-19T08:00:00Z"}

    message = message_of(open_bytes(write(fields)))

    assert (message.external_id, message.sent_at.hour) == ("m-1", 8)


@both
def test_absent_and_blank_fields_come_from_the_hints(open_bytes: Open, write: Writer) -> None:
    hints = SourceHints(source=Source.EMAIL, chat_id="inbox", chat_title="Inbox", author="Post")

    file = open_bytes(write(record(author=" ", source="")), hints)
    message = message_of(file)

    assert file.chat_title == "Inbox"
    assert (message.source, message.chat_id, message.chat_title, message.author) == (
        Source.EMAIL,
        "inbox",
        "Inbox",
        "Post",
    )


@both
def test_a_missing_id_is_made_of_what_the_record_says(open_bytes: Open, write: Writer) -> None:
    made = message_of(open_bytes(write(record()))).external_id

    assert made.startswith("import:")
    assert message_of(open_bytes(write(record(timestamp="2026-10-19T10:00:00+02:00")))).external_id == made
    for change in ({"content": "other"}, {"author": "O"}, {"chat_id": "c"}, {"timestamp": "2026-10-19"}):
        assert message_of(open_bytes(write(record(**change)))).external_id != made


@both
@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026-10-19T08:00:00Z", datetime(2026, 10, 19, 8, tzinfo=UTC)),
        ("2026-10-19T08:00:00+03:00", datetime(2026, 10, 19, 5, tzinfo=UTC)),
        ("2026-10-19 08:00", datetime(2026, 10, 19, 8, tzinfo=UTC)),
        (" 2026-10-19T08:00:00.250 ", datetime(2026, 10, 19, 8, 0, 0, 250_000, tzinfo=UTC)),
        ("2026-10-19", datetime(2026, 10, 19, tzinfo=UTC)),
        ("20261019", datetime(2026, 10, 19, tzinfo=UTC)),
        ("1792387897", datetime(2026, 10, 19, 5, 31, 37, tzinfo=UTC)),
    ],
)
def test_moments_are_read_as_utc(open_bytes: Open, write: Writer, written: str, expected: datetime) -> None:
    moment = message_of(open_bytes(write(record(timestamp=written)))).sent_at

    assert moment == expected
    assert moment.utcoffset() == expected.utcoffset()


@pytest.mark.parametrize(("number", "second"), [(1792387897, 37), (1792387897.5, 37)])
def test_a_json_number_is_unix_seconds(open_bytes: Open, number: float, second: int) -> None:
    raw = json.dumps({"content": "x", "timestamp": number}).encode()

    assert message_of(open_bytes(raw)).sent_at.second == second


def test_json_numbers_serve_as_ids(open_bytes: Open) -> None:
    raw = json.dumps({"id": 5, "chat_id": -100, "content": "x", "timestamp": 1792387897}).encode()

    message = message_of(open_bytes(raw))

    assert (message.external_id, message.chat_id) == ("5", "-100")


@both
@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        (record(timestamp="yesterday"), "timestamp: is neither ISO 8601 nor Unix seconds"),
        (record(timestamp=""), "timestamp: Field required"),
        (record(timestamp="99999999999999999999"), "timestamp: is outside the years 1 to 9999"),
        (record(timestamp="0001-01-01T00:00:00+05:00"), "timestamp: is outside the years 1 to 9999"),
        (record(source="carrier pigeon"), "source: Input should be"),
        (record(content="a\x00b"), "content: must not contain NUL"),
        (record(id="a\x00b"), "external_id: must not contain NUL"),
        (record(author="a\x00b"), "author: must not contain NUL"),
        (record(reply_to="a\x00b"), "reply_to: must not contain NUL"),
        (record(author="x" * 513), "author: String should have at most 512"),
        (record(content="x" * (MAX_TEXT_CHARS + 1)), "content: String should have at most 1048576"),
    ],
)
def test_a_bad_record_is_rejected_with_its_reason(
    open_bytes: Open, write: Writer, fields: dict[str, str], reason: str
) -> None:
    item = one(open_bytes(write(fields)))

    assert isinstance(item, Rejected)
    assert reason in item.reason


@both
@pytest.mark.parametrize("content", ["", " ", "\n\t "])
def test_a_record_without_text_is_skipped(open_bytes: Open, write: Writer, content: str) -> None:
    assert isinstance(one(open_bytes(write(record(content=content)))), Skipped)


@both
def test_the_longest_message_fits(open_bytes: Open, write: Writer) -> None:
    # In JSON each of these characters is escaped, 12 characters for one.
    longest = "🙂" * MAX_TEXT_CHARS

    assert message_of(open_bytes(write(record(content=longest)))).content == longest


@both
def test_a_broken_title_is_mended(open_bytes: Open, write: Writer) -> None:
    message = message_of(open_bytes(write(record(chat_title="a\x00" + "b" * 600))))

    assert message.chat_title.startswith("a�b")
    assert len(message.chat_title) == 512


GOOD = '{"content": "good", "timestamp": 1792387897}'


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"content": "cut', "not valid JSON"),
        (b"oops", "not valid JSON"),
        (b"[1]", "not a JSON object"),
        (b"null", "not a JSON object"),
        (b'"text"', "not a JSON object"),
        (b'{"content": "\xff\xfe", "timestamp": 1}', "not valid UTF-8"),
        (b'{"content": "\\ud800", "timestamp": 1}', "not valid JSON"),
        (b'{"content": null, "timestamp": 1}', "content: Field required"),
        (b'{"content": ["x"], "timestamp": 1}', "content: Input should be a valid string"),
        (b'{"content": "x", "timestamp": true}', "timestamp: is neither"),
        (b'{"content": "x", "timestamp": {}}', "timestamp: is neither"),
        (b'{"content": "x", "timestamp": 1e300}', "timestamp: is outside"),
        (b"[" * 100_000, "not valid JSON"),
        (b'{"content": "' + b"x" * (16 * 1024 * 1024), "the line is longer than 16,777,216 characters"),
    ],
)
def test_a_bad_line_does_not_stop_the_others(open_bytes: Open, line: bytes, reason: str) -> None:
    file = open_bytes(b"\n".join([GOOD.encode(), b"", line, GOOD.encode()]))

    before, bad, after = file

    assert file.total == 3
    assert isinstance(bad, Rejected)
    assert (bad.position, reason in bad.reason) == ("line 3", True), bad
    assert (before.position, after.position) == ("line 1", "line 4")


def test_separators_within_json_strings_do_not_end_a_line(open_bytes: Open) -> None:
    text = "one\u2028two\u0085three\x0cfour"
    raw = json.dumps({"content": text, "timestamp": 1792387897}, ensure_ascii=False).encode()

    assert message_of(open_bytes(raw)).content == text


def test_utf_16_cut_within_a_character_loses_only_the_end(open_bytes: Open) -> None:
    raw = f"{GOOD}\n{GOOD}\n".encode("utf-16") + b"\x41"

    file = open_bytes(raw)

    assert [type(item) for item in file] == [ImportedMessage, ImportedMessage, Rejected]
    assert file.total == 3


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiter_and_line_ends_are_found_out(open_bytes: Open, delimiter: str, end: str) -> None:
    rows = [["Id", " CONTENT ", "timestamp"], ["1", '"a, b; c|d"', "2026-10-19"], ["2", "e", "2026-10-20"]]
    raw = end.join(delimiter.join(row) for row in rows).encode()

    assert [item.content for item in open_bytes(raw) if isinstance(item, ImportedMessage)] == [
        "a, b; c|d",
        "e",
    ]


def test_a_row_stands_where_it_starts(open_bytes: Open) -> None:
    raw = b'content,timestamp\n"two\nlines",2026-10-19\n\n,\nlast,2026-10-20\n'

    file = open_bytes(raw)

    assert [item.position for item in file] == ["line 2", "line 6"]
    assert file.total == 2


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (b"one,two,three", "the row has 3 cells, the header 2"),
        (b"only the text", "the row has 1 cells, the header 2"),
        (b"\xff\xfe,2026-10-19", "content: "),
        (b"x" * (16 * 1024 * 1024 + 5) + b",2026-10-19", "longer than 16,777,216"),
    ],
)
def test_a_bad_row_does_not_stop_the_others(open_bytes: Open, row: bytes, reason: str) -> None:
    file = open_bytes(b"\n".join([b"content,timestamp", b"a,2026-10-19", row, b"b,2026-10-20"]))

    before, bad, after = file

    assert file.total == 3
    assert isinstance(bad, Rejected)
    assert (bad.position, reason in bad.reason) == ("line 3", True), bad
    assert isinstance(before, ImportedMessage)
    assert isinstance(after, ImportedMessage)


def test_a_quote_that_is_never_closed_ends_with_the_file(open_bytes: Open) -> None:
    file = open_bytes(b'content,timestamp\na,2026-10-19\n"b,2026-10-20\nc,2026-10-21\n')

    assert [type(item) for item in file] == [ImportedMessage, Rejected]


def test_a_quote_that_is_never_closed_does_not_swallow_a_large_file(open_bytes: Open) -> None:
    file = open_bytes(b'content,timestamp\n"' + (b"x" * 65_535 + b"\n") * 270 + b"c,2026-10-21\n")

    first, *_, last = file

    assert isinstance(first, Rejected)
    assert (first.position, "field larger than field limit" in first.reason) == ("line 2", True)
    assert isinstance(last, ImportedMessage)


@pytest.mark.parametrize(
    ("head", "line"),
    [
        (b"", b'{"timestamp": "2026-10-19", "content": "' + b"x" * 500 + b'"}\n'),
        (b"timestamp,content\n", b"2026-10-19," + b"x" * 500 + b"\n"),
    ],
    ids=["jsonl", "csv"],
)
def test_memory_does_not_grow_with_the_file(open_bytes: Open, head: bytes, line: bytes) -> None:
    raw = head + line * 2_000
    file = open_bytes(raw)

    tracemalloc.start()
    try:
        count = sum(1 for _ in file)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert count == file.total == 2_000
    assert peak < len(raw) / 4

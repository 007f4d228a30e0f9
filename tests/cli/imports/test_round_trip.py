"""What is written as JSON Lines or CSV is read back the same, whatever it says."""

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.message import NewMessage
from domain.values import Source
from pipeline.imports import ImportedMessage, open_import

_NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60).filter(
    lambda text: text.strip() != ""
)
_TEXTS = st.text(
    st.one_of(
        st.sampled_from("\"'\r\n,;\t|\\{}[]"),
        st.characters(exclude_categories=["Cs"], exclude_characters="\x00"),
    )
).filter(lambda text: text.strip() != "")


@st.composite
def _messages(draw: st.DrawFn) -> NewMessage:
    return NewMessage(
        external_id=draw(_NAMES),
        content=draw(_TEXTS),
        author=draw(_NAMES),
        chat_id=draw(_NAMES),
        sent_at=draw(st.datetimes(timezones=st.just(UTC))),
        source=draw(st.sampled_from(Source)),
        reply_to=draw(st.none() | _NAMES),
    )


def _fields(message: NewMessage) -> dict[str, str | None]:
    return {
        "id": message.external_id,
        "content": message.content,
        "author": message.author,
        "timestamp": message.sent_at.isoformat(),
        "chat_id": message.chat_id,
        "source": message.source,
        "reply_to": message.reply_to,
    }


def _read_back(path: Path) -> list[dict[str, object]]:
    return [item.model_dump() for item in open_import(path) if isinstance(item, ImportedMessage)]


_checked = settings(max_examples=25, deadline=None, database=None)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("round-trip")


@_checked
@given(messages=st.lists(_messages(), min_size=1, max_size=5), escape=st.booleans())
def test_json_lines(folder: Path, messages: list[NewMessage], *, escape: bool) -> None:
    path = folder / "messages.jsonl"
    lines = [json.dumps(_fields(message), ensure_ascii=escape) + "\n" for message in messages]
    path.write_bytes("".join(lines).encode())

    assert _read_back(path) == [message.model_dump() for message in messages]


@_checked
@given(
    messages=st.lists(_messages(), min_size=1, max_size=5),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    delimiter=st.sampled_from(",;\t|"),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_csv(folder: Path, messages: list[NewMessage], encoding: str, delimiter: str, end: str) -> None:
    path = folder / "messages.csv"
    out = io.StringIO(newline="")
    # With "\n" as line end the writer leaves a lone "\r" unquoted, which RFC 4180 asks to quote.
    quoting = csv.QUOTE_MINIMAL if end == "\r\n" else csv.QUOTE_ALL
    columns = list(_fields(messages[0]))
    rows = csv.DictWriter(out, columns, delimiter=delimiter, lineterminator=end, quoting=quoting)
    rows.writeheader()
    rows.writerows(_fields(message) for message in messages)
    path.write_bytes(out.getvalue().encode(encoding))

    assert _read_back(path) == [message.model_dump() for message in messages]


@_checked
@given(noise=st.binary(max_size=200))
def test_noise_costs_no_sound_line(folder: Path, noise: bytes) -> None:
    path = folder / "noise.jsonl"
    sound = json.dumps({"id": "sound", "content": "x", "timestamp": "2026-10-19T08:00:00Z"}).encode()
    path.write_bytes(b"\n".join([sound, noise, sound]))

    kept = [item for item in open_import(path) if isinstance(item, ImportedMessage)]

    assert [item.external_id for item in kept][:: len(kept) - 1] == ["sound", "sound"]
    assert kept[0].sent_at == datetime(2026, 10, 19, 8, tzinfo=UTC)

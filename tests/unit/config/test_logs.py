import json
import logging
from collections.abc import Iterator

import pytest
from pydantic import BaseModel, ValidationError

from config.logs import describe_error, start_logging
from domain.context import note
from domain.errors import UnavailableError

log = logging.getLogger("tests.logs")


@pytest.fixture(autouse=True)
def root() -> Iterator[logging.Logger]:
    """Give the root logger back as it was."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield root
    root.handlers[:] = handlers
    root.setLevel(level)


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


async def test_a_line_is_one_object_that_says_who_and_what_about(capsys: pytest.CaptureFixture[str]) -> None:
    start_logging("INFO", "json", "analysis-worker-0")
    note(workspace_id=1, chat_id=7)
    note(message_id=42)
    log.warning("chat %s\nwas lost", 7, extra={"task_id": 3})
    log.debug("not told")
    [line] = lines(capsys)
    assert line.pop("time")
    assert line == {
        "level": "WARNING",
        "logger": "tests.logs",
        "message": "chat 7\nwas lost",
        "part": "analysis-worker-0",
        "workspace_id": 1,
        "chat_id": 7,
        "message_id": 42,
        "task_id": 3,
    }


def test_text_is_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    start_logging("WARNING", "text", "bot")
    log.info("not told")
    log.warning("careful")
    assert capsys.readouterr().err.endswith("WARNING tests.logs: careful\n")


def test_starting_twice_tells_once(capsys: pytest.CaptureFixture[str]) -> None:
    start_logging("INFO", "text", "manta")
    start_logging("INFO", "json", "ingress")
    log.info("once")
    [line] = lines(capsys)
    assert line["part"] == "ingress"


SECRET = "the-secret-text"


class Form(BaseModel):
    """Something that is filled in."""

    number: int


@pytest.mark.parametrize("form", ["text", "json"])
def test_an_error_that_quotes_what_it_was_given_is_told_without_its_words(
    form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    start_logging("INFO", "json" if form == "json" else "text", "manta")
    try:
        Form.model_validate({"number": SECRET})
    except ValidationError:
        log.exception("reading failed")
    told = capsys.readouterr().err
    assert SECRET not in told
    assert "ValidationError" in told
    assert "test_logs.py" in told


def test_errors_of_ours_are_told_with_their_causes() -> None:
    error = UnavailableError("The database does not answer.")
    error.__cause__ = OSError("connection refused")
    told = describe_error(error)
    assert told.index("OSError: connection refused") < told.index("UnavailableError: The database")

"""How this process logs: lines for people, or one JSON object a line for programs."""

import logging
import sys
import traceback
from copy import copy
from types import TracebackType
from typing import Final

from pythonjsonlogger.json import JsonFormatter

from config.settings import LogFormat
from domain.context import noted
from domain.errors import MantaError

_TEXT: Final = "%(asctime)s %(levelname)s %(name)s: %(message)s"

_QUOTING: Final = frozenset(
    {"anthropic", "asyncpg", "httpx", "httpx2", "json", "openai", "orjson", "pydantic_ai", "pydantic_core"}
)
"""Libraries whose errors quote what they were given: a message's text, an answer of a model, an address."""

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class _Subject(logging.Filter):
    """Adds to each record which part wrote it, and what the work in hand is about."""

    def __init__(self, part: str) -> None:
        super().__init__()
        self._part = part

    def filter(self, record: logging.LogRecord) -> bool:
        for name, value in {"part": self._part, **noted()}.items():
            record.__dict__.setdefault(name, value)
        return True


class _Careful(logging.Formatter):
    """Tells errors by `describe_error`, whatever another handler has made of the same record before."""

    def format(self, record: logging.LogRecord) -> str:
        own = copy(record)
        own.exc_text = None
        return super().format(own)

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 - logging's name
        return describe_error(ei[1])


class _Text(_Careful):
    def __init__(self) -> None:
        super().__init__(_TEXT)


class _Json(_Careful, JsonFormatter):
    def __init__(self) -> None:
        names = {"levelname": "level", "name": "logger", "exc_info": "error"}
        fields = ("levelname", "name", "message")
        super().__init__(fields, rename_fields=names, timestamp="time")  # pyright: ignore[reportUnknownMemberType] - it leaves the type of its serializer open


def start_logging(level: str, form: LogFormat, part: str) -> None:
    """Let everything this process logs come out on stderr, as the settings say.

    Called again, it takes the place of the first time.

    Args:
        level: Of what is let through, by its name.
        form: For people or for programs.
        part: The actor or deployment this is.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.set_name("manta")
    handler.setFormatter(_Json() if form == "json" else _Text())
    handler.addFilter(_Subject(part))
    root = logging.getLogger()
    for known in [each for each in root.handlers if each.get_name() == "manta"]:
        root.removeHandler(known)
    root.addHandler(handler)
    root.setLevel(level)


def describe_error(error: BaseException | None) -> str:
    """Return where an error and its causes come from, with their words unless they may quote a message."""
    lines: list[str] = []
    while error is not None:
        frames = traceback.format_tb(error.__traceback__)
        lines = [*frames, f"{type(error).__qualname__}: {_words_of(error)}\n", *lines]
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "".join(lines).rstrip()


def _words_of(error: BaseException) -> str:
    if isinstance(error, MantaError):
        return error.detail
    library = type(error).__module__.partition(".")[0]
    return "(its words are left out: they may quote a message)" if library in _QUOTING else str(error)

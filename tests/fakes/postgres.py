"""What PostgreSQL would refuse, so that fakes over dictionaries refuse it too."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import cast

from pydantic import BaseModel

_BIGINT = range(-(2**63), 2**63)


def ensure_storable(*values: object) -> None:
    """Pass when every value could be a parameter of a query.

    Raises:
        OverflowError: A whole number over 64 bits, or a time outside the years 1 to 9999 in UTC.
        ValueError: Text with a NUL character or a lone surrogate, or a time without an offset.
    """
    for value in values:
        if isinstance(value, str):
            _ensure_text(value)
        elif isinstance(value, datetime):
            _ensure_time(value)
        elif isinstance(value, int) and value not in _BIGINT:
            raise OverflowError("value out of int64 range")
        else:
            ensure_storable(*_parts(value))


def _ensure_text(value: str) -> None:
    if "\x00" in value:
        raise ValueError("invalid byte sequence for encoding UTF8: 0x00")
    value.encode()


def _ensure_time(value: datetime) -> None:
    if value.tzinfo is None:
        raise ValueError("can't subtract offset-naive and offset-aware datetimes")
    value.astimezone(UTC)


def _parts(value: object) -> Sequence[object]:
    if isinstance(value, BaseModel):
        return list(value.__dict__.values())
    if isinstance(value, Mapping):
        return list(cast("Mapping[str, object]", value).values())
    return cast("list[object]", value) if isinstance(value, list) else ()

"""One flat record, as JSON Lines and CSV hold it, becomes one message."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated

from pydantic import AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from domain.values import Source
from pipeline.imports.items import ImportedMessage, ImportItem, Rejected, Skipped, SourceHints

UNSTORABLE = "�"
_MIN_UNIX_DIGITS = 9


def parse_moment(value: object) -> datetime:
    """Return a moment in UTC from ISO 8601 text or Unix seconds; text without an offset is read as UTC.

    Digits alone count as Unix seconds from nine digits on (1973); eight digits are a date, `20261019`.

    Raises:
        ValueError: It is neither, or lies outside the years 1 to 9999.
    """
    try:
        return _from_text(value) if isinstance(value, str) else _from_seconds(value)
    except (OverflowError, OSError):
        msg = "is outside the years 1 to 9999"
        raise ValueError(msg) from None


def _from_text(text: str) -> datetime:
    text = text.strip()
    if text.isascii() and text.isdecimal() and len(text) >= _MIN_UNIX_DIGITS:
        return _from_seconds(int(text))
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        msg = "is neither ISO 8601 nor Unix seconds"
        raise ValueError(msg) from None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _from_seconds(value: object) -> datetime:
    if isinstance(value, bool) or not isinstance(value, int | float):
        msg = "is neither ISO 8601 nor Unix seconds"
        raise ValueError(msg)  # noqa: TRY004 - pydantic reports ValueError, not TypeError
    return datetime.fromtimestamp(value, UTC)


def clean_title(title: str) -> str:
    """Return a chat's title that can be stored: cut to length, with broken characters replaced.

    A title only decorates; unlike a message it is mended, not refused.
    """
    return title.encode("utf-8", "replace").decode().replace("\x00", UNSTORABLE).strip()[:512]


Moment = Annotated[datetime, BeforeValidator(parse_moment)]


class _Record(BaseModel):
    """The fields a record may have. The second names are those the message list of the API answers with."""

    model_config = ConfigDict(coerce_numbers_to_str=True)

    content: str
    timestamp: Moment = Field(validation_alias=AliasChoices("timestamp", "sent_at"))
    id: str | None = Field(default=None, validation_alias=AliasChoices("external_id", "id"))
    author: str | None = None
    chat_id: str | None = None
    chat_title: str | None = None
    source: Source | None = None
    reply_to: str | None = None


def to_item(position: str, fields: Mapping[str, object], hints: SourceHints) -> ImportItem:
    """Return the message a record holds; blank optional fields count as absent.

    A record without an id gets one made of what it says, so that importing it again is recognised; two
    records that say the very same at the same moment are then one message.
    """
    try:
        record = _Record.model_validate(_without_blanks(fields))
        if not record.content.strip():
            return Skipped(position=position, reason="no text")
        return _message(position, record, hints)
    except ValidationError as error:
        return Rejected(position=position, reason=explain(error))


def _without_blanks(fields: Mapping[str, object]) -> dict[str, object]:
    return {
        name: value
        for name, value in fields.items()
        if value is not None and (name == "content" or not isinstance(value, str) or value.strip())
    }


def _message(position: str, record: _Record, hints: SourceHints) -> ImportedMessage:
    message = ImportedMessage(
        position=position,
        external_id=record.id or "import",
        content=record.content,
        author=record.author or hints.author,
        chat_id=record.chat_id or hints.chat_id,
        sent_at=record.timestamp,
        source=record.source or hints.source,
        chat_title=clean_title(record.chat_title or hints.chat_title),
        reply_to=record.reply_to,
    )
    return message if record.id else message.model_copy(update={"external_id": _made_id(message)})


def _made_id(message: ImportedMessage) -> str:
    # Made of the checked values, so that the id does not depend on how the file spelled them.
    return f"import:{hashlib.blake2b(message.digest(), digest_size=16).hexdigest()}"


def explain(error: ValidationError) -> str:
    """Return the first fault as `field: what is wrong`, without the field's value, which may be anything."""
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    field = ".".join(str(part) for part in first["loc"])
    return f"{field}: {first['msg'].removeprefix('Value error, ')}"

"""Telegram Desktop's export (`result.json`): one chat, or a whole account with its list of chats.

The shape follows `export_output_json.cpp` of Telegram Desktop. Ids are given as a bot would see them, so
that a bot that later joins the chat recognises the messages.
"""

import json
import re
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

import orjson
from pydantic import BaseModel, BeforeValidator, Field, TypeAdapter, ValidationError

from domain.errors import InvalidInputError
from domain.values import Source
from pipeline.imports.items import ImportedMessage, ImportItem, Rejected, Skipped
from pipeline.imports.records import Moment, clean_title, explain

_CHANNEL_SHIFT = 1_000_000_000_000
"""What the Bot API puts before a supergroup's or channel's id, seen in decimal as the prefix -100."""

_USER_LIKE = frozenset({"personal_chat", "bot_chat", "saved_messages", "replies", "verification_codes"})
_CHANNEL_LIKE = frozenset({"private_supergroup", "public_supergroup", "private_channel", "public_channel"})
_BASIC_GROUP = "private_group"

_DELETED = "Deleted Account"
_CONTROL_ESCAPE = re.compile(r"(?<!\\)((?:\\\\)*)\\x([01][0-9A-F])")

_MEDIA: Mapping[str, str] = MappingProxyType(
    {
        "photo": "photo",
        "file": "file",
        "poll": "poll",
        "location_information": "location",
        "contact_information": "contact",
        "game_title": "game",
    }
)
"""Fields that show what a message without text holds, and its name in the reason given."""


class _Part(BaseModel):
    """A run of text. `href` is the target of a `text_link`, whose text need not show it."""

    type: str
    text: str
    href: str = ""

    def flat(self) -> str:
        return f"{self.text} ({self.href})" if self.href not in {"", self.text} else self.text


class _Message(BaseModel):
    """The fields of a message that matter here; `sender` is null for a deleted account."""

    id: int
    date_unixtime: Moment | None = None
    date: Moment | None = None
    sender: str | None = Field(default=None, alias="from")
    from_id: str | int | None = None
    text: str | list[str | _Part] = ""
    reply_to_message_id: int | None = None
    reply_to_peer_id: str | None = None

    def content(self) -> str:
        return self.text if isinstance(self.text, str) else "".join(map(_flat, self.text))

    def author(self, chat: "_Chat") -> str:
        if self.sender:
            return self.sender
        if "sender" in self.model_fields_set:
            return _DELETED
        return str(self.from_id or chat.title or _DELETED)

    def sent_at(self) -> datetime | None:
        # Exports from before 2021 have only the exporting machine's wall clock; it is read as UTC.
        return self.date_unixtime or self.date


def _flat(part: str | _Part) -> str:
    return part if isinstance(part, str) else part.flat()


def _nothing_for_null(value: object) -> object:
    return [] if value is None else value


class _Chat(BaseModel):
    """A chat with its messages as they stand in the file; each is checked when it is read."""

    name: str | None = None
    type: str | None = None
    id: int
    messages: Annotated[list[object], BeforeValidator(_nothing_for_null)]

    @property
    def title(self) -> str:
        return clean_title(self.name or "")

    def find_bot_api_id(self) -> int | None:
        """Return the chat's id in the Bot API, None for a type of chat that is not known."""
        if self.id < 0 or self.type in _USER_LIKE:
            return self.id
        if self.type in _CHANNEL_LIKE:
            return -(_CHANNEL_SHIFT + self.id)
        return -self.id if self.type == _BASIC_GROUP else None


class _ChatList(BaseModel):
    list: list[object]


class _Account(BaseModel):
    """A whole account's export."""

    chats: _ChatList
    left_chats: _ChatList | None = None


_OBJECT: TypeAdapter[dict[str, object]] = TypeAdapter(dict[str, object])


@dataclass(frozen=True, slots=True)
class TelegramExport:
    """A parsed export; chats that can't be imported stand as rejected."""

    chats: tuple[_Chat | Rejected, ...]

    @property
    def chat_title(self) -> str:
        """The only chat's name; empty when there are several."""
        first = self.chats[0] if len(self.chats) == 1 else None
        return first.title if isinstance(first, _Chat) else ""

    @property
    def total(self) -> int:
        """How many items `read` yields."""
        return sum(len(chat.messages) if isinstance(chat, _Chat) else 1 for chat in self.chats)

    def read(self) -> Generator[ImportItem]:
        """Yield an item for every message, service messages included, chat by chat."""
        for chat in self.chats:
            if isinstance(chat, Rejected):
                yield chat
            else:
                yield from self._read_chat(chat)

    def _read_chat(self, chat: _Chat) -> Generator[ImportItem]:
        prefix = f"chat {chat.find_bot_api_id()}, " if len(self.chats) > 1 else ""
        for number, raw in enumerate(chat.messages, start=1):
            yield _item(prefix, number, raw, chat)


def load_telegram(path: Path) -> TelegramExport:
    """Read an export whole.

    Raises:
        InvalidInputError: It is not complete JSON, or not an export.
        OSError: The file can't be read.
    """
    document = _parse(path.read_bytes())
    if "chats" in document:
        return TelegramExport(tuple(_account_chats(document)))
    if "messages" in document:
        return TelegramExport((_chat("the chat", document),))
    raise InvalidInputError(
        "This JSON document holds no messages.",
        remedy="Export the chat from Telegram Desktop again, with messages, as machine-readable JSON.",
    )


def _parse(raw: bytes) -> dict[str, object]:
    try:
        return _OBJECT.validate_python(orjson.loads(raw))
    except ValueError:
        return _parse_tolerantly(raw)


def _parse_tolerantly(raw: bytes) -> dict[str, object]:
    r"""Parse what Telegram Desktop writes beside the standard, leaving faults to the message they are in.

    It writes control characters as `\x1F`, which JSON does not know, and can cut a text within a character.
    """
    try:
        text = _CONTROL_ESCAPE.sub(r"\1\\u00\2", raw.decode("utf-8-sig", "surrogateescape"))
        return _OBJECT.validate_python(json.loads(text))
    except json.JSONDecodeError as error:
        raise _broken(f"{error.msg}, line {error.lineno}") from None
    except (ValueError, RecursionError) as error:
        raise _broken(f"its shape is not an export's ({type(error).__name__})") from None


def _broken(why: str) -> InvalidInputError:
    return InvalidInputError(
        f"The Telegram export can't be read: {why}.",
        remedy="Export the chat again and wait until Telegram Desktop says it is done.",
    )


def _account_chats(document: dict[str, object]) -> Generator[_Chat | Rejected]:
    try:
        account = _Account.model_validate(document)
    except ValidationError as error:
        raise _broken(explain(error)) from None
    left = account.left_chats.list if account.left_chats else []
    for number, raw in enumerate([*account.chats.list, *left], start=1):
        yield _chat(f"chat {number}", raw)


def _chat(position: str, raw: object) -> _Chat | Rejected:
    try:
        chat = _Chat.model_validate(raw)
    except ValidationError as error:
        return Rejected(position=position, reason=explain(error))
    if chat.find_bot_api_id() is None:
        return Rejected(position=position, reason="type: not a known type of chat")
    return chat


def _item(prefix: str, number: int, raw: object, chat: _Chat) -> ImportItem:
    try:
        fields = _OBJECT.validate_python(raw)
    except ValidationError:
        return Rejected(position=f"{prefix}record {number}", reason="not a JSON object")
    message_id = fields.get("id")
    position = f"{prefix}message {message_id}" if isinstance(message_id, int) else f"{prefix}record {number}"
    if fields.get("type") != "message":
        kind = "service" if fields.get("type") == "service" else "unsupported"
        return Skipped(position=position, reason=f"{kind} message")
    return _text_item(position, fields, chat)


def _text_item(position: str, fields: dict[str, object], chat: _Chat) -> ImportItem:
    try:
        message = _Message.model_validate(fields)
        if not message.content().strip():
            return Skipped(position=position, reason=f"no text ({_kind(fields)})")
        return _imported(position, message, chat)
    except ValidationError as error:
        return Rejected(position=position, reason=explain(error))


def _kind(fields: dict[str, object]) -> str:
    media_type = fields.get("media_type")
    if isinstance(media_type, str):
        return media_type.replace("_", " ")
    return next((kind for field, kind in _MEDIA.items() if field in fields), "empty")


def _imported(position: str, message: _Message, chat: _Chat) -> ImportItem:
    sent_at = message.sent_at()
    if sent_at is None:
        return Rejected(position=position, reason="date_unixtime: Field required")
    chat_id = chat.find_bot_api_id()
    # A reply to another chat's message names nothing in this workspace.
    reply_to = None if message.reply_to_peer_id else message.reply_to_message_id
    return ImportedMessage(
        position=position,
        external_id=f"{chat_id}:{message.id}",
        content=message.content(),
        author=message.author(chat),
        chat_id=str(chat_id),
        sent_at=sent_at,
        source=Source.TELEGRAM,
        chat_title=chat.title,
        reply_to=f"{chat_id}:{reply_to}" if reply_to else None,
    )

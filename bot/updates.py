"""Reads Telegram's updates: what arrived, and the message in it if somebody wrote one."""

import json
import logging
import re
from dataclasses import dataclass
from datetime import UTC
from typing import cast

from aiogram.types import Message, Update
from pydantic import ValidationError

from bot.kinds import MESSAGE_KINDS
from domain.errors import InvalidInputError
from domain.message import NewMessage
from domain.values import Source

MALFORMED = "malformed"
"""Kind of an update that has an id but can't be read any further."""

UNKNOWN = "unknown"
"""Kind of an update that carries nothing this Bot API version knows."""

_KINDS = tuple(name for name in Update.model_fields if name != "update_id")
_INT64 = range(-(2**63), 2**63)
# A path such as "/etc/hosts" starts with a slash too, but is something a person said.
_COMMAND = re.compile(r"/[A-Za-z0-9_]{1,64}(@[A-Za-z0-9_]+)?(\s|$)")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ParsedUpdate:
    """An update as far as it could be read.

    `kind` is the Bot API's field name (`message`, `callback_query`, …), `MALFORMED` or `UNKNOWN`.
    `message` is None when it brings no new words of a person: other kinds, edits, commands, bots, pictures.
    """

    update_id: int
    kind: str
    message: NewMessage | None


def parse_update(raw: bytes) -> ParsedUpdate:
    """Read a Bot API Update (https://core.telegram.org/bots/api#update) from its JSON bytes.

    Raises:
        InvalidInputError: The bytes are no JSON object with a 64-bit integer `update_id`. This is the
            only error, whatever the bytes.
    """
    fields = _read_object(raw)
    update_id = _get_update_id(fields)
    try:
        update = Update.model_validate(fields)
        kind = _kind(update)
        return ParsedUpdate(update_id, kind, _find_message(update, kind))
    except ValidationError as error:
        _log.warning("Update %d is malformed: %s", update_id, _faults(error))
    except OverflowError:
        _log.warning("Update %d is malformed: its date can't be told in UTC", update_id)
    return ParsedUpdate(update_id, MALFORMED, None)


def _read_object(raw: bytes) -> dict[str, object]:
    # The standard parser reads what stricter ones refuse (lone surrogates, NaN), so that such an update
    # keeps its id and can be put aside instead of being sent again for ever.
    try:
        value: object = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise InvalidInputError(f"The update is not readable JSON ({type(error).__name__}).") from error
    if not isinstance(value, dict):
        raise InvalidInputError("The update is not a JSON object.")
    return cast("dict[str, object]", value)  # JSON has no other keys than strings


def _get_update_id(fields: dict[str, object]) -> int:
    update_id = fields.get("update_id")
    if type(update_id) is not int or update_id not in _INT64:
        raise InvalidInputError("The update has no 64-bit integer `update_id`.")
    return update_id


def _faults(error: ValidationError) -> str:
    """Name the faulty fields without quoting them: they hold people's words."""
    faults = error.errors(include_url=False, include_context=False, include_input=False)
    return ", ".join(f"{'.'.join(map(str, fault['loc']))} ({fault['type']})" for fault in faults[:5])


def _kind(update: Update) -> str:
    return next((kind for kind in _KINDS if getattr(update, kind) is not None), UNKNOWN)


def _find_message(update: Update, kind: str) -> NewMessage | None:
    if kind not in MESSAGE_KINDS:
        return None
    message: Message = getattr(update, kind)
    content = message.text or message.caption or ""
    if _is_by_bot(message) or not content.strip() or _COMMAND.match(content):
        return None
    return _to_new_message(message, content)


def _is_by_bot(message: Message) -> bool:
    if message.sender_business_bot is not None:
        return True
    # Who writes as a group or a channel is a person behind one of Telegram's placeholder bots.
    return message.sender_chat is None and message.from_user is not None and message.from_user.is_bot


def _to_new_message(message: Message, content: str) -> NewMessage:
    return NewMessage(
        external_id=f"{message.chat.id}:{message.message_id}",
        content=content,
        author=_author(message),
        chat_id=str(message.chat.id),
        sent_at=message.date.astimezone(UTC) if message.date.tzinfo else message.date,
        source=Source.TELEGRAM,
        chat_title=(message.chat.title or "").replace("\x00", ""),
        reply_to=_find_reply_to(message),
    )


def _author(message: Message) -> str:
    names = (
        message.sender_chat.title if message.sender_chat else None,
        message.from_user.full_name if message.from_user else None,
        message.chat.title,
    )
    # Deleted accounts have a blank name.
    return next((name for name in names if name and name.strip()), str(message.chat.id))


def _find_reply_to(message: Message) -> str | None:
    reply = message.reply_to_message
    # In a forum every message "replies" to the service message that opened its topic.
    if reply is None or reply.forum_topic_created is not None:
        return None
    return f"{message.chat.id}:{reply.message_id}"

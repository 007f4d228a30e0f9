"""Reads where forwarded messages come from."""

from datetime import UTC

from aiogram.types import (
    Chat,
    MessageOriginChannel,
    MessageOriginChat,
    MessageOriginHiddenUser,
    MessageOriginUnion,
    MessageOriginUser,
)

from domain.message import Origin, OriginKind
from domain.values import MAX_NAME_CHARS


def read_origin(origin: MessageOriginUnion | None) -> Origin | None:
    """Return where a message comes from; None when it was not forwarded."""
    if origin is None:
        return None
    url: str | None = None
    match origin:
        case MessageOriginUser(sender_user=user):
            kind, name, number = OriginKind.USER, user.full_name, str(user.id)
        case MessageOriginHiddenUser(sender_user_name=name):
            kind, number = OriginKind.HIDDEN_USER, "?"
        case MessageOriginChat(sender_chat=chat, author_signature=signature):
            kind, name, number = OriginKind.CHAT, _signed(chat, signature), str(chat.id)
        case MessageOriginChannel(chat=chat, message_id=post, author_signature=signature):
            kind, name, number = OriginKind.CHANNEL, _signed(chat, signature), str(chat.id)
            url = f"https://t.me/{chat.username}/{post}" if chat.username else None
    # Deleted accounts have a blank name.
    shown = name.replace("\x00", "").strip()[:MAX_NAME_CHARS].strip() or number
    return Origin(kind=kind, name=shown, sent_at=origin.date.astimezone(UTC), url=url)


def _signed(chat: Chat, signature: str | None) -> str:
    title = chat.title or chat.full_name
    return f"{title} ({signature})" if signature else title

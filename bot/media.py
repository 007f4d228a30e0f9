"""Reads the files of Telegram's messages."""

from typing import Final

from aiogram.types import (
    Animation,
    Audio,
    Document,
    LivePhoto,
    Message,
    PhotoSize,
    Video,
    VideoNote,
    Voice,
)

from bot.reading import author_id_of, is_by_bot
from domain.attachment import AttachmentKind, NewAttachment
from domain.values import MAX_NAME_CHARS

_File = Animation | Audio | Document | LivePhoto | PhotoSize | Video | VideoNote | Voice

_USUAL_MIMES: Final = {
    AttachmentKind.PHOTO: "image/jpeg",
    AttachmentKind.VOICE: "audio/ogg",
    AttachmentKind.VIDEO_NOTE: "video/mp4",
}
"""What Telegram makes of files whose type it does not tell."""

SPOKEN: Final = frozenset({AttachmentKind.VOICE, AttachmentKind.AUDIO, AttachmentKind.VIDEO_NOTE})
"""Files whose words nobody has written down."""


def read_attachment(message: Message) -> NewAttachment | None:
    """Return the file of a person's message; None when it has none."""
    found = _find_file(message)
    if found is None or is_by_bot(message):
        return None
    kind, file = found
    size = file.file_size
    return NewAttachment(
        chat_id=message.chat.id,
        message_number=message.message_id,
        kind=kind,
        file_id=file.file_id,
        unique_id=file.file_unique_id,
        album_id=message.media_group_id,
        name=_word(getattr(file, "file_name", None)),
        mime=_word(getattr(file, "mime_type", None)) or _USUAL_MIMES.get(kind),
        size=size if size is not None and 0 <= size < 2**63 else None,
        author_id=author_id_of(message),
    )


def _find_file(message: Message) -> tuple[AttachmentKind, _File] | None:
    # An animation is told as a document too, for clients that know none.
    files: list[tuple[AttachmentKind, _File | None]] = [
        (AttachmentKind.ANIMATION, message.animation),
        (AttachmentKind.LIVE_PHOTO, message.live_photo),
        (AttachmentKind.PHOTO, _largest(message.photo)),
        (AttachmentKind.DOCUMENT, message.document),
        (AttachmentKind.VOICE, message.voice),
        (AttachmentKind.AUDIO, message.audio),
        (AttachmentKind.VIDEO, message.video),
        (AttachmentKind.VIDEO_NOTE, message.video_note),
    ]
    return next(((kind, file) for kind, file in files if file is not None), None)


def _largest(sizes: list[PhotoSize] | None) -> PhotoSize | None:
    return max(sizes or (), key=lambda size: size.width * size.height, default=None)


def _word(given: str | None) -> str | None:
    """Return what a sender's program says of a file, as it can be stored."""
    text = (given or "").replace("\x00", "").encode(errors="replace").decode().strip()
    return text[:MAX_NAME_CHARS].strip() or None

"""Files that come with messages: what is kept of them, and how their bytes are read."""

from collections.abc import AsyncGenerator
from enum import StrEnum
from typing import Annotated, Protocol

from pydantic import Field

from domain.chat import TelegramId
from domain.errors import NotFoundError
from domain.values import Name, Value


class AttachmentKind(StrEnum):
    """What kind of file it is, as the Bot API names them."""

    PHOTO = "photo"
    LIVE_PHOTO = "live_photo"
    DOCUMENT = "document"
    VOICE = "voice"
    AUDIO = "audio"
    VIDEO = "video"
    VIDEO_NOTE = "video_note"
    ANIMATION = "animation"


class NewAttachment(Value):
    """A file as a message shows it.

    `file_id` opens it for this bot, `unique_id` names its bytes for good. Parts of an album are messages of
    their own that share `album_id`. `size` is in bytes.
    """

    chat_id: TelegramId
    message_number: int
    kind: AttachmentKind
    file_id: str
    unique_id: str
    album_id: str | None = None
    name: Name | None = None
    mime: Name | None = None
    size: Annotated[int, Field(ge=0, lt=2**63)] | None = None
    author_id: str | None = None


class StoredAttachment(Value):
    """A kept file, as far as it takes to hand out its bytes."""

    id: int
    kind: AttachmentKind
    file_id: str
    unique_id: str
    name: str | None = None
    mime: str | None = None


class FileTooLargeError(NotFoundError):
    """The file is larger than Telegram hands out to bots."""

    code = "file-too-large"
    remedy = "Open it in Telegram: bots get files of up to 20 MB."


class FileGoneError(NotFoundError):
    """Telegram does not hand out this file any more."""

    code = "file-gone"
    remedy = "Open it in Telegram, or send it again; files of another bot's messages can't be read."


class Attachments(Protocol):
    """The files of stored messages.

    Every method raises `domain.errors.UnavailableError` when the other side does not answer.
    """

    async def keep(self, workspace_id: int, attachment: NewAttachment) -> None:
        """Keep a message's file and link it, and its album, with the messages they belong to.

        May be repeated, in any order and before the messages are stored. A message has one file: another one
        takes the place of the first.
        """
        ...

    async def get_attachment(self, workspace_id: int, attachment_id: int) -> StoredAttachment:
        """Return a file.

        Raises:
            NotFoundError: No such file in this workspace.
        """
        ...


class Content(Protocol):
    """A file that is being read; `size` is in bytes, None when it is not known beforehand."""

    @property
    def size(self) -> int | None:
        """Return how long it is."""
        ...

    def chunks(self) -> AsyncGenerator[bytes]:
        """Yield the bytes, once.

        Raises:
            UnavailableError: The source broke off.
        """
        ...

    async def close(self) -> None:
        """Let go of it, read or not; may be repeated."""
        ...


class Files(Protocol):
    """Where the bytes are."""

    async def open(self, file_id: str) -> Content:
        """Begin to read a file; the caller closes it.

        Raises:
            FileTooLargeError: The source does not hand it out for its size.
            FileGoneError: The source does not hand it out any more.
            UnavailableError: The source does not answer, or is not connected.
        """
        ...

"""Files in memory: what is kept of them, and their bytes."""

from collections.abc import AsyncGenerator

from domain.attachment import FileGoneError, NewAttachment, StoredAttachment
from domain.errors import NotFoundError
from tests.fakes.outage import Outage


class FakeContent:
    """Bytes that are read in pieces."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self.is_closed = False

    @property
    def size(self) -> int | None:
        return len(self._raw)

    async def chunks(self) -> AsyncGenerator[bytes]:
        for start in range(0, len(self._raw), 3):
            yield self._raw[start : start + 3]

    async def close(self) -> None:
        self.is_closed = True


class FakeFiles(Outage):
    """`domain.attachment.Files` over a dictionary; `opened` is what was read."""

    def __init__(self) -> None:
        super().__init__()
        self.files: dict[str, bytes] = {}
        self.opened: list[FakeContent] = []

    async def open(self, file_id: str) -> FakeContent:
        self.check(file_id)
        if file_id not in self.files:
            raise FileGoneError
        content = FakeContent(self.files[file_id])
        self.opened.append(content)
        return content


class FakeAttachments(Outage):
    """`domain.attachment.Attachments` over a list; ids count from 1."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: list[tuple[int, NewAttachment]] = []

    async def keep(self, workspace_id: int, attachment: NewAttachment) -> None:
        self.check(attachment)
        if (workspace_id, attachment) not in self.kept:
            self.kept.append((workspace_id, attachment))

    async def get_attachment(self, workspace_id: int, attachment_id: int) -> StoredAttachment:
        self.check(attachment_id)
        if not 0 < attachment_id <= len(self.kept):
            raise NotFoundError
        owner, kept = self.kept[attachment_id - 1]
        if owner != workspace_id:
            raise NotFoundError
        fields = kept.model_dump(include=set(StoredAttachment.model_fields))
        return StoredAttachment.model_validate(fields | {"id": attachment_id})

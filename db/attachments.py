"""Files of messages in PostgreSQL; their bytes stay where they are."""

from dataclasses import dataclass
from typing import Final

from db.pool import Database
from domain.attachment import NewAttachment, StoredAttachment
from domain.errors import NotFoundError

_KEEP: Final = """
INSERT INTO attachments AS a (workspace_id, chat_id, message_number, album_id, kind, file_id, unique_id, name,
    mime, size, author_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
ON CONFLICT (chat_id, message_number, unique_id) DO UPDATE SET (file_id, name, mime, size)
    = (excluded.file_id, excluded.name, excluded.mime, excluded.size)
WHERE (a.file_id, a.name, a.mime, a.size)
    IS DISTINCT FROM (excluded.file_id, excluded.name, excluded.mime, excluded.size)
"""

# An author who put another file in its place does not want the first one shown.
_REPLACED: Final = "DELETE FROM attachments WHERE chat_id = $1 AND message_number = $2 AND unique_id <> $3"

# A part with words of its own is a message; the other parts belong to the first of those.
_LINK: Final = """
WITH parts AS (
    SELECT a.id, a.message_number, m.id AS message_id FROM attachments a
    LEFT JOIN messages m ON (m.workspace_id, m.source, m.external_id)
        = (a.workspace_id, 'telegram', format('%s:%s', a.chat_id, a.message_number))
    WHERE a.workspace_id = $1 AND a.chat_id = $2 AND (a.message_number = $3 OR a.album_id = $4)
), first AS (
    SELECT message_id FROM parts WHERE message_id IS NOT NULL ORDER BY message_number LIMIT 1
)
UPDATE attachments a SET message_id = coalesce(p.message_id, (SELECT message_id FROM first))
FROM parts p WHERE p.id = a.id
    AND a.message_id IS DISTINCT FROM coalesce(p.message_id, (SELECT message_id FROM first))
"""

_GET: Final = """
SELECT id, kind, file_id, unique_id, name, mime FROM attachments WHERE workspace_id = $1 AND id = $2
"""


@dataclass(frozen=True)
class PostgresAttachments:
    """`domain.attachment.Attachments` on PostgreSQL."""

    database: Database

    async def keep(self, workspace_id: int, attachment: NewAttachment) -> None:
        """See `domain.attachment.Attachments`."""
        new = attachment
        about = (new.album_id, new.kind.value, new.file_id, new.unique_id, new.name, new.mime, new.size)
        async with self.database.transaction() as connection:
            place = (new.chat_id, new.message_number)
            await connection.execute(_REPLACED, *place, new.unique_id)
            await connection.execute(_KEEP, workspace_id, *place, *about, new.author_id)
            await connection.execute(_LINK, workspace_id, *place, new.album_id)

    async def get_attachment(self, workspace_id: int, attachment_id: int) -> StoredAttachment:
        """See `domain.attachment.Attachments`."""
        async with self.database.connection() as connection:
            row = await connection.fetchrow(_GET, workspace_id, attachment_id)
        if row is None:
            raise NotFoundError("Attachment not found")
        return StoredAttachment.model_validate(dict(row.items()))

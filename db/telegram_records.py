"""What a page shows of Telegram's chats and updates, in PostgreSQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from db.pool import Database
from domain.telegram_report import TelegramChat

_CHATS: Final = """
SELECT c.chat_id, c.title, c.kind, c.state, count(m.person_id) AS members
FROM telegram_chats c
LEFT JOIN telegram_members m ON m.chat_id = c.chat_id AND m.standing IN ('admin', 'member')
WHERE c.workspace_id = $1 AND c.state <> 'migrated'
GROUP BY c.chat_id ORDER BY lower(c.title), c.chat_id LIMIT 500
"""

# Not by the highest update_id: after a week without updates Telegram goes on from a random number.
_LAST_UPDATE: Final = "SELECT max(received_at) FROM telegram_updates"


@dataclass(frozen=True)
class PostgresTelegramRecords:
    """`domain.telegram_report.TelegramRecords` on PostgreSQL."""

    database: Database

    async def list_chats(self, workspace_id: int) -> Sequence[TelegramChat]:
        """See `domain.telegram_report.TelegramRecords`."""
        async with self.database.connection() as connection:
            rows = await connection.fetch(_CHATS, workspace_id)
        return [TelegramChat.model_validate(dict(row.items())) for row in rows]

    async def find_last_update(self) -> datetime | None:
        """See `domain.telegram_report.TelegramRecords`."""
        async with self.database.connection() as connection:
            found: datetime | None = await connection.fetchval(_LAST_UPDATE)
        return found

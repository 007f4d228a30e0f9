"""Digests: taken from their row, posted, and set for the next day in one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from db.outbox import write_letters
from db.pool import Connection, Database
from domain.digest import LATEST, next_digest
from domain.outbox import DigestParcel, Letter

if TYPE_CHECKING:
    from asyncpg import Record

    Row = Record
else:
    Row = Mapping

_BATCH: Final = 200

# A chat whose hour or zone has changed has no next time: it is given one here.
_TAKE = """
SELECT c.chat_id, c.workspace_id, c.digest_hour, c.next_digest_at,
    coalesce(c.timezone, w.settings ->> 'timezone', 'UTC') AS timezone
FROM telegram_chats c JOIN workspaces w ON w.id = c.workspace_id
WHERE c.digest_hour IS NOT NULL AND c.state = 'active'
    AND (c.next_digest_at IS NULL OR c.next_digest_at <= $1)
ORDER BY c.chat_id LIMIT $2 FOR UPDATE OF c SKIP LOCKED
"""


@dataclass(frozen=True)
class PostgresDigests:
    """Finds out which digests are due."""

    database: Database

    async def fire(self, now: datetime) -> int:
        """Post every digest that is due, and return how many chats were given their next time.

        A chat's row is locked meanwhile, so a second scheduler passes it over. A digest that was missed by
        more than `domain.digest.LATEST` is left out.
        """
        async with self.database.transaction() as connection:
            taken = await connection.fetch(_TAKE, now, _BATCH)
            for chat in taken:
                await _take(connection, chat, now)
        return len(taken)


async def _take(connection: Connection, chat: Row, now: datetime) -> None:
    zone = ZoneInfo(chat["timezone"])
    due: datetime | None = chat["next_digest_at"]
    if due is not None and now - due < LATEST:
        day = due.astimezone(zone).date()
        letter = Letter(
            chat_id=chat["chat_id"], parcel=DigestParcel(day=day), key=f"digest:{chat['chat_id']}:{day}"
        )
        await write_letters(connection, chat["workspace_id"], [letter])
    await connection.execute(
        "UPDATE telegram_chats SET next_digest_at = $2 WHERE chat_id = $1",
        chat["chat_id"],
        next_digest(chat["digest_hour"], zone, now),
    )

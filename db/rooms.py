"""Which workspaces a person of Telegram may open, in PostgreSQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from db.pool import Database
from domain.chat import Person
from domain.mini_app import Link, Room

# Anybody may write to the bot in private, so that opens only a workspace that is of this chat alone.
MAY_ENTER: Final = """
m.standing IN ('admin', 'member') AND c.state = 'active'
    AND (c.kind <> 'private' OR w.slug = 'telegram:' || c.chat_id)
"""

_ROOMS: Final = f"""
SELECT w.id, w.name, array_agg(c.title ORDER BY c.title, c.chat_id) AS chats, p.name AS person, p.username
FROM telegram_members m
JOIN telegram_chats c USING (chat_id)
JOIN workspaces w ON w.id = c.workspace_id
JOIN telegram_people p USING (person_id)
WHERE m.person_id = $1 AND {MAY_ENTER} AND ($2 OR w.slug LIKE 'telegram:%')
GROUP BY w.id, w.name, p.name, p.username ORDER BY w.id
"""  # noqa: S608 - a constant

_WORKSPACE_OF: Final = {
    "task": "SELECT workspace_id FROM tasks WHERE id = $1",
    "chat": "SELECT workspace_id FROM telegram_chats WHERE chat_id = $1",
}


@dataclass(frozen=True)
class PostgresRooms:
    """`domain.mini_app.Rooms` on PostgreSQL.

    Args:
        database: Where members are.
        trusts_groups: Whether members of any group the bot is in may open a workspace that chats share.
    """

    database: Database
    trusts_groups: bool = False

    async def rooms_of(self, person_id: int) -> Sequence[Room]:
        """See `domain.mini_app.Rooms`."""
        async with self.database.connection() as connection:
            rows = await connection.fetch(_ROOMS, person_id, self.trusts_groups)
        return [
            Room(
                id=row["id"],
                name=row["name"],
                chats=row["chats"],
                mark=Person(id=person_id, name=row["person"], username=row["username"]).mark,
            )
            for row in rows
        ]

    async def find_workspace(self, link: Link) -> int | None:
        """See `domain.mini_app.Rooms`."""
        async with self.database.connection() as connection:
            return await connection.fetchval(_WORKSPACE_OF[link.kind], link.id)

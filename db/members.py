"""The people of a workspace's chats in PostgreSQL."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from db.pool import Database
from domain.chat import Person
from domain.errors import NotFoundError
from domain.members import WorkspaceMember

if TYPE_CHECKING:
    from asyncpg import Record

    Row = Record
else:
    Row = Mapping

_LIST: Final = """
SELECT p.person_id, p.name, p.username, coalesce(nullif(p.own_language, ''), p.language) AS language,
    array_agg(c.title ORDER BY c.title, c.chat_id) AS chats,
    (array_agg(m.standing ORDER BY array_position(ARRAY['admin', 'member', 'seen', 'left'], m.standing)))[1]
        AS standing
FROM telegram_members m JOIN telegram_chats c USING (chat_id) JOIN telegram_people p USING (person_id)
WHERE c.workspace_id = $1 AND c.state = 'active' AND ($2 OR m.standing IN ('admin', 'member'))
GROUP BY p.person_id ORDER BY lower(p.name), p.person_id LIMIT 1000
"""

_IS_KNOWN: Final = """
SELECT EXISTS (
    SELECT FROM telegram_members m JOIN telegram_chats c USING (chat_id)
    WHERE c.workspace_id = $1 AND m.person_id = $2)
"""

# Their socket tickets too, which would open a socket for an hour.
_SIGN_OUT: Final = "DELETE FROM tokens WHERE workspace_id = $1 AND person_id = $2"


@dataclass(frozen=True)
class PostgresMembers:
    """`domain.members.Members` on PostgreSQL."""

    database: Database

    async def list_members(self, workspace_id: int, *, everybody: bool) -> Sequence[WorkspaceMember]:
        """See `domain.members.Members`."""
        async with self.database.connection() as connection:
            return [_member_of(row) for row in await connection.fetch(_LIST, workspace_id, everybody)]

    async def sign_out(self, workspace_id: int, person_id: int) -> None:
        """See `domain.members.Members`."""
        async with self.database.transaction() as connection:
            if not await connection.fetchval(_IS_KNOWN, workspace_id, person_id):
                raise NotFoundError("Member not found")
            await connection.execute(_SIGN_OUT, workspace_id, person_id)


def _member_of(row: Row) -> WorkspaceMember:
    mark = Person(id=row["person_id"], name=row["name"], username=row["username"]).mark
    return WorkspaceMember.model_validate({**dict(row.items()), "mark": mark})

"""Telegram's chats and people in PostgreSQL."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.chat_migration import migrate_chat
from db.people import are_known, find_people, get_person, learn_people, see_people
from db.pool import Connection, Database
from domain.chat import (
    Chat,
    ChatChange,
    ChatKind,
    ChatState,
    Encounter,
    Feedback,
    Person,
    PersonChange,
    SeenChat,
    Sighting,
    Standing,
)
from domain.errors import NotFoundError
from domain.workspace import MAIN_WORKSPACE

if TYPE_CHECKING:
    from asyncpg import Record

    Row = Record
else:
    Row = Mapping

_CHAT = """
SELECT c.chat_id AS id, c.kind, c.title, c.is_forum, c.workspace_id, c.state, c.digest_hour, c.feedback,
    coalesce(nullif(c.language, ''), nullif(p.own_language, ''),
        substring(p.language FROM '^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$'), w.settings ->> 'language', ''
    ) AS language,
    coalesce(c.timezone, p.timezone, w.settings ->> 'timezone', 'UTC') AS timezone
FROM telegram_chats c JOIN workspaces w ON w.id = c.workspace_id
    LEFT JOIN telegram_people p ON c.kind = 'private' AND p.person_id = c.chat_id
"""

_NEW_WORKSPACE = """
WITH made AS (
    INSERT INTO workspaces (slug, name) VALUES ('telegram:' || $1::bigint, $2)
    ON CONFLICT (slug) DO UPDATE SET slug = excluded.slug RETURNING id
), counter AS (
    INSERT INTO event_counters (workspace_id) SELECT id FROM made ON CONFLICT DO NOTHING
)
SELECT id FROM made
"""

# What its messages are numbered in; who accepts a message makes leases only for chats that are new then.
_CONVERSATION = """
WITH made AS (
    INSERT INTO chats (workspace_id, source, external_id, title) VALUES ($1, 'telegram', $2, $3)
    ON CONFLICT DO NOTHING RETURNING id
)
INSERT INTO chat_leases (chat_id) SELECT id FROM made
"""

_IS_KNOWN_CHAT = """
SELECT EXISTS (
    SELECT FROM telegram_chats c
    JOIN chats k ON (k.workspace_id, k.source, k.external_id) = (c.workspace_id, 'telegram', c.chat_id::text)
    WHERE c.chat_id = $1 AND (c.kind, c.title, c.is_forum) = ($2, $3, $4)
        AND (c.kind <> 'private' OR c.state = 'active')
) AND ($5::bigint IS NULL OR EXISTS (
    SELECT FROM telegram_members m
    WHERE (m.chat_id, m.person_id) = ($1, $5) AND m.standing IN ('admin', 'member')
        AND m.seen_at > now() - interval '1 hour'))
"""

# What moved, or was left, becomes active only by the bot's own membership, except for private chats: who
# writes there again has not blocked the bot.
_MEET_CHAT = """
INSERT INTO telegram_chats AS c (chat_id, workspace_id, kind, title, is_forum) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (chat_id) DO UPDATE
SET (kind, title, is_forum) = (excluded.kind, excluded.title, excluded.is_forum),
    state = CASE WHEN excluded.kind = 'private' THEN 'active' ELSE c.state END
WHERE (c.kind, c.title, c.is_forum) IS DISTINCT FROM (excluded.kind, excluded.title, excluded.is_forum)
    OR (c.kind = 'private' AND c.state <> 'active')
"""

_MEET_MEMBER = """
INSERT INTO telegram_members AS m (chat_id, person_id) VALUES ($1, $2)
ON CONFLICT (chat_id, person_id) DO UPDATE SET seen_at = now(),
    standing = CASE m.standing WHEN 'admin' THEN 'admin' ELSE 'member' END
WHERE m.standing IN ('left', 'seen') OR m.seen_at < now() - interval '1 hour'
"""

_SET_STANDING = """
INSERT INTO telegram_members (chat_id, person_id, standing) VALUES ($1, $2, $3)
ON CONFLICT (chat_id, person_id) DO UPDATE SET standing = excluded.standing, seen_at = now()
"""

_CHATS_OF = f"""
{_CHAT} JOIN telegram_members m ON m.chat_id = c.chat_id
WHERE m.person_id = $1 AND m.standing IN ('admin', 'member') AND c.state = 'active'
ORDER BY c.kind = 'private' DESC, c.title, c.chat_id
"""


@dataclass(frozen=True)
class PostgresChats:
    """`domain.chat.Chats` on PostgreSQL.

    Args:
        database: Where they are.
        is_apart: Whether each chat is a workspace of its own, or all are in the main one.
    """

    database: Database
    is_apart: bool = False

    async def meet(self, sighting: Sighting) -> Encounter:
        """See `domain.chat.Chats`.

        Most updates show what is known: they cost reading, and no transaction.
        """
        async with self.database.connection() as connection:
            if not await _is_known(connection, sighting):
                async with connection.transaction():
                    await self._learn(connection, sighting)
            return Encounter(
                chat=await _get_chat(connection, sighting.chat.id) if sighting.chat else None,
                person=await get_person(connection, sighting.person.id) if sighting.person else None,
            )

    async def _learn(self, connection: Connection, sighting: Sighting) -> None:
        """Write what is seen: the chat's row is locked first, then its people's, then their membership."""
        if sighting.chat is not None:
            await self._meet_chat(connection, sighting.chat)
        await learn_people(connection, sighting.people)
        if sighting.chat is not None:
            if sighting.person is not None and sighting.proves_membership:
                await connection.execute(_MEET_MEMBER, sighting.chat.id, sighting.person.id)
            await see_people(connection, sighting.chat.id, sighting.others)

    async def _meet_chat(self, connection: Connection, chat: SeenChat) -> None:
        workspace_id = await connection.fetchval(
            "SELECT workspace_id FROM telegram_chats WHERE chat_id = $1", chat.id
        )
        if workspace_id is None:
            name = chat.title or f"Telegram {chat.id}"
            workspace_id = (
                await connection.fetchval(_NEW_WORKSPACE, chat.id, name) if self.is_apart else MAIN_WORKSPACE
            )
        await connection.execute(_CONVERSATION, workspace_id, str(chat.id), chat.title)
        await connection.execute(
            _MEET_CHAT, chat.id, workspace_id, chat.kind.value, chat.title, chat.is_forum
        )

    async def get_chat(self, chat_id: int) -> Chat | None:
        """See `domain.chat.Chats`."""
        async with self.database.connection() as connection:
            return await _get_chat(connection, chat_id)

    async def change_chat(self, chat_id: int, change: ChatChange) -> Chat:
        """See `domain.chat.Chats`."""
        fields = {name: getattr(change, name) for name in change.model_fields_set}
        async with self.database.transaction() as connection:
            for name, value in fields.items():
                stored = "" if name == "language" and value is None else value
                await connection.execute(
                    f"UPDATE telegram_chats SET {name} = $2 WHERE chat_id = $1",  # noqa: S608 - a field's name
                    chat_id,
                    stored,
                )
            if fields.keys() & {"digest_hour", "timezone"}:
                await connection.execute(
                    "UPDATE telegram_chats SET next_digest_at = NULL WHERE chat_id = $1", chat_id
                )
            chat = await _get_chat(connection, chat_id)
        if chat is None:
            raise NotFoundError("The bot has never been in this chat.")
        return chat

    async def change_person(self, person_id: int, change: PersonChange) -> Person:
        """See `domain.chat.Chats`."""
        async with self.database.transaction() as connection:
            if "language" in change.model_fields_set:
                await connection.execute(
                    "UPDATE telegram_people SET own_language = $2 WHERE person_id = $1",
                    person_id,
                    change.language or "",
                )
            if "timezone" in change.model_fields_set:
                await connection.execute(
                    "UPDATE telegram_people SET timezone = $2 WHERE person_id = $1",
                    person_id,
                    change.timezone,
                )
            person = await get_person(connection, person_id)
        if person is None:
            raise NotFoundError("The bot has never met this person.")
        return person

    async def set_state(self, chat_id: int, state: ChatState) -> None:
        """See `domain.chat.Chats`."""
        async with self.database.transaction() as connection:
            if state is ChatState.LEFT:
                await leave_chat(connection, chat_id, "The bot is no longer in the chat.")
            else:
                await _set_state(connection, chat_id, state)

    async def set_standing(self, chat_id: int, person_id: int, standing: Standing) -> None:
        """See `domain.chat.Chats`."""
        async with self.database.connection() as connection:
            await connection.execute(_SET_STANDING, chat_id, person_id, standing.value)

    async def get_standing(self, chat_id: int, person_id: int) -> Standing | None:
        """See `domain.chat.Chats`."""
        async with self.database.connection() as connection:
            found = await connection.fetchval(
                "SELECT standing FROM telegram_members WHERE chat_id = $1 AND person_id = $2",
                chat_id,
                person_id,
            )
        return None if found is None else Standing(found)

    async def migrate(self, old_id: int, new_id: int) -> None:
        """See `domain.chat.Chats`."""
        async with self.database.transaction() as connection:
            await migrate_chat(connection, old_id, new_id)

    async def find_person(self, chat_id: int, name: str) -> Person | None:
        """See `domain.chat.Chats`."""
        async with self.database.connection() as connection:
            name = name.strip()
            return (await find_people(connection, [(chat_id, name)])).get((chat_id, name))

    async def names_of(self, person_id: int) -> Sequence[str]:
        """See `domain.chat.Chats`."""
        async with self.database.connection() as connection:
            person = await get_person(connection, person_id)
        return [] if person is None else person.spellings

    async def chats_of(self, person_id: int) -> Sequence[Chat]:
        """See `domain.chat.Chats`."""
        async with self.database.connection() as connection:
            return [_chat_of(row) for row in await connection.fetch(_CHATS_OF, person_id)]


async def _is_known(connection: Connection, sighting: Sighting) -> bool:
    """Return whether writing a sighting down would change nothing."""
    chat, person = sighting.chat, sighting.person
    if chat is not None:
        seen = (chat.id, chat.kind.value, chat.title, chat.is_forum)
        member = person.id if person is not None and sighting.proves_membership else None
        if not await connection.fetchval(_IS_KNOWN_CHAT, *seen, member):
            return False
    return await are_known(connection, sighting.people, None if chat is None else chat.id)


async def leave_chat(connection: Connection, chat_id: int, reason: str) -> None:
    """Note that nothing can be sent to a chat, and give up what waits for it."""
    await _set_state(connection, chat_id, ChatState.LEFT)
    await connection.execute(
        "UPDATE outbox SET state = 'dead', error = $2 WHERE destination = $1 AND state = 'pending'",
        str(chat_id),
        reason,
    )


async def _set_state(connection: Connection, chat_id: int, state: ChatState) -> None:
    await connection.execute(
        "UPDATE telegram_chats SET state = $2 WHERE chat_id = $1 AND state <> 'migrated'",
        chat_id,
        state.value,
    )


async def _get_chat(connection: Connection, chat_id: int) -> Chat | None:
    row = await connection.fetchrow(f"{_CHAT} WHERE c.chat_id = $1", chat_id)
    return None if row is None else _chat_of(row)


def _chat_of(row: Row) -> Chat:
    fields = dict(row.items())
    usual = Feedback.CARDS if row["kind"] == ChatKind.PRIVATE else Feedback.REACTIONS
    return Chat.model_validate(fields | {"feedback": row["feedback"] or usual})

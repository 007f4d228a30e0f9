"""Telegram's chats and people in PostgreSQL."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from db.chat_migration import migrate_chat
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
    SeenPerson,
    Sighting,
    Standing,
)
from domain.errors import NotFoundError

if TYPE_CHECKING:
    from asyncpg import Record

    Row = Record
else:
    Row = Mapping

MAIN_WORKSPACE: Final = 1

_CHAT = """
SELECT c.chat_id AS id, c.kind, c.title, c.is_forum, c.workspace_id, c.state, c.digest_hour, c.feedback,
    coalesce(nullif(c.language, ''), nullif(p.own_language, ''),
        substring(p.language FROM '^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$'), w.settings ->> 'language', ''
    ) AS language,
    coalesce(c.timezone, p.timezone, w.settings ->> 'timezone', 'UTC') AS timezone
FROM telegram_chats c JOIN workspaces w ON w.id = c.workspace_id
    LEFT JOIN telegram_people p ON c.kind = 'private' AND p.person_id = c.chat_id
"""

_PERSON = "SELECT person_id AS id, name, username, language, own_language, timezone FROM telegram_people"

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

# A username that somebody else has now is no longer that of who had it before.
_MEET_PEOPLE = """
WITH seen AS (
    SELECT DISTINCT ON (id) * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[])
        AS t (id, name, username, language) ORDER BY id
), lost AS (
    UPDATE telegram_people p SET username = NULL FROM seen s
    WHERE lower(p.username) = lower(s.username) AND p.person_id <> s.id
)
INSERT INTO telegram_people AS p (person_id, name, username, language)
SELECT id, name, username, language FROM seen
ON CONFLICT (person_id) DO UPDATE
SET (name, username, language) = (excluded.name, excluded.username,
    coalesce(nullif(excluded.language, ''), p.language))
WHERE (p.name, p.username, p.language) IS DISTINCT FROM (excluded.name, excluded.username,
    coalesce(nullif(excluded.language, ''), p.language))
"""

_MEET_MEMBER = """
INSERT INTO telegram_members AS m (chat_id, person_id) VALUES ($1, $2)
ON CONFLICT (chat_id, person_id) DO UPDATE SET seen_at = now(),
    standing = CASE m.standing WHEN 'left' THEN 'member' ELSE m.standing END
WHERE m.standing = 'left' OR m.seen_at < now() - interval '1 hour'
"""

_SET_STANDING = """
INSERT INTO telegram_members (chat_id, person_id, standing) VALUES ($1, $2, $3)
ON CONFLICT (chat_id, person_id) DO UPDATE SET standing = excluded.standing, seen_at = now()
"""

_FIND_PERSON = f"""
{_PERSON} p WHERE lower(p.username) = lower(ltrim($2, '@')) OR (
    EXISTS (SELECT FROM telegram_members m
        WHERE m.chat_id = $1 AND m.person_id = p.person_id AND m.standing <> 'left')
    AND lower($2) IN (lower(p.name), lower(split_part(p.name, ' ', 1))))
ORDER BY (lower(p.username) = lower(ltrim($2, '@'))) IS TRUE DESC, lower(p.name) = lower($2) DESC, p.person_id
LIMIT 1
"""

_CHATS_OF = f"""
{_CHAT} JOIN telegram_members m ON m.chat_id = c.chat_id
WHERE m.person_id = $1 AND m.standing <> 'left' AND c.state = 'active'
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
        """See `domain.chat.Chats`."""
        people = [person for person in (sighting.person, *sighting.others) if person is not None]
        async with self.database.transaction() as connection:
            if sighting.chat is not None:
                await self._meet_chat(connection, sighting.chat)
            if people:
                await _meet_people(connection, people)
            if sighting.chat is not None and sighting.person is not None and sighting.proves_membership:
                await connection.execute(_MEET_MEMBER, sighting.chat.id, sighting.person.id)
            return Encounter(
                chat=await _get_chat(connection, sighting.chat.id) if sighting.chat else None,
                person=await _get_person(connection, sighting.person.id) if sighting.person else None,
            )

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
            person = await _get_person(connection, person_id)
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
            row = await connection.fetchrow(_FIND_PERSON, chat_id, name)
        return None if row is None else Person.model_validate(dict(row.items()))

    async def chats_of(self, person_id: int) -> Sequence[Chat]:
        """See `domain.chat.Chats`."""
        async with self.database.connection() as connection:
            return [_chat_of(row) for row in await connection.fetch(_CHATS_OF, person_id)]


async def leave_chat(connection: Connection, chat_id: int, reason: str) -> None:
    """Note that nothing can be sent to a chat, and give up what waits for it."""
    await _set_state(connection, chat_id, ChatState.LEFT)
    await connection.execute(
        "UPDATE outbox SET state = 'dead', error = $2 WHERE destination = $1 AND state = 'pending'",
        str(chat_id),
        reason,
    )


async def _meet_people(connection: Connection, people: Sequence[SeenPerson]) -> None:
    rows = [(person.id, person.name, person.username, person.language) for person in people]
    await connection.execute(_MEET_PEOPLE, *map(list, zip(*rows, strict=True)))


async def _set_state(connection: Connection, chat_id: int, state: ChatState) -> None:
    await connection.execute(
        "UPDATE telegram_chats SET state = $2 WHERE chat_id = $1 AND state <> 'migrated'",
        chat_id,
        state.value,
    )


async def _get_chat(connection: Connection, chat_id: int) -> Chat | None:
    row = await connection.fetchrow(f"{_CHAT} WHERE c.chat_id = $1", chat_id)
    return None if row is None else _chat_of(row)


async def _get_person(connection: Connection, person_id: int) -> Person | None:
    row = await connection.fetchrow(f"{_PERSON} WHERE person_id = $1", person_id)
    return None if row is None else Person.model_validate(dict(row.items()))


def _chat_of(row: Row) -> Chat:
    fields = dict(row.items())
    usual = Feedback.CARDS if row["kind"] == ChatKind.PRIVATE else Feedback.REACTIONS
    return Chat.model_validate(fields | {"feedback": row["feedback"] or usual})

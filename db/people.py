"""Telegram's people in PostgreSQL: learnt from what updates show, and found by what they are called."""

from collections.abc import Collection, Sequence
from typing import Final

from db.pool import Connection
from domain.chat import Person, SeenPerson

PERSON: Final = (
    "SELECT person_id AS id, name, username, language, own_language, timezone FROM telegram_people"
)

# Usernames move between people, so that learning of two may touch four rows, in any order: who learns, learns
# alone. It is rare, because most updates show people as they are known.
_ALONE: Final = "SELECT pg_advisory_xact_lock(hashtext('telegram_people'))"

_SEEN: Final = """
    SELECT DISTINCT ON (id) * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[])
        AS t (id, name, username, language) ORDER BY id, language DESC
"""

_ARE_KNOWN: Final = f"""
SELECT NOT EXISTS (
    SELECT FROM ({_SEEN}) s LEFT JOIN telegram_people p ON p.person_id = s.id
    WHERE p.person_id IS NULL OR (p.name, p.username, p.language) IS DISTINCT FROM (s.name, s.username,
        coalesce(nullif(s.language, ''), p.language))
        OR ($5::bigint IS NOT NULL AND NOT EXISTS (
            SELECT FROM telegram_members m WHERE (m.chat_id, m.person_id) = ($5, s.id))))
"""  # noqa: S608 - constants

# A username that somebody else has now is no longer that of who had it before.
_LEARN: Final = f"""
WITH seen AS ({_SEEN}), lost AS (
    UPDATE telegram_people p SET username = NULL FROM seen s
    WHERE lower(p.username) = lower(s.username) AND p.person_id <> s.id
        AND p.person_id NOT IN (SELECT id FROM seen)
)
INSERT INTO telegram_people AS p (person_id, name, username, language)
SELECT id, name, username, language FROM seen
ON CONFLICT (person_id) DO UPDATE
SET (name, username, language) = (excluded.name, excluded.username,
    coalesce(nullif(excluded.language, ''), p.language))
"""  # noqa: S608 - constants

# Several may be called by one first name: then it is nobody's. Only people of the chat are looked at: it is
# not told the names of strangers.
_CALLED: Final = """
WITH asked AS (
    SELECT DISTINCT chat_id, name FROM unnest($1::bigint[], $2::text[]) AS t (chat_id, name)
), called AS (
    SELECT a.chat_id, a.name AS asked, p.*, rank() OVER (PARTITION BY a.chat_id, a.name ORDER BY CASE
        WHEN lower(p.username) = lower(ltrim(a.name, '@')) THEN 1
        WHEN lower(p.name) = lower(a.name) THEN 2 ELSE 3 END) AS place
    FROM asked a JOIN telegram_members m ON m.chat_id = a.chat_id AND m.standing <> 'left'
    JOIN telegram_people p USING (person_id)
    WHERE lower(ltrim(a.name, '@')) = lower(p.username)
        OR lower(a.name) IN (lower(p.name), lower(split_part(p.name, ' ', 1)))
)
SELECT chat_id, asked, min(person_id) AS id FROM called WHERE place = 1
GROUP BY chat_id, asked HAVING count(*) = 1
"""

Called = tuple[int, str]
"""A chat and what somebody is called there."""


_SEE: Final = """
INSERT INTO telegram_members (chat_id, person_id, standing)
SELECT $1, id, 'seen' FROM unnest($2::bigint[]) AS id ORDER BY id ON CONFLICT DO NOTHING
"""


async def are_known(connection: Connection, people: Sequence[SeenPerson], chat_id: int | None) -> bool:
    """Return whether people are known just as they are seen, and have been in the chat."""
    return not people or bool(await connection.fetchval(_ARE_KNOWN, *_columns(people), chat_id))


async def learn_people(connection: Connection, people: Sequence[SeenPerson]) -> None:
    """Know people as they are seen, in a transaction that learns of no others after it."""
    if people:
        await connection.execute(_ALONE)
        await connection.execute(_LEARN, *_columns(people))


async def see_people(connection: Connection, chat_id: int, people: Sequence[SeenPerson]) -> None:
    """Note that people who are known have been named in a chat, whether they are members of it or not."""
    await connection.execute(_SEE, chat_id, sorted({person.id for person in people}))


async def get_person(connection: Connection, person_id: int) -> Person | None:
    """Return a person, None when they were never met."""
    row = await connection.fetchrow(f"{PERSON} WHERE person_id = $1", person_id)
    return None if row is None else Person.model_validate(dict(row.items()))


async def find_people(connection: Connection, called: Collection[Called]) -> dict[Called, Person]:
    """Return who of chats is called so; who nobody is, or several are, is left out."""
    rows = await connection.fetch(_CALLED, [chat for chat, _ in called], [name for _, name in called])
    ids = {row["id"] for row in rows}
    people = (
        await connection.fetch(f"{PERSON} WHERE person_id = ANY ($1::bigint[])", list(ids)) if ids else []
    )
    known = {row["id"]: Person.model_validate(dict(row.items())) for row in people}
    return {(row["chat_id"], row["asked"]): known[row["id"]] for row in rows}


def _columns(people: Sequence[SeenPerson]) -> list[list[object]]:
    rows = [(person.id, person.name, person.username, person.language) for person in people]
    return [list(column) for column in zip(*rows, strict=True)]

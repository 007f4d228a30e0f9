"""Telegram's people in PostgreSQL: learnt from what updates show, and found by what they are called."""

from collections.abc import Sequence
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
        coalesce(nullif(s.language, ''), p.language)))
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

# Several may be called by one first name: then it is nobody's.
_FIND: Final = f"""
WITH called AS (
    SELECT p.*, CASE
        WHEN lower(p.username) = lower(ltrim($2, '@')) THEN 1
        WHEN lower(p.name) = lower($2) THEN 2
        WHEN lower(split_part(p.name, ' ', 1)) = lower($2) THEN 3
    END AS rank
    FROM telegram_people p
    WHERE lower(p.username) = lower(ltrim($2, '@')) OR p.person_id IN (
        SELECT person_id FROM telegram_members m WHERE m.chat_id = $1 AND m.standing <> 'left')
), best AS (
    SELECT person_id FROM called WHERE rank = (SELECT min(rank) FROM called)
)
{PERSON} WHERE person_id IN (SELECT person_id FROM best) AND (SELECT count(*) FROM best) = 1
"""  # noqa: S608 - constants


async def are_known(connection: Connection, people: Sequence[SeenPerson]) -> bool:
    """Return whether people are known just as they are seen."""
    return not people or bool(await connection.fetchval(_ARE_KNOWN, *_columns(people)))


async def learn_people(connection: Connection, people: Sequence[SeenPerson]) -> None:
    """Know people as they are seen, in a transaction that learns of no others after it."""
    if people:
        await connection.execute(_ALONE)
        await connection.execute(_LEARN, *_columns(people))


async def get_person(connection: Connection, person_id: int) -> Person | None:
    """Return a person, None when they were never met."""
    row = await connection.fetchrow(f"{PERSON} WHERE person_id = $1", person_id)
    return None if row is None else Person.model_validate(dict(row.items()))


async def find_person(connection: Connection, chat_id: int, name: str) -> Person | None:
    """Return who of a chat is called so, None when nobody is or several are."""
    row = await connection.fetchrow(_FIND, chat_id, name.strip())
    return None if row is None else Person.model_validate(dict(row.items()))


def _columns(people: Sequence[SeenPerson]) -> list[list[object]]:
    rows = [(person.id, person.name, person.username, person.language) for person in people]
    return [list(column) for column in zip(*rows, strict=True)]

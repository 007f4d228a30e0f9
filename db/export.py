"""Reading all that is kept of a person, as JSON."""

from collections.abc import Mapping
from typing import Final

import orjson

from db.people import get_person
from db.pool import Connection
from db.rows import MESSAGE_STATUS
from domain.privacy import EXPORT_BYTES, PersonExport

_SECTIONS: Final = {
    "person": "SELECT to_jsonb(p)::text FROM telegram_people p WHERE p.person_id = $1::text::bigint",
    "memberships": """
        SELECT jsonb_build_object('chat', c.title, 'chat_id', c.chat_id, 'kind', c.kind,
            'standing', t.standing, 'seen_at', t.seen_at)::text
        FROM telegram_members t JOIN telegram_chats c USING (chat_id)
        WHERE t.person_id = $1::text::bigint ORDER BY c.chat_id
    """,
    "attachments": """
        SELECT (to_jsonb(a) - 'workspace_id' - 'file_id')::text FROM attachments a
        WHERE a.author_id = $1 ORDER BY a.id
    """,
}

_BY_NAME: Final = {
    "tasks": """
        SELECT jsonb_build_object('id', t.id, 'title', t.title, 'status', t.status, 'due', t.due,
            'created_by', t.created_by, 'created_at', t.created_at)::text
        FROM tasks t WHERE t.source = 'telegram' AND t.workspace_id = ANY ($1::bigint[]) AND (
            lower(t.created_by) = ANY ($2::text[]) OR EXISTS (SELECT FROM task_assignees a
                WHERE a.task_id = t.id AND lower(a.name) = ANY ($2::text[])))
        ORDER BY t.id
    """,
    "comments": """
        SELECT (to_jsonb(k) - 'workspace_id')::text FROM task_comments k
        WHERE k.workspace_id = ANY ($1::bigint[]) AND lower(k.author) = ANY ($2::text[]) ORDER BY k.id
    """,
    "corrections": """
        SELECT (to_jsonb(k) - 'workspace_id')::text FROM corrections k
        WHERE k.workspace_id = ANY ($1::bigint[]) AND lower(k.corrected_by) = ANY ($2::text[])
        ORDER BY k.message_id
    """,
    "reminders": """
        SELECT (to_jsonb(r) - 'workspace_id')::text FROM reminders r
        WHERE r.workspace_id = ANY ($1::bigint[]) AND lower(r.asked_by) = ANY ($2::text[]) ORDER BY r.id
    """,
}

_WORKSPACES: Final = """
SELECT DISTINCT workspace_id FROM telegram_members JOIN telegram_chats USING (chat_id) WHERE person_id = $1
"""

_MESSAGES: Final = f"""
SELECT jsonb_build_object('id', m.id, 'chat_id', c.external_id, 'sent_at', m.sent_at, 'content', m.content,
    'author', m.author, 'origin', m.origin, 'edited_at', m.edited_at, 'status', {MESSAGE_STATUS},
    'edits', (SELECT jsonb_agg(to_jsonb(e) - 'workspace_id' ORDER BY e.id)
              FROM message_edits e WHERE e.message_id = m.id),
    'analysis', (SELECT to_jsonb(a) - 'workspace_id' - 'message_id' FROM analyses a
                 WHERE a.message_id = m.id))::text
FROM messages m JOIN chats c ON c.id = m.chat_id LEFT JOIN inbox i ON i.message_id = m.id
WHERE m.author_id = $1 AND m.source = 'telegram' ORDER BY m.id DESC
"""  # noqa: S608 - a constant

_COUNT: Final = "SELECT count(*) FROM messages m WHERE m.author_id = $1 AND m.source = 'telegram'"


async def export_person(connection: Connection, person_id: int) -> PersonExport:
    """Return all that is kept of a person, in a transaction; the newest messages when it is too much."""
    own = str(person_id)
    person = await get_person(connection, person_id)
    names = [name.lower() for name in (person.names if person else ())]
    workspaces = [row[0] for row in await connection.fetch(_WORKSPACES, person_id)]
    parts = {name: await _read(connection, sql, own) for name, sql in _SECTIONS.items()}
    parts |= {name: await _read(connection, sql, workspaces, names) for name, sql in _BY_NAME.items()}
    room = EXPORT_BYTES - sum(len(line) for lines in parts.values() for line in lines)
    parts["messages"] = await _read_messages(connection, own, room)
    left_out = await connection.fetchval(_COUNT, own) - len(parts["messages"])
    return PersonExport(document=_document(parts, left_out), left_out=left_out)


async def _read(connection: Connection, sql: str, *args: object) -> list[bytes]:
    return [row[0].encode() for row in await connection.fetch(sql, *args)]


async def _read_messages(connection: Connection, own: str, room: int) -> list[bytes]:
    lines: list[bytes] = []
    async for row in connection.cursor(_MESSAGES, own, prefetch=200):
        line = row[0].encode()
        room -= len(line) + 2
        if room < 0:
            break
        lines.append(line)
    return lines


def _document(parts: Mapping[str, list[bytes]], left_out: int) -> str:
    sections = {name: [orjson.Fragment(line) for line in lines] for name, lines in parts.items()}
    return orjson.dumps({**sections, "messages_left_out": left_out}).decode()

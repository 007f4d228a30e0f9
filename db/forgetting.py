"""Statements that take a person out of the data; `db.privacy` decides their order and transactions.

What others wrote stays, also where it names the person. `$1` is the person's id as text in all statements on
messages, names are in lower case.
"""

from typing import Final

from domain.event import EventType
from domain.privacy import REMOVED

OWN: Final = "m.author_id = $1 AND m.source = 'telegram'"

TRACE: Final = f"""
SELECT ARRAY(SELECT DISTINCT lower(m.author) FROM messages m WHERE {OWN}) AS authors,
    ARRAY(SELECT DISTINCT m.workspace_id FROM messages m WHERE {OWN}
          UNION SELECT c.workspace_id FROM telegram_chats c LEFT JOIN telegram_members t USING (chat_id)
          WHERE t.person_id = $1::text::bigint OR c.chat_id = $1::text::bigint) AS workspaces
"""  # noqa: S608 - constants

SILENCE: Final = f"""
WITH own AS (
    UPDATE inbox i SET state = 'dead', error = 'Its author had it deleted.', ended_at = clock_timestamp()
    FROM messages m WHERE m.id = i.message_id AND {OWN} AND i.state = 'pending' RETURNING i.chat_id
)
UPDATE chat_leases SET epoch = epoch + 1, lease_until = clock_timestamp(), worker = ''
WHERE chat_id IN (SELECT chat_id FROM own)
"""  # noqa: S608 - constants
"""Lets no worker write about the person's messages any more, also of those it has in hand."""

PENDING_PROPOSALS: Final = f"""
SELECT p.id FROM proposals p JOIN messages m ON m.id = p.message_id
WHERE {OWN} AND p.workspace_id = $2 AND p.status = 'pending' ORDER BY p.id
"""  # noqa: S608 - constants

TASKS: Final = f"""
WITH linked AS (
    SELECT tm.task_id AS id, NOT EXISTS (
        SELECT FROM task_messages o WHERE o.task_id = tm.task_id AND o.message_id < tm.message_id) AS is_first
    FROM task_messages tm JOIN messages m ON m.id = tm.message_id WHERE {OWN} AND tm.workspace_id = $2
), found AS (
    SELECT id, is_first AS has_words FROM linked
    UNION ALL SELECT id, true FROM tasks
        WHERE workspace_id = $2 AND source = 'telegram' AND lower(created_by) = ANY ($3::text[])
    UNION ALL SELECT task_id, false FROM task_assignees
        WHERE workspace_id = $2 AND lower(name) = ANY ($3::text[])
    UNION ALL SELECT task_id, false FROM task_history
        WHERE workspace_id = $2 AND (lower(actor) = ANY ($3::text[])
            OR lower(changes ->> 'assignees')::jsonb ?| $3::text[])
)
SELECT id, bool_or(has_words) AS has_words FROM found WHERE id > $4 GROUP BY id ORDER BY id LIMIT $5
"""  # noqa: S608 - constants
"""Tasks that the person is in; those with their words came from a message or a command of theirs first."""

UNLINK: Final = f"""
DELETE FROM task_messages tm USING messages m
WHERE m.id = tm.message_id AND {OWN} AND tm.task_id = ANY ($2::bigint[])
"""  # noqa: S608 - constants

LAST_WORDS: Final = """
SELECT DISTINCT ON (k.field) k.field, h.actor FROM task_history h
CROSS JOIN LATERAL jsonb_object_keys(h.changes) AS k (field)
WHERE h.task_id = $1 AND h.version > 1 AND k.field IN ('title', 'description')
ORDER BY k.field, h.version DESC
"""
"""Who wrote a title or a description last, if it was changed at all."""

_NAMES_LEFT: Final = """
    CASE WHEN jsonb_typeof({0} -> 'assignees') = 'array' THEN jsonb_build_object('assignees', (
        SELECT coalesce(jsonb_agg(a.name ORDER BY a.place), '[]')
        FROM jsonb_array_elements_text({0} -> 'assignees') WITH ORDINALITY AS a (name, place)
        WHERE lower(a.name) <> ALL ({1}::text[]))) ELSE '{{}}' END
"""


def _blank(data: str, field: str, value: str) -> str:
    return f"CASE WHEN {data} ? '{field}' THEN '{{\"{field}\": \"{value}\"}}' ELSE '{{}}' END::jsonb"


HISTORY: Final = f"""
UPDATE task_history h
SET actor = CASE WHEN lower(h.actor) = ANY ($2::text[]) THEN '{REMOVED}' ELSE h.actor END,
    changes = h.changes || {_NAMES_LEFT.format("h.changes", "$2")} || CASE
        WHEN $3 AND (h.version = 1 OR h.actor IN ('manta', '{REMOVED}') OR lower(h.actor) = ANY ($2::text[]))
        THEN {_blank("h.changes", "title", REMOVED)} || {_blank("h.changes", "description", "")}
        ELSE '{{}}' END
WHERE h.task_id = $1
"""  # noqa: S608 - constants

CREATOR: Final = f"""
UPDATE tasks SET created_by = '{REMOVED}' WHERE id = $1 AND lower(created_by) = ANY ($2::text[])
"""  # noqa: S608 - constants

MESSAGE_EVENTS: Final = f"""
UPDATE events e SET data = (e.data::jsonb || '{{"content": "", "author": "{REMOVED}", "author_id": null,
    "analysis": null, "correction": null, "origin": null, "attachments": [], "error": null}}')::json
FROM messages m
WHERE {OWN} AND e.workspace_id = $2 AND e.seq BETWEEN $3 AND $4
    AND e.type LIKE 'message%' AND m.id = (e.data ->> 'id')::bigint
"""  # noqa: S608 - constants

CORRECTION_EVENTS: Final = f"""
UPDATE events e SET data = jsonb_set(e.data::jsonb, '{{correction,corrected_by}}', '"{REMOVED}"')::json
WHERE e.workspace_id = $1 AND e.seq BETWEEN $2 AND $3 AND e.type LIKE 'message%'
    AND lower(e.data #>> '{{correction,corrected_by}}') = ANY ($4::text[])
"""  # noqa: S608 - constants

ORIGIN_EVENTS: Final = f"""
UPDATE events e SET data = jsonb_set(e.data::jsonb, '{{origin,name}}', '"{REMOVED}"')::json
WHERE e.workspace_id = $1 AND e.seq BETWEEN $2 AND $3 AND e.type LIKE 'message%'
    AND lower(e.data #>> '{{origin,name}}') = ANY ($4::text[])
"""  # noqa: S608 - constants

_OF_TASKS = ", ".join(
    f"'{kind}'" for kind in (EventType.TASK_CREATED, EventType.TASK_UPDATED, EventType.TASK_STATUS_CHANGED)
)
"""Types of events whose data is a task."""

TASK_EVENTS: Final = f"""
UPDATE events e SET data = (e.data::jsonb || {_NAMES_LEFT.format("e.data::jsonb", "$4")} || coalesce((
    SELECT jsonb_build_object('title', t.title, 'description', t.description) FROM tasks t
    WHERE t.id = (e.data ->> 'id')::bigint AND EXISTS (
        SELECT FROM task_history h WHERE h.task_id = t.id AND h.changes ? 'forgotten')), '{{}}'))::json
WHERE e.workspace_id = $1 AND e.seq BETWEEN $2 AND $3 AND e.type IN ({_OF_TASKS}) AND (
    EXISTS (SELECT FROM task_history h
            WHERE h.task_id = (e.data ->> 'id')::bigint AND h.changes ? 'forgotten')
    OR lower(e.data ->> 'assignees')::jsonb ?| $4::text[])
"""  # noqa: S608 - constants
"""A task that lost words, which its history is marked for, is told as it is now by all its events."""

_NO_COMMENT = f'{{"author": "{REMOVED}", "text": "{REMOVED}"}}'

COMMENT_EVENTS: Final = f"""
UPDATE events e SET data = (e.data::jsonb || '{_NO_COMMENT}')::json
WHERE e.workspace_id = $1 AND e.seq BETWEEN $2 AND $3 AND e.type = '{EventType.TASK_COMMENTED}'
    AND lower(e.data ->> 'author') = ANY ($4::text[])
"""  # noqa: S608 - constants

PROPOSAL_EVENTS: Final = f"""
UPDATE events e SET data = (e.data::jsonb || jsonb_build_object('reason', '', 'messages', '[]'::jsonb, 'task',
    (e.data::jsonb -> 'task') || '{{"title": "{REMOVED}", "description": "", "assignees": []}}'))::json
FROM messages m
WHERE {OWN} AND e.workspace_id = $2 AND e.seq BETWEEN $3 AND $4
    AND e.type LIKE 'proposal%' AND m.id = (e.data ->> 'message_id')::bigint
"""  # noqa: S608 - constants

DELETE_MESSAGES: Final = f"""
WITH own AS (SELECT m.id FROM messages m WHERE {OWN} ORDER BY m.id LIMIT $2)
DELETE FROM messages WHERE id IN (SELECT id FROM own) RETURNING id
"""  # noqa: S608 - constants

DELETE_COMMENTS: Final = """
WITH own AS (
    SELECT id FROM task_comments WHERE workspace_id = $1 AND lower(author) = ANY ($2::text[])
    ORDER BY id LIMIT $3
)
DELETE FROM task_comments WHERE id IN (SELECT id FROM own) RETURNING id, task_id
"""

DELETE_ATTACHMENTS: Final = "DELETE FROM attachments WHERE author_id = $1 RETURNING id"

ANSWERS: Final = f"""
UPDATE idempotency_keys k
SET answer = (k.answer::jsonb || {_NAMES_LEFT.format("k.answer::jsonb", "$2")} || coalesce((
    SELECT jsonb_build_object('title', t.title, 'description', t.description) FROM tasks t
    WHERE t.id = (k.answer ->> 'id')::bigint AND EXISTS (
        SELECT FROM task_history h WHERE h.task_id = t.id AND h.changes ? 'forgotten')), '{{}}'))::json
WHERE k.workspace_id = $1 AND json_typeof(k.answer) = 'object' AND k.answer::jsonb ? 'title'
"""  # noqa: S608 - constants
"""Answers are tasks or comments; only a task has a title."""

COMMENT_ANSWERS: Final = f"""
UPDATE idempotency_keys k SET answer = (k.answer::jsonb || '{_NO_COMMENT}')::json
WHERE k.workspace_id = $1 AND json_typeof(k.answer) = 'object'
    AND k.answer::jsonb ? 'task_id' AND lower(k.answer ->> 'author') = ANY ($2::text[])
"""  # noqa: S608 - constants

IN_WORKSPACE: Final = (
    "DELETE FROM members WHERE workspace_id = $1 AND source = 'telegram' AND lower(name) = ANY ($2::text[])",
    "DELETE FROM tokens WHERE workspace_id = $1 AND lower(name) = ANY ($2::text[])",
    "DELETE FROM reminders WHERE workspace_id = $1 AND lower(asked_by) = ANY ($2::text[])",
    f"""
    UPDATE corrections SET corrected_by = '{REMOVED}'
    WHERE workspace_id = $1 AND lower(corrected_by) = ANY ($2::text[])
    """,  # noqa: S608 - constants
    f"""
    UPDATE proposals SET decided_by = '{REMOVED}'
    WHERE workspace_id = $1 AND lower(decided_by) = ANY ($2::text[])
    """,  # noqa: S608 - constants
    f"""
    UPDATE proposals p SET task = p.task || {_NAMES_LEFT.format("p.task", "$2")}
    WHERE p.workspace_id = $1 AND lower(p.task ->> 'assignees')::jsonb ?| $2::text[]
    """,  # noqa: S608 - constants
    f"""
    UPDATE messages SET origin = jsonb_set(origin, '{{name}}', '"{REMOVED}"')
    WHERE workspace_id = $1 AND lower(origin ->> 'name') = ANY ($2::text[])
    """,  # noqa: S608 - constants
    # What comes again in the person's words would bring them back.
    f"""
    UPDATE recurrences SET created_by = '{REMOVED}', next_at = NULL,
        task = task || '{{"title": "{REMOVED}", "description": "", "assignees": []}}'
    WHERE workspace_id = $1 AND (lower(created_by) = ANY ($2::text[]) OR id IN (
        SELECT t.recurrence_id FROM tasks t JOIN task_history h ON h.task_id = t.id
        WHERE t.workspace_id = $1 AND h.changes ? 'forgotten'))
    """,  # noqa: S608 - constants
    f"""
    UPDATE recurrences r SET task = r.task || {_NAMES_LEFT.format("r.task", "$2")}
    WHERE r.workspace_id = $1 AND lower(r.task ->> 'assignees')::jsonb ?| $2::text[]
    """,  # noqa: S608 - constants
)
"""`$1` is a workspace, `$2` the names."""

SENT: Final = """
UPDATE outbox SET payload = '{"kind": "text", "html": ""}' WHERE workspace_id = $1 AND state <> 'pending'
"""
"""What was sent is in Telegram; only its key is needed, so that it is not sent again."""

PERSON: Final = (
    "UPDATE telegram_chats SET title = '' WHERE chat_id = $1::text::bigint",
    "UPDATE chats SET title = '' WHERE source = 'telegram' AND external_id = $1",
    "UPDATE workspaces SET name = 'Telegram ' || $1::text WHERE slug = 'telegram:' || $1::text",
    "DELETE FROM reminders WHERE chat_id = $1::text::bigint",
    # Those put aside as unreadable, or waiting for a second try, hold what came.
    """
    UPDATE telegram_updates SET payload = ''
    WHERE state = 'dead' AND payload ~ ('"id"\\s*:\\s*' || $1::text || '\\M')
    """,
    "DELETE FROM tokens WHERE person_id = $1::text::bigint",
    "DELETE FROM telegram_people WHERE person_id = $1::text::bigint",
)

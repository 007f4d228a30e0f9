"""Filling a database with the tasks of years, straight into the tables; the way in would take a day.

It is like a real workspace where that decides what a read costs: most old tasks are finished and few new
ones, a few people get most of the work, and few words make up most of the text.
"""

import itertools
import random
from collections.abc import Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import asyncpg

from agents.embedding import ENCODER
from db.indexing import words_of

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    Connection = asyncpg.Connection[asyncpg.Record]
else:
    Connection = asyncpg.Connection

CHATS = 300
PEOPLE = 50
LABELS = 40
PHRASES = 20_000
SYLLABLES = ("ba", "re", "to", "mi", "lun", "sor", "ka", "vel", "dri", "no", "pas", "ter", "gu", "fi", "lo")
"""Words are of three of them: 3,375, the first ones far more often than the last."""

_SETTINGS = """
SET session_replication_role = replica;
SET synchronous_commit = off;
SET maintenance_work_mem = '1GB';
SET work_mem = '256MB';
"""
"""Foreign keys hold by the way the rows are made; nobody needs to check each, or to count it."""

_LARGE = (
    "messages",
    "inbox",
    "analyses",
    "tasks",
    "task_history",
    "task_messages",
    "task_assignees",
    "task_labels",
    "message_index",
    "task_index",
    "proposals",
)

_INDEXES = """
SELECT i.indexname AS name, i.indexdef AS definition FROM pg_indexes i
WHERE i.schemaname = 'public' AND i.tablename = ANY ($1)
    AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conname = i.indexname)
"""

_STEPS = {
    "chats": f"""
        INSERT INTO chats (workspace_id, source, external_id, title, last_seq)
        SELECT $1, 'telegram', 'bench-' || n, 'Chat ' || n, $3 FROM generate_series(1, {CHATS}) n
        WHERE $2 < $3 ON CONFLICT DO NOTHING
    """,  # noqa: S608 - constants
    "labels": f"""
        INSERT INTO labels (workspace_id, name)
        SELECT $1, 'label-' || n FROM generate_series(1, {LABELS}) n WHERE $2 < $3 ON CONFLICT DO NOTHING
    """,  # noqa: S608 - constants
    "messages": f"""
        INSERT INTO messages (id, workspace_id, chat_id, seq, external_id, source, author, content, sent_at,
                              received_at, digest)
        OVERRIDING SYSTEM VALUE
        SELECT n, $1, c.id, n, 'bench-' || n, 'telegram', 'person-' || n % {PEOPLE}, p.text, d.at, d.at,
            '\\x00'
        FROM bench_days d JOIN bench_phrases p ON p.number = n * 7919 % {PHRASES}
        JOIN chats c ON c.workspace_id = $1 AND c.external_id = 'bench-' || 1 + n * n % {CHATS}
        WHERE $2 < n AND n <= $3
    """,  # noqa: S608 - constants
    "inbox": """
        INSERT INTO inbox (message_id, workspace_id, chat_id, seq, state, ended_at)
        SELECT m.id, $1, chat_id, seq, CASE WHEN m.id % 500 = 0 THEN 'dead' ELSE 'done' END, m.sent_at
        FROM messages m WHERE $2 < m.id AND m.id <= $3
    """,
    "analyses": """
        INSERT INTO analyses (message_id, workspace_id, is_actionable, category, priority, confidence, reason,
                              title, short, model)
        SELECT id, $1, id % 5 <> 0, (ARRAY['bug', 'feature', 'improvement', 'question', 'chore'])[1 + id % 5],
            'medium', 0.8, 'It asks for something.', left(content, 60), left(content, 80), 'embedded'
        FROM messages WHERE $2 < id AND id <= $3 AND id % 500 <> 0
    """,
    "tasks": f"""
        INSERT INTO tasks (id, workspace_id, title, description, category, priority, status, source, due,
                           chat_id, version, created_by, created_at, updated_at)
        OVERRIDING SYSTEM VALUE
        SELECT n, $1, p.text, q.text,
            (ARRAY['bug', 'feature', 'improvement', 'question', 'chore', 'bug'])[1 + (7 * n + n / 6) % 6],
            CASE WHEN d.dice < 0.05 THEN 'critical' WHEN d.dice < 0.25 THEN 'high'
                 WHEN d.dice < 0.8 THEN 'medium' ELSE 'low' END,
            d.status, 'telegram', CASE WHEN n % 3 = 0 THEN d.at + interval '1 week' * (1 + n % 4) END,
            m.chat_id, CASE d.status WHEN 'open' THEN 1 ELSE 2 END, 'manta', d.at, d.ended_at
        FROM bench_days d JOIN messages m ON m.id = n
        JOIN bench_phrases p ON p.number = n * 7919 % {PHRASES}
        JOIN bench_phrases q ON q.number = (n * 104729 + n / {PHRASES}) % {PHRASES}
        WHERE $2 < n AND n <= $3
    """,  # noqa: S608 - constants
    "task_history": """
        INSERT INTO task_history (task_id, version, workspace_id, at, actor, action, changes)
        SELECT id, 1, $1, created_at, 'manta', 'created', jsonb_build_object('title', title, 'status', 'open')
        FROM tasks WHERE $2 < id AND id <= $3
        UNION ALL
        SELECT id, 2, $1, updated_at, 'Ada', 'status_changed', jsonb_build_object('status', status)
        FROM tasks WHERE $2 < id AND id <= $3 AND status <> 'open'
    """,
    "task_messages": """
        INSERT INTO task_messages (task_id, message_id, workspace_id)
        SELECT n, n, $1 FROM bench_days WHERE $2 < n AND n <= $3
    """,
    "task_assignees": f"""
        INSERT INTO task_assignees (task_id, name, workspace_id, position)
        SELECT n, 'Person-' || (power(dice_of_people, 2) * {PEOPLE})::int, $1, 0
        FROM bench_days WHERE $2 < n AND n <= $3 AND n % 4 <> 0
    """,  # noqa: S608 - constants
    "task_labels": f"""
        INSERT INTO task_labels (task_id, label_id, workspace_id, position)
        SELECT n, l.id, $1, 0 FROM bench_days
        JOIN labels l ON l.workspace_id = $1
            AND l.name = 'label-' || 1 + n * 31 / 7 % {LABELS}
        WHERE $2 < n AND n <= $3 AND n % 2 = 0
    """,  # noqa: S608 - constants
    "message_index": f"""
        INSERT INTO message_index (message_id, workspace_id, words, encoder, embedding)
        SELECT n, $1, p.words, '{ENCODER}',
            CASE WHEN n > $3 - $4 THEN a.vector + b.vector ELSE z.vector END
        FROM bench_days JOIN bench_phrases p ON p.number = n * 7919 % {PHRASES}
        JOIN bench_vectors a ON a.number = n % 1999 JOIN bench_vectors b ON b.number = n * 7 % 2003
        CROSS JOIN (SELECT array_fill(0, ARRAY[384])::halfvec AS vector) z
        WHERE $2 < n AND n <= $3
    """,  # noqa: S608 - constants
    "task_index": f"""
        INSERT INTO task_index (task_id, workspace_id, words, encoder, embedding)
        SELECT n, $1, p.words || q.words, '{ENCODER}',
            CASE WHEN n > $3 - $4 THEN a.vector + b.vector ELSE z.vector END
        FROM bench_days JOIN bench_phrases p ON p.number = n * 7919 % {PHRASES}
        JOIN bench_phrases q ON q.number = (n * 104729 + n / {PHRASES}) % {PHRASES}
        JOIN bench_vectors a ON a.number = n * 5 % 1999 JOIN bench_vectors b ON b.number = n * 11 % 2003
        CROSS JOIN (SELECT array_fill(0, ARRAY[384])::halfvec AS vector) z
        WHERE $2 < n AND n <= $3
    """,  # noqa: S608 - constants
    "proposals": """
        INSERT INTO proposals (workspace_id, message_id, position, status, task, confidence, reason,
                               created_at)
        SELECT $1, m.id, 0, CASE WHEN m.id % 200 = 0 THEN 'pending' ELSE 'declined' END,
            jsonb_build_object('title', left(m.content, 60), 'category', 'bug', 'priority', 'medium'), 0.5,
            'It may ask for something.', m.sent_at
        FROM messages m WHERE $2 < m.id AND m.id <= $3 AND m.id % 20 = 0
    """,
    "tallies": """
        DELETE FROM tallies;
        INSERT INTO tallies (workspace_id, counted, status, category, priority, rows)
        SELECT workspace_id, 'task', status, category, priority, count(*) FROM tasks GROUP BY 1, 3, 4, 5
        UNION ALL
        SELECT workspace_id, 'message', CASE state WHEN 'dead' THEN 'failed' ELSE 'analyzed' END, NULL, NULL,
            count(*)
        FROM inbox GROUP BY 1, 3
    """,
    "history_tallies": "SELECT count_history_anew()",
}
"""What fills each table with the rows whose numbers are above $2 and at most $3, in workspace $1.

The newest $4 have embeddings. The others' embedding is zero, which the index of embeddings leaves out; for
null the workers would make one.
"""

_DAYS = """
CREATE TEMP TABLE bench_days AS
SELECT n, at, dice, dice_of_people, status,
    CASE status WHEN 'open' THEN at ELSE least(at + interval '10 days' * random(), now()) END AS ended_at
FROM (
    SELECT *, CASE WHEN dice_of_status < 0.06 + recent / 2 THEN 'open'
                   WHEN dice_of_status < 0.08 + recent THEN 'in_progress'
                   WHEN dice_of_status < 0.8 THEN 'completed' ELSE 'closed' END AS status
    FROM (
        SELECT n, now() - interval '365 days' * (1 - n::float8 / $2) AS at, random() AS dice,
            power(greatest(n::float8 / $2, 0.9), 300) / 2 AS recent, random() AS dice_of_people,
            random() AS dice_of_status
        FROM generate_series($1::bigint + 1, $2::bigint) n
    ) dice
) statuses
"""

_VECTORS = """
CREATE TEMP TABLE bench_vectors AS
SELECT n AS number, l2_normalize(v)::halfvec AS vector FROM generate_series(0, 2002) n
CROSS JOIN LATERAL (
    SELECT array_agg(random() - 0.5 + 0 * n * i)::vector AS v FROM generate_series(1, 384) i
) v
"""


@dataclass(frozen=True)
class Filling:
    """How far a workspace is to be filled.

    Args:
        workspace_id: The workspace.
        tasks: Tasks in it afterwards, each with its message.
        embeddings: Of how many of the newest tasks, and messages, the meaning is known.
    """

    workspace_id: int
    tasks: int
    embeddings: int


async def fill(connection: Connection, filling: Filling) -> None:
    """Add what a database of an earlier filling lacks, as superuser, in a session of its own."""
    await connection.execute(_SETTINGS)
    await _prepare(connection)
    present: int = await connection.fetchval("SELECT coalesce(max(id), 0) FROM tasks")
    await connection.execute("DROP TABLE IF EXISTS bench_days")
    days = _DAYS.replace("$1", str(present)).replace("$2", str(filling.tasks))
    await connection.execute(days)
    await connection.execute("ANALYZE bench_days")
    async with _without_indexes(connection):
        for step in _STEPS.values():
            # Put into the text: not every step has every argument, and some are two statements.
            sql = step.replace("$4", str(filling.embeddings)).replace("$3", str(filling.tasks))
            sql = sql.replace("$2", str(present)).replace("$1", str(filling.workspace_id))
            await connection.execute(sql)
    await connection.execute(
        "SELECT setval(pg_get_serial_sequence('tasks', 'id'), (SELECT max(id) FROM tasks)),"
        " setval(pg_get_serial_sequence('messages', 'id'), (SELECT max(id) FROM messages))"
    )
    await connection.execute("VACUUM (ANALYZE)")


async def _prepare(connection: Connection) -> None:
    await connection.execute("DROP TABLE IF EXISTS bench_phrases, bench_vectors")
    await connection.execute("CREATE TEMP TABLE bench_phrases (number int, text text, words tsvector)")
    phrases = list(enumerate(itertools.islice(make_phrases(1), PHRASES)))
    await connection.copy_records_to_table("bench_phrases", records=phrases, columns=["number", "text"])
    await connection.execute(f"UPDATE bench_phrases SET words = {words_of('text')}")  # noqa: S608 - constants
    await connection.execute(_VECTORS)
    await connection.execute("ANALYZE bench_phrases; ANALYZE bench_vectors")


@asynccontextmanager
async def _without_indexes(connection: Connection) -> "AsyncGenerator[None]":
    """Drop the indexes of the large tables and make them anew after: far faster than keeping them."""
    indexes = await connection.fetch(_INDEXES, list(_LARGE))
    for index in indexes:
        await connection.execute(f"DROP INDEX {index['name']}")
    yield
    for index in indexes:
        await connection.execute(index["definition"])


def make_words() -> list[str]:
    """Return the words of all texts, the most frequent first."""
    return ["".join(parts) for parts in itertools.product(SYLLABLES, repeat=3)]


def make_phrases(seed: int) -> Iterator[str]:
    """Yield phrases of nine words without end; the n-th word is as frequent as 1 / n (Zipf)."""
    dice = random.Random(seed)  # noqa: S311 - reproducible
    words = make_words()
    weights = list(itertools.accumulate(1 / place for place in range(1, len(words) + 1)))
    while True:
        yield " ".join(dice.choices(words, cum_weights=weights, k=9)).capitalize()

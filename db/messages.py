"""Reading messages."""

from dataclasses import dataclass

from db.chat_ids import find_chat_ids
from db.pool import Connection, Database
from db.rows import MESSAGE_COLUMNS, MESSAGE_TABLES, STATES, message_of
from db.tables.message import BLOCK, BLOCK_BITS
from db.where import Where
from domain.errors import NotFoundError
from domain.message import Message, MessageDetail, MessageEdit, MessageQuery

# An index tells of each block of ids whether it has messages of a time; the first one that has is taken.
_FIRST_BLOCK = f"""
SELECT b::bigint FROM generate_series($4::bigint, $5::bigint, $6::bigint) b WHERE EXISTS (
    SELECT FROM messages WHERE workspace_id = $1 AND ({BLOCK}) = b
        AND sent_at >= coalesce($2::timestamptz, '-infinity') AND sent_at <= $3
) LIMIT 1
"""  # noqa: S608 - constants
_NEWEST = "SELECT id FROM messages WHERE workspace_id = $1 ORDER BY id DESC LIMIT 1"

# Of texts that follow each other and say the same, the first was replaced when the last of them was.
_EDITS = """
SELECT content, edited_at FROM (
    SELECT content, rank, lead(content) OVER texts AS following, lead(written_at) OVER texts AS edited_at
    FROM message_edits WHERE message_id = $1 WINDOW texts AS (ORDER BY rank)
) t
WHERE following <> content ORDER BY rank
"""


@dataclass(frozen=True)
class PostgresMessages:
    """`domain.ports.MessageReader` on PostgreSQL."""

    database: Database

    async def list_messages(self, workspace_id: int, query: MessageQuery) -> list[Message]:
        """See `domain.ports.MessageReader`."""
        async with self.database.connection() as connection:
            names = None if query.chat_id is None else [query.chat_id]
            where = _where(workspace_id, query, await find_chat_ids(connection, workspace_id, names))
            if query.sent_until is not None:
                ids = await _ids_of_time(connection, workspace_id, query)
                where.add("m.id BETWEEN {} AND {}", ids.start, ids.stop - 1)
            sql = (
                f"SELECT {MESSAGE_COLUMNS} FROM {MESSAGE_TABLES} WHERE {where} "  # noqa: S608 - see Where
                f"ORDER BY m.id DESC LIMIT {int(query.limit)}"
            )
            return [message_of(row) for row in await connection.fetch(sql, *where.args)]

    async def get_message(self, workspace_id: int, message_id: int) -> MessageDetail:
        """See `domain.ports.MessageReader`."""
        sql = f"SELECT {MESSAGE_COLUMNS} FROM {MESSAGE_TABLES} WHERE m.workspace_id = $1 AND m.id = $2"  # noqa: S608
        async with self.database.connection() as connection:
            row = await connection.fetchrow(sql, workspace_id, message_id)
            if row is None:
                raise NotFoundError("Message not found")
            edits = await connection.fetch(_EDITS, message_id) if row["edited_at"] is not None else []
        message = message_of(row)
        return MessageDetail(
            **dict(message), edits=[MessageEdit.model_validate(dict(e.items())) for e in edits]
        )


async def _ids_of_time(connection: Connection, workspace_id: int, query: MessageQuery) -> range:
    """Return ids outside of which no message before `query.before_id` is of the time that is asked for."""
    newest: int | None = await connection.fetchval(_NEWEST, workspace_id)
    last = ((newest or 0) if query.before_id is None else max(query.before_id, 0)) >> BLOCK_BITS
    of_time = (workspace_id, query.sent_from, query.sent_until)
    high: int | None = await connection.fetchval(_FIRST_BLOCK, *of_time, last, 0, -1)
    if high is None:
        return range(0)
    # Without a beginning, the page is filled long before the first message.
    low: int = 0 if query.sent_from is None else await connection.fetchval(_FIRST_BLOCK, *of_time, 0, high, 1)
    return range(low << BLOCK_BITS, (high + 1) << BLOCK_BITS)


def _where(workspace_id: int, query: MessageQuery, chat_ids: list[int] | None) -> Where:
    where = Where()
    where.add("m.workspace_id = {}", workspace_id)
    where.add_if("m.id < {}", query.before_id)
    where.add_if("m.author = {}", query.author)
    where.add_if("m.source = {}", query.source)
    where.add_ids("m.chat_id", chat_ids)
    if query.category:
        where.add("a.workspace_id = $1")
        where.add_words("a.category", [query.category])
    if query.status:
        where.add("i.workspace_id = $1")
        where.add(f"i.state = '{STATES[query.status]}'")  # a constant, so that plans are made for it
    where.add_if("m.sent_at >= {}", query.sent_from)
    where.add_if("m.sent_at <= {}", query.sent_until)
    return where

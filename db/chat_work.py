"""What became of a chat's messages, in PostgreSQL."""

from collections.abc import Sequence
from dataclasses import dataclass

from db.corrections import amend, find_found
from db.idempotency import find_answer, keep_answer
from db.pool import Connection, Database
from db.proposal_decisions import accept, lock_pending
from db.publish import publish
from db.rows import PROPOSAL_COLUMNS, proposal_of
from db.task_changes import create_task, get_task
from db.task_writes import TaskDraft
from domain.access import Principal, RequestKey
from domain.chat_work import KnownMessage
from domain.correction import lesson_of_acceptance
from domain.errors import NotFoundError
from domain.event import EventType, PendingEvent
from domain.proposal import Proposal
from domain.task import NewTask, Task
from domain.values import Source

_FIND = """
SELECT m.id, ARRAY(SELECT tm.task_id FROM task_messages tm WHERE tm.message_id = m.id ORDER BY 1) AS task_ids
FROM messages m WHERE m.workspace_id = $1 AND m.source = $2 AND m.external_id = $3
"""

_PENDING = f"""
SELECT {PROPOSAL_COLUMNS}
FROM proposals p JOIN messages s ON s.id = p.message_id JOIN chats k ON k.id = s.chat_id
WHERE p.workspace_id = $1 AND p.status = 'pending' AND k.source = '{Source.TELEGRAM}' AND k.external_id = $2
ORDER BY p.id DESC LIMIT $3
"""  # noqa: S608 - constants

# Whoever finishes a chat's messages holds its lease, whoever corrects one its row in the inbox.
_LOCK_CHAT = """
SELECT FROM chat_leases WHERE chat_id = (SELECT chat_id FROM messages WHERE workspace_id = $1 AND id = $2)
FOR UPDATE
"""
_LOCK_MESSAGE = "SELECT 1 FROM inbox WHERE workspace_id = $1 AND message_id = $2 FOR UPDATE"

_FIRST_TASK = """
SELECT t.id FROM task_messages tm JOIN tasks t ON t.id = tm.task_id
WHERE tm.workspace_id = $1 AND tm.message_id = $2 ORDER BY t.status = 'closed', t.id LIMIT 1
"""


@dataclass(frozen=True)
class PostgresChatWork:
    """`domain.chat_work.ChatWork` on PostgreSQL."""

    database: Database

    async def find_message(self, workspace_id: int, source: Source, external_id: str) -> KnownMessage | None:
        """See `domain.chat_work.ChatWork`."""
        async with self.database.connection() as connection:
            row = await connection.fetchrow(_FIND, workspace_id, source.value, external_id)
        return None if row is None else KnownMessage(id=row["id"], task_ids=row["task_ids"])

    async def list_pending(self, workspace_id: int, chat_id: str, limit: int) -> Sequence[Proposal]:
        """See `domain.chat_work.ChatWork`."""
        async with self.database.connection() as connection:
            return [
                proposal_of(row) for row in await connection.fetch(_PENDING, workspace_id, chat_id, limit)
            ]

    async def make_task(self, by: Principal, task: NewTask, message_id: int, key: RequestKey) -> Task:
        """See `domain.chat_work.ChatWork`."""
        async with self.database.transaction() as connection:
            answer = await find_answer(connection, by.workspace_id, key)
            if answer is not None:
                return Task.model_validate_json(answer)
            await _lock(connection, by.workspace_id, message_id)
            known = await connection.fetchval(_FIRST_TASK, by.workspace_id, message_id)
            if known is None:
                made, events = await _make(connection, by, task, message_id)
            else:
                made, events = await get_task(connection, by.workspace_id, known), []
            await keep_answer(connection, by.workspace_id, key, made.model_dump_json())
            await publish(connection, by.workspace_id, events)
        return made


async def _lock(connection: Connection, workspace_id: int, message_id: int) -> None:
    await connection.execute(_LOCK_CHAT, workspace_id, message_id)
    if await connection.fetchval(_LOCK_MESSAGE, workspace_id, message_id) is None:
        raise NotFoundError("Message not found")


async def _make(
    connection: Connection, by: Principal, task: NewTask, message_id: int
) -> tuple[Task, list[PendingEvent]]:
    proposals = await lock_pending(connection, by.workspace_id, message_id)
    if proposals:
        [made], events = await accept(connection, by, [(proposals[0], task)])
    else:
        made = await create_task(connection, by, TaskDraft(task=task, message_ids=(message_id,)))
        events = [(EventType.TASK_CREATED, made.model_dump_json())]
    found = await find_found(connection, by.workspace_id, message_id)
    if found is not None:
        await amend(connection, by, message_id, lesson_of_acceptance(made, found))
    return made, events

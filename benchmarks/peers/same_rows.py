"""The seed design's worker on Manta's own tables: `taskiq worker benchmarks.peers.same_rows:broker`.

Its queue, its process and its way of acknowledging are those of `seed_tasks`. The job writes the rows that
Manta's worker writes for the same message: the analysis, agent runs and entities, its author, its words to be
searched, its state, for every fourth message a task with source, history, assignee, labels and words, and the
events of both, numbered under the workspace's counter.

It still does less: it has no lease to check, reads no surroundings of the message and links no tasks. In its
favour there are no objects of an ORM to flush: each table gets its rows of a message by one insert of
SQLAlchemy's core, and the counter that all jobs wait for is locked last.
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from benchmarks.free_findings import NOTHING, TASK, TASK_EVERY
from benchmarks.peers.seed_database import sessions
from benchmarks.peers.seed_queue import open_broker
from db.indexing import CONFIGURATIONS
from db.pool import EVENTS_CHANNEL
from db.tables.event import EventCounter, EventRow
from db.tables.learning import AgentRunRow
from db.tables.message import AnalysisRow, Entity, InboxRow, MessageRow
from db.tables.search import MessageIndexRow, TaskIndexRow
from db.tables.task import HistoryRow, Label, TaskAssignee, TaskLabel, TaskMessage, TaskRow
from db.tables.workspace import Member
from domain.analysis import EntityKind, Findings
from domain.event import EventType

Row = dict[str, object]
Told = tuple[EventType, Row]

broker = open_broker()


@broker.task
async def record(message_id: int) -> None:
    """Write what was found in a message of Manta's, unless that was done before."""
    async with sessions() as session:
        queued = await session.get_one(InboxRow, message_id)
        if queued.state == "done":
            return
        message = await session.get_one(MessageRow, message_id)
        findings = TASK if message_id % TASK_EVERY == 0 else NOTHING
        await _write_findings(session, message, findings)
        made = [await _write_task(session, message, findings)] if findings is TASK else []
        ended = update(InboxRow).where(col(InboxRow.message_id) == message_id)
        await session.exec(ended.values(state="done", ended_at=func.clock_timestamp()))
        await _publish(
            session, message.workspace_id, [(EventType.MESSAGE_ANALYZED, _told(message, findings)), *made]
        )
        await session.commit()


async def _add(session: AsyncSession, table: type[SQLModel], *rows: Row) -> None:
    if rows:
        await session.exec(insert(table).values(rows))


async def _write_findings(session: AsyncSession, message: MessageRow, findings: Findings) -> None:
    found, summary = findings.classification, findings.summary
    of_message: Row = {"message_id": message.id, "workspace_id": message.workspace_id}
    analysis: Row = {
        "is_actionable": found.is_actionable,
        "category": found.category.value,
        "priority": found.priority.value,
        "confidence": found.confidence,
        "reason": found.reason,
        "title": summary.title,
        "short": summary.short,
        "due": findings.extraction.due,
        "model": findings.model,
        "details": {"subtasks": summary.subtasks, "labels": findings.extraction.labels, "spans": []},
    }
    await _add(session, AnalysisRow, of_message | analysis)
    await _add(session, AgentRunRow, *(of_message | use.model_dump() for use in findings.usage))
    named = [(kind.value, value) for kind in EntityKind for value in findings.extraction.named(kind)]
    await _add(session, Entity, *(of_message | {"kind": kind, "value": value} for kind, value in named))
    author: Row = {"workspace_id": message.workspace_id, "source": message.source, "name": message.author}
    await session.exec(insert(Member).values(author | {"role": "member"}).on_conflict_do_nothing())
    await _add(session, MessageIndexRow, of_message | {"words": _words(message.content)})


def _words(text: str) -> ColumnElement[str]:
    first, *others = (func.to_tsvector(name, text) for name in CONFIGURATIONS)
    words: ColumnElement[str] = first
    for other in others:
        words = words.op("||")(other)
    return words


async def _write_task(session: AsyncSession, message: MessageRow, findings: Findings) -> Told:
    row: Row = {
        "workspace_id": message.workspace_id,
        "title": findings.summary.title,
        "description": message.content,
        "category": findings.classification.category.value,
        "priority": findings.classification.priority.value,
        "source": message.source,
        "due": findings.extraction.due,
        "chat_id": message.chat_id,
        "created_by": "manta",
    }
    made = await session.exec(insert(TaskRow).values(row).returning(col(TaskRow.id)))
    of_task: Row = {"task_id": made.scalar_one(), "workspace_id": message.workspace_id}
    birth: Row = {"version": 1, "actor": "manta", "action": "created", "changes": {"title": row["title"]}}
    await _add(session, TaskMessage, of_task | {"message_id": message.id})
    await _add(session, HistoryRow, of_task | birth)
    people = findings.extraction.assignees
    await _add(session, TaskAssignee, *(of_task | {"name": n, "position": p} for p, n in enumerate(people)))
    await _label(session, of_task, findings.extraction.labels)
    words = _words(f"{findings.summary.title} {message.content}")
    await _add(session, TaskIndexRow, of_task | {"words": words})
    due = findings.extraction.due
    return EventType.TASK_CREATED, of_task | row | {"due": due and due.isoformat()}


async def _label(session: AsyncSession, of_task: Row, names: Sequence[str]) -> None:
    workspace_id = of_task["workspace_id"]
    new: list[Row] = [{"workspace_id": workspace_id, "name": name} for name in names]
    await session.exec(insert(Label).values(new).on_conflict_do_nothing())
    asked = select(col(Label.id)).where(col(Label.workspace_id) == workspace_id, col(Label.name).in_(names))
    ids = await session.exec(asked)
    await _add(session, TaskLabel, *(of_task | {"label_id": i, "position": p} for p, i in enumerate(ids)))


def _told(message: MessageRow, findings: Findings) -> Row:
    return {
        "id": message.id,
        "external_id": message.external_id,
        "content": message.content,
        "author": message.author,
        "sent_at": message.sent_at.isoformat(),
        "status": "analyzed",
        "analysis": findings.model_dump(mode="json"),
    }


async def _publish(session: AsyncSession, workspace_id: int, events: Sequence[Told]) -> None:
    counter = insert(EventCounter).values(workspace_id=workspace_id, last_seq=len(events))
    counted = counter.on_conflict_do_update(
        index_elements=[col(EventCounter.workspace_id)],
        set_={"last_seq": col(EventCounter.last_seq) + len(events)},
    )
    last: int = (await session.exec(counted.returning(col(EventCounter.last_seq)))).scalar_one()
    first = last - len(events) + 1
    rows: list[Row] = [
        {"workspace_id": workspace_id, "seq": seq, "type": kind.value, "data": data}
        for seq, (kind, data) in enumerate(events, first)
    ]
    await _add(session, EventRow, *rows)
    await session.exec(select(func.pg_notify(EVENTS_CHANNEL, str(workspace_id))))

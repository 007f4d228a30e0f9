"""Turning rows into the domain's values: one place for each shape that is served."""

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from domain.addresses import message_url
from domain.analysis import Analysis, Classification, EntityKind, LocatedExtraction, Summary
from domain.correction import Correction
from domain.message import Message
from domain.proposal import Proposal
from domain.task import HistoryEntry, NewTask, SourceMessage, Task
from domain.values import MessageStatus, Source

if TYPE_CHECKING:
    from asyncpg import Record

    Row = Record
else:
    Row = Mapping


TASK_COLUMNS = """
    t.id, t.title, t.description, t.category, t.priority, t.status, t.source, t.due, t.version,
    t.created_at, t.updated_at, t.parent_id, t.recurrence_id,
    (SELECT q.rule FROM recurrences q WHERE q.id = t.recurrence_id) AS recurrence,
    (SELECT k.external_id FROM chats k WHERE k.id = t.chat_id) AS chat_id,
    ARRAY(SELECT a.name FROM task_assignees a WHERE a.task_id = t.id ORDER BY a.position) AS assignees,
    ARRAY(SELECT l.name FROM task_labels tl JOIN labels l ON l.id = tl.label_id
          WHERE tl.task_id = t.id ORDER BY tl.position) AS labels,
    ARRAY(SELECT tm.message_id FROM task_messages tm WHERE tm.task_id = t.id ORDER BY 1) AS message_ids
"""

STATES: Final = {
    MessageStatus.RECEIVED: "pending",
    MessageStatus.ANALYZED: "done",
    MessageStatus.FAILED: "dead",
}
"""The `state` of a message's inbox row that is its status."""

MESSAGE_STATUS: Final = (
    "CASE i.state WHEN 'done' THEN 'analyzed' WHEN 'dead' THEN 'failed' ELSE 'received' END"
)
"""A message's status as SQL; `i` is its inbox row."""

_WRITTEN = f"""
    m.id, m.external_id, m.content, m.author, c.external_id AS chat_id, m.sent_at, m.source,
    {MESSAGE_STATUS} AS status, m.received_at, m.author_id, m.thread_id, m.origin, m.edited_at, i.error,
    (SELECT json_agg(json_build_object('id', x.id, 'kind', x.kind, 'url', '/api/attachments/' || x.id,
                                       'name', x.name, 'mime', x.mime, 'size', x.size) ORDER BY x.id)
     FROM attachments x WHERE x.message_id = m.id) AS attachments,
    (SELECT to_json(k) FROM corrections k WHERE k.message_id = m.id) AS correction
"""  # noqa: S608 - a constant

QUEUED_COLUMNS = f"{_WRITTEN}, NULL AS model, NULL::timestamptz AS due"
"""Of a message that waits to be analysed: what was found in it before is deleted when it is queued anew."""

MESSAGE_COLUMNS = f"""{_WRITTEN},
    a.is_actionable, a.category, a.priority, a.confidence, a.reason, a.title, a.short, a.due, a.model,
    a.fallback, a.details,
    (SELECT json_agg(json_build_object('agent', r.agent, 'model', r.model, 'latency_ms', r.latency_ms,
                                       'input_tokens', r.input_tokens, 'output_tokens', r.output_tokens,
                                       'cost_usd', r.cost_usd) ORDER BY r.agent)
     FROM agent_runs r WHERE r.message_id = m.id) AS usage,
    (SELECT json_agg(json_build_array(e.kind, e.value) ORDER BY e.id)
     FROM entities e WHERE e.message_id = m.id) AS entities,
    ARRAY(SELECT tm.task_id FROM task_messages tm WHERE tm.message_id = m.id ORDER BY 1) AS task_ids
"""  # noqa: S608 - a constant

MESSAGE_TABLES = """
    messages m
    JOIN chats c ON c.id = m.chat_id
    LEFT JOIN inbox i ON i.message_id = m.id
    LEFT JOIN analyses a ON a.message_id = m.id
"""

PROPOSAL_COLUMNS = """
    p.id, p.message_id, p.position, p.status, p.task, p.confidence, p.reason, p.created_at, p.task_id,
    (SELECT json_build_array(json_build_object(
        'id', m.id, 'external_id', m.external_id, 'author', m.author, 'content', m.content,
        'chat_id', c.external_id, 'sent_at', m.sent_at, 'source', m.source, 'thread_id', m.thread_id))
     FROM messages m JOIN chats c ON c.id = m.chat_id WHERE m.id = p.message_id) AS messages
"""

_MADE = frozenset({"analysis", "correction", "url"})
"""Fields of a message that are put together from several columns."""


def task_of(row: Row) -> Task:
    """Return the task in a row of `TASK_COLUMNS`."""
    return Task.model_validate(dict(row.items()))


def message_of(row: Row) -> Message:
    """Return the message in a row of `MESSAGE_COLUMNS` or `QUEUED_COLUMNS`."""
    fields = {name: row[name] for name in Message.model_fields if name not in _MADE}
    read = {
        "analysis": _analysis_of(row),
        "correction": _correction_of(row),
        "origin": json.loads(row["origin"] or "null"),
        "attachments": json.loads(row["attachments"] or "[]"),
        "url": _url_of(row),
    }
    return Message.model_validate(fields | read)


def _correction_of(row: Row) -> Correction | None:
    if row["correction"] is None:
        return None
    correction = Correction.model_validate_json(row["correction"])
    return None if correction.is_empty else correction.with_due(row["due"], row["sent_at"])


def _analysis_of(row: Row) -> Analysis | None:
    if row["model"] is None:
        return None
    details: dict[str, object] = json.loads(row["details"])
    return Analysis(
        classification=Classification.model_validate(
            {name: row[name] for name in Classification.model_fields}
        ),
        extraction=_extraction_of(row, details),
        summary=Summary.model_validate({**details, "short": row["short"], "title": row["title"]}),
        model=row["model"],
        fallback=row["fallback"],
        usage=json.loads(row["usage"] or "[]"),
        task_ids=list(row["task_ids"]),
    )


def _extraction_of(row: Row, details: Mapping[str, object]) -> LocatedExtraction:
    pairs: Iterable[tuple[str, str]] = json.loads(row["entities"] or "[]")
    found: dict[str, list[str]] = {}
    for kind, value in pairs:
        found.setdefault(EntityKind(kind).field, []).append(value)
    kept = {name: details[name] for name in ("spans", "labels") if name in details}
    return LocatedExtraction.model_validate({**found, "due": row["due"], **kept})


def history_of(row: Row) -> HistoryEntry:
    """Return the history entry in a row of task_history."""
    return HistoryEntry(
        at=row["at"],
        actor=row["actor"],
        action=row["action"],
        version=row["version"],
        changes=json.loads(row["changes"]),
    )


def source_message_of(row: Row) -> SourceMessage:
    """Return the source message in a row that has its fields, and those of its address."""
    return SourceMessage.model_validate({**dict(row.items()), "url": _url_of(row)})


def _url_of(row: Row) -> str | None:
    return message_url(Source(row["source"]), row["external_id"], row["thread_id"])


def proposal_of(row: Row) -> Proposal:
    """Return the proposal in a row of `PROPOSAL_COLUMNS`."""
    return Proposal(
        id=row["id"],
        message_id=row["message_id"],
        position=row["position"],
        status=row["status"],
        task=NewTask.model_validate_json(row["task"]),
        confidence=row["confidence"],
        reason=row["reason"],
        created_at=row["created_at"],
        task_id=row["task_id"],
        messages=[source_message_of(message) for message in json.loads(row["messages"])],
    )

"""Writing what the agents found: analyses, entities, tasks, proposals and the events that tell of them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import orjson
from asyncpg import Record

from db.indexing import index_messages
from db.links import NamedLink, link_named, link_similar
from db.outbox import write_letters
from db.pool import Connection
from db.revising import revise
from db.rows import PROPOSAL_COLUMNS, proposal_of
from db.task_writes import AGENT, TaskDraft, insert_tasks
from domain.analysis import Analysis, Embedding, EntityKind, Extraction, Findings
from domain.chat import ChatKind, Feedback
from domain.event import EventType, PendingEvent
from domain.feedback import feedback
from domain.inbox import Claim, Done, Failed, Outcome, Result
from domain.message import Message
from domain.proposal import Proposal
from domain.task import LinkKind, Task
from domain.values import MAX_NAME_CHARS, MessageStatus, Source


@dataclass(frozen=True)
class Made:
    """What came of claimed messages, by message.

    New tasks and proposals, the ids of earlier tasks, and the events of what followed an edit.
    """

    tasks: dict[int, list[Task]]
    proposals: dict[int, list[Proposal]]
    earlier: dict[int, list[int]]
    revised: Mapping[int, Sequence[PendingEvent]]


_ANALYSES = """
INSERT INTO analyses (message_id, workspace_id, is_actionable, category, priority, confidence, reason,
                      title, short, due, model, fallback, details)
SELECT t.message_id, $1, t.is_actionable, t.category, t.priority, t.confidence, t.reason, t.title, t.short,
       t.due, t.model, t.fallback, t.details::jsonb
FROM unnest($2::bigint[], $3::bool[], $4::text[], $5::text[], $6::float8[], $7::text[], $8::text[],
            $9::text[], $10::timestamptz[], $11::text[], $12::text[], $13::text[])
    AS t (message_id, is_actionable, category, priority, confidence, reason, title, short, due, model,
          fallback, details)
"""

_RUNS = """
INSERT INTO agent_runs (workspace_id, message_id, agent, model, latency_ms, input_tokens, output_tokens,
                        cost_usd)
SELECT $1, t.message_id, t.agent, t.model, t.latency_ms, t.input_tokens, t.output_tokens, t.cost_usd
FROM unnest($2::bigint[], $3::text[], $4::text[], $5::float8[], $6::int[], $7::int[], $8::float8[])
    AS t (message_id, agent, model, latency_ms, input_tokens, output_tokens, cost_usd)
ON CONFLICT (message_id, agent) DO UPDATE
SET (model, latency_ms, input_tokens, output_tokens, cost_usd, at) = (
    excluded.model, excluded.latency_ms, excluded.input_tokens, excluded.output_tokens, excluded.cost_usd,
    now()
)
"""

_ENTITIES = """
INSERT INTO entities (workspace_id, message_id, kind, value)
SELECT $1, t.message_id, t.kind, t.value
FROM unnest($2::bigint[], $3::text[], $4::text[]) WITH ORDINALITY AS t (message_id, kind, value, position)
ORDER BY t.position
"""

_MEMBERS = """
INSERT INTO members (workspace_id, source, name, role)
SELECT DISTINCT $1::bigint, t.source, t.name, 'member' FROM unnest($2::text[], $3::text[]) AS t (source, name)
ORDER BY 2, 3
ON CONFLICT DO NOTHING
"""

_PROPOSALS = f"""
WITH made AS (
    INSERT INTO proposals AS p (workspace_id, message_id, position, status, task, drafted, confidence, reason)
    SELECT $1, t.message_id, t.position + coalesce((
        SELECT max(o.position) + 1 FROM proposals o WHERE o.message_id = t.message_id), 0),
        'pending', t.task::jsonb, t.task::jsonb, t.confidence, t.reason
    FROM unnest($2::bigint[], $3::smallint[], $4::text[], $5::float8[], $6::text[])
        AS t (message_id, position, task, confidence, reason)
    ON CONFLICT (message_id, position) DO NOTHING
    RETURNING p.*
)
SELECT {PROPOSAL_COLUMNS} FROM made p ORDER BY p.message_id, p.position
"""  # noqa: S608 - constants

# What a retried message led to before: its tasks, and proposals that went the way of a decision or wait.
_EARLIER = """
SELECT message_id, task_id FROM task_messages WHERE message_id = ANY ($1::bigint[])
UNION ALL
SELECT message_id, NULL FROM proposals WHERE message_id = ANY ($1::bigint[])
ORDER BY 2
"""

_WISHES = "SELECT chat_id::text AS chat, kind, feedback FROM telegram_chats WHERE chat_id::text = ANY ($1)"

_END = """
UPDATE inbox SET state = t.state, error = t.error, epoch = t.epoch, ended_at = clock_timestamp(),
    edited = edited AND t.state <> 'done'
FROM unnest($1::bigint[], $2::text[], $3::text[], $4::bigint[]) AS t (message_id, state, error, epoch)
WHERE inbox.message_id = t.message_id
"""

_RETRY = "UPDATE inbox SET not_before = $2, error = $3 WHERE message_id = $1"


async def write_outcomes(
    connection: Connection, results: Sequence[Result], now: datetime
) -> list[PendingEvent]:
    """Write the outcomes of claims of one workspace; return their events.

    Claims follow each other, and in each its messages.
    """
    newest = results[-1][0]
    workspace_id = newest.workspace_id
    outcomes = [outcome for _, outcomes in results for outcome in outcomes]
    done = [outcome for outcome in outcomes if isinstance(outcome, Done)]
    earlier = await _find_earlier(connection, done)
    await _write_findings(connection, workspace_id, done)
    known = [item for item in done if item.message.id in earlier]
    revised = await revise(connection, workspace_id, known)
    new = [item for item in done if item.message.id not in earlier] + [*revised.added]
    tasks = await _write_tasks(connection, newest, new, now)
    proposals = await _write_proposals(connection, workspace_id, new)
    await _end(connection, results, now)
    made = Made(tasks=tasks, proposals=proposals, earlier=earlier, revised=revised.events)
    await _show(connection, workspace_id, [item.message for item in new], made, now)
    return [event for outcome in outcomes for event in _events(outcome, made)]


async def _show(
    connection: Connection, workspace_id: int, messages: Sequence[Message], made: Made, now: datetime
) -> None:
    """Show in Telegram what was made of its messages."""
    chats = {item.chat_id for item in messages if item.source is Source.TELEGRAM}
    wishes = await _find_wishes(connection, chats) if chats else {}
    letters = [
        letter
        for item in messages
        if item.source is Source.TELEGRAM and (wish := wishes.get(item.chat_id)) is not None
        for letter in feedback(item, made.tasks.get(item.id, ()), made.proposals.get(item.id, ()), wish, now)
    ]
    await write_letters(connection, workspace_id, letters)


async def _find_wishes(connection: Connection, chats: Collection[str]) -> dict[str, Feedback]:
    """Return how chats want to be told; those where the bot has never been are missing."""
    return {row["chat"]: _wish_of(row) for row in await connection.fetch(_WISHES, chats)}


def _wish_of(row: Record) -> Feedback:
    usual = Feedback.CARDS if row["kind"] == ChatKind.PRIVATE else Feedback.REACTIONS
    return Feedback(row["feedback"]) if row["feedback"] is not None else usual


async def _find_earlier(connection: Connection, done: Sequence[Done]) -> dict[int, list[int]]:
    """Return the tasks of messages that people or an earlier analysis have acted on, by message.

    Such a message is analysed anew, but nothing is made of it a second time; after an edit, that follows it.
    """
    found: dict[int, list[int]] = {}
    for row in await connection.fetch(_EARLIER, [item.message.id for item in done]) if done else []:
        tasks = found.setdefault(row["message_id"], [])
        if row["task_id"] is not None:
            tasks.append(row["task_id"])
    return found


async def _write_findings(connection: Connection, workspace_id: int, done: Sequence[Done]) -> None:
    if not done:
        return
    rows = [
        (
            item.message.id,
            item.findings.classification.is_actionable,
            item.findings.classification.category.value,
            item.findings.classification.priority.value,
            item.findings.classification.confidence,
            item.findings.classification.reason,
            item.findings.summary.title,
            item.findings.summary.short,
            item.findings.extraction.due,
            item.findings.model,
            item.findings.fallback,
            _details(item.findings),
        )
        for item in done
    ]
    await connection.execute(_ANALYSES, workspace_id, *map(list, zip(*rows, strict=True)))
    await _write_names(connection, workspace_id, done)
    await _write_runs(connection, workspace_id, done)
    await index_messages(connection, workspace_id, [(item.message.id, item.embedding) for item in done])


def _details(findings: Findings) -> str:
    """Return as JSON what has no column of its own."""
    summary = findings.summary.model_dump(mode="json", exclude={"short", "title"}, exclude_defaults=True)
    spans = [span.model_dump(mode="json") for span in findings.extraction.spans]
    return orjson.dumps({**summary, "spans": spans, "labels": findings.extraction.labels}).decode()


async def _write_runs(connection: Connection, workspace_id: int, done: Sequence[Done]) -> None:
    rows = [
        (item.message.id, u.agent, u.model, u.latency_ms, u.input_tokens, u.output_tokens, u.cost_usd)
        for item in done
        for u in item.findings.usage
    ]
    if rows:
        await connection.execute(_RUNS, workspace_id, *map(list, zip(*rows, strict=True)))


async def _write_names(connection: Connection, workspace_id: int, done: Sequence[Done]) -> None:
    entities = [
        (item.message.id, kind, value[:MAX_NAME_CHARS])
        for item in done
        for kind, value in _named(item.findings.extraction)
    ]
    if entities:
        await connection.execute(_ENTITIES, workspace_id, *map(list, zip(*entities, strict=True)))
    authors = {(item.message.source.value, item.message.author) for item in done}
    await connection.execute(_MEMBERS, workspace_id, *map(list, zip(*authors, strict=True)))


def _named(extraction: Extraction) -> Iterable[tuple[str, str]]:
    for kind in EntityKind:
        yield from ((kind.value, value) for value in extraction.named(kind))


async def _write_tasks(
    connection: Connection, newest: Claim, done: Sequence[Done], now: datetime
) -> dict[int, list[Task]]:
    drafts = [
        TaskDraft(task=task, message_ids=(item.message.id,), embedding=_meaning(item))
        for item in done
        for task in item.decision.tasks
    ]
    if not drafts:
        return {}
    tasks = await insert_tasks(connection, newest.workspace_id, AGENT, drafts, now)
    meanings = [
        (task.id, draft.embedding) for task, draft in zip(tasks, drafts, strict=True) if draft.embedding
    ]
    by_message: dict[int, list[Task]] = {}
    for task in tasks:
        by_message.setdefault(task.message_ids[0], []).append(task)
    await link_named(connection, newest.workspace_id, _named_links(done, by_message))
    await link_similar(connection, newest.workspace_id, meanings, newest.settings.duplicate_threshold)
    return by_message


def _named_links(done: Sequence[Done], tasks: Mapping[int, Sequence[Task]]) -> Iterable[NamedLink]:
    """Yield the links an agent named; of a message about several matters none is certain of its task."""
    for item in done:
        summary, made = item.findings.summary, tasks.get(item.message.id, ())
        kind = LinkKind.DUPLICATE if len(made) == 1 else LinkKind.RELATED
        for task in made:
            yield from ((task.id, other, kind) for other in summary.duplicates)
            yield from ((task.id, other, LinkKind.RELATED) for other in summary.related)


def _meaning(item: Done) -> Embedding | None:
    """Return the message's embedding when it is about one task; of several each is embedded later."""
    return item.embedding if len(item.decision.tasks) == 1 else None


async def _write_proposals(
    connection: Connection, workspace_id: int, done: Sequence[Done]
) -> dict[int, list[Proposal]]:
    drafts = [
        (item.message.id, place, draft.task.model_dump_json(), draft.confidence, draft.reason)
        for item in done
        for place, draft in enumerate(item.decision.proposals)
    ]
    if not drafts:
        return {}
    made: dict[int, list[Proposal]] = {}
    for row in await connection.fetch(_PROPOSALS, workspace_id, *map(list, zip(*drafts, strict=True))):
        made.setdefault(row["message_id"], []).append(proposal_of(row))
    return made


async def _end(connection: Connection, results: Sequence[Result], now: datetime) -> None:
    ended: list[tuple[int, str, str | None, int]] = []
    for claim, outcomes in results:
        for item in outcomes:
            if isinstance(item, Done):
                ended.append((item.message.id, "done", None, claim.epoch))
            elif item.dead:
                ended.append((item.message.id, "dead", item.error, claim.epoch))
            else:
                due = now + timedelta(seconds=item.retry_in_s)
                await connection.execute(_RETRY, item.message.id, due, item.error)
    if ended:
        await connection.execute(_END, *map(list, zip(*ended, strict=True)))


def _events(outcome: Outcome, made: Made) -> Iterable[PendingEvent]:
    message = outcome.message
    if isinstance(outcome, Failed):
        if outcome.dead:
            yield EventType.MESSAGE_FAILED, _failed(message, outcome).model_dump_json()
        return
    tasks = made.tasks.get(message.id, [])
    task_ids = [*made.earlier.get(message.id, []), *(task.id for task in tasks)]
    yield EventType.MESSAGE_ANALYZED, _analyzed(message, outcome, task_ids).model_dump_json()
    yield from made.revised.get(message.id, ())
    yield from ((EventType.TASK_CREATED, task.model_dump_json()) for task in tasks)
    for proposal in made.proposals.get(message.id, ()):
        yield EventType.PROPOSAL_CREATED, proposal.model_dump_json()


def _failed(message: Message, outcome: Failed) -> Message:
    return message.model_copy(update={"status": MessageStatus.FAILED, "error": outcome.error})


def _analyzed(message: Message, outcome: Done, task_ids: list[int]) -> Message:
    analysis = Analysis(**dict(outcome.findings), task_ids=task_ids)
    correction = message.correction and message.correction.with_due(analysis.extraction.due, message.sent_at)
    return message.model_copy(
        update={
            "status": MessageStatus.ANALYZED,
            "analysis": analysis,
            "correction": correction,
            "error": None,
        }
    )

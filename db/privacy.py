"""Giving people their data and taking it away, in PostgreSQL."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from db import forgetting
from db.comments import told_of_deleted
from db.export import export_person
from db.people import get_person
from db.pool import Connection, Database
from db.proposal_decisions import decide, lock_proposal
from db.publish import publish
from db.results import AGENT
from db.task_changes import lock_task, write_change
from domain.access import Principal
from domain.event import PendingEvent
from domain.privacy import REMOVED, Forgotten, PersonExport
from domain.proposal import ProposalStatus
from domain.values import Role

EXPORT_PAUSE: Final = timedelta(hours=1)
"""A person gets one export in this time: it reads all they ever wrote."""

_ASKED = """
SELECT EXISTS (SELECT FROM outbox WHERE destination = $1 AND kind = 'export'
    AND created_at > now() - $2::interval AND dedupe_key NOT LIKE $3 || '%')
"""


@dataclass(frozen=True)
class PostgresPrivacy:
    """`domain.privacy.Privacy` on PostgreSQL.

    Args:
        database: Where the data is.
        tasks: Most tasks changed in one transaction.
        messages: Most messages, or comments, deleted in one.
        events: Most events looked through in one.
    """

    database: Database
    tasks: int = 50
    messages: int = 500
    events: int = 2000

    async def may_export(self, person_id: int, key: str) -> bool:
        """See `domain.privacy.Privacy`."""
        async with self.database.connection() as connection:
            return not await connection.fetchval(_ASKED, str(person_id), EXPORT_PAUSE, key)

    async def export(self, person_id: int) -> PersonExport:
        """See `domain.privacy.Privacy`."""
        async with self.database.transaction() as connection:
            return await export_person(connection, person_id)

    async def forget(self, person_id: int) -> Forgotten:
        """See `domain.privacy.Privacy`.

        The order lets every step be repeated: workers are kept away first, so that nothing new is written of
        the person's messages; messages and names, by which everything else is found, go last.
        """
        own = str(person_id)
        names, workspaces = await self._trace(person_id)
        async with self.database.transaction() as connection:
            await connection.execute(forgetting.SILENCE, own)
        changed = 0
        for workspace_id in workspaces:
            await self._decline_proposals(own, workspace_id)
            changed += await self._clear_tasks(own, workspace_id, names)
            await self._delete_comments(workspace_id, names)
            await self._clear_events(own, workspace_id, names)
            async with self.database.transaction() as connection:
                await connection.execute(forgetting.SENT, workspace_id)
                await connection.execute(forgetting.ANSWERS, workspace_id, names)
                await connection.execute(forgetting.COMMENT_ANSWERS, workspace_id, names)
                for statement in forgetting.IN_WORKSPACE:
                    await connection.execute(statement, workspace_id, names)
        messages = await self._delete_messages(own)
        async with self.database.transaction() as connection:
            attachments = await connection.fetch(forgetting.DELETE_ATTACHMENTS, own)
            for statement in forgetting.PERSON:
                await connection.execute(statement, own)
        return Forgotten(messages=messages, tasks=changed, attachments=len(attachments))

    async def _trace(self, person_id: int) -> tuple[list[str], list[int]]:
        """Return all names of a person in lower case, and the workspaces they were in."""
        async with self.database.connection() as connection:
            person = await get_person(connection, person_id)
            row = await connection.fetchrow(forgetting.TRACE, str(person_id))
        found = set(row["authors"]) if row else set[str]()
        found |= {name.lower() for name in (person.names if person else ())}
        return sorted(found), sorted(row["workspaces"]) if row else []

    async def _decline_proposals(self, own: str, workspace_id: int) -> None:
        async with self.database.transaction() as connection:
            rows = await connection.fetch(forgetting.PENDING_PROPOSALS, own, workspace_id)
            events: list[PendingEvent] = []
            for row in rows:
                proposal = await lock_proposal(connection, workspace_id, row["id"])
                if proposal.status is ProposalStatus.PENDING:
                    _, event = await decide(
                        connection, _manta(workspace_id), proposal, ProposalStatus.DECLINED, None
                    )
                    events.append(event)
            await publish(connection, workspace_id, events)

    async def _clear_tasks(self, own: str, workspace_id: int, names: Sequence[str]) -> int:
        changed, after_id = 0, 0
        while True:
            async with self.database.transaction() as connection:
                rows = await connection.fetch(
                    forgetting.TASKS, own, workspace_id, names, after_id, self.tasks
                )
                if not rows:
                    return changed
                await connection.execute(forgetting.UNLINK, own, [row["id"] for row in rows])
                events = [
                    await _clear_task(connection, workspace_id, row["id"], names, has_words=row["has_words"])
                    for row in rows
                ]
                await publish(connection, workspace_id, events)
            changed, after_id = changed + len(rows), rows[-1]["id"]

    async def _delete_comments(self, workspace_id: int, names: Sequence[str]) -> None:
        while True:
            async with self.database.transaction() as connection:
                rows = await connection.fetch(forgetting.DELETE_COMMENTS, workspace_id, names, self.messages)
                events = [told_of_deleted(row["id"], row["task_id"]) for row in rows]
                await publish(connection, workspace_id, events)
            if len(rows) < self.messages:
                return

    async def _clear_events(self, own: str, workspace_id: int, names: Sequence[str]) -> None:
        async for first, last in self._pages(workspace_id):
            async with self.database.transaction() as connection:
                page = (workspace_id, first, last)
                await connection.execute(forgetting.MESSAGE_EVENTS, own, *page)
                await connection.execute(forgetting.PROPOSAL_EVENTS, own, *page)
                await connection.execute(forgetting.CORRECTION_EVENTS, *page, names)
                await connection.execute(forgetting.ORIGIN_EVENTS, *page, names)
                await connection.execute(forgetting.TASK_EVENTS, *page, names)
                await connection.execute(forgetting.COMMENT_EVENTS, *page, names)

    async def _pages(self, workspace_id: int) -> AsyncIterator[tuple[int, int]]:
        async with self.database.connection() as connection:
            newest = await connection.fetchval(
                "SELECT last_seq FROM event_counters WHERE workspace_id = $1", workspace_id
            )
        for first in range(1, (newest or 0) + 1, self.events):
            yield first, first + self.events - 1

    async def _delete_messages(self, own: str) -> int:
        deleted = 0
        while True:
            async with self.database.transaction() as connection:
                rows = await connection.fetch(forgetting.DELETE_MESSAGES, own, self.messages)
            deleted += len(rows)
            if len(rows) < self.messages:
                return deleted


async def _clear_task(
    connection: Connection, workspace_id: int, task_id: int, names: Sequence[str], *, has_words: bool
) -> PendingEvent:
    """Take the person's names and words out of a task and its history, and return what tells of it."""
    before = await lock_task(connection, workspace_id, task_id)
    kept = await _words_of_others(connection, task_id, names)
    assignees = [name for name in before.assignees if name.lower() not in names]
    words = {"title": REMOVED, "description": ""} if has_words else {}
    taken = {field: text for field, text in words.items() if field not in kept}
    after = before.model_copy(update={"assignees": assignees, **taken})
    because = {"forgotten": True} if has_words else None
    _, event = await write_change(connection, _manta(workspace_id), before, after, because)
    await connection.execute(forgetting.HISTORY, task_id, names, has_words)
    await connection.execute(forgetting.CREATOR, task_id, names)
    return event


async def _words_of_others(connection: Connection, task_id: int, names: Sequence[str]) -> set[str]:
    """Return which of title and description somebody else wrote since: those words are theirs."""
    rows = await connection.fetch(forgetting.LAST_WORDS, task_id)
    ours = {AGENT, REMOVED}
    return {row["field"] for row in rows if row["actor"] not in ours and row["actor"].lower() not in names}


def _manta(workspace_id: int) -> Principal:
    return Principal(workspace_id=workspace_id, role=Role.MEMBER, name=AGENT)

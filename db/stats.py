"""Counting what is in a workspace."""

from db.pool import Connection
from db.tallies import read_tallies
from domain.task import Stats
from domain.values import Category, MessageStatus, Priority, TaskStatus

_PROPOSALS = "SELECT count(*) FROM proposals WHERE workspace_id = $1 AND status = 'pending'"


async def read_stats(connection: Connection, workspace_id: int) -> Stats:
    """Return the counts of a workspace; every status, category and priority is named, if only with 0."""
    statuses = dict.fromkeys(TaskStatus, 0)
    categories = dict.fromkeys(Category, 0)
    priorities = dict.fromkeys(Priority, 0)
    messages = dict.fromkeys(MessageStatus, 0)
    for row in await read_tallies(connection, workspace_id):
        if row["counted"] == "message":
            messages[MessageStatus(row["status"])] += row["n"]
            continue
        statuses[TaskStatus(row["status"])] += row["n"]
        categories[Category(row["category"])] += row["n"]
        priorities[Priority(row["priority"])] += row["n"]
    return Stats(
        total_tasks=sum(statuses.values()),
        open_tasks=statuses[TaskStatus.OPEN],
        in_progress_tasks=statuses[TaskStatus.IN_PROGRESS],
        completed_tasks=statuses[TaskStatus.COMPLETED],
        closed_tasks=statuses[TaskStatus.CLOSED],
        categories={category.value: n for category, n in categories.items()},
        priorities={priority.value: n for priority, n in priorities.items()},
        total_messages=sum(messages.values()),
        pending_messages=messages[MessageStatus.RECEIVED],
        failed_messages=messages[MessageStatus.FAILED],
        proposals=await connection.fetchval(_PROPOSALS, workspace_id),
    )

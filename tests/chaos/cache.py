"""Compares what the API says of tasks with their rows: the cache must equal the database."""

from dataclasses import dataclass

import asyncpg
import httpx2

_TASKS = "SELECT id, version, status, title FROM tasks ORDER BY id DESC LIMIT $1"


@dataclass(frozen=True)
class Shown:
    """What is compared of a task."""

    id: int
    version: int
    status: str
    title: str


async def list_stale(client: httpx2.AsyncClient, url: str, limit: int = 200) -> list[str]:
    """Return a sentence for each of the newest tasks that the API shows otherwise than its row is.

    Nothing may change while it looks.

    Args:
        client: Speaks to the API, with a key.
        url: Of the database.
        limit: How many tasks are compared.
    """
    connection = await asyncpg.connect(url)
    try:
        rows = [Shown(**dict(row.items())) for row in await connection.fetch(_TASKS, limit)]
    finally:
        await connection.close()
    shown = [await _show(client, row.id) for row in rows]
    return [f"{row} is shown as {seen}" for row, seen in zip(rows, shown, strict=True) if row != seen]


async def _show(client: httpx2.AsyncClient, task_id: int) -> Shown | None:
    answer = await client.get(f"/api/tasks/{task_id}")
    if not answer.is_success:
        return None
    task = answer.json()
    return Shown(task["id"], task["version"], task["status"], task["title"])

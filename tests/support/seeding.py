"""Fills a running system with plausible tasks and messages by its public API.

    python -m tests.support.seeding --url http://127.0.0.1:8000 --key … --tasks 5000 --messages 500

The same seed and day give the same content, and repeating it adds nothing: messages have ids and tasks have
idempotency keys of their own. With `--parallel 1` the tasks' ids are in order too.
"""

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, TypeVar

import httpx2
import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from domain.task import NewTask
from domain.values import Category, Priority, TaskStatus
from tests.support.seed_words import CHATS, LABELS, PEOPLE, TALK, TITLES

T = TypeVar("T")

MESSAGES_PER_REQUEST = 200

_STATUSES = {
    TaskStatus.OPEN: 40,
    TaskStatus.IN_PROGRESS: 15,
    TaskStatus.COMPLETED: 35,
    TaskStatus.CLOSED: 10,
}
_PRIORITIES = {Priority.LOW: 25, Priority.MEDIUM: 45, Priority.HIGH: 22, Priority.CRITICAL: 8}


@dataclass(frozen=True)
class Seed:
    """What decides the content: a number for all that is left to chance, and the day that is today (UTC)."""

    number: int
    today: date

    def name(self, kind: str, index: int) -> str:
        """Return an id that only this seed's thing has."""
        return f"seed-{self.number}-{self.today:%Y%m%d}-{kind}-{index}"

    def dice(self, kind: str, index: int) -> random.Random:
        """Return the chance of one thing: the same whatever else is made."""
        return random.Random(self.name(kind, index))  # noqa: S311 - plausible, not secret

    def moment(self, days: int, hour: int) -> datetime:
        """Return a full hour `days` after today."""
        return datetime.combine(self.today + timedelta(days=days), time(hour), UTC)


@dataclass(frozen=True)
class SeededTask:
    """A task to make, and where it is to stand then."""

    key: str
    task: NewTask
    status: TaskStatus


def make_task(seed: Seed, index: int) -> SeededTask:
    """Return the task with a number, counted from 0."""
    dice = seed.dice("task", index)
    category = dice.choice([category for category in Category if category is not Category.OTHER])
    title = dice.choice(TITLES[category]).format(place=dice.choice(LABELS), who=dice.choice(PEOPLE).title())
    due = seed.moment(dice.randint(-10, 30), dice.randint(7, 18)) if dice.random() < 0.55 else None
    chat_id, _ = dice.choice(CHATS)
    task = NewTask(
        title=title,
        description=" ".join(dice.choices(TALK, k=dice.choice([0, 0, 1, 2, 5]))),
        category=category,
        priority=_weighted(dice, _PRIORITIES),
        due=due,
        assignees=dice.sample(PEOPLE, k=dice.choice([0, 1, 1, 1, 2, 3])),
        labels=dice.sample(LABELS, k=dice.choice([0, 1, 1, 2, 4])),
        chat_id=chat_id if dice.random() < 0.6 else None,
    )
    return SeededTask(seed.name("task", index), task, _weighted(dice, _STATUSES))


def _weighted(dice: random.Random, weights: dict[T, int]) -> T:
    return dice.choices(list(weights), weights=list(weights.values()))[0]


def make_message(seed: Seed, index: int) -> dict[str, object]:
    """Return the message with a number as `POST /api/messages/batch` takes it; all are of the last month."""
    dice = seed.dice("message", index)
    chat_id, chat_title = dice.choice(CHATS)
    category = dice.choice(list(TITLES))
    ask = dice.choice(TITLES[category]).format(place=dice.choice(LABELS), who=dice.choice(PEOPLE).title())
    content = f"{ask}, please @{dice.choice(PEOPLE)}" if dice.random() < 0.5 else dice.choice(TALK)
    sent_at = seed.moment(-dice.randint(1, 30), dice.randint(7, 18)) + timedelta(seconds=index % 3600)
    return {
        "id": seed.name("message", index),
        "content": content,
        "author": dice.choice(PEOPLE).title(),
        "timestamp": sent_at.isoformat(),
        "chat_id": chat_id,
        "chat_title": chat_title,
    }


class Seeder:
    """Sends what a seed gives; `client` has the server's address and a member's key."""

    def __init__(self, client: httpx2.Client, seed: Seed, *, parallel: int = 8) -> None:
        self._client = client
        self._seed = seed
        self._parallel = parallel

    def send_messages(self, count: int) -> Iterator[int]:
        """Send messages by batches; yield how many each took.

        Raises:
            httpx2.HTTPStatusError: The server refused a batch.
        """
        for indexes in _parts(count, MESSAGES_PER_REQUEST):
            batch = [make_message(self._seed, index) for index in indexes]
            self._client.post("/api/messages/batch", json=batch).raise_for_status()
            yield len(batch)

    def send_tasks(self, count: int) -> Iterator[int]:
        """Make tasks, `parallel` at a time, and move them to where they are to stand; yield each one's id.

        Raises:
            httpx2.HTTPStatusError: The server refused one.
        """
        with ThreadPoolExecutor(self._parallel) as threads:
            for indexes in _parts(count, 50 * self._parallel):
                yield from threads.map(self._send_task, indexes)

    def _send_task(self, index: int) -> int:
        seeded = make_task(self._seed, index)
        made = self._client.post(
            "/api/tasks",
            content=seeded.task.model_dump_json(),
            headers={"Idempotency-Key": seeded.key, "Content-Type": "application/json"},
        )
        task_id = int(made.raise_for_status().json()["id"])
        if seeded.status is not TaskStatus.OPEN:
            moved = self._client.put(f"/api/tasks/{task_id}/status", json={"status": seeded.status.value})
            moved.raise_for_status()
        return task_id


def _parts(count: int, size: int) -> Iterator[range]:
    """Cut `range(count)`, so that a failure ends the rest, which is not yet begun."""
    for first in range(0, count, size):
        yield range(first, min(first + size, count))


def main(
    url: Annotated[str, typer.Option(help="Where Manta answers.")] = "http://127.0.0.1:8000",
    key: Annotated[str, typer.Option(envvar="MANTA_API_KEY", help="A member's key.")] = "",
    tasks: Annotated[int, typer.Option(min=0)] = 5000,
    messages: Annotated[int, typer.Option(min=0)] = 500,
    number: Annotated[int, typer.Option("--seed", help="Decides everything that is left to chance.")] = 1,
    parallel: Annotated[int, typer.Option(min=1, help="Tasks made at a time; 1 keeps them in order.")] = 8,
) -> None:
    """Fill a running Manta with plausible tasks and messages; repeating adds nothing."""
    seed = Seed(number, datetime.now(UTC).date())
    bar = Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with httpx2.Client(base_url=url, headers={"Authorization": f"Bearer {key}"}, timeout=60.0) as client, bar:
        seeder = Seeder(client, seed, parallel=parallel)
        # The messages first: they make the chats that the tasks live in.
        sent = bar.add_task("messages", total=messages)
        for count in seeder.send_messages(messages):
            bar.advance(sent, count)
        made = bar.add_task("tasks", total=tasks)
        for _ in seeder.send_tasks(tasks):
            bar.advance(made)


if __name__ == "__main__":
    typer.run(main)

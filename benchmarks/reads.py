"""How long reads take with a thousand, with a hundred thousand and with a million tasks in one workspace.

The whole way: HTTP, HAProxy, replica, the task board's actor, PostgreSQL. A route without a database, asked
in the same run, is the floor: what is above it is the read itself. Search is taken apart besides, because the
meaning of a question is made by the encoder, whose time has nothing to do with how much there is to search.
"""

import asyncio
import itertools
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter
from urllib.parse import quote

import asyncpg
from pydantic import TypeAdapter
from rich.console import Console

from agents.embedding import ENCODER
from benchmarks.figures import Figure, ratio
from benchmarks.filling import LABELS, PEOPLE, Filling, fill, make_words
from benchmarks.http import BenchmarkError, Connection, Target, connect
from benchmarks.options import Options
from benchmarks.processes import family, find_descendant, proportional_bytes, title_of
from benchmarks.system import System
from db.pool import Database
from db.search import PostgresSearch
from db.task_lists import encode_cursor, position_of
from domain.analysis import Embedding
from domain.search import SearchQuery
from domain.task import Task, TaskSort
from domain.workspace import MAIN_WORKSPACE
from tests.fakes.embedder import known

EMBEDDED = 20_000
"""Newest tasks, and newest messages, with embeddings: building the index of a million takes an hour."""

REQUESTS = 200
SIDE_S = 15.0
"""Longest that one read is asked for at a time: some take seconds."""

CONNECTIONS = (1, 8)
WARM_UP = 20
OK = 200
FLOOR = "floor: config"
BOARD = "ray::TaskBoardActor"

Draw = Callable[[random.Random, int], str]
"""Makes an address with other parameters each time, given how many tasks there are."""

_WORDS = make_words()
_COMMON, _MEDIUM, _RARE = _WORDS[:10], _WORDS[50:150], _WORDS[1500:]


def _search(*kinds: Sequence[str]) -> Draw:
    return lambda dice, _: "/api/search?q=" + quote(" ".join(dice.choice(words) for words in kinds))


def _tasks(query: str, **choices: Sequence[str]) -> Draw:
    def draw(dice: random.Random, _tasks: int) -> str:
        chosen = {name: quote(dice.choice(values)) for name, values in choices.items()}
        return "/api/tasks?" + query.format(**chosen)

    return draw


_KINDS = ("bug", "feature", "improvement", "question", "chore")
_STATUSES = ("open", "in_progress", "completed", "closed")
_PEOPLE = tuple(f"Person-{number}" for number in range(PEOPLE))
_LABELS = tuple(f"label-{number}" for number in range(1, LABELS + 1))

READS: Mapping[str, Draw] = {
    FLOOR: lambda _dice, _tasks: "/api/config",
    "tasks": lambda _dice, _tasks: "/api/tasks",
    "tasks by status": _tasks("status={status}", status=_STATUSES),
    "tasks by two statuses": _tasks("status=open&status=in_progress"),
    "tasks by category": _tasks("category={kind}", kind=_KINDS),
    "tasks by status and category": _tasks("status={status}&category={kind}", status=_STATUSES, kind=_KINDS),
    "tasks by assignee": _tasks("assignee={name}", name=_PEOPLE),
    "tasks by assignee and status": _tasks("assignee={name}&status=open", name=_PEOPLE),
    "tasks by label": _tasks("label={name}", name=_LABELS),
    "tasks by label and status": _tasks("label={name}&status=open", name=_LABELS),
    "tasks by priority": _tasks("priority=high&priority=critical"),
    "tasks, last changed": _tasks("sort=updated"),
    "tasks, most urgent": _tasks("sort=priority&status={status}", status=_STATUSES),
    "tasks, due": _tasks("sort=due&status={status}", status=_STATUSES),
    "tasks, due before": _tasks("sort=due&status=open&due_before=2099-01-01T00:00:00Z"),
    "tasks with a common word": _tasks("q={word}", word=_COMMON),
    "tasks with a rare word": _tasks("q={word}", word=_RARE),
    "task": lambda dice, tasks: f"/api/tasks/{dice.randint(1, tasks)}",
    "stats": lambda _dice, _tasks: "/api/stats",
    "history, 30 days": lambda _dice, _tasks: "/api/stats/history?days=30",
    "history, a year": lambda _dice, _tasks: "/api/stats/history?days=365",
    "facets": lambda _dice, _tasks: "/api/facets",
    "proposals": lambda _dice, _tasks: "/api/proposals?status=pending",
    "messages": lambda _dice, _tasks: "/api/messages",
    "messages by author": lambda dice, _tasks: f"/api/messages?author=person-{dice.randrange(PEOPLE)}",
    "messages by category": lambda dice, _tasks: f"/api/messages?category={dice.choice(_KINDS)}",
    "messages by status": lambda _dice, _tasks: "/api/messages?status=failed",
    "search, a rare word": _search(_RARE),
    "search, a common word": _search(_COMMON),
    "search, two words": _search(_COMMON, _MEDIUM),
}
"""What is asked. A second page follows the cursor of "tasks" by itself."""


@dataclass(frozen=True)
class Asking:
    """Requests to a system that holds so many tasks."""

    system: System
    tasks: int
    console: Console

    async def ask(self, addresses: Sequence[str], connections: int) -> list[float]:
        """Ask for all, over several connections at once, and return how many seconds each took.

        Those that are left after `SIDE_S` are left out.

        Raises:
            BenchmarkError: An answer was not 200.
        """
        waiting = iter(addresses)
        opened = [await connect(self._target("/")) for _ in range(connections)]
        try:
            async with asyncio.TaskGroup() as group:
                parts = [group.create_task(self._ask_over(one, waiting)) for one in opened]
        finally:
            for one in opened:
                one.close()
        return [taken_s for part in parts for taken_s in part.result()]

    async def _ask_over(self, connection: Connection, waiting: Iterator[str]) -> list[float]:
        taken: list[float] = []
        until = perf_counter() + SIDE_S
        for address in itertools.takewhile(lambda _: perf_counter() < until, waiting):
            head = self._target(address).head("GET")
            began = perf_counter()
            reply = await connection.ask(head, b"")
            taken.append(perf_counter() - began)
            if reply.status != OK:
                raise BenchmarkError(f"{address}: HTTP {reply.status}: {reply.body[:200].decode()}")
        return taken

    async def second_pages(self) -> list[str]:
        """Return the address of the second page in each order."""
        connection = await connect(self._target("/"))
        pages: list[str] = []
        for sort in TaskSort:
            reply = await connection.ask(self._target(f"/api/tasks?sort={sort}").head("GET"), b"")
            last = TypeAdapter(list[Task]).validate_json(reply.body)[-1]
            pages.append(f"/api/tasks?sort={sort}&cursor={encode_cursor(sort, position_of(sort, last))}")
        connection.close()
        return pages

    def _target(self, address: str) -> Target:
        return Target(self.system.url + address, self.system.key)


def measure_reads(system: System, options: Options) -> list[Figure]:
    """Return the latencies of every read at each size, and what the memory came to at the last one."""
    figures: list[Figure] = []
    for tasks in options.tasks:
        began = perf_counter()
        options.console.print(f"  filling up to {tasks:,} tasks …")
        asyncio.run(_fill(system, tasks))
        options.console.print(f"  filled after {perf_counter() - began:.0f} s")
        figures += asyncio.run(_measure(Asking(system, tasks, options.console), options))
    return [*figures, *_memory(system, options.tasks[-1])]


async def _fill(system: System, tasks: int) -> None:
    connection = await asyncpg.connect(system.superuser_url("manta"))
    try:
        await fill(connection, Filling(MAIN_WORKSPACE, tasks, EMBEDDED))
    finally:
        await connection.close()


async def _measure(asking: Asking, options: Options) -> list[Figure]:
    dice = random.Random(asking.tasks)  # noqa: S311 - reproducible
    seconds: dict[str, list[list[float]]] = {}
    pages = await asking.second_pages()
    for _ in range(options.rounds):
        for read, draw in READS.items():
            addresses = [draw(dice, asking.tasks) for _ in range(REQUESTS)]
            await _measure_one(asking, read, addresses, seconds)
        await _measure_one(
            asking, "tasks, second page", [dice.choice(pages) for _ in range(REQUESTS)], seconds
        )
        for side, taken in (await _search_alone(asking.system, dice)).items():
            seconds.setdefault(side, []).append(taken)
    return [
        figure for side, rounds in seconds.items() for figure in _figures(asking.tasks, side, rounds, seconds)
    ]


async def _measure_one(
    asking: Asking, read: str, addresses: Sequence[str], seconds: dict[str, list[list[float]]]
) -> None:
    """Take the time of one read, with each number of connections, or tell why it can't be taken."""
    try:
        await asking.ask(addresses[:WARM_UP], 1)
        for connections in CONNECTIONS:
            taken = await asking.ask(addresses, connections)
            seconds.setdefault(_side(read, connections), []).append(taken)
    except* BenchmarkError as errors:
        asking.console.print(f"  [red]✗[/] {read}: {errors.exceptions[0]}")


def _side(read: str, connections: int) -> str:
    return f"{read}, {connections} connection{'s' if connections > 1 else ''}"


async def _search_alone(system: System, dice: random.Random) -> dict[str, list[float]]:
    """Return what the database takes for a search by words, and by words and a meaning that is known."""
    taken: dict[str, list[float]] = {}
    async with Database(system.superuser_url("manta")) as database:
        index = PostgresSearch(database)
        for side, meaning in (("words", None), ("words and meaning", _any_meaning)):
            taken[f"search in the database by {side}"] = [
                await _timed(
                    index, f"{dice.choice(_COMMON)} {dice.choice(_MEDIUM)}", meaning and meaning(dice)
                )
                for _ in range(REQUESTS)
            ]
    return taken


def _any_meaning(dice: random.Random) -> Embedding:
    return Embedding(encoder=ENCODER, vector=[dice.gauss(0, 1) for _ in range(384)])


async def _timed(index: PostgresSearch, text: str, meaning: Embedding | None) -> float:
    began = perf_counter()
    await index.find(MAIN_WORKSPACE, SearchQuery(text=text), known(meaning))
    return perf_counter() - began


def _figures(
    tasks: int, side: str, rounds: list[list[float]], seconds: Mapping[str, list[list[float]]]
) -> Iterator[Figure]:
    """Yield p50 and p99 of each round, and the ratio of the medians to the floor's of the same round."""
    name = f"reads/{tasks:,} tasks/{side}"
    medians = _quantiles(rounds, 0.5)
    yield Figure(name=f"{name}, p50", unit="ms", samples=medians)
    yield Figure(name=f"{name}, p99", unit="ms", samples=_quantiles(rounds, 0.99), goal="goal ≤ 20")
    floor = _side(FLOOR, int(side.rpartition(", ")[2].split(" ")[0])) if "connection" in side else side
    if floor != side:
        yield ratio(f"{name}, p50 to the floor", medians, _quantiles(seconds[floor], 0.5))


def _quantiles(rounds: Sequence[Sequence[float]], share: float) -> tuple[float, ...]:
    return tuple(sorted(taken)[int(share * len(taken))] * 1000 for taken in rounds)


def _memory(system: System, tasks: int) -> list[Figure]:
    board = find_descendant(system.process.pid, BOARD)
    servers = [each for each in family(system.process.pid) if "postgres" in title_of(each).split(" ")[0]]
    weighed = {"task board": [board], "PostgreSQL": servers}
    sizes = {name: sum(map(proportional_bytes, each)) / 1e6 for name, each in weighed.items()}
    return [
        Figure(name=f"reads/{tasks:,} tasks/memory of {name}", unit="MB", samples=(size,))
        for name, size in sizes.items()
    ]

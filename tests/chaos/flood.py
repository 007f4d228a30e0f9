"""`python -m tests.chaos.flood`: thousands of updates by the webhook, many of them twice, while things die.

Telegram answers some calls with 429, 5xx or not at all. In the end each message and each command must have
had its effect once, and the bot must never have been faster than Telegram allows.
"""

import asyncio
import random
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import Annotated, Final, Self

import asyncpg
import httpx2
import typer
from rich.console import Console

from tests.chaos.telegram import count_unsent, find_strays, read_telling
from tests.chaos.world import World, kill
from tests.fakes.telegram.client import HttpDoor, TelegramClient
from tests.fakes.telegram.faults import Fault, FaultKind
from tests.fakes.telegram.jsons import Json
from tests.support.polling import wait_until

SECRET: Final = "flood-secret"
HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"
GROUPS: Final = tuple(range(-1010, -1000))
PEOPLE: Final = tuple(range(100, 130))
IN_FLIGHT: Final = 32
DRAIN_S: Final = 1_800.0
MOST_SHOWN: Final = 60
VICTIMS: Final = (
    "ray::TelegramActor",
    "ray::NotifierActor",
    "ray::AnalysisWorkerActor",
    "ray::TaskBoardActor",
    "ray::ServeReplica:manta:ingress",
)

_UNHANDLED = "SELECT count(*) FROM telegram_updates WHERE state = 'pending'"
_UNREAD = "SELECT count(*) FROM inbox WHERE state = 'pending'"
_NOT_DONE = "SELECT update_id, state, error FROM telegram_updates WHERE state <> 'done'"
_TITLES = "SELECT title, count(*) AS times FROM tasks WHERE created_by <> 'manta' GROUP BY 1"
_SEVERAL = """
SELECT message_id, count(*) AS times FROM task_messages GROUP BY 1 HAVING count(*) > 1
"""


@dataclass(frozen=True)
class Traffic:
    """What is sent: bodies in the order they are posted, duplicates included.

    Args:
        bodies: Updates with their numbers.
        messages: External ids of what has to be stored as a message.
        titles: What the commands ask for, each once.
    """

    bodies: list[Json]
    messages: list[str]
    titles: list[str]


def make_traffic(updates: int, seed: int) -> Traffic:
    """Return so many updates, of which a fifth is posted twice or more."""
    chance = random.Random(seed)  # noqa: S311 - a run is repeated by its seed
    bodies: list[Json] = []
    messages: list[str] = []
    titles: list[str] = []
    for number in range(1, updates * 4 // 5 + 1):
        chat = chance.choice(GROUPS + PEOPLE)
        if number % 10 == 0:
            titles.append(f"Crane inspection {number}")
            text = f"/task {titles[-1]}"
        else:
            messages.append(f"{chat}:{number}")
            text = chance.choice(_WORDS).format(number)
        bodies.append(_update(number, chat, text))
    doubled = chance.choices(bodies, k=updates - len(bodies))
    for body in doubled:  # after the first one, at any distance
        bodies.insert(chance.randint(bodies.index(body) + 1, len(bodies)), body)
    return Traffic(bodies, messages, titles)


_WORDS: Final = (
    "please fix the crane number {}",
    "lunch at noon? {}",
    "the door of hall {} is broken again, somebody should repair it",
    "thanks, see you tomorrow {}",
    "ok {}",
)


def _update(number: int, chat: int, text: str) -> Json:
    person = {"id": chat if chat > 0 else 100 + number % 30, "is_bot": False, "first_name": "Olena"}
    where: dict[str, object] = (
        {"id": chat, "type": "supergroup", "title": "Harbor"}
        if chat < 0
        else {"id": chat, "type": "private", "first_name": "Olena"}
    )
    command = [{"type": "bot_command", "offset": 0, "length": 5}] if text.startswith("/task") else []
    message = {"message_id": number, "date": int(time.time()), "chat": where, "from": person, "text": text}
    return {"update_id": number, "message": {**message, "entities": command}}


@dataclass
class Sender:
    """Posts updates at a steady rate, each until it is taken.

    Args:
        url: The system's address.
        rate: Updates per second.
    """

    url: str
    rate: float
    latencies_s: list[float] = field(default_factory=list[float], init=False)
    refused: int = field(default=0, init=False)

    async def send(self, bodies: Sequence[Json]) -> None:
        """Post everything."""
        limits = httpx2.Limits(max_connections=IN_FLIGHT)
        async with httpx2.AsyncClient(timeout=10, trust_env=False, limits=limits) as client:
            began = time.perf_counter()
            async with asyncio.TaskGroup() as posts:
                for place, body in enumerate(bodies):
                    await asyncio.sleep(max(0.0, began + place / self.rate - time.perf_counter()))
                    posts.create_task(self._post(client, body))

    async def _post(self, client: httpx2.AsyncClient, body: Json) -> None:
        while True:
            began = time.perf_counter()
            try:
                answer = await client.post(
                    f"{self.url}/webhook/telegram", json=body, headers={HEADER: SECRET}
                )
            except httpx2.HTTPError:
                self.refused += 1
            else:
                if answer.is_success:
                    self.latencies_s.append(time.perf_counter() - began)
                    return
                self.refused += 1
            await asyncio.sleep(0.2)


@dataclass
class Killer:
    """Ends a process of the system every few seconds until it is left."""

    world: World
    seed: int
    every_s: float
    killed: Counter[str] = field(default_factory=Counter[str], init=False)
    _ended: Event = field(default_factory=Event, init=False)

    def __enter__(self) -> Self:
        self._thread = Thread(target=self._kill, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _kill(self) -> None:
        chance = random.Random(self.seed)  # noqa: S311 - a run is repeated by its seed
        while not self._ended.wait(self.every_s):
            title = chance.choice(VICTIMS)
            found = self.world.find(title)
            if found:
                kill(chance.choice(found))
                self.killed[title] += 1


def order_troubles(telegram: TelegramClient, seed: int) -> None:
    """Let Telegram refuse, fail and fall silent now and then."""
    for method in ("sendMessage", "editMessageText", "setMessageReaction"):
        for kind, probability in (
            (FaultKind.RATE_LIMITED, 0.02),
            (FaultKind.SERVER_ERROR, 0.01),
            (FaultKind.CLOSE_AFTER_TAKING, 0.005),
        ):
            telegram.order(
                Fault(kind=kind, method=method, count=None, probability=probability, seed=seed, retry_after=3)
            )


async def find_faults(url: str, traffic: Traffic) -> list[str]:
    """Return what of the traffic was lost or had its effect more than once."""
    connection = await asyncpg.connect(url)
    try:
        stored = await connection.fetchval("SELECT count(*) FROM telegram_updates")
        undone = await connection.fetch(_NOT_DONE)
        titles = {row["title"]: row["times"] for row in await connection.fetch(_TITLES)}
        several = await connection.fetch(_SEVERAL)
        messages = await connection.fetchval("SELECT count(*) FROM messages")
    finally:
        await connection.close()
    numbers = {body["update_id"] for body in traffic.bodies}
    return [
        *_faults(traffic, len(numbers) - stored, titles, messages),
        *(f"update {row['update_id']} is {row['state']}: {row['error']}" for row in undone),
        *(f"message {row['message_id']} became {row['times']} tasks" for row in several),
    ]


def _faults(traffic: Traffic, missing: int, titles: dict[str, int], messages: int) -> Iterable[str]:
    if missing:
        yield f"{missing} updates were not stored"
    if messages != len(traffic.messages):
        yield f"{messages} messages are stored of {len(traffic.messages)}"
    yield from (
        f"{title!r} was made {titles.get(title, 0)} times"
        for title in traffic.titles
        if titles.get(title) != 1
    )


async def count_left(url: str) -> int:
    """Return how many updates and messages are still to be worked on."""
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetchval(_UNHANDLED) + await connection.fetchval(_UNREAD)
    finally:
        await connection.close()


def main(
    updates: Annotated[int, typer.Option(help="Updates that are posted, duplicates included.")] = 5_000,
    rate: Annotated[float, typer.Option(help="Updates per second.")] = 50.0,
    seed: Annotated[int, typer.Option(help="Decides everything that is left to chance.")] = 1,
    kill_every_s: Annotated[float, typer.Option(help="Pause between two kills; 0: nothing dies.")] = 6.0,
) -> None:
    """Flood the webhook and judge what is left.

    Examples:
      python -m tests.chaos.flood
      python -m tests.chaos.flood --updates 500 --rate 20 --seed 7
    """
    console = Console() if sys.stdout.isatty() else Console(width=120)
    world = World({"TELEGRAM_WEBHOOK_SECRET": SECRET}, with_node=False, with_model=False)
    with world.stack:
        with console.status("Starting the system …"):
            world.start()
        faults = _flood(console, world, make_traffic(updates, seed), rate, seed, kill_every_s)
    for fault in faults[:MOST_SHOWN]:
        console.print(f"[red]✗[/] {fault}")
    console.print(f"{len(faults)} faults")
    raise typer.Exit(bool(faults))


def _flood(
    console: Console, world: World, traffic: Traffic, rate: float, seed: int, kill_every_s: float
) -> list[str]:
    assert world.telegram is not None
    telegram = TelegramClient(HttpDoor(world.telegram.url))
    for body in {str(body["update_id"]): body for body in traffic.bodies}.values():
        telegram.learn(body)
    order_troubles(telegram, seed)
    sender = Sender(world.system.url, rate)
    killer = Killer(world, seed, kill_every_s)
    began = time.monotonic()
    if kill_every_s > 0:
        with killer:
            asyncio.run(sender.send(traffic.bodies))
    else:
        asyncio.run(sender.send(traffic.bodies))
    sent_s = time.monotonic() - began
    url = world.system.database_url()
    wait_until(lambda: asyncio.run(count_left(url)) == 0, DRAIN_S)
    handled_s = time.monotonic() - began
    wait_until(lambda: asyncio.run(count_unsent(url)) == 0, DRAIN_S)
    told_s = time.monotonic() - began
    ordered = sorted(sender.latencies_s)
    p50, p99 = (ordered[int(len(ordered) * share)] * 1000 for share in (0.5, 0.99))
    console.print(
        f"{len(traffic.bodies)} updates posted in {sent_s:.0f} s, {sender.refused} refused and posted again, "
        f"handled after {handled_s:.0f} s, told after {told_s:.0f} s; "
        f"ack p50 {p50:.0f} ms, p99 {p99:.0f} ms; "
        f"killed: {dict(killer.killed)}"
    )
    telling = read_telling(world.telegram)
    console.print(f"Telegram took {sum(call.is_taken for call in telling.calls)} calls")
    strays = asyncio.run(find_strays(url, traffic.messages, telling))
    return asyncio.run(find_faults(url, traffic)) + strays


if __name__ == "__main__":
    typer.run(main)

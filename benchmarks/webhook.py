"""How fast an update of Telegram is acknowledged at a steady rate, while what came before is analysed.

An open loop, so that a slow answer delays no other update. The same load with a wrong secret, which is
refused before anything is read, tells what the way to the answer costs without the database.
"""

import asyncio
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, time

import orjson
import uvloop

from benchmarks.corpus import message
from benchmarks.figures import Figure, ratio
from benchmarks.http import BenchmarkError, Connection, Target, connect
from benchmarks.options import Options
from benchmarks.processes import child
from benchmarks.system import System, running_system, temporary_data_dir
from cli.ports import find_free_port

ROOT = Path(__file__).parents[1]
RATE = 200.0
"""Updates a second, which is the issue's figure."""

CHATS = 50
CONNECTIONS = 64
OK, REFUSED = 200, 401
WARM_UP_S = 2.0
SECRET = "bench-secret"  # noqa: S105 - of a system that lives for the benchmark
TOKEN = "4242:bench-bench-bench-bench-bench-bench"  # noqa: S105 - as above
HEADER = "X-Telegram-Bot-Api-Secret-Token"


@dataclass
class Post:
    """Updates to a webhook; `first` is the number of the next one.

    Args:
        url: The webhook's address.
    """

    url: str
    first: int = 1

    async def send(self, seconds: float, secret: str = SECRET) -> list[float]:
        """Post `RATE` updates a second for so long and return how many seconds each took from its moment on.

        Raises:
            BenchmarkError: An answer was not what the secret leads to.
        """
        target = Target(self.url)
        free: asyncio.Queue[Connection] = asyncio.Queue()
        for _ in range(CONNECTIONS):
            free.put_nowait(await connect(target))
        head = target.head().replace(b"Content-Length", f"{HEADER}: {secret}\r\nContent-Length".encode())
        bodies = [orjson.dumps(_update(self.first + place)) for place in range(int(seconds * RATE))]
        self.first += len(bodies)
        began = perf_counter()
        async with asyncio.TaskGroup() as posts:
            taken: list[asyncio.Task[tuple[int, float]]] = []
            for place, body in enumerate(bodies):
                moment = began + place / RATE
                await asyncio.sleep(max(0.0, moment - perf_counter()))
                taken.append(posts.create_task(_post(free, head, body, moment)))
        while not free.empty():
            free.get_nowait().close()
        statuses = {OK} if secret == SECRET else {REFUSED}
        if {status for task in taken for status, _ in [task.result()]} != statuses:
            raise BenchmarkError("an answer had another status than was to be expected")
        return [latency_s for task in taken for _, latency_s in [task.result()]]


async def _post(
    free: asyncio.Queue[Connection], head: bytes, body: bytes, moment: float
) -> tuple[int, float]:
    """Return an answer's status and how long after its moment it came; waiting for a connection counts."""
    connection = await free.get()
    reply = await connection.ask(head, body)
    free.put_nowait(connection)
    return reply.status, perf_counter() - moment


def _update(number: int) -> dict[str, object]:
    chat = {"id": -1000 - number % CHATS, "type": "supergroup", "title": "Harbor"}
    person = {"id": 100 + number % CHATS, "is_bot": False, "first_name": "Olena"}
    text = message("", number)["content"]
    where = {"message_id": number, "date": int(time()), "chat": chat, "from": person}
    return {"update_id": number, "message": {**where, "text": text}}


def measure_webhook(options: Options) -> list[Figure]:
    """Return the latencies of answers to updates that are stored and refused, and their ratio."""
    port = find_free_port()
    telegram = f"http://127.0.0.1:{port}"
    settings = {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_WEBHOOK_SECRET": SECRET,
        "TELEGRAM_API_URL": telegram,
    }
    command = [sys.executable, "-m", "tests.fakes.telegram", "--port", str(port)]
    log = options.data_dir / "telegram.log"
    with (
        temporary_data_dir() as folder,
        child(command, dict(os.environ), log, ROOT),
        running_system(folder, settings) as system,
    ):
        system.wait_until_up()
        system.wait_until_analysis_rests()
        return _figures(*_measure(system, options))


def _measure(system: System, options: Options) -> tuple[list[list[float]], list[list[float]]]:
    """Return each round's latencies of updates that are stored, and of such that are refused."""
    post = Post(f"{system.url}/webhook/telegram")
    uvloop.run(post.send(WARM_UP_S))
    stored: list[list[float]] = []
    refused: list[list[float]] = []
    for _ in range(options.rounds):
        stored.append(uvloop.run(post.send(options.seconds)))
        refused.append(uvloop.run(post.send(options.seconds, "wrong")))
    return stored, refused


def _figures(stored: list[list[float]], refused: list[list[float]]) -> list[Figure]:
    def quantiles(rounds: list[list[float]], share: float) -> tuple[float, ...]:
        return tuple(sorted(taken)[int(share * len(taken))] * 1000 for taken in rounds)

    name = f"webhook/{RATE:g} updates a second"
    slow, plain = quantiles(stored, 0.99), quantiles(refused, 0.99)
    return [
        Figure(name=f"{name}, p50", unit="ms", samples=quantiles(stored, 0.5)),
        Figure(name=f"{name}, p99", unit="ms", samples=slow, goal="goal < 100"),
        Figure(name=f"{name}, p99 when refused", unit="ms", samples=plain),
        ratio("webhook/ratio: p99 stored to refused", slow, plain),
    ]

"""How long a message takes from POST to its task's event on the live socket, on a system with no other work.

One message at a time, with the embedded engine; the same texts are then given to the engine alone, in this
process, so that the rest of the way can be told apart.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from time import perf_counter
from uuid import uuid4

import orjson
from pydantic import TypeAdapter
from websockets.asyncio.client import ClientConnection
from websockets.asyncio.client import connect as connect_socket

from agents.providers import ModelChoice, build_analyst
from benchmarks.corpus import TASK_TEXT, body_of
from benchmarks.figures import Figure, ratio
from benchmarks.http import BenchmarkError, Connection, connect
from benchmarks.options import Options
from benchmarks.system import System
from cli.live import LiveEvent, socket_url
from domain.analysis import MessageContext

WARM_UP = 5
EVENT_TIMEOUT_S = 20.0
STEPS = ("answer", "message", "message_analyzed", "task_created")
_EVENT = TypeAdapter(LiveEvent)


@dataclass(frozen=True)
class Client:
    """A connection to send over and a socket to see what follows."""

    system: System
    connection: Connection
    socket: ClientConnection

    async def send(self, name: str, number: int) -> dict[str, float]:
        """Send a message that becomes a task and return after how many seconds each step was seen."""
        body = body_of(name, number, TASK_TEXT)
        began = perf_counter()
        answering = asyncio.create_task(self._answer(body, began))
        async with asyncio.timeout(EVENT_TIMEOUT_S):
            seen = await self._events(began)
            return {"answer": await answering} | seen

    async def _answer(self, body: bytes, began: float) -> float:
        reply = await self.connection.ask(self.system.messages.head(), body)
        if reply.status != 201:  # noqa: PLR2004 - created
            raise BenchmarkError(f"HTTP {reply.status}: {reply.body[:200].decode()}")
        return perf_counter() - began

    async def _events(self, began: float) -> dict[str, float]:
        seen: dict[str, float] = {}
        while not {"message_analyzed", "task_created"} <= seen.keys():
            event = _EVENT.validate_json(await self.socket.recv())
            if event.type in STEPS:
                seen[event.type] = perf_counter() - began
        return seen


@asynccontextmanager
async def _client(system: System) -> AsyncGenerator[Client]:
    headers = {"Authorization": f"Bearer {system.key}"}
    connection = await connect(system.messages)
    try:
        async with connect_socket(
            socket_url(system.url, None), additional_headers=headers, proxy=None
        ) as socket:
            greeting = _EVENT.validate_json(await socket.recv())
            if greeting.type != "connection":
                raise BenchmarkError(f"the socket begins with {greeting.type}")
            yield Client(system, connection, socket)
    finally:
        connection.close()


def measure_latency(system: System, options: Options) -> list[Figure]:
    """Return the latency of each step, and its ratio to the engine's own time."""
    steps, engine = asyncio.run(_measure(system, options))
    figures = [
        Figure(
            name=f"latency/POST to {step}",
            unit="ms",
            samples=tuple(sample[step] * 1000 for sample in steps),
            goal="goal ≤ 150" if step == "task_created" else "",
        )
        for step in STEPS
    ]
    whole = [sample["task_created"] for sample in steps]
    return [
        *figures,
        _quantile(figures[-1]),
        Figure(name="latency/engine alone", unit="ms", samples=tuple(one * 1000 for one in engine)),
        ratio("latency/ratio: whole way to engine alone", whole, engine),
    ]


def _quantile(figure: Figure) -> Figure:
    return Figure(name=f"{figure.name}, p95", unit=figure.unit, samples=(figure.quantile(0.95),))


async def _measure(system: System, options: Options) -> tuple[list[dict[str, float]], list[float]]:
    await system.forget_messages()
    run = uuid4().hex[:12]
    total = WARM_UP + options.samples
    async with _client(system) as client:
        steps = [await client.send(f"{run}-{number}", number) for number in range(total)]
    analyse = await _engine()
    engine = [await _timed(analyse, number) for number in range(total)]
    return steps[WARM_UP:], engine[WARM_UP:]


async def _engine() -> Callable[[MessageContext], Awaitable[object]]:
    return (await build_analyst(ModelChoice(model="embedded"))).analyse


async def _timed(analyse: Callable[[MessageContext], Awaitable[object]], number: int) -> float:
    text = orjson.loads(body_of("", number, TASK_TEXT))["content"]
    context = MessageContext(text=text, author="anna", sent_at=datetime.now(UTC))
    began = perf_counter()
    await analyse(context)
    return perf_counter() - began

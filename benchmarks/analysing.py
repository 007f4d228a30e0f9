"""`python -m benchmarks.analysing 1 16`: the embedded engine on batches of so many texts, as lines of JSON.

A process of its own, because the number of threads is settled once and processor time is a process's.
"""

import argparse
import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from itertools import count
from time import perf_counter, process_time

from pydantic import BaseModel

from agents.analyst import AgentAnalyst
from agents.embedded.encoder import load_encoder
from agents.embedded.engine import Engine
from agents.embedded.head import load_head
from agents.embedded.judge import Judge
from agents.embedded.model import NAME, EmbeddedModel
from agents.team import Brain, build_team
from benchmarks.corpus import message
from domain.analysis import MessageContext

DEPTHS = ("encoder", "engine", "agents")
AGENT_TIMEOUT_S = 60.0
WARM_UP_RUNS = 2
LEAST_RUNS = 3

Run = Callable[[Sequence[MessageContext]], Awaitable[object]]


class EngineReport(BaseModel):
    """What one depth cost with one size of batches: messages a second, processor milliseconds a message."""

    depth: str
    batch: int
    messages: int
    per_s: float
    cpu_ms: float

    def line(self) -> str:
        """Return it as a line for people."""
        return f"{self.depth:<8} {self.batch:>3} at once {self.per_s:7,.0f}/s {self.cpu_ms:7.1f} ms a message"


def build_depths(threads: int) -> dict[str, Run]:
    """Return what to measure, by its name in `DEPTHS`."""
    encoder = load_encoder(threads)
    engine = Engine(Judge(encoder, load_head()))
    analyst = AgentAnalyst(
        build_team(Brain(name=NAME, model=EmbeddedModel(engine), is_free=True)), AGENT_TIMEOUT_S
    )

    async def encode(batch: Sequence[MessageContext]) -> None:
        encoder.encode_layers([each.text for each in batch])

    async def read(batch: Sequence[MessageContext]) -> None:
        await asyncio.gather(*(_read(engine, each) for each in batch))

    async def analyse(batch: Sequence[MessageContext]) -> None:
        await asyncio.gather(*(analyst.analyse(each) for each in batch))

    return dict(zip(DEPTHS, (encode, read, analyse), strict=True))


async def _read(engine: Engine, context: MessageContext) -> None:
    await engine.classify(context)
    await asyncio.gather(engine.extract(context), engine.summarise(context))


async def measure(threads: int, batches: Sequence[int], seconds: float) -> None:
    """Print a report for each depth and size of batches."""
    numbers = count()
    for depth, run in build_depths(threads).items():
        for batch in batches:
            report = await _measure(depth, run, batch, seconds, numbers)
            print(report.model_dump_json(), flush=True)


async def _measure(depth: str, run: Run, batch: int, seconds: float, numbers: "count[int]") -> EngineReport:
    for _ in range(WARM_UP_RUNS):
        await run(make_batch(batch, numbers))
    began, spent, runs = perf_counter(), process_time(), 0
    while runs < LEAST_RUNS or perf_counter() - began < seconds:
        await run(make_batch(batch, numbers))
        runs += 1
    elapsed, used = perf_counter() - began, process_time() - spent
    done = runs * batch
    return EngineReport(
        depth=depth, batch=batch, messages=done, per_s=done / elapsed, cpu_ms=used / done * 1000
    )


def make_batch(size: int, numbers: "count[int]") -> list[MessageContext]:
    """Return messages of which no two share a text, whatever was made before from the same numbers."""
    told = [message("", next(numbers)) for _ in range(size)]
    now = datetime.now(UTC)
    return [MessageContext(text=each["content"], author=each["author"], sent_at=now) for each in told]


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("batches", type=int, nargs="+")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=1.0)
    asked = parser.parse_args()
    asyncio.run(measure(asked.threads, asked.batches, asked.seconds))


if __name__ == "__main__":
    main()

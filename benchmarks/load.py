"""The load generator, a process of its own: `python -m benchmarks.load URL` prints one JSON line.

A closed loop: each connection sends its next message as soon as the last one is answered. Every message has
its own id, every answer must be 201.
"""

import argparse
import asyncio
import os
import sys
import uuid
from dataclasses import dataclass, field
from time import perf_counter

import uvloop
from pydantic import BaseModel

from benchmarks.corpus import body_of
from benchmarks.http import BenchmarkError, Connection, Target, connect

CREATED = 201
KEY_VARIABLE = "BENCH_KEY"
"""Where the key is passed: command lines are shown to everybody."""


class LoadReport(BaseModel):
    """What one run of the load generator saw; `stored` counts the warm-up's messages as well."""

    connections: int
    seconds: float
    answered: int
    stored: int
    per_s: float
    p50_ms: float
    p99_ms: float
    client_cpu: float


@dataclass
class Run:
    """One run under way.

    Args:
        target: Where messages go.
        seconds: How long answers are counted.
        warm_up_s: How long they are not, before that.
    """

    target: Target
    seconds: float
    warm_up_s: float
    name: str = field(default_factory=lambda: uuid.uuid4().hex[:12])
    latencies_s: list[float] = field(default_factory=list[float])
    stored: int = 0

    async def measure(self, connections: int) -> LoadReport:
        """Keep `connections` busy for the given time and return what happened.

        Raises:
            BenchmarkError: An answer was not 201, or a connection was closed.
        """
        opened = [await connect(self.target) for _ in range(connections)]
        began = perf_counter() + self.warm_up_s
        before = os.times()
        # Not a TaskGroup: the first failure is what the caller wants to read, not a group of them.
        await asyncio.gather(
            *(self._keep_busy(connection, number, began) for number, connection in enumerate(opened))
        )
        elapsed = perf_counter() - began
        used = os.times()
        for connection in opened:
            connection.close()
        cpu = used.user + used.system - before.user - before.system
        return self._report(connections, elapsed, cpu / (elapsed + self.warm_up_s))

    async def _keep_busy(self, connection: Connection, number: int, began: float) -> None:
        head = self.target.head()
        end = began + self.seconds
        sent_at = perf_counter()
        serial = 0
        while sent_at < end:
            body = body_of(f"{self.name}-{number}-{serial}", serial * 31 + number)
            reply = await connection.ask(head, body)
            if reply.status != CREATED:
                raise BenchmarkError(f"HTTP {reply.status}: {reply.body[:200].decode()}")
            self.stored += 1
            serial += 1
            now = perf_counter()
            if now >= began:
                self.latencies_s.append(now - sent_at)
            sent_at = now

    def _report(self, connections: int, elapsed: float, cpu: float) -> LoadReport:
        ordered = sorted(self.latencies_s)
        if not ordered:
            raise BenchmarkError("nothing was answered in time")
        return LoadReport(
            connections=connections,
            seconds=elapsed,
            answered=len(ordered),
            stored=self.stored,
            per_s=len(ordered) / elapsed,
            p50_ms=ordered[len(ordered) // 2] * 1000,
            p99_ms=ordered[len(ordered) * 99 // 100] * 1000,
            client_cpu=cpu,
        )


def main() -> int:
    """Run the load and print its report; a failed run prints why to stderr and returns 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("--connections", type=int, default=48)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--warm-up", type=float, default=1.0)
    options = parser.parse_args()
    run = Run(Target(options.url, os.environ.get(KEY_VARIABLE)), options.seconds, options.warm_up)
    try:
        report = uvloop.run(run.measure(options.connections))
    except BenchmarkError as error:
        print(error, file=sys.stderr)
        return 1
    print(report.model_dump_json())
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""How fast `manta import` stores a file, as a user runs it, while the worker analyses what comes in.

Two rates: of the whole command, whose start takes a second, and of the storing, from the time at which the
first batch was stored to that of the last.
"""

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from uuid import uuid4

import asyncpg

from benchmarks.corpus import body_of
from benchmarks.figures import Figure
from benchmarks.http import BenchmarkError
from benchmarks.options import Options
from benchmarks.system import System

TIMEOUT_S = 300.0

# A batch is one statement, so its messages have one time.
_RATE = """
WITH batch AS (SELECT received_at AS at, count(*) AS messages FROM messages GROUP BY 1)
SELECT sum(messages) FILTER (WHERE at > (SELECT min(at) FROM batch)) / extract(epoch FROM max(at) - min(at))
FROM batch
"""


def measure_import(system: System, options: Options) -> list[Figure]:
    """Return the messages stored a second, one file a round."""
    commands: list[float] = []
    stored: list[float] = []
    for _ in range(options.rounds):
        asyncio.run(system.forget_messages())
        system.wait_until_analysis_rests()
        commands.append(options.imported / _import(system, options))
        stored.append(asyncio.run(_storing_rate(system)))
        options.console.print(f"  {stored[-1]:,.0f} messages/s, the whole command {commands[-1]:,.0f}")
    asyncio.run(system.forget_messages())
    name = f"import/{options.imported} messages"
    return [
        Figure(name=f"{name}, stored", unit="messages/s", samples=tuple(stored), goal="goal ≥ 5,000"),
        Figure(name=f"{name}, whole command", unit="messages/s", samples=tuple(commands)),
    ]


async def _storing_rate(system: System) -> float:
    """Return how many messages a second were stored after the first batch, whose beginning nobody knows."""
    connection = await asyncpg.connect(system.superuser_url("manta"))
    try:
        return float(await connection.fetchval(_RATE))
    finally:
        await connection.close()


def _import(system: System, options: Options) -> float:
    file = options.data_dir / "import.jsonl"
    file.write_bytes(b"".join(_lines(options.imported)))
    command = [str(Path(sys.executable).with_name("manta")), "import", str(file), "--no-wait"]
    environment = os.environ | {"MANTA_DATA_DIR": str(system.data_dir), "MANTA_URL": system.url}
    environment["MANTA_API_KEY"] = system.key
    began = perf_counter()
    done = subprocess.run(  # noqa: S603 - our own command
        command, env=environment, capture_output=True, text=True, timeout=TIMEOUT_S, check=False
    )
    seconds = perf_counter() - began
    rows = asyncio.run(system.count("manta", "messages"))
    if done.returncode or rows != options.imported:
        raise BenchmarkError(
            f"the import stored {rows} of {options.imported} messages: {done.stderr.strip()}"
        )
    return seconds


def _lines(number: int) -> Iterator[bytes]:
    run = uuid4().hex[:12]
    return (body_of(f"{run}-{position}", position) + b"\n" for position in range(number))

"""How fast `manta import` stores a file, as a user runs it: the start of the command is part of it."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from uuid import uuid4

from benchmarks.corpus import body_of
from benchmarks.figures import Figure
from benchmarks.http import BenchmarkError
from benchmarks.options import Options
from benchmarks.system import System

TIMEOUT_S = 300.0


def measure_import(system: System, options: Options) -> list[Figure]:
    """Return the messages stored a second, one file a round."""
    rates: list[float] = []
    for _ in range(options.rounds):
        asyncio.run(system.forget_messages())
        rates.append(options.imported / _import(system, options))
        options.console.print(f"  {rates[-1]:,.0f} messages/s")
    asyncio.run(system.forget_messages())
    return [Figure(name=f"import/{options.imported} messages", unit="messages/s", samples=tuple(rates))]


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

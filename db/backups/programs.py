"""Running PostgreSQL's client programs: where they are, how they log in, and what they say."""

import os
import shutil
import subprocess
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO, Final

from sqlalchemy.engine import URL, make_url

from db.embedded.binaries import find_wheel
from domain.errors import ConfigurationError, MantaError

OnLine = Callable[[str], None]
"""Gets each line that a program says of its progress."""

_LAST_WORDS: Final = 5


class BackupError(MantaError):
    """A program of PostgreSQL failed; what it said is in the text."""

    code = "backup-failed"
    remedy = "Mend what it complains of and try again; nothing was changed."


def find_program(name: str) -> str:
    """Return the path of `pg_dump`, `pg_restore` or `psql`: the embedded PostgreSQL's, else the system's.

    Raises:
        ConfigurationError: There is neither.
    """
    try:
        bundled = find_wheel().program(name)
    except ConfigurationError:
        bundled = None
    found = str(bundled) if bundled is not None and bundled.exists() else shutil.which(name)
    if found is None:
        raise ConfigurationError(
            f"The program `{name}` is not installed.", remedy="Install PostgreSQL's client programs."
        )
    return found


def login(url: str) -> tuple[str, Mapping[str, str]]:
    """Return a database's address without its password, and an environment that has it.

    Command lines are shown to every user of a machine, environments are not.
    """
    full = make_url(url)
    address = URL.create(
        "postgresql", full.username, None, full.host, full.port, full.database, query=full.query
    )
    secret = {} if full.password is None else {"PGPASSWORD": full.password}
    return address.render_as_string(), os.environ | secret


@dataclass
class Run:
    """A program at work, whose messages are read to their end.

    Args:
        process: The program; its stderr is a pipe.
        on_line: Gets its messages.
    """

    process: subprocess.Popen[str]
    on_line: OnLine
    _heard: deque[str] = field(default_factory=lambda: deque[str](maxlen=_LAST_WORDS), init=False)

    def listen(self) -> None:
        """Read what it says until it has ended."""
        if self.process.stderr is not None:
            for line in self.process.stderr:
                text = line.strip()
                if "error:" in text.lower() or self._heard:
                    self._heard.append(text)
                self.on_line(text)

    def finish(self) -> None:
        """Wait for its end.

        Raises:
            BackupError: It failed.
        """
        if self.process.wait() != 0:
            said = " ".join(self._heard) or f"It ended with status {self.process.returncode}."
            raise BackupError(said)


def start(
    command: Sequence[str],
    environment: Mapping[str, str],
    on_line: OnLine,
    *,
    stdin: IO[str] | None = None,
    stdout: IO[str] | int | None = None,
) -> Run:
    """Start a program; the caller listens, finishes, and stops it if it can't go on."""
    # Messages in English: errors and progress are told by their words.
    process = subprocess.Popen(  # noqa: S603 - programs of PostgreSQL with arguments of ours
        command,
        env={**environment, "LC_ALL": "C"},
        stdin=stdin or subprocess.DEVNULL,
        stdout=subprocess.DEVNULL if stdout is None else stdout,
        stderr=subprocess.PIPE,
        text=True,
    )
    return Run(process, on_line)


def stop(run: Run) -> None:
    """End a program that is still at work, and wait for it."""
    if run.process.poll() is None:
        run.process.terminate()
    run.process.wait()
    if run.process.stderr is not None:
        run.process.stderr.close()

"""A Manta process for the tests to kill: serves the data folder argv[1], tells how, then waits for ever.

Run as a program. Each line of progress goes to standard output after `progress: `; then come the
postmaster's process id and the URL on one line.
"""

import signal
import sys
from pathlib import Path
from types import FrameType

from db.embedded import PostgresServer


def main() -> None:
    """Start the server and wait for a signal; SIGTERM ends it with a clean stop."""
    signal.signal(signal.SIGTERM, _leave)
    server = PostgresServer(Path(sys.argv[1]))
    server.start(lambda line: print(f"progress: {line}", flush=True))  # noqa: T201 - the test reads it
    with server:
        print(server.pid, server.url, flush=True)  # noqa: T201 - the test reads it
        signal.pause()


def _leave(_number: int, _frame: FrameType | None) -> None:
    sys.exit(0)


if __name__ == "__main__":
    main()

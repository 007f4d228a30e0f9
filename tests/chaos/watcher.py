"""Follows the events over a socket and comes back with `last_seq` whenever the socket is lost.

As a process: `python -m tests.chaos.watcher --help`; SIGTERM ends it.
"""

import argparse
import asyncio
import random
import signal
from dataclasses import dataclass, field
from pathlib import Path

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from cli.live import LiveEvent, socket_url
from tests.chaos.history import Connected, Journal, Told, now

PAUSES_S = (0.1, 0.5)
"""Between two tries to connect."""


@dataclass
class Watcher:
    """A client that must miss nothing.

    Args:
        url: Where the system answers.
        key: Its key.
        journal: Where it is written down.
        name: Who watches.
    """

    url: str
    key: str
    journal: Journal
    name: str
    last_seq: int = 0
    connections: int = field(default=0, init=False)

    async def run(self) -> None:
        """Watch until cancelled."""
        while True:
            try:
                async with self._connect() as socket:
                    await self._follow(socket)
            except (OSError, TimeoutError, WebSocketException):
                await asyncio.sleep(random.uniform(*PAUSES_S))  # noqa: S311 - only spreads

    def _connect(self) -> connect:
        headers = {"Authorization": f"Bearer {self.key}"}
        address = socket_url(self.url, self.last_seq)
        return connect(address, additional_headers=headers, max_size=None, proxy=None, open_timeout=5)

    async def _follow(self, socket: ClientConnection) -> None:
        self.connections += 1
        self.journal.write(Connected(watcher=self.name, last_seq=self.last_seq, at=now()))
        async for frame in socket:
            event = LiveEvent.model_validate_json(frame)
            if event.seq is not None:
                self.journal.write(Told(watcher=self.name, seq=event.seq, type=event.type, at=now()))
                self.last_seq = event.seq


async def _run(options: argparse.Namespace) -> None:
    key = options.key_file.read_text().strip()
    with Journal(options.history) as journal:
        watching = asyncio.create_task(Watcher(options.url, key, journal, options.name).run())
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, watching.cancel)
        await asyncio.wait({watching})
        if not watching.cancelled():
            watching.result()


def main() -> None:
    """Watch until SIGTERM."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", required=True)
    parser.add_argument("--key-file", type=Path, required=True)
    parser.add_argument("--history", type=Path, required=True)
    parser.add_argument("--name", required=True)
    asyncio.run(_run(parser.parse_args()))


if __name__ == "__main__":
    main()

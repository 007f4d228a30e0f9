"""The emulator as a process of its own."""

import argparse
import asyncio
from pathlib import Path

from tests.fakes.serving import serve_forever
from tests.fakes.telegram.modes import FakeTelegram


async def serve(port: int, file: Path | None) -> None:
    """Serve until killed."""
    telegram = FakeTelegram(file)
    telegram.emulator.start()
    try:
        await serve_forever(telegram.app, port)
    finally:
        await telegram.emulator.close()


def main() -> None:
    """Read the arguments, and serve."""
    parser = argparse.ArgumentParser(prog="python -m tests.fakes.telegram", description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--file", type=Path)
    options = parser.parse_args()
    asyncio.run(serve(options.port, options.file))


if __name__ == "__main__":
    main()

"""Writes the pictures of the documentation anew: `python -m tests.pictures [NAME …]`."""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.pictures.scenes import SCENES
from tests.pictures.theatre import build_stage, play
from tests.support.database import DatabaseServer, serving_databases

FOLDER = Path(__file__).parents[2] / "docs/images/telegram"


async def draw(server: DatabaseServer, names: Sequence[str]) -> None:
    """Play these scenes and write their pictures."""
    stage = await build_stage(server)
    for name in names:
        async with play(server, stage) as theatre:
            (FOLDER / f"{name}.svg").write_text(await SCENES[name].draw(theatre))


def main() -> None:
    """Read the arguments, and draw."""
    parser = argparse.ArgumentParser(prog="python -m tests.pictures", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[[], *SCENES], metavar="NAME")
    names = parser.parse_args().names or list(SCENES)
    FOLDER.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder, serving_databases(Path(folder) / "database") as server:
        asyncio.run(draw(server, names))
    sys.stdout.write(f"{len(names)} pictures are in {FOLDER}\n")


if __name__ == "__main__":
    main()

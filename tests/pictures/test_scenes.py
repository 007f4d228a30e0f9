"""The conversations that the documentation shows are what the bot does: each is played and compared."""

from pathlib import Path

import pytest

from tests.pictures.__main__ import FOLDER
from tests.pictures.scenes import SCENES
from tests.pictures.theatre import play
from tests.support.database import DatabaseServer

GUIDE = Path(__file__).parents[2] / "docs/telegram.md"
MOST_BYTES = 60_000


@pytest.mark.parametrize("name", SCENES)
async def test_a_picture_shows_what_the_bot_does(
    name: str, database_server: DatabaseServer, stage: str
) -> None:
    async with play(database_server, stage) as theatre:
        drawn = await SCENES[name].draw(theatre)
    shown = (FOLDER / f"{name}.svg").read_text()
    assert drawn == shown, "if the bot is right, `python -m tests.pictures` writes the pictures anew"
    assert len(shown.encode()) < MOST_BYTES


def test_every_picture_stands_in_the_guide() -> None:
    guide = GUIDE.read_text()
    assert {path.stem for path in FOLDER.glob("*.svg")} == set(SCENES)
    assert [name for name in SCENES if f"(images/telegram/{name}.svg)" not in guide] == []

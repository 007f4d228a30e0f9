"""How much a browser must load before the board shows."""

import gzip
import json
from collections.abc import Mapping
from pathlib import Path
from typing import NotRequired, TypedDict

import pytest

from tests.support.system import ROOT

BOARD = ROOT / "api/board"
FIRST_VIEW = "src/board/BoardView.tsx"
BUDGET_BYTES = 150 * 1024


class Chunk(TypedDict):
    """An entry of Vite's manifest."""

    file: str
    css: NotRequired[list[str]]
    imports: NotRequired[list[str]]
    name: NotRequired[str]


def needed(manifest: Mapping[str, Chunk]) -> set[str]:
    """Return the files of the entry, of the board's view, of the texts in English, and of all they import."""
    texts = [key for key, chunk in manifest.items() if chunk.get("name") == "texts-en"]
    waiting = ["index.html", FIRST_VIEW, *texts]
    seen: set[str] = set()
    files: set[str] = set()
    while waiting:
        key = waiting.pop()
        if key in seen:
            continue
        seen.add(key)
        chunk = manifest[key]
        files |= {chunk["file"], *chunk.get("css", [])}
        waiting += chunk.get("imports", [])
    return files


def size_of(name: str, folder: Path = BOARD) -> int:
    """Return a file's size as it travels when only gzip is spoken."""
    return len(gzip.compress((folder / name).read_bytes(), 9))


@pytest.mark.skipif(not (BOARD / "index.html").is_file(), reason="`make web` has not been run")
def test_the_first_view_is_within_its_budget() -> None:
    manifest: dict[str, Chunk] = json.loads((BOARD / "manifest.json").read_text())
    sizes = {name: size_of(name) for name in needed(manifest)}
    assert any(name.endswith(".css") for name in sizes)
    assert len([name for name in sizes if "texts-en" in name]) == 1
    assert sum(sizes.values()) <= BUDGET_BYTES, sizes

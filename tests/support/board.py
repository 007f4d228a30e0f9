"""A board as its build leaves it, made small."""

import gzip
from pathlib import Path

PAGE = b'<!doctype html><title>Board</title><script type="module" src="/assets/index-a1B2c3.js"></script>'
SCRIPT = b"document.title = 'Board';" * 100
STYLE = b"body { margin: 0 }"
BROTLI = b"what brotli made of it"
"""Stands for what the build made: the server sends it as it is and never looks inside."""


def build_board(folder: Path) -> Path:
    """Write a page, a script with both compressed forms, a style and a font without any, and an icon."""
    assets = folder / "assets"
    assets.mkdir(parents=True)
    for path, content in ((folder / "index.html", PAGE), (assets / "index-a1B2c3.js", SCRIPT)):
        path.write_bytes(content)
        path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(content))
        path.with_name(f"{path.name}.br").write_bytes(BROTLI)
    (assets / "index-d4E5f6.css").write_bytes(STYLE)
    (assets / "inter-g7H8i9.woff2").write_bytes(b"wOF2")
    (folder / "icon.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    return folder

"""The board's lock file: versions and hashes, and nothing of where they come from."""

import json
from typing import TypedDict

from tests.support.system import ROOT

LOCK = ROOT / "web/package-lock.json"


class Entry(TypedDict, total=False):
    """A locked package."""

    version: str
    integrity: str


def test_the_lock_file_names_no_addresses() -> None:
    """`web/npm run lock` writes it so."""
    text = LOCK.read_text()
    packages: dict[str, Entry] = json.loads(text)["packages"]
    assert "://" not in text
    assert len(packages) > 100
    assert all("integrity" in entry for name, entry in packages.items() if name)

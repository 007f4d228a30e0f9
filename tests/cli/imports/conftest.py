from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.imports import ImportFile, SourceHints, open_import


@pytest.fixture
def open_bytes(tmp_path: Path) -> Callable[..., ImportFile]:
    """Write bytes to a file whose name tells nothing and open it for import."""

    def write_and_open(raw: bytes, hints: SourceHints | None = None) -> ImportFile:
        path = tmp_path / "upload"
        path.write_bytes(raw)
        return open_import(path, hints=hints)

    return write_and_open

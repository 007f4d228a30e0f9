"""Fetching sources: once, whole, and whoever comes first."""

import tarfile
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

from tests.support.sdists import SdistError, fetch_sdist


def test_the_sources_of_the_installed_version_are_kept() -> None:
    archive = fetch_sdist("aiogram")
    assert archive.name == f"aiogram-{version('aiogram')}.tar.gz"
    before = archive.stat()
    assert fetch_sdist("aiogram").stat() == before


def test_two_may_fetch_at_once(tmp_path: Path) -> None:
    fetch = partial(fetch_sdist, "aiogram", cache=tmp_path)
    with ThreadPoolExecutor(2) as pool:
        first, second = [pool.submit(fetch) for _ in range(2)]
    assert first.result() == second.result()
    assert tarfile.is_tarfile(first.result())
    assert [path.name for path in tmp_path.iterdir()] == [f"aiogram-{version('aiogram')}"]


def test_what_does_not_exist_is_told(tmp_path: Path) -> None:
    with pytest.raises(SdistError, match=r"aiogram==0\.0\.0 can't be fetched"):
        fetch_sdist("aiogram", "0.0.0", cache=tmp_path)
    with pytest.raises(PackageNotFoundError):
        fetch_sdist("no-such-package-is-installed", cache=tmp_path)
    assert list(tmp_path.iterdir()) == []

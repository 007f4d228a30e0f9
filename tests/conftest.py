"""What holds for all tests."""

import os

import pytest
from hypothesis import settings

# How long an example takes is the machine's business, not the test's.
settings.register_profile("manta", deadline=None)
settings.load_profile("manta")

# Nor how wide the terminal is, at which what commands print is wrapped.
os.environ["COLUMNS"] = "200"

SYSTEMS = ("tests/e2e/", "tests/ray/")
"""Tests of whole systems and of Ray, most of whose time is waiting for processes to start and end."""

ALONE = "tests/e2e/test_cluster.py"
"""Three Ray nodes need all of the processors: it comes when the other tests have ended."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep whole systems to one process of `pytest -n`: two at once would be slower and share nothing.

    The other tests run beside them, on what the systems leave of the processors.
    """
    for item in items:
        if item.nodeid.startswith(SYSTEMS):
            item.add_marker(pytest.mark.xdist_group("systems"))
    items.sort(key=lambda item: item.nodeid.startswith(ALONE))

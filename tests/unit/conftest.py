"""Guards of the fast tier: whatever a test does, no cluster is started, no model asked, no network used."""

import os
import socket
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from config.settings import Settings

_OTHER_VARIABLES = {"MANTA_URL", "MANTA_API_KEY", "RAY_ADDRESS"}


def _refuse(*_args: object, **_options: object) -> NoReturn:
    pytest.fail("A unit test reached outside: use a fake at the edge.")


@pytest.fixture(autouse=True)
def guard_the_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every way out fail the test. Listening is allowed, nobody can connect."""
    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, _refuse)
    monkeypatch.setattr(socket, "getaddrinfo", _refuse)
    monkeypatch.setattr(os, "execve", _refuse)  # `manta up` would put a system in the place of the tests
    # Looked up instead of imported: both take seconds, and what nobody imported nobody can call.
    if (ray := sys.modules.get("ray")) is not None:
        monkeypatch.setattr(ray, "init", _refuse)
    if (models := sys.modules.get("pydantic_ai.models")) is not None:
        monkeypatch.setattr(models, "ALLOW_MODEL_REQUESTS", False)


@pytest.fixture
def bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Stand in an empty folder without a setting in the environment; return the folder."""
    known = {name.upper() for name in Settings.model_fields} | _OTHER_VARIABLES
    for name in os.environ:
        if name.upper() in known:
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path

import subprocess
from collections.abc import Generator
from datetime import UTC, datetime
from pathlib import Path

import psutil
import pytest

from cli.state import MODULE, SystemState, find_process, find_state, state_file, write_state
from tests.support.polling import wait_until


def state_of(pid: int) -> SystemState:
    return SystemState(
        pid=pid,
        url="http://127.0.0.1:8000",
        dashboard_url=None,
        started_at=datetime(2026, 1, 31, tzinfo=UTC),
        ready=True,
    )


@pytest.fixture
def process() -> Generator[subprocess.Popen[bytes]]:
    """Run something that looks like a system to whoever looks at its command line."""
    command = ["/bin/sh", "-c", "read line", MODULE]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as child:  # noqa: S603 - our own words
        # The kernel lets us go on a moment before the new program's words can be read.
        wait_until(lambda: MODULE in psutil.Process(child.pid).cmdline())
        yield child


def end(process: subprocess.Popen[bytes]) -> None:
    assert process.stdin is not None
    process.stdin.close()
    process.wait()


def test_a_system_that_runs_is_found(tmp_path: Path, process: subprocess.Popen[bytes]) -> None:
    write_state(state_file(tmp_path), state_of(process.pid))
    found = find_state(tmp_path)
    assert found == state_of(process.pid)
    assert [path.name for path in tmp_path.iterdir()] == ["system.json"]


def test_a_system_that_has_ended_is_not_found(tmp_path: Path, process: subprocess.Popen[bytes]) -> None:
    write_state(state_file(tmp_path), state_of(process.pid))
    end(process)
    assert find_state(tmp_path) is None


def test_a_process_that_only_has_the_number_is_another_s() -> None:
    with subprocess.Popen(["/bin/sh", "-c", "read line"], stdin=subprocess.PIPE) as other:
        assert find_process(state_of(other.pid)) is None


def test_without_a_file_nothing_runs(tmp_path: Path) -> None:
    assert find_state(tmp_path) is None
    assert find_state(tmp_path / "missing") is None


@pytest.mark.parametrize("content", [b"", b"{", b'{"pid": 1}', b"\xff\x00"])
def test_a_file_that_a_power_failure_left_is_no_system(tmp_path: Path, content: bytes) -> None:
    state_file(tmp_path).write_bytes(content)
    assert find_state(tmp_path) is None

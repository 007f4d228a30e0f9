"""Children of the system on real processes: they die with us, and nobody they leave is lost."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from cli.children import Child
from tests.support.polling import wait_until
from tests.support.processes import alive

_SLEEPER = "import signal; signal.pause()"
_DEAF = (
    "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); signal.pause()"
)

_PARENT = """
import sys
from cli.children import Child, adopt_orphans, kill_orphans
child = Child("sleeper", "sleeper")
child.start()
adopt_orphans()
print(child.pid, flush=True)
for line in sys.stdin:
    if line == "kill\\n":
        print(kill_orphans([child.pid]), flush=True)
"""

_PARENT_OF_ORPHAN = """
import subprocess, sys
orphan = subprocess.Popen([sys.executable, "-c", "import signal; signal.pause()"], start_new_session=True)
print(orphan.pid, flush=True)
"""


@pytest.fixture
def modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of modules that children can run."""
    (tmp_path / "sleeper.py").write_text(_SLEEPER)
    (tmp_path / "deaf.py").write_text(_DEAF)
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}:{Path.cwd()}")
    return tmp_path


@pytest.fixture
def parent(modules: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that has one child and adopts orphans."""
    program = modules / "parent.py"
    program.write_text(_PARENT)
    process = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, str(program)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    yield process
    process.kill()
    process.communicate()


def read_pid(process: subprocess.Popen[str]) -> psutil.Process:
    assert process.stdout is not None
    return psutil.Process(int(process.stdout.readline()))


@pytest.mark.usefixtures("modules")
def test_a_child_runs_dies_and_runs_again() -> None:
    child = Child("sleeper", "sleeper")
    assert (child.is_running(), child.pid, child.exit_code) == (False, None, None)
    child.start()
    first = child.pid
    assert first is not None
    psutil.Process(first).kill()
    wait_until(lambda: not child.is_running())
    assert (child.pid, child.exit_code) == (None, -signal.SIGKILL)
    child.start()
    assert child.pid not in {None, first}
    child.stop()
    assert child.exit_code == -signal.SIGTERM


@pytest.mark.usefixtures("modules")
def test_a_child_that_does_not_listen_is_killed() -> None:
    child = Child("deaf", "deaf", stop_timeout_s=0.2)
    child.start()
    assert child.pid is not None
    # Until it is deaf, it would end by the signal.
    wait_until(lambda: "SIGTERM" in ignored_signals(child.pid or 0))
    child.stop()
    assert child.exit_code == -signal.SIGKILL


def ignored_signals(pid: int) -> set[str]:
    status = Path(f"/proc/{pid}/status").read_text()
    mask = int(next(line for line in status.splitlines() if line.startswith("SigIgn")).split()[1], 16)
    return {one.name for one in signal.Signals if mask >> (one - 1) & 1}


def test_a_child_dies_with_its_parent(parent: subprocess.Popen[str]) -> None:
    child = read_pid(parent)
    parent.kill()
    wait_until(lambda: not alive(child))


def test_what_a_dead_child_leaves_is_found_and_killed(parent: subprocess.Popen[str], modules: Path) -> None:
    """The grandchild leads a session of its own, as Ray's and HAProxy's processes do."""
    (modules / "sleeper.py").write_text(_PARENT_OF_ORPHAN + _SLEEPER)
    child = read_pid(parent)
    orphan = read_pid(parent)
    child.kill()
    wait_until(lambda: orphan.ppid() == parent.pid)
    assert parent.stdin is not None
    parent.stdin.write("kill\n")
    parent.stdin.flush()
    wait_until(lambda: not alive(orphan))

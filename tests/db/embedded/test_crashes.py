"""Whatever dies, and however: no commit is lost, no process is left, and the next start works."""

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.embedded import PostgresServer, find_running_server
from db.embedded.binaries import find_wheel
from db.embedded.port import choose_port
from domain.errors import ConflictError
from tests.db.embedded.support import Holder, ask, is_gone, postgres_processes
from tests.support.polling import wait_until


@pytest.fixture
def stranger() -> Iterator[subprocess.Popen[bytes]]:
    """A process that has nothing to do with PostgreSQL."""
    process = subprocess.Popen(["/bin/sleep", "600"])
    yield process
    process.kill()
    process.wait()


def _write_pid_file(data_dir: Path, pid: int) -> None:
    lines = [
        pid,
        data_dir / "pgdata",
        1700000000,
        5432,
        data_dir / "socket",
        "127.0.0.1",
        "  1234567         8",
        "ready   ",
    ]
    path = data_dir / "pgdata" / "postmaster.pid"
    path.write_text("\n".join(str(line) for line in lines) + "\n")
    owner = (data_dir / "pgdata").stat()
    os.chown(path, owner.st_uid, owner.st_gid)


def test_killing_manta_shuts_the_server_down_and_the_next_start_has_the_data(
    data_dir: Path, holder: Holder
) -> None:
    pid, url = holder.read_server()
    ask(url, "CREATE TABLE survivors AS SELECT 42 AS number")
    holder.kill()
    wait_until(lambda: is_gone(pid))
    assert "database system is shut down" in (data_dir / "postgres.log").read_text()[-300:]
    with PostgresServer(data_dir) as server:
        assert ask(server.url, "SELECT number FROM survivors") == 42


def test_an_orphan_that_still_shuts_down_is_awaited(data_dir: Path, holder: Holder) -> None:
    pid, _ = holder.read_server()
    os.kill(pid, signal.SIGSTOP)  # the orphan can't act on the kernel's signal yet
    holder.kill()
    successor = Holder.start(data_dir)
    try:
        successor.read_until(lambda line: "earlier run" in line)
        assert not is_gone(pid)
        os.kill(pid, signal.SIGCONT)
        new_pid, url = successor.read_server()
        assert new_pid != pid
        assert ask(url, "SELECT 1") == 1
    finally:
        successor.close()


def test_the_folder_of_a_living_manta_is_refused(data_dir: Path, holder: Holder) -> None:
    pid, url = holder.read_server()
    with pytest.raises(ConflictError, match=f"another Manta \\(process {holder.process.pid}\\)") as caught:
        PostgresServer(data_dir).start()
    assert "Stop that one" in caught.value.remedy
    assert not is_gone(pid)
    assert ask(url, "SELECT 1") == 1


def test_a_postmaster_killed_outright_recovers_every_commit(data_dir: Path) -> None:
    server = PostgresServer(data_dir)
    server.start()
    try:
        ask(server.url, "CREATE TABLE committed AS SELECT generate_series(1, 1000) AS number")
        assert server.pid is not None
        os.kill(server.pid, signal.SIGKILL)
        wait_until(lambda: not server.is_running())
        wait_until(lambda: find_running_server(data_dir) is None)
        server.start()
        assert ask(server.url, "SELECT count(*) FROM committed") == 1000
        assert "automatic recovery" in (data_dir / "postgres.log").read_text()
    finally:
        server.stop()


def test_a_stale_pid_file_does_not_matter(data_dir: Path) -> None:
    ended = subprocess.Popen(["/bin/true"])
    ended.wait()
    _write_pid_file(data_dir, ended.pid)
    assert find_running_server(data_dir) is None
    with PostgresServer(data_dir) as server:
        assert ask(server.url, "SELECT 1") == 1


def test_a_pid_file_that_names_a_stranger_does_not_matter(
    data_dir: Path, stranger: subprocess.Popen[bytes]
) -> None:
    _write_pid_file(data_dir, stranger.pid)
    assert find_running_server(data_dir) is None
    with PostgresServer(data_dir) as server:
        assert ask(server.url, "SELECT 1") == 1
    assert stranger.poll() is None


@pytest.mark.parametrize("content", ["", "garbage\n" * 9, "1\n"])
def test_a_broken_pid_file_does_not_matter(data_dir: Path, content: str) -> None:
    (data_dir / "pgdata" / "postmaster.pid").write_text(content)
    with PostgresServer(data_dir) as server:
        assert ask(server.url, "SELECT 1") == 1


def test_a_first_start_cut_short_is_begun_anew(tmp_path: Path) -> None:
    data_dir = tmp_path / "database"
    with PostgresServer(data_dir):
        pass
    (data_dir / "pgdata").rename(data_dir / "pgdata.unfinished")
    with PostgresServer(data_dir) as server:
        assert ask(server.url, "SELECT 1") == 1
    assert not (data_dir / "pgdata.unfinished").exists()


def test_killing_manta_in_its_first_start_does_no_harm(tmp_path: Path) -> None:
    data_dir = tmp_path / "database"
    first = Holder.start(data_dir)
    wait_until((data_dir / "pgdata.unfinished" / "PG_VERSION").exists)
    first.kill()
    first.close()
    assert not (data_dir / "pgdata").exists()
    with PostgresServer(data_dir) as server:
        assert ask(server.url, "SELECT 1") == 1


def test_a_postgresql_started_by_hand_is_left_alone(data_dir: Path) -> None:
    pgdata = data_dir / "pgdata"
    owner, port = pgdata.stat(), choose_port(None, None)
    by_hand = subprocess.Popen(  # noqa: S603 - the wheel's program
        [
            find_wheel().program("postgres"),
            "-D",
            "/proc/self/cwd",
            "-c",
            "unix_socket_directories=",
            "-p",
            str(port),
        ],
        cwd=pgdata,
        user=owner.st_uid,
        group=owner.st_gid,
        extra_groups=[],
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_until(lambda: "ready" in _read_if_there(pgdata / "postmaster.pid"))
        with pytest.raises(ConflictError, match=f"process {by_hand.pid}"):
            PostgresServer(data_dir).start()
        assert by_hand.poll() is None
    finally:
        by_hand.send_signal(signal.SIGINT)
        by_hand.wait(timeout=30)


def _read_if_there(path: Path) -> str:
    return path.read_text() if path.exists() else ""


def test_every_process_ends_with_manta(data_dir: Path, holder: Holder) -> None:
    holder.read_server()
    assert len(postgres_processes(data_dir)) > 3
    holder.kill()
    wait_until(lambda: not postgres_processes(data_dir))

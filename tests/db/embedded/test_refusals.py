"""Every start that can't work says why and what to do, and leaves nothing behind."""

import os
import resource
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.embedded import DatabaseStartError, PostgresServer
from db.embedded.binaries import ensure_supported
from domain.errors import ConfigurationError, ConflictError
from tests.db.embedded.support import ask, postgres_processes


@pytest.fixture
def taken_port() -> Iterator[int]:
    """A port on which somebody else listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def test_a_wanted_port_that_is_taken(data_dir: Path, taken_port: int) -> None:
    with pytest.raises(ConflictError, match=f"Port {taken_port}") as caught:
        PostgresServer(data_dir, port=taken_port).start()
    assert "another port" in caught.value.remedy
    assert postgres_processes(data_dir) == []


def test_a_remembered_port_that_is_taken_is_replaced(data_dir: Path, taken_port: int) -> None:
    (data_dir / "port").write_text(str(taken_port))
    with PostgresServer(data_dir) as server:
        assert f":{taken_port}/" not in server.url
        assert ask(server.url, "SELECT 1") == 1


def test_a_port_taken_at_the_last_moment_is_replaced(data_dir: Path) -> None:
    server = PostgresServer(data_dir)
    listeners: list[socket.socket] = []

    def take_the_port(line: str) -> None:
        if line == "Starting PostgreSQL" and not listeners:
            listeners.append(socket.create_server(("127.0.0.1", int((data_dir / "port").read_text()))))

    server.start(take_the_port)
    try:
        assert f":{listeners[0].getsockname()[1]}/" not in server.url
        assert ask(server.url, "SELECT 1") == 1
    finally:
        server.stop()
        listeners[0].close()


def test_a_wanted_port_is_used(data_dir: Path) -> None:
    with PostgresServer(data_dir) as server:
        free = int(server.url.rpartition(":")[2].removesuffix("/manta"))
    with PostgresServer(data_dir, port=free) as server:
        assert f":{free}/" in server.url


def test_two_servers_of_one_process_do_not_share_a_folder(server: PostgresServer, data_dir: Path) -> None:
    with pytest.raises(ConflictError, match=str(os.getpid())):
        PostgresServer(data_dir).start()
    assert ask(server.url, "SELECT 1") == 1


def test_a_folder_with_other_things_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    before = tmp_path.stat()
    with pytest.raises(ConfigurationError, match="not Manta's"):
        PostgresServer(tmp_path).start()
    assert tmp_path.stat().st_mode == before.st_mode
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigurationError, match="can't be used: Not a directory"):
        PostgresServer(tmp_path / "file").start()


def test_data_of_another_major_version(data_dir: Path) -> None:
    version = data_dir / "pgdata" / "PG_VERSION"
    version.write_text("17\n")
    try:
        with pytest.raises(ConfigurationError, match="PostgreSQL 17") as caught:
            PostgresServer(data_dir).start()
    finally:
        version.write_text("18\n")
    assert "restore the dump" in caught.value.remedy


def test_a_lost_secret(data_dir: Path) -> None:
    secret = data_dir / "superuser.password"
    content = secret.read_text()
    secret.unlink()
    try:
        with pytest.raises(ConfigurationError, match=r"superuser\.password is missing"):
            PostgresServer(data_dir).start()
    finally:
        secret.write_text(content)
    assert postgres_processes(data_dir) == []


def test_a_failed_start_shows_the_end_of_the_log(data_dir: Path) -> None:
    conf = data_dir / "pgdata" / "postgresql.conf"
    content = conf.read_text()
    conf.write_text(content + "work_mem = 'plenty'\n")
    try:
        with pytest.raises(DatabaseStartError, match='invalid value for parameter "work_mem"') as caught:
            PostgresServer(data_dir).start()
    finally:
        conf.write_text(content)
    assert "ended with code 1" in caught.value.detail
    assert "is shut down" not in caught.value.detail, "lines of earlier starts are not this failure's"


def test_no_room_on_the_disk(tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(
        resource.RLIMIT_FSIZE, (1_000_000, hard)
    )  # as a full disk: no large file can be written
    try:
        with pytest.raises(DatabaseStartError, match="initdb failed") as caught:
            PostgresServer(tmp_path / "database").start()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "file size limit" in caught.value.remedy
    with PostgresServer(tmp_path / "database") as server:
        assert ask(server.url, "SELECT 1") == 1


def test_a_start_that_takes_too_long_is_ended(data_dir: Path) -> None:
    server = PostgresServer(data_dir, ready_timeout_s=0)
    with pytest.raises(DatabaseStartError, match="not ready after 0 s"):
        server.start()
    assert postgres_processes(data_dir) == []
    assert not server.is_running()


def test_another_thread_may_not_start(data_dir: Path) -> None:
    caught: list[Exception] = []

    def start() -> None:
        try:
            PostgresServer(data_dir).start()
        except RuntimeError as error:
            caught.append(error)

    thread = threading.Thread(target=start)
    thread.start()
    thread.join()
    assert "main thread" in str(caught[0])


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_another_system(platform: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        ensure_supported(platform)
    assert "DATABASE_URL" in caught.value.remedy


def test_no_address_before_the_start(data_dir: Path) -> None:
    with pytest.raises(RuntimeError, match="no address"):
        _ = PostgresServer(data_dir).url

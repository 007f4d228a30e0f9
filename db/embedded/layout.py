"""Where the embedded server keeps its files."""

import hashlib
import os
import secrets
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from db.embedded.account import Account, choose_account
from domain.errors import ConfigurationError

_LONGEST_SOCKET = 107  # bytes of sockaddr_un.sun_path, see unix(7)


@dataclass(frozen=True, slots=True)
class Layout:
    """The names inside one data folder. Manta owns the folder; PostgreSQL owns `pgdata` and the sockets."""

    root: Path

    @classmethod
    def at(cls, data_dir: Path) -> "Layout":
        """The layout of `data_dir`, which need not exist."""
        return cls(data_dir.expanduser().resolve())

    @property
    def pgdata(self) -> Path:
        """PostgreSQL's own data directory, complete or absent (it is made elsewhere and renamed)."""
        return self.root / "pgdata"

    @property
    def unfinished_pgdata(self) -> Path:
        """Where the first start prepares `pgdata`."""
        return self.root / "pgdata.unfinished"

    @property
    def pid_file(self) -> Path:
        """The postmaster's lock and status file."""
        return self.pgdata / "postmaster.pid"

    @property
    def log(self) -> Path:
        """What PostgreSQL and initdb say."""
        return self.root / "postgres.log"

    @property
    def manta_lock(self) -> Path:
        """Locked by the Manta process that supervises this folder; holds its process id."""
        return self.root / "manta.lock"

    @property
    def server_lock(self) -> Path:
        """Locked by every PostgreSQL process of this folder."""
        return self.root / "postgres.lock"

    @property
    def port_file(self) -> Path:
        """The TCP port of the last start."""
        return self.root / "port"

    @property
    def superuser_password(self) -> Path:
        """The secret of the role `postgres`."""
        return self.root / "superuser.password"

    @property
    def manta_password(self) -> Path:
        """The secret of the role `manta`."""
        return self.root / "manta.password"

    def socket_dir(self, account: Account) -> Path:
        """The folder of the unix socket: in the data folder, or else in the system's temporary one.

        Too long a path does not fit a socket address; one that `account` can't enter is no use to it.
        """
        inside = self.root / "socket"
        fits = len(os.fsencode(inside / ".s.PGSQL.65535.lock")) <= _LONGEST_SOCKET
        if fits and account.can_reach(self.root):
            return inside
        name = hashlib.sha256(os.fsencode(self.root)).hexdigest()[:16]
        # Not $TMPDIR, which may be long as well, or closed to the account.
        return Path("/tmp") / f"manta-pg-{name}"  # noqa: S108 - `ensure_owned_dir` refuses somebody else's

    def ensure(self) -> Account:
        """Create the folder if needed and say which account PostgreSQL runs as here.

        Raises:
            ConfigurationError: The folder holds something else or can't be written.
        """
        try:
            self._refuse_foreign()
            self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
            account = choose_account(self.pgdata, self.root)
            # PostgreSQL's account must get through to its folders, if this one is not its own.
            self.root.chmod(0o700 if self.root.stat().st_uid == account.uid else 0o711)
            os.close(open_private(self.server_lock, os.O_RDWR))
        except OSError as error:
            raise ConfigurationError(
                f"The database folder {self.root} can't be used: {error.strerror}.",
                remedy="Choose a data folder that this user may write, or run Manta as the folder's owner.",
            ) from error
        return account

    def _refuse_foreign(self) -> None:
        """Changing the mode of, say, `/tmp` would hurt: only an empty folder or our own will do."""
        if self.root.exists() and not self.server_lock.exists():
            if {found.name for found in self.root.iterdir()} <= {"lost+found"}:  # a fresh volume has that
                return
            raise ConfigurationError(
                f"The database folder {self.root} holds files that are not Manta's.",
                remedy="Choose an empty or a new folder.",
            )


def ensure_owned_dir(path: Path, account: Account) -> None:
    """Make `path` a folder that only `account` can enter.

    Raises:
        ConfigurationError: Something of another account stands in its place.
    """
    if not path.is_symlink():
        path.mkdir(mode=0o700, exist_ok=True)
    # By the open folder, not by name: the name may lead elsewhere a moment later.
    with suppress(NotADirectoryError), open_folder(path) as folder:
        if os.fstat(folder).st_uid in {os.geteuid(), account.uid}:
            os.fchmod(folder, 0o700)
            os.fchown(folder, account.uid, account.gid)
            return
    raise ConfigurationError(
        f"{path} belongs to somebody else.",
        remedy=f"Find out whose it is; remove {path} if it is in the way.",
    )


def open_private(path: Path, flags: int) -> int:
    """Open one of our files; never through a symbolic link that someone put there.

    A missing one is created, readable by nobody else. It gets the folder's owner, so that root does not
    leave files in a normal user's data which that user can't open afterwards.
    """
    flags |= os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        file = os.open(path, flags | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return os.open(path, flags)
    folder = path.parent.stat()
    if folder.st_uid != os.geteuid():
        os.fchown(file, folder.st_uid, folder.st_gid)
    return file


def write_private(path: Path, text: str) -> None:
    """Replace the content of one of our small files, for good: it survives a power failure."""
    with os.fdopen(open_private(path, os.O_WRONLY | os.O_TRUNC), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Make the names in the folder `path` survive a power failure, see fsync(2)."""
    with open_folder(path) as folder:
        os.fsync(folder)


@contextmanager
def open_folder(path: Path) -> Generator[int]:
    """Open the folder `path` itself, not one that a symbolic link in its place leads to."""
    folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        yield folder
    finally:
        os.close(folder)


def ensure_secret(path: Path) -> str:
    """Read the secret at `path`, first making one of 192 random bits if there is none."""
    if not path.exists() or not path.read_text():
        write_private(path, secrets.token_urlsafe(24))
    return path.read_text()


def get_secret(path: Path) -> str:
    """Read the secret at `path`.

    Raises:
        ConfigurationError: It is gone.
    """
    try:
        return path.read_text()
    except FileNotFoundError as error:
        raise ConfigurationError(
            f"{path} is missing; the database can't be opened without it.",
            remedy="Restore the file from a backup of the data folder.",
        ) from error

"""Which system account PostgreSQL runs as, and what that account can reach."""

import os
import stat
import sys
from dataclasses import dataclass
from pathlib import Path

from domain.errors import ConfigurationError

if sys.platform != "win32":  # elsewhere the import must work, so that the start can say what to do
    import pwd

_ROOT = 0
_UNPRIVILEGED = ("postgres", "nobody")


@dataclass(frozen=True, slots=True)
class Account:
    """A user and group id to run PostgreSQL under."""

    uid: int
    gid: int

    @property
    def is_other(self) -> bool:
        """Whether this is not the account Manta itself runs under."""
        return self.uid != os.geteuid()

    def can_reach(self, path: Path) -> bool:
        """Whether this account may enter every folder above `path` and read (a folder: enter) `path` itself.

        Judged by owner, group and mode alone: an access control list that grants more is not seen,
        which only leads to the slower way of doing without.
        """
        above = all(self._may(folder, stat.S_IXOTH) for folder in path.parents)
        return above and self._may(path, stat.S_IXOTH if path.is_dir() else stat.S_IROTH)

    def _may(self, path: Path, bits: int) -> bool:
        found = path.stat()
        if found.st_uid == self.uid:
            bits <<= 6
        elif found.st_gid == self.gid:
            bits <<= 3
        return found.st_mode & bits == bits


def choose_account(*folders: Path) -> Account:
    """The account for PostgreSQL, which refuses to run as root.

    Anybody but root keeps their own. Root takes the owner of the first of `folders` that belongs to
    somebody else (data written earlier by a normal user stays theirs), then `postgres`, then `nobody`.

    Raises:
        ConfigurationError: Root finds no unprivileged account.
    """
    if os.geteuid() != _ROOT:
        return Account(os.geteuid(), os.getegid())
    for folder in folders:
        if folder.exists() and folder.stat().st_uid != _ROOT:
            return Account(folder.stat().st_uid, folder.stat().st_gid)
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    for name in _UNPRIVILEGED:
        if name in known:
            return Account(known[name].pw_uid, known[name].pw_gid)
    raise ConfigurationError(
        "PostgreSQL refuses to run as root and this system has neither a `postgres` nor a `nobody` account.",
        remedy="Start Manta as a normal user, or set DATABASE_URL to a PostgreSQL server of yours.",
    )

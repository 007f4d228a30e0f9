"""Source distributions of packages: they hold what wheels leave out, such as schemas."""

import subprocess
import sys
from importlib.metadata import version as installed_version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

CACHE: Final = Path(__file__).parents[2] / ".tools" / "sdists"

_TIMEOUT_S: Final = 120
_FLAGS: Final = ("--no-deps", "--no-binary=:all:", "--no-build-isolation", "--quiet", "--no-input")


class SdistError(Exception):
    """A source distribution could not be fetched; the text ends with what pip said."""


def fetch_sdist(package: str, version: str | None = None, *, cache: Path = CACHE) -> Path:
    """Return the archive of a package's sources, fetched once and kept in `cache`.

    pip asks the package's build backend for its name and version: that backend has to be installed (hatchling
    is).

    Args:
        package: The name on the package index.
        version: The version; that of the installed package when not given.
        cache: The folder to keep archives in. Several processes may fill it at once: what is there is whole.

    Raises:
        PackageNotFoundError: No version is given and the package is not installed.
        SdistError: It can't be fetched.
    """
    wanted = f"{package}=={version or installed_version(package)}"
    kept = cache / wanted.replace("==", "-")
    if not kept.is_dir():
        _fill(kept, wanted)
    [archive] = kept.iterdir()
    return archive


def _fill(kept: Path, wanted: str) -> None:
    """Download beside the final place and move it there in one step, unless another was first."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=kept.parent, prefix=".fetching-", ignore_cleanup_errors=True) as folder:
        whole = Path(folder) / "whole"
        whole.mkdir()
        _download(wanted, whole)
        try:
            whole.rename(kept)
        except OSError:
            if not kept.is_dir():
                raise


def _download(wanted: str, folder: Path) -> None:
    command = [sys.executable, "-m", "pip", "download", *_FLAGS, "--dest", str(folder), wanted]
    try:
        done = subprocess.run(  # noqa: S603 - our own arguments
            command, check=False, capture_output=True, text=True, timeout=_TIMEOUT_S
        )
    except subprocess.TimeoutExpired as error:
        raise SdistError(f"Fetching the sources of {wanted} took over {_TIMEOUT_S} s; try again.") from error
    if done.returncode != 0:
        raise SdistError(f"The sources of {wanted} can't be fetched: {done.stderr.strip()[-500:]}")

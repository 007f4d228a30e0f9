"""Can the data folder be used: may we write, may nobody else read, is there space."""

import shutil
import stat
from pathlib import Path
from tempfile import TemporaryFile

from cli.checks.findings import Finding, fail, ok, warn

LEAST_FREE_BYTES = 200 * 2**20
"""With less, PostgreSQL may be unable to keep its log."""

COMFORTABLE_FREE_BYTES = 2**30


def check_data_folder(folder: Path) -> Finding:
    """Look whether the folder can be made or written, and whether it is private."""
    there = _nearest(folder)
    if not there.is_dir():
        return fail("data folder", f"{there} is not a folder.", "Choose another with MANTA_DATA_DIR.")
    try:
        with TemporaryFile(dir=there) as probe:
            probe.write(b"manta")
    except OSError as error:
        remedy = "Make it yours, or choose another with MANTA_DATA_DIR."
        return fail("data folder", f"{there} can't be written: {error.strerror}.", remedy)
    if there != folder:
        return ok("data folder", f"{folder} will be made")
    return _check_private(folder)


def _check_private(folder: Path) -> Finding:
    key = folder / "admin.key"
    if key.exists() and _is_open(key):
        return fail("data folder", f"Others can read the admin key {key}.", f"chmod 600 {key}")
    if _is_open(folder):
        return warn("data folder", f"Others can look into {folder}.", f"chmod 700 {folder}")
    return ok("data folder", str(folder))


def _is_open(path: Path) -> bool:
    return bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))


def check_disk(folder: Path, free_bytes: int | None = None) -> Finding:
    """Look at the free space where the data folder is or will be."""
    free = shutil.disk_usage(_nearest(folder)).free if free_bytes is None else free_bytes
    told = f"{free / 2**20:,.0f} MiB free"
    remedy = "Free some space, or choose a folder on another disk with MANTA_DATA_DIR."
    if free < LEAST_FREE_BYTES:
        return fail("disk", f"Only {told}: the database may stop.", remedy)
    if free < COMFORTABLE_FREE_BYTES:
        return warn("disk", f"Only {told}.", remedy)
    return ok("disk", told)


def _nearest(folder: Path) -> Path:
    """Return the folder, or the first above it that exists."""
    return next((path for path in (folder, *folder.parents) if path.exists()), folder)

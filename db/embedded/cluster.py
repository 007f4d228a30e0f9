"""The cluster on disk: creating it, the settings it runs with, the role and database inside it."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from db.embedded.account import Account
from db.embedded.binaries import Binaries, get_version
from db.embedded.failure import DatabaseStartError
from db.embedded.layout import Layout, ensure_owned_dir, ensure_secret, get_secret, sync_folder
from db.embedded.process import child_environment
from domain.errors import ConfigurationError

SUPERUSER = "postgres"
_SQL_TIMEOUT_S = 60.0
# Given on the command line, so that no file and no ALTER SYSTEM can weaken what Manta relies on.
_SETTINGS = {
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "listen_addresses": "127.0.0.1",
    # Workers that come with a backlog take up to five each. One that nobody takes costs some kilobytes.
    "max_connections": "300",
    "shared_buffers": "128MB",
    # Of SSDs and cached pages. The default, of turning disks, makes the planner read whole tables instead of
    # asking an index for a batch of rows, and checks of foreign keys read a young table from end to end.
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "logging_collector": "off",
    "log_destination": "stderr",
    # Parallel queries need /dev/shm, which Ray fills and containers keep at 64 MB.
    "max_parallel_workers_per_gather": "0",
    "max_parallel_maintenance_workers": "0",
}
_INITDB = (
    f"--username={SUPERUSER}",
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C.UTF-8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--data-checksums",
    "--no-instructions",
)
# Safe to repeat: a first start cut short between initdb and here is completed by the next one.
_BOOTSTRAP = r"""
SET client_min_messages = warning;
\getenv password MANTA_DB_PASSWORD
SELECT format('CREATE ROLE manta LOGIN PASSWORD %L', :'password')
    WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'manta') \gexec
SELECT 'CREATE DATABASE manta OWNER manta'
    WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'manta') \gexec
\connect manta
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS vector;
"""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A data folder together with the account and the programs that serve it."""

    layout: Layout
    account: Account
    binaries: Binaries

    @property
    def socket_dir(self) -> Path:
        """Where the unix socket is."""
        return self.layout.socket_dir(self.account)

    def exists(self) -> bool:
        """Whether the first start was completed.

        Raises:
            ConfigurationError: The data was written by another major version of PostgreSQL.
        """
        if not self.layout.pgdata.exists():
            return False
        found = (self.layout.pgdata / "PG_VERSION").read_text().strip()
        brought = get_version().partition(".")[0]
        if found != brought:
            raise ConfigurationError(
                f"The data in {self.layout.root} is of PostgreSQL {found}; this Manta brings {brought}.",
                remedy="Dump it with the Manta that wrote it and restore the dump into a new data folder.",
            )
        return True

    def begin(self) -> Path:
        """Make the secrets and an empty folder for `initdb`, and return the folder."""
        target = self.layout.unfinished_pgdata
        if target.exists():
            shutil.rmtree(target)
        ensure_owned_dir(target, self.account)
        ensure_secret(self.layout.manta_password)
        ensure_secret(self.layout.superuser_password)
        if self.account.is_other:
            os.chown(self.layout.superuser_password, self.account.uid, self.account.gid)
        return target

    def initdb_command(self) -> list[str | Path]:
        """The command that fills the folder of `begin`, to be run inside it."""
        folder = self._folder(self.layout.unfinished_pgdata)
        password = f"--pwfile=../{self.layout.superuser_password.name}"
        return [self.binaries.program("initdb"), "-D", folder, password, *_INITDB]

    def commit(self) -> None:
        """Accept what `initdb` made; from now on there is data to lose."""
        self.layout.unfinished_pgdata.rename(self.layout.pgdata)
        sync_folder(self.layout.root)

    def postgres_command(self, port: int) -> list[str | Path]:
        """The command that serves the cluster, to be run inside `pgdata`."""
        settings = {**_SETTINGS, "port": str(port), "unix_socket_directories": str(self.socket_dir)}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return [self.binaries.program("postgres"), "-D", self._folder(self.layout.pgdata), *options]

    def _folder(self, folder: Path) -> str:
        """How the account names its own working folder.

        Below a folder it can't enter (root's home) the path is of no use to it, but the kernel's link
        to the working folder leads there without passing the folders above.
        """
        return str(folder) if self.account.can_reach(self.layout.root) else "/proc/self/cwd"

    def bootstrap(self, port: int) -> None:
        """Create the role, the database and the extensions, if they are missing.

        Raises:
            DatabaseStartError: PostgreSQL refused.
        """
        secrets = {
            "PGPASSWORD": get_secret(self.layout.superuser_password),
            "MANTA_DB_PASSWORD": get_secret(self.layout.manta_password),
        }
        where = ["-h", str(self.socket_dir), "-p", str(port), "-U", SUPERUSER, "-d", "postgres"]
        done = subprocess.run(  # noqa: S603 - a fixed program, no shell
            [self.binaries.program("psql"), "-X", "-q", "-w", "-v", "ON_ERROR_STOP=1", *where],
            env=child_environment() | secrets,
            input=_BOOTSTRAP,
            capture_output=True,
            text=True,
            timeout=_SQL_TIMEOUT_S,
            check=False,
        )
        if done.returncode != 0:
            raise DatabaseStartError(f"The database `manta` could not be prepared: {done.stderr.strip()}")

"""What a running system says of itself, so that other commands find it."""

from datetime import datetime
from pathlib import Path

import psutil
from pydantic import BaseModel, ConfigDict, ValidationError

MODULE = "cli.system"
"""What a system's process runs; see `find_process`."""


class SystemState(BaseModel):
    """A system's address and process, as written in its data folder."""

    model_config = ConfigDict(frozen=True)

    pid: int
    url: str
    dashboard_url: str | None
    started_at: datetime
    ready: bool


class ClusterState(BaseModel):
    """A running cluster's process and addresses, as written in the data folder once it is ready."""

    model_config = ConfigDict(frozen=True)

    pid: int
    ray_address: str
    dashboard_url: str | None


def state_file(data_dir: Path) -> Path:
    """Return where the state of this folder's system is written."""
    return data_dir / "system.json"


def cluster_file(data_dir: Path) -> Path:
    """Return where the state of this folder's cluster is written."""
    return data_dir / "cluster.json"


def write_state(target: Path, state: BaseModel) -> None:
    """Announce a system or a cluster; readers see the old state or the new one, never half of it."""
    partial = target.with_suffix(".partial")
    partial.write_text(state.model_dump_json())
    partial.replace(target)


def find_state(data_dir: Path) -> SystemState | None:
    """Return the state of this folder's system, None when none is running."""
    try:
        state = SystemState.model_validate_json(state_file(data_dir).read_bytes())
    except FileNotFoundError:
        return None
    except ValidationError:
        # A power failure may leave an empty file; a system that runs writes it whole.
        return None
    return state if find_process(state) else None


def find_cluster(data_dir: Path) -> ClusterState | None:
    """Return the state of this folder's cluster, None while there is none that is ready."""
    try:
        state = ClusterState.model_validate_json(cluster_file(data_dir).read_bytes())
    except (FileNotFoundError, ValidationError):
        return None
    return state if psutil.pid_exists(state.pid) else None


def find_process(state: SystemState) -> psutil.Process | None:
    """Return the system's process, None when it has ended and its number may be another's by now."""
    try:
        process = psutil.Process(state.pid)
        ours = MODULE in process.cmdline() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return None
    return process if ours else None

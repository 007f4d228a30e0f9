"""`manta deploy`: new code for a system that runs, without a pause."""

import os
import sys
from typing import Annotated

import typer

from cli.context import explained, read_settings
from cli.state import find_cluster
from cli.up import DataDir
from domain.errors import UnavailableError


def deploy(
    replicas: Annotated[
        int | None,
        typer.Option(
            min=1, max=64, help="Ingress replicas, at least, from now on (default: MANTA_REPLICAS)."
        ),
    ] = None,
    data_dir: DataDir = None,
) -> None:
    """Replace the running application by the code as it is now, replica by replica.

    Requests are answered all the while, sockets resume where they were, and workers hand their chats on.
    Settings of the running processes stay as `manta up` read them; only the number of replicas is new.

    Examples:
      git pull && manta deploy
      manta deploy --replicas 3
    """
    with explained():
        settings = read_settings(data_dir)
        found = find_cluster(settings.manta_data_dir)
        if found is None:
            raise UnavailableError("Manta does not run here.", remedy="Start it with `manta up`.")
        chosen = {
            "RAY_ADDRESS": found.ray_address,
            "RAY_AUTH_MODE": os.environ.get("RAY_AUTH_MODE", "token"),  # what a cluster of our own asks for
            "MANTA_DATA_DIR": str(settings.manta_data_dir),
        }
        chosen |= {} if replicas is None else replica_settings(replicas, settings.manta_replicas_max)
        command = [sys.executable, "-m", "cli.deployment"]
        os.execve(sys.executable, command, dict(os.environ) | chosen)  # noqa: S606 - our own module


def replica_settings(least: int, most: int | None) -> dict[str, str]:
    """Return the variables for so many replicas; a maximum that was set is raised if it has to be."""
    limit = {} if most is None else {"MANTA_REPLICAS_MAX": str(max(least, most))}
    return {"MANTA_REPLICAS": str(least)} | limit

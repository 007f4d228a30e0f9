"""Deploying the application anew to a cluster that runs: `python -m cli.deployment`, with RAY_ADDRESS set.

A process of its own, because it has to import the code that is deployed, not the one that was.
"""

import sys
from contextlib import redirect_stdout
from os import devnull
from pathlib import Path

from rich.console import Console

from actors import cluster
from actors.base import load_settings
from cli.quiet import quieten_libraries
from cli.steps import show_error, step
from domain.errors import MantaError


def main() -> int:
    """Deploy and return the process's exit status."""
    settings = load_settings()
    console = Console(file=sys.stdout)
    quieten_libraries()
    try:
        with Path(devnull).open("w") as nothing, redirect_stdout(nothing):
            cluster.start_ray(settings)
            with step(console, "application"):
                cluster.deploy()
    except MantaError as error:
        show_error(console, error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

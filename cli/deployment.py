"""Deploying the application anew to a cluster that runs: `python -m cli.deployment`, with RAY_ADDRESS set.

A process of its own, because it has to import the code that is deployed, not the one that was.
"""

import sys
from contextlib import redirect_stdout
from traceback import print_exception

from rich.console import Console

from actors import cluster
from actors.base import load_settings
from cli.quiet import quieten_libraries
from cli.steps import open_console, show_error, step
from config.settings import Settings
from domain.errors import MantaError


def main() -> int:
    """Deploy and return the process's exit status."""
    settings = load_settings("deployment")
    console = open_console(settings)
    quieten_libraries()
    with (settings.manta_data_dir / "ray.log").open("a", buffering=1) as log, redirect_stdout(log):
        return _deploy(settings, console)


def _deploy(settings: Settings, console: Console) -> int:
    try:
        cluster.start_ray(settings)
        with step(console, "application"):
            cluster.deploy()
    except MantaError as error:
        print_exception(error, file=sys.stdout)  # which goes to ray.log
        show_error(console, error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

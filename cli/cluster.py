"""The process that owns Ray and the Serve application on this machine: `python -m cli.cluster`.

A child of the system's process, which starts it again when it dies. It holds nothing: the database has
the truth, so a cluster that lost a part it can't live without ends, and a new one takes its place.
"""

import logging
import os
import signal
import sys
from contextlib import redirect_stdout
from time import sleep
from traceback import print_exception
from typing import NoReturn

from rich.console import Console

from actors import cluster
from actors.base import load_settings
from cli.quiet import quieten_libraries
from cli.signals import handle_signals, interrupt
from cli.state import ClusterState, cluster_file, write_state
from cli.steps import open_console, show_error, step, tell
from config.settings import Settings
from domain.errors import MantaError

WATCH_S = 0.5
"""How often Ray's own processes are looked at."""

BROKEN = 70
"""Exit status of a cluster that lost a part it can't live without; EX_SOFTWARE of sysexits(3)."""


def main() -> int:
    """Run the cluster until it is told to stop or breaks; return the process's exit status.

    What Ray prints about its workers goes to ray.log in the data folder, so that the terminal shows
    Manta's own words.
    """
    settings = load_settings("cluster")
    console = open_console(settings)
    quieten_libraries()
    handle_signals(interrupt)
    with (settings.manta_data_dir / "ray.log").open("a", buffering=1) as log, redirect_stdout(log):
        return _run(settings, console)


def _run(settings: Settings, console: Console) -> int:
    try:
        _start(settings, console)
        _watch(console)
    except KeyboardInterrupt:
        return 0
    except MantaError as error:
        print_exception(error, file=sys.stdout)  # which goes to ray.log
        show_error(console, error)
        return 1
    finally:
        handle_signals(signal.SIG_IGN)
        cluster_file(settings.manta_data_dir).unlink(missing_ok=True)
        cluster.stop(settings)


def _start(settings: Settings, console: Console) -> None:
    with step(console, "Ray"):
        info = cluster.start_ray(settings)
    handle_signals(interrupt)  # Ray puts its own in their place
    with step(console, "Serve"):
        cluster.start_serve(settings)
    with step(console, "application"):
        cluster.deploy()
    state = ClusterState(pid=os.getpid(), ray_address=info.address, dashboard_url=info.dashboard_url)
    write_state(cluster_file(settings.manta_data_dir), state)


def _watch(console: Console) -> NoReturn:
    """Return never: an interrupt stops the cluster in an orderly way, a lost part ends this process."""
    parts = cluster.find_own_processes()
    while all(cluster.is_alive(part) for part in parts):
        sleep(WATCH_S)
    told = "Ray has lost a part it can't live without and is started again."
    console.print(f"[red]✗[/] {told}")
    tell(console, logging.ERROR, told)
    # Nothing is left that could be asked to stop, and asking would wait for answers that never come.
    os._exit(BROKEN)


if __name__ == "__main__":
    sys.exit(main())

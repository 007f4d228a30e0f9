# Ray leaves the generics of these decorators and functions open.
# pyright: reportUnknownMemberType=false
"""Starting Ray and the Serve application on this machine, or joining a cluster, and stopping it again."""

import asyncio
import logging
import os
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from pkgutil import resolve_name
from typing import cast

import psutil
import ray
from ray import serve
from ray.exceptions import RayError
from ray.serve import Application
from ray.serve.config import HTTPOptions

from actors.crew import RayCrew
from actors.roster import NAMESPACE, added_workers, posts
from config.settings import Settings
from domain.errors import UnavailableError

APPLICATION = "manta"
TARGET = "serve_app:app"

_VITAL = frozenset({"gcs_server", "raylet"})


@dataclass(frozen=True)
class ClusterInfo:
    """Where the cluster is: its address for other nodes, and its dashboard if it has one."""

    address: str
    dashboard_url: str | None


def start_ray(settings: Settings) -> ClusterInfo:
    """Join the cluster of RAY_ADDRESS, or start one on this machine that ends with this process.

    Raises:
        UnavailableError: The cluster of RAY_ADDRESS can't be joined.
    """
    try:
        context = ray.init(
            address=os.environ.get("RAY_ADDRESS", "local"),
            namespace=NAMESPACE,
            include_dashboard=settings.manta_dashboard,
            dashboard_host="127.0.0.1",
            dashboard_port=settings.manta_dashboard_port,
            _metrics_export_port=settings.manta_metrics_port,
            configure_logging=True,
            logging_level=logging.WARNING,
            log_to_driver=False,
        )
    except ConnectionError as error:
        raise UnavailableError(f"{error}", remedy="Check RAY_ADDRESS and the cluster's token.") from error
    _close_token_file()
    address = cast("str", ray.get_runtime_context().gcs_address)
    found = context.dashboard_url
    return ClusterInfo(address=address, dashboard_url=f"http://{found}" if found else None)


def _close_token_file() -> None:
    """Let only its owner read the cluster's token, which Ray writes for everybody to see."""
    file = Path(os.environ.get("RAY_AUTH_TOKEN_PATH", Path.home() / ".ray" / "auth_token"))
    if file.exists() and file.stat().st_uid == os.getuid():
        file.chmod(0o600)


def find_own_processes() -> list[psutil.Process]:
    """Return the processes that the cluster can't live without; none if it was joined, not started."""
    return [child for child in psutil.Process().children() if child.name() in _VITAL]


def is_alive(process: psutil.Process) -> bool:
    """Whether a process runs; one that only waits to be reaped does not."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def start_serve(settings: Settings) -> None:
    """Start Serve's controller and proxy.

    Raises:
        UnavailableError: One of them did not come up.
    """
    options = HTTPOptions(host=settings.manta_host, port=settings.manta_port)
    with _explained("Serve"):
        serve.start(http_options=options)


def deploy() -> None:
    """Deploy the application and wait until it answers.

    Raises:
        UnavailableError: It did not come up.
    """
    application = cast("Application", resolve_name(TARGET))
    with _explained("The application"):
        serve.run(application, name=APPLICATION, route_prefix="/")


@contextmanager
def _explained(what: str) -> Generator[None]:
    """Say in a sentence what Ray says in a hundred lines; the cause keeps those."""
    try:
        yield
    except (RayError, RuntimeError) as error:
        last_line = (str(error).strip().splitlines() or [type(error).__name__])[-1]
        remedy = "All of it is in ray.log of the data folder, the processes' logs are under /tmp/ray."
        raise UnavailableError(f"{what} could not be started: {last_line}", remedy=remedy) from error


def stop(settings: Settings) -> None:
    """End the application, the actors and, if it was started here, Ray: work in hand is finished first."""
    if not ray.is_initialized():
        return
    serve.delete(APPLICATION)
    asyncio.run(_stop_actors(settings))
    serve.shutdown()
    ray.shutdown()


async def _stop_actors(settings: Settings) -> None:
    crew = RayCrew()
    everybody = posts(settings) + added_workers(settings, await crew.list_names())
    await asyncio.gather(*(crew.stop(post) for post in everybody))

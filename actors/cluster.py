# Ray leaves the generics of these decorators and functions open.
# pyright: reportUnknownMemberType=false
"""Starting Ray and the Serve application on this machine, or joining a cluster, and stopping it again."""

import asyncio
import logging
import os
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import ray
from ray import serve
from ray._common.utils import import_attr
from ray.serve import Application
from ray.serve.config import HTTPOptions

from actors.roster import NAMESPACE
from actors.supervisor import Supervisor
from config.settings import Settings

APPLICATION = "manta"
TARGET = "serve_app:app"


@dataclass(frozen=True)
class ClusterInfo:
    """Where the cluster shows itself; None when there is no dashboard."""

    dashboard_url: str | None


def start_ray(settings: Settings) -> ClusterInfo:
    """Join the cluster of RAY_ADDRESS, or start one on this machine that ends with this process."""
    context = ray.init(
        address=os.environ.get("RAY_ADDRESS", "local"),
        namespace=NAMESPACE,
        include_dashboard=settings.manta_dashboard,
        dashboard_host="127.0.0.1",
        dashboard_port=settings.manta_dashboard_port,
        configure_logging=True,
        logging_level=logging.WARNING,
        log_to_driver=False,
    )
    _close_token_file()
    found = context.dashboard_url
    return ClusterInfo(dashboard_url=f"http://{found}" if found else None)


def _close_token_file() -> None:
    """Let only its owner read the cluster's token, which Ray writes for everybody to see."""
    file = Path(os.environ.get("RAY_AUTH_TOKEN_PATH", Path.home() / ".ray" / "auth_token"))
    if file.exists() and file.stat().st_uid == os.getuid():
        file.chmod(0o600)


def start_serve(settings: Settings) -> None:
    """Start Serve's controller and proxy."""
    options = HTTPOptions(host=settings.manta_host, port=settings.manta_port)
    serve.start(http_options=options)


def deploy() -> None:
    """Deploy the application and wait until it answers."""
    application = cast("Application", import_attr(TARGET))
    serve.run(application, name=APPLICATION, route_prefix="/")


def stop(settings: Settings) -> None:
    """End the application, the actors and, if it was started here, Ray: work in hand is finished first."""
    if not ray.is_initialized():
        return
    serve.delete(APPLICATION)
    asyncio.run(Supervisor(settings).stop_all())
    serve.shutdown()
    ray.shutdown()

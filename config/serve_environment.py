"""The environment that Ray must be started with: read by Serve's processes before any code of ours runs."""

import os
import resource
from collections.abc import Callable
from pathlib import Path

# Which of these matter and by how much is measured in docs/decisions/0004-serve-ingress.md.
_TUNING = {
    "RAY_SERVE_ENABLE_HA_PROXY": "1",
    "RAY_SERVE_THROUGHPUT_OPTIMIZED": "1",
    "RAY_SERVE_USE_GRPC_BY_DEFAULT": "1",
    "RAY_SERVE_PROXY_USE_GRPC": "1",
    "RAY_SERVE_HAPROXY_METRICS_ENABLED": "0",
    "RAY_SERVE_HAPROXY_NBTHREAD": "1",
    "RAY_SERVE_PROXY_HEALTH_CHECK_PERIOD_S": "1",
    "RAY_SERVE_PROXY_HEALTH_CHECK_TIMEOUT_S": "2",
    # How long a replica that is being stopped still serves, so that HAProxy has time to forget it.
    "RAY_SERVE_DIRECT_INGRESS_MIN_DRAINING_PERIOD_S": "2",
    "RAY_SERVE_PROXY_MIN_DRAINING_PERIOD_S": "2",
    # What sees a request before Serve's own bookkeeping; see docs/decisions/0022-express-lane.md.
    "RAY_SERVE_HTTP_PROXY_CALLBACK_IMPORT_PATH": "api.front.middlewares",
    # Ray would put all its workers behind everything else on the machine, the ingress included; the
    # analysis workers step back by themselves.
    "RAY_worker_niceness": "0",
    # Workers share this environment; rebuilding it for each of them costs seconds.
    "RAY_ENABLE_UV_RUN_RUNTIME_ENV": "0",
    "RAY_USAGE_STATS_ENABLED": "0",
    # Ray's control store remembers each call of an actor for its dashboard, by default 100,000 of them: some
    # hundreds of MiB after some hours of pulses and long polls.
    "RAY_task_events_max_num_task_in_gcs": "2000",
}

_PORTS = (
    "RAY_SERVE_HAPROXY_STATS_PORT",
    "RAY_SERVE_HAPROXY_METRICS_PORT",
    "RAY_SERVE_FALLBACK_PROXY_HTTP_PORT",
    "RAY_SERVE_FALLBACK_PROXY_GRPC_PORT",
)


_REQUEST_CONNECTIONS = 4_096
"""Connections that HAProxy has for what is no socket; its own default for everything."""

_FILES_A_CONNECTION = 2
_OTHER_FILES = 1_000
"""More than HAProxy opens for its listeners, its checks and its replicas."""


def haproxy_connections(sockets: int, files: int) -> int:
    """Return how many connections HAProxy may hold, so that so many live sockets fit.

    No more than the limit on open files allows: HAProxy does not start if it can't have them all.

    Args:
        sockets: Live sockets of all replicas.
        files: How many files a process may be allowed to open, or `resource.RLIM_INFINITY`.
    """
    wanted = sockets + _REQUEST_CONNECTIONS
    if files == resource.RLIM_INFINITY:
        return wanted
    return max(1, min(wanted, (files - _OTHER_FILES) // _FILES_A_CONNECTION))


def serve_environment(
    haproxy_home: Path, free_port: Callable[[], int], workers: int, sockets: int
) -> dict[str, str]:
    """Return the variables for a machine with this many analysis workers and live sockets.

    HAProxy's files go into a folder that only its owner may enter: by default they lie in a shared one,
    admin socket included. Its path must be short, because a socket's path has at most 107 characters
    and Serve adds 70. The side ports are free ones, so that two systems can run on one machine.
    """
    _, files = resource.getrlimit(resource.RLIMIT_NOFILE)
    return {
        **_TUNING,
        **{name: str(free_port()) for name in _PORTS},
        # The embedding model's threads: Ray would give an actor one. The workers share the processors.
        "OMP_NUM_THREADS": str(max(1, len(os.sched_getaffinity(0)) // workers)),
        "RAY_SERVE_HAPROXY_MAXCONN": str(haproxy_connections(sockets, files)),
        "RAY_SERVE_HAPROXY_SERVER_STATE_BASE": str(haproxy_home),
        "RAY_SERVE_HAPROXY_CONFIG_FILE_LOC": str(haproxy_home / "haproxy.cfg"),
        "RAY_SERVE_HAPROXY_SOCKET_PATH": str(haproxy_home / "admin.sock"),
        "RAY_SERVE_HAPROXY_SERVER_STATE_FILE": str(haproxy_home / "server-state"),
    }

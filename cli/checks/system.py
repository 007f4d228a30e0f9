"""How the running system fares: its port, its parts and what it has to do."""

from collections.abc import Callable

from cli.checks.findings import Finding, fail, ok, warn
from cli.client import Client
from cli.ports import refuse_taken_port
from cli.state import SystemState
from config.settings import Settings
from domain.health import HealthStatus
from domain.task import Stats

MANY_WAITING = 1_000
"""Messages in the queue from which more workers may be wanted."""

OpenClient = Callable[[], Client]


def check_port(settings: Settings, state: SystemState | None) -> Finding:
    """Look whether the API's port is free, or Manta's own.

    Raises:
        ConflictError: Something else listens there.
        ConfigurationError: Nobody could listen there.
    """
    if state is not None:
        return ok("port", f"Manta listens on {state.url}")
    refuse_taken_port(settings.manta_host, settings.manta_port)
    return ok("port", f"{settings.manta_host}:{settings.manta_port} is free")


def check_parts(open_client: OpenClient | None) -> Finding:
    """Look whether every part of the system answers.

    Raises:
        UnavailableError: The system does not answer.
    """
    if open_client is None:
        return ok("system", "does not run here")
    with open_client() as client:
        health = client.get_health()
    away = [
        f"{name} ({part.detail})" if part.detail else name
        for name, part in health.checks.items()
        if not part.ok
    ]
    if away:
        remedy = "They come back by themselves within seconds; if not: `manta down`, then `manta up`."
        return fail("system", f"Away: {', '.join(away)}.", remedy)
    if health.status is not HealthStatus.HEALTHY:
        return fail("system", f"It is {health.status}.", "See `manta status`.")
    return ok("system", f"all {len(health.checks)} parts answer at {client.url}")


def check_backlog(open_client: OpenClient | None) -> Finding:
    """Look at the messages that wait and those that could not be understood.

    Raises:
        UnavailableError: The system does not answer.
        UnauthenticatedError: There is no valid key.
    """
    if open_client is None:
        return ok("messages", "nothing runs that could have any")
    with open_client() as client:
        stats = client.get("/api/stats", Stats)
    told = f"{stats.total_messages} stored, {stats.pending_messages} waiting, {stats.failed_messages} failed"
    if stats.failed_messages:
        return warn(
            "messages", told, "GET /api/messages?status=failed tells why; `manta doctor` checks the model."
        )
    if stats.pending_messages >= MANY_WAITING:
        return warn("messages", told, "Wait, or raise MANTA_WORKERS or MANTA_WORKERS_MAX.")
    return ok("messages", told)

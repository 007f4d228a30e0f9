"""Manta itself: health, configuration and counts."""

import logging

from starlette.requests import Request
from starlette.responses import Response

from api import examples, examples_figures
from api.auth import Viewer, find_principal
from api.deps import Deps, DepsIn
from api.openapi import READ, answer, new_router, problems
from api.origins import base_url
from api.replies import CheckReply, Config, HealthReply, model_reply
from domain.errors import MantaError
from domain.health import HealthStatus
from domain.task import Stats

logger = logging.getLogger(__name__)
router = new_router("service")
_UNWELL = {**examples.HEALTH, "status": "degraded", "checks": {"database": {"ok": False}}}


@router.get(
    "/api/health",
    summary="Is Manta well?",
    response_model=HealthReply,
    response_model_exclude_none=True,
    responses={
        **answer(200, "Messages are accepted.", examples.HEALTH),
        503: {**answer(503, "Messages can't be accepted right now.", _UNWELL)[503], "model": HealthReply},
    },
    openapi_extra={"security": []},
)
async def get_health(request: Request, deps: DepsIn) -> Response:
    """Return the state of the whole. Needs no key; with one, each part says more."""
    health = await deps.health.check()
    show = await _is_known(request, deps)
    checks = {
        name: CheckReply(ok=check.ok, detail=check.detail if show else None)
        for name, check in health.checks.items()
    }
    reply = HealthReply(
        status=health.status, timestamp=health.timestamp, version=health.version, checks=checks
    )
    status = 200 if health.status is HealthStatus.HEALTHY else 503
    return Response(reply.model_dump_json(exclude_none=True), status, media_type="application/json")


router.add_api_route("/api/health", get_health, methods=["HEAD"], include_in_schema=False)


async def _is_known(request: Request, deps: Deps) -> bool:
    try:
        return await find_principal(request, deps) is not None
    except MantaError as error:  # keys can't be looked up while the database is away
        logger.info("health is shown without details: %s", error)
        return False


@router.get(
    "/api/config",
    summary="How to reach this server",
    response_model=Config,
    responses={**answer(200, "Addresses as the caller sees them.", examples.CONFIG), **problems(*READ)},
)
async def get_config(request: Request, caller: Viewer, deps: DepsIn) -> Response:
    """Return the addresses of the API and its socket, right behind a proxy and TLS too."""
    base = base_url(request, deps.settings)
    return model_reply(
        Config(
            wsUrl=f"ws{base.removeprefix('http')}/ws",
            apiBaseUrl=base,
            version=deps.settings.version,
            docsUrl=f"{base}/docs",
            workspaceId=caller.workspace_id,
            role=caller.role,
        )
    )


@router.get(
    "/api/stats",
    summary="Counts",
    response_model=Stats,
    responses={**answer(200, "The workspace's counts.", examples_figures.STATS), **problems(*READ)},
)
async def get_stats(caller: Viewer, deps: DepsIn) -> Response:
    """Return how many tasks and messages there are, of which kinds."""
    return model_reply(await deps.board.get_stats(caller.workspace_id))

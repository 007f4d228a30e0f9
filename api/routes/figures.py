"""Figures over time for plots, and what a filter menu offers."""

from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from api import examples_figures
from api.auth import Viewer
from api.deps import DepsIn
from api.inputs import HistoryParams
from api.openapi import READ, answer, new_router, problems
from api.replies import model_reply
from domain.errors import InvalidInputError
from domain.figures import Facets, StatsHistory

router = new_router("workspace")


@router.get(
    "/api/stats/history",
    summary="Counts by day",
    response_model=StatsHistory,
    responses={
        **answer(200, "The last days without gaps; the last one is today.", examples_figures.STATS_HISTORY),
        **problems(*READ, InvalidInputError),
    },
)
async def get_stats_history(
    caller: Viewer, deps: DepsIn, params: Annotated[HistoryParams, Query()]
) -> Response:
    """Return what came in, what was done and what was left on each of the last days.

    The days are those of the zone's calendar, of 23 or 25 hours when its clocks change. Tasks that were
    taken up again count right.
    """
    zone = params.timezone or (await deps.workspaces.get_workspace(caller.workspace_id)).timezone
    return model_reply(await deps.figures.get_history(caller.workspace_id, params.days, zone))


@router.get(
    "/api/facets",
    summary="What tasks can be filtered by",
    response_model=Facets,
    responses={
        **answer(200, "People, labels and chats, most used first.", examples_figures.FACETS),
        **problems(*READ),
    },
)
async def get_facets(caller: Viewer, deps: DepsIn) -> Response:
    """Return the people, labels and chats of unfinished tasks, and of those finished within 30 days."""
    return model_reply(await deps.figures.get_facets(caller.workspace_id))

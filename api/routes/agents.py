"""How the agents fare."""

from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from api import examples_figures
from api.auth import Viewer
from api.deps import DepsIn
from api.inputs import AgentsParams
from api.openapi import READ, answer, new_router, problems
from api.replies import model_reply
from domain.errors import InvalidInputError
from domain.usage import AgentReport

router = new_router("workspace")


@router.get(
    "/api/agents",
    summary="How the agents fare",
    response_model=AgentReport,
    responses={
        **answer(
            200, "What their runs took, and how often they were corrected.", examples_figures.AGENT_REPORT
        ),
        **problems(*READ, InvalidInputError),
    },
)
async def get_agents(caller: Viewer, deps: DepsIn, params: Annotated[AgentsParams, Query()]) -> Response:
    """Return what the runs of the last days took, by agent and model, and how often people corrected them."""
    return model_reply(await deps.reports.get_report(caller.workspace_id, params.days))

"""Models to choose from, and trying one."""

from typing import Final

from pydantic import TypeAdapter
from starlette.requests import Request
from starlette.responses import Response

from api import examples
from api.auth import Admin, Viewer
from api.body import read_json
from api.deps import DepsIn
from api.inputs import ModelTrialIn
from api.openapi import READ, WRITE_BODY, answer, body, new_router, problems
from api.problems import FieldError, InvalidFieldsError
from api.replies import json_reply, model_reply
from domain.errors import ConfigurationError
from domain.models import ModelOffer, Trial

router = new_router("workspace")
_TRIALS: Final = TypeAdapter(list[Trial])


@router.get(
    "/api/models",
    summary="Which models there are",
    response_model=ModelOffer,
    responses={**answer(200, "Those in use and those to choose from.", examples.MODELS), **problems(*READ)},
)
async def list_models(caller: Viewer, deps: DepsIn) -> Response:
    """Return what each agent uses here, and what there is where messages are analysed; no key is shown."""
    workspace = await deps.workspaces.get_workspace(caller.workspace_id)
    return model_reply(await deps.desk.list_models(workspace))


@router.post(
    "/api/models/test",
    summary="Try a model",
    response_model=list[Trial],
    responses={
        **answer(200, "What the agents made of each sample.", [examples.TRIAL]),
        **problems(*WRITE_BODY),
    },
    openapi_extra=body(ModelTrialIn, examples.MODEL_TRIAL_IN),
)
async def try_model(request: Request, caller: Admin, deps: DepsIn) -> Response:
    """Let the agents read three sample messages by a model, for at most a minute; nothing is stored.

    It may cost what the provider takes. 429 while another trial of the workspace is under way.
    """
    wanted = await read_json(request, ModelTrialIn)
    try:
        trials = await deps.desk.try_model(caller.workspace_id, wanted.model)
    except ConfigurationError as error:
        fault = FieldError(field="model", message=error.detail, code="model")
        raise InvalidFieldsError([fault], remedy=error.remedy) from error
    return json_reply(_TRIALS.dump_json(list(trials)))

"""The caller's workspace and its settings."""

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import Response

from api import examples
from api.auth import Admin, Viewer
from api.body import read_json
from api.deps import DepsIn
from api.errors import invalid_fields
from api.inputs import WorkspacePatch
from api.openapi import READ, WRITE_BODY, answer, body, new_router, problems
from api.problems import FieldError, InvalidFieldsError
from api.replies import model_reply
from domain.errors import ConfigurationError
from domain.ports import ModelCheck
from domain.workspace import Workspace, WorkspaceSettings

router = new_router("workspace")


@router.get(
    "/api/workspace",
    summary="Read the workspace",
    response_model=Workspace,
    responses={**answer(200, "The workspace with its settings.", examples.WORKSPACE), **problems(*READ)},
)
async def get_workspace(caller: Viewer, deps: DepsIn) -> Response:
    """Return the caller's workspace; a setting that is null is as the system is set."""
    return model_reply(await deps.workspaces.get_workspace(caller.workspace_id))


@router.patch(
    "/api/workspace",
    summary="Change the workspace",
    response_model=Workspace,
    responses={
        **answer(200, "The workspace after the change.", examples.WORKSPACE),
        **problems(*WRITE_BODY),
    },
    openapi_extra=body(WorkspacePatch, examples.WORKSPACE_PATCH),
)
async def change_workspace(request: Request, caller: Admin, deps: DepsIn) -> Response:
    """Change the settings that are sent, and in `models` the agents that are sent.

    null puts a setting back. A model is taken only if it can be used now; else `remedy` names those that can.
    """
    patch = await read_json(request, WorkspacePatch)
    await _check_models(deps.models, patch)
    try:
        return model_reply(await deps.workspaces.change_workspace(caller.workspace_id, patch.to_change()))
    except ValidationError as error:
        raise invalid_fields(error) from None


async def _check_models(models: ModelCheck, patch: WorkspacePatch) -> None:
    """Check each model by itself, so that the answer can say which field is at fault.

    Raises:
        InvalidFieldsError: One can't be used.
        UnavailableError: Nobody answers who could tell.
    """
    known: set[str] = set()
    for field, name in patch.named_models().items():
        if name in known:
            continue
        try:
            await models.check(WorkspaceSettings(model=name))
        except ConfigurationError as error:
            fault = FieldError(field=field, message=error.detail, code="model")
            raise InvalidFieldsError([fault], remedy=error.remedy) from error
        known.add(name)

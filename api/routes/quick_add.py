"""Quick add: showing what a line of text is understood as, while it is typed."""

from starlette.requests import Request
from starlette.responses import Response

from api import examples
from api.auth import Viewer
from api.body import read_json
from api.deps import Deps, DepsIn
from api.inputs import QuickAddIn
from api.openapi import WRITE_BODY, answer, body, new_router, problems
from api.replies import QuickAddReply, model_reply
from domain.quick_add import QuickAddSettings

router = new_router("tasks")


@router.post(
    "/api/quick-add",
    summary="Preview a quick add",
    response_model=QuickAddReply,
    responses={
        **answer(200, "What the line is understood as.", examples.QUICK_ADD),
        **problems(*WRITE_BODY),
    },
    openapi_extra=body(QuickAddIn, examples.QUICK_ADD_IN),
)
async def preview_quick_add(request: Request, caller: Viewer, deps: DepsIn) -> Response:
    """Return the task that a line such as `Report !high @ann #docs 15/04 18:30` would be; nothing is stored.

    `spans` tell which parts of the text were understood, counted in code points. Post the fields to
    `/api/tasks` to make the task. A recurrence is shown only; it is not stored yet.
    """
    line = await read_json(request, QuickAddIn)
    settings = await _settle(deps, caller.workspace_id, line)
    found = await deps.quick_add(line.text, deps.clock.now(), settings)
    return model_reply(QuickAddReply(**dict(found), **dict(settings)))


async def _settle(deps: Deps, workspace_id: int, line: QuickAddIn) -> QuickAddSettings:
    """Return how the line is read: as it says, else as the workspace is set."""
    timezone, language = line.timezone, line.language
    if timezone is None or language is None:
        workspace = await deps.workspaces.get_workspace(workspace_id)
        timezone = workspace.timezone if timezone is None else timezone
        language = workspace.language if language is None else language
    return QuickAddSettings(timezone=timezone, language=language)

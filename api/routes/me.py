"""Who the caller is, and which workspaces they may open."""

from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from api import examples
from api.auth import Viewer, session_of
from api.body import read_json
from api.cookies import set_session_cookie
from api.deps import Deps, DepsIn
from api.inputs import SessionWorkspaceIn
from api.openapi import READ, WRITE_BODY, answer, body, new_router, problems
from api.replies import model_reply
from api.routes.mini_app import RoomReply, choose_room, principal_in, room_reply
from domain.access import Principal
from domain.errors import ForbiddenError
from domain.values import Role
from domain.workspace import Workspace

router = new_router("access")


class MyWorkspace(BaseModel):
    """The workspace that the caller is in."""

    id: int
    slug: str
    name: str
    timezone: str
    language: str = Field(description="BCP 47 tag; empty: not set.")


class Me(BaseModel):
    """The caller, as a page shows them."""

    name: str = Field(description="What histories call the caller.")
    role: Role
    workspace: MyWorkspace
    workspaces: list[RoomReply] = Field(description="Those the caller may change to, and this one.")
    telegram_person: bool = Field(description="Whether it is the session of a person of Telegram.")
    last_seq: int = Field(description="The workspace's newest event: where a live socket may start from.")
    version: str = Field(description="Manta's version.")


@router.get(
    "/api/me",
    summary="Who am I?",
    response_model=Me,
    responses={**answer(200, "The caller.", examples.ME), **problems(*READ)},
)
async def get_me(caller: Viewer, deps: DepsIn) -> Response:
    """Return whom the key or the session stands for; a key opens one workspace."""
    workspace = await deps.workspaces.get_workspace(caller.workspace_id)
    # Read first: what a page reads after this answer has every event up to here.
    last_seq = await deps.events.last_seq(caller.workspace_id)
    me = Me(
        name=caller.name,
        role=caller.role,
        workspace=MyWorkspace.model_validate(workspace, from_attributes=True),
        workspaces=await _find_rooms(caller, workspace, deps),
        telegram_person=caller.person_id is not None,
        last_seq=last_seq,
        version=deps.settings.version,
    )
    return model_reply(me)


async def _find_rooms(caller: Principal, workspace: Workspace, deps: Deps) -> list[RoomReply]:
    """Return what the caller may open; where they are belongs to it, whatever the settings allow by now."""
    here = RoomReply(id=workspace.id, name=workspace.name, chats=[])
    if caller.person_id is None:
        return [here]
    told = [room_reply(room) for room in await deps.rooms.rooms_of(caller.person_id)]
    return told if any(room.id == workspace.id for room in told) else [here, *told]


@router.post(
    "/api/sessions/workspace",
    status_code=204,
    summary="Change to another workspace",
    responses=problems(*WRITE_BODY),
    openapi_extra=body(SessionWorkspaceIn, examples.SESSION_WORKSPACE_IN),
)
async def change_session_workspace(request: Request, caller: Viewer, deps: DepsIn) -> Response:
    """Exchange the session of a Telegram person for one of another workspace they belong to.

    The answer sets the new cookie; the old session ends.
    """
    wanted = await read_json(request, SessionWorkspaceIn)
    session = session_of(request)
    if caller.person_id is None or session is None:
        raise ForbiddenError(
            "Only a session that was opened in Telegram can change its workspace.",
            remedy="Log in with a key of the other workspace.",
        )
    room = choose_room(await deps.rooms.rooms_of(caller.person_id), wanted.workspace_id)
    opened = await deps.gatekeeper.open_session(principal_in(room, caller.person_id))
    await deps.gatekeeper.close_session(session)
    response = Response(status_code=204)
    set_session_cookie(response, request, deps, opened, framed=True)  # only Telegram's people come here
    return response

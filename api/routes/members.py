"""The people of the workspace's Telegram chats."""

from typing import Final

from pydantic import TypeAdapter
from starlette.responses import Response

from api import examples
from api.auth import Admin, Viewer
from api.deps import DepsIn
from api.inputs import MAX_ID
from api.openapi import READ, WRITE, answer, new_router, problems
from api.replies import json_reply
from domain.errors import InvalidInputError, NotFoundError
from domain.members import WorkspaceMember
from domain.values import Role

router = new_router("workspace")
_MEMBERS: Final = TypeAdapter(list[WorkspaceMember])


@router.get(
    "/api/members",
    summary="List the people of the chats",
    response_model=list[WorkspaceMember],
    responses={**answer(200, "People by name.", [examples.MEMBER]), **problems(*READ)},
)
async def list_members(caller: Viewer, deps: DepsIn) -> Response:
    """Return who is in the workspace's Telegram chats, at most 1,000.

    Admins also see who has left, and who was only named there.
    """
    everybody = caller.role is Role.ADMIN
    members = await deps.members.list_members(caller.workspace_id, everybody=everybody)
    return json_reply(_MEMBERS.dump_json(list(members)))


@router.post(
    "/api/members/{person_id}/sign-out",
    status_code=204,
    summary="End a person's sessions",
    responses=problems(*WRITE, NotFoundError, InvalidInputError),
)
async def sign_out_member(caller: Admin, deps: DepsIn, person_id: int) -> Response:
    """End the sessions that a person opened in Telegram for this workspace. It may be repeated.

    They can open another one while they belong to a chat; open sockets close within half a minute.
    """
    if not -MAX_ID <= person_id <= MAX_ID:
        raise NotFoundError("Member not found")
    await deps.members.sign_out(caller.workspace_id, person_id)
    return Response(status_code=204)

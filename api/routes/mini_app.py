"""Logging in from Telegram: what it signed opens a session, and no key is needed."""

from collections.abc import Sequence

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from api.auth import ensure_own_origin
from api.body import read_json
from api.cookies import set_session_cookie
from api.deps import Deps, DepsIn
from api.inputs import TelegramLoginIn
from api.openapi import new_router
from api.replies import model_reply
from bot.init_data import read_init_data
from domain.access import Principal
from domain.errors import ForbiddenError, UnauthenticatedError
from domain.mini_app import Room, read_link
from domain.values import Role

router = new_router("access")


class RoomReply(BaseModel):
    """A workspace that may be opened, and the chats it is of."""

    id: int
    name: str
    chats: list[str]


class MiniAppSession(BaseModel):
    """The workspace that the session opens, and all that the person may open."""

    workspace_id: int
    workspaces: list[RoomReply]


@router.post("/api/sessions/telegram", include_in_schema=False)
async def log_in_from_telegram(request: Request, deps: DepsIn) -> Response:
    """Exchange what Telegram signed for a session cookie of a workspace the person belongs to."""
    if "origin" in request.headers:
        ensure_own_origin(request, deps)
    login = await read_json(request, TelegramLoginIn)
    if deps.settings.telegram_token is None:
        raise UnauthenticatedError("There is no bot to log in by.", remedy="Set TELEGRAM_BOT_TOKEN.")
    opener = read_init_data(login.init_data, deps.settings.telegram_token, deps.clock.now())
    rooms = await deps.rooms.rooms_of(opener.person_id)
    wanted = login.workspace_id or await _linked_workspace(
        opener.start_param or login.start_param, rooms, deps
    )
    room = choose_room(rooms, wanted)
    session = await deps.gatekeeper.open_session(principal_in(room, opener.person_id))
    told = [room_reply(one) for one in rooms]
    response = model_reply(MiniAppSession(workspace_id=room.id, workspaces=told), 201)
    set_session_cookie(response, request, deps, session, framed=True)
    return response


async def _linked_workspace(start_param: str, rooms: Sequence[Room], deps: Deps) -> int | None:
    """Return the workspace of what the person's link names, if they may open that.

    So it is no matter that a link may be unsigned: it only chooses among what is theirs.
    """
    link = read_link(start_param)
    named = None if link is None else await deps.rooms.find_workspace(link)
    return named if any(room.id == named for room in rooms) else None


def principal_in(room: Room, person_id: int) -> Principal:
    """Return whom a Telegram person is in a workspace they may open."""
    return Principal(workspace_id=room.id, role=Role.MEMBER, name=room.mark, person_id=person_id)


def room_reply(room: Room) -> RoomReply:
    """Return what a person is told of a workspace they may open."""
    return RoomReply(id=room.id, name=room.name, chats=room.chats)


def choose_room(rooms: Sequence[Room], workspace_id: int | None) -> Room:
    """Return the workspace that is asked for, else the first.

    Raises:
        ForbiddenError: The person does not belong there, or nowhere.
    """
    for room in rooms:
        if workspace_id in {None, room.id}:
            return room
    raise ForbiddenError(
        "You belong to no chat whose board you may open here.",
        remedy="Write something in the group first, or ask an administrator for a login link.",
    )

"""The live socket's endpoint and the tickets that open it."""

import logging
import uuid
from typing import cast

from starlette.responses import Response
from starlette.websockets import WebSocket

from api import examples
from api.auth import Viewer
from api.channels import Channels
from api.deps import Deps, DepsIn, deps_of
from api.inputs import MAX_ID
from api.openapi import READ, answer, new_router, problems
from api.problems import problem_response
from api.replies import SocketTicket, model_reply
from api.sockets import POLICY_VIOLATION, TRY_AGAIN_LATER, Closing, LiveSocket, SocketSlots, admit, close
from domain.access import TokenKind
from domain.errors import ForbiddenError, MantaError

logger = logging.getLogger(__name__)
router = new_router("live")


@router.post(
    "/api/ws-tickets",
    status_code=201,
    summary="Get a ticket for one socket",
    response_model=SocketTicket,
    responses={
        **answer(201, "The ticket.", examples.SOCKET_TICKET),
        **problems(*READ, ForbiddenError),
    },
)
async def create_socket_ticket(caller: Viewer, deps: DepsIn) -> Response:
    """Make a ticket that opens `/ws?ticket=…` once, so that keys never stand in addresses."""
    issued = await deps.gatekeeper.issue_token(caller, TokenKind.SOCKET)
    return model_reply(SocketTicket(ticket=issued.token, expires_at=issued.expires_at), 201)


@router.websocket("/ws")
async def live(socket: WebSocket) -> None:
    """Send a workspace's events: first `connection`, then every event after `last_seq`, then new ones."""
    deps = deps_of(socket)
    try:
        admission = await admit(socket, deps)
    except MantaError as error:
        await _deny(socket, error)
        return
    await socket.accept()
    slots = cast("SocketSlots", socket.app.state.slots)  # Starlette's state is untyped by design
    channels = cast("Channels", socket.app.state.channels)
    if not slots.take():
        await _close(socket, deps, Closing(TRY_AGAIN_LATER, "too many open sockets"))
        return
    try:
        await LiveSocket(socket, deps, channels, admission).run(_last_seq(socket))
    except ValueError:
        await _close(socket, deps, Closing(POLICY_VIOLATION, "last_seq must be a whole number, 0 or more"))
    finally:
        slots.give_back()


async def _close(socket: WebSocket, deps: Deps, closing: Closing) -> None:
    await close(socket, closing, deps.settings.sockets.send_timeout_s)


def _last_seq(socket: WebSocket) -> int | None:
    """Return the cursor the client asks for.

    Raises:
        ValueError: It is not a number an event can have.
    """
    text = socket.query_params.get("last_seq")
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(MAX_ID)) and int(text) <= MAX_ID):
        raise ValueError(text)
    return int(text)


async def _deny(socket: WebSocket, error: MantaError) -> None:
    """Refuse the handshake: with problem details where the server can, else by closing (HTTP 403)."""
    if "websocket.http.response" in socket.scope.get("extensions", {}):
        await socket.send_denial_response(problem_response(error, socket.scope["path"], uuid.uuid4().hex))
    else:
        await socket.close(POLICY_VIOLATION, error.detail)

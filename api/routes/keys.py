"""API keys of the workspace."""

from typing import Final

from pydantic import TypeAdapter
from starlette.requests import Request
from starlette.responses import Response

from api import examples
from api.auth import Admin, bearer_of
from api.body import read_json
from api.deps import DepsIn
from api.ids import ensure_possible
from api.openapi import WRITE, WRITE_BODY, answer, body, new_router, problems
from api.replies import json_reply, model_reply
from domain.errors import ConflictError, InvalidInputError, NotFoundError
from domain.keys import ApiKey, MadeKey, NewKey

router = new_router("access")
_KEYS: Final = TypeAdapter(list[ApiKey])


@router.get(
    "/api/keys",
    summary="List the keys",
    response_model=list[ApiKey],
    responses={
        **answer(200, "Keys in force first, the newest before older ones.", [examples.KEY]),
        **problems(*WRITE),
    },
)
async def list_keys(caller: Admin, deps: DepsIn) -> Response:
    """Return the workspace's keys without their secrets, of which only hashes are kept; at most 500."""
    return json_reply(_KEYS.dump_json(list(await deps.keys.list_keys(caller.workspace_id))))


@router.post(
    "/api/keys",
    status_code=201,
    summary="Make a key",
    response_model=MadeKey,
    responses={
        **answer(201, "The key with its secret, shown this once.", examples.KEY_MADE),
        **problems(*WRITE_BODY, ConflictError),
    },
    openapi_extra=body(NewKey, examples.KEY_IN),
)
async def create_key(request: Request, caller: Admin, deps: DepsIn) -> Response:
    """Make a key; its name differs from those of the other keys in force."""
    new = await read_json(request, NewKey)
    return model_reply(await deps.keys.create_key(caller.workspace_id, new), 201)


@router.delete(
    "/api/keys/{key_id}",
    status_code=204,
    summary="Revoke a key",
    responses=problems(*WRITE, NotFoundError, ConflictError, InvalidInputError),
)
async def revoke_key(request: Request, caller: Admin, deps: DepsIn, key_id: int) -> Response:
    """Revoke a key, with the sessions, login links and socket tickets made by it. It may be repeated.

    409 when it is the key you are here by, directly or by your session. Its open sockets close within half a
    minute.
    """
    await deps.keys.revoke_key(caller, ensure_possible(key_id), bearer_of(request))
    return Response(status_code=204)

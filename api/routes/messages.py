"""Messages: the way in, and reading back what came of them."""

import uuid
from typing import Annotated

import orjson
from fastapi import Query
from fastapi.routing import APIRoute
from pydantic import TypeAdapter, ValidationError
from starlette.requests import Request
from starlette.responses import Response

from api import examples
from api.auth import Member, Viewer, authenticate
from api.batch import MAX_BATCH, accept_batch, batch_items
from api.body import ensure_json, load_json, parse_json, read_json
from api.deps import Deps, DepsIn, deps_of
from api.direct import direct
from api.errors import invalid_fields
from api.ids import ensure_possible
from api.inputs import CorrectionIn, MessageIn, MessageParams
from api.openapi import (
    IDEMPOTENCY_KEY,
    LINK_HEADER,
    READ,
    WRITE_BODY,
    answer,
    body,
    new_router,
    problems,
    ref,
)
from api.paging import cursor_of, id_of, link_header
from api.replies import BatchReply, Received, json_reply, model_reply
from domain.access import Principal
from domain.errors import (
    ConflictError,
    DuplicateIdError,
    IdempotencyKeyReusedError,
    InvalidInputError,
    NotFoundError,
)
from domain.message import CorrectedMessage, Message, MessageDetail, NewMessage
from domain.values import Role

router = new_router("messages")
_MESSAGES = TypeAdapter(list[Message])


async def receive_message(request: Request) -> Response:
    """Store one message durably: the answer comes after the commit, and repeating is safe.

    201 the first time, 200 with the very same body when the same message had been stored before.
    """
    deps = deps_of(request)
    caller = await authenticate(request, deps)
    caller.require(Role.MEMBER)
    ensure_json(request.headers)
    return await store_message(deps, caller, await request.body(), request.headers.get("idempotency-key"))


async def store_message(deps: Deps, caller: Principal, body: bytes, key: str | None) -> Response:
    """Answer a message by its body and Idempotency-Key once it is stored.

    Raises:
        ForbiddenError: The caller may not write.
        MalformedJsonError, InvalidFieldsError: The body is no message.
        ConflictError: Its id or key is taken by another one.
        UnavailableError: It could not be stored.
    """
    caller.require(Role.MEMBER)
    message = _identified(parse_json(MessageIn, body), key)
    accepted = await deps.intake.accept(caller.workspace_id, message)
    reply = {
        "status": "message received",
        "id": accepted.external_id,
        "message_id": accepted.message_id,
    }
    return json_reply(orjson.dumps(reply), 201 if accepted.created else 200)


def _identified(message: MessageIn, key: str | None) -> NewMessage:
    try:
        return message.to_message(message.id or key or str(uuid.uuid4()), key)
    except ValidationError as error:  # only the header can still be wrong
        raise invalid_fields(error) from None


receive_message_route = direct(
    APIRoute(
        "/api/messages",
        receive_message,
        methods=["POST"],
        status_code=201,
        tags=["messages"],
        operation_id="receive_message",
        summary="Send a message",
        response_model=Received,
        responses={
            **answer(201, "Stored.", examples.RECEIVED),
            200: {
                **answer(200, "The same message had been stored before.", examples.RECEIVED)[200],
                "model": Received,
            },
            **problems(*WRITE_BODY, DuplicateIdError, IdempotencyKeyReusedError),
        },
        openapi_extra={"parameters": [IDEMPOTENCY_KEY], **body(MessageIn, examples.MESSAGE_IN)},
    )
)
"""`POST /api/messages`, the hot path: registered before all other routes."""


@router.post(
    "/api/messages/batch",
    summary="Send many messages",
    response_model=BatchReply,
    responses={
        **answer(200, "What became of each item, in order.", examples.BATCH),
        **problems(*WRITE_BODY),
    },
    openapi_extra=body(
        {"type": "array", "maxItems": MAX_BATCH, "items": ref(MessageIn)}, [examples.MESSAGE_IN]
    ),
)
async def receive_messages(request: Request, caller: Member, deps: DepsIn) -> Response:
    """Store up to 500 messages in one transaction; an invalid item is rejected by itself."""
    ensure_json(request.headers)
    items = batch_items(load_json(await request.body()))
    reply = await accept_batch(deps.intake, caller.workspace_id, items)
    return json_reply(reply.model_dump_json().encode())


@router.get(
    "/api/messages",
    summary="List messages",
    response_model=list[Message],
    responses={
        **answer(200, "Messages, newest first.", [examples.MESSAGE], LINK_HEADER),
        **problems(*READ, InvalidInputError),
    },
)
async def list_messages(
    request: Request, caller: Viewer, deps: DepsIn, params: Annotated[MessageParams, Query()]
) -> Response:
    """Return messages with what the agents found in them, newest first."""
    query = params.to_query(id_of(params.cursor))
    page = await deps.messages.list_messages(caller.workspace_id, query)
    following = cursor_of(page[-1].id) if len(page) == query.limit else None
    return json_reply(_MESSAGES.dump_json(page), headers=link_header(request, following))


@router.get(
    "/api/messages/{message_id}",
    summary="Read a message",
    response_model=MessageDetail,
    responses={
        **answer(200, "The message.", examples.MESSAGE_DETAIL),
        **problems(*READ, NotFoundError, InvalidInputError),
    },
)
async def get_message(caller: Viewer, deps: DepsIn, message_id: int) -> Response:
    """Return one message with what the agents found in it, and the texts it had before, oldest first."""
    return model_reply(await deps.messages.get_message(caller.workspace_id, ensure_possible(message_id)))


@router.post(
    "/api/messages/{message_id}/correction",
    summary="Correct a message",
    response_model=CorrectedMessage,
    responses={
        **answer(200, "The message as corrected, and its tasks.", examples.CORRECTED),
        **problems(*WRITE_BODY, NotFoundError, ConflictError),
    },
    openapi_extra=body(CorrectionIn, examples.CORRECTION_IN),
)
async def correct_message(request: Request, caller: Member, deps: DepsIn, message_id: int) -> Response:
    """Say what the agents should have made of an analysed message; they learn from it. May be repeated.

    Their tasks of this message alone are changed with it. What is no work has its open tasks closed and its
    pending proposals declined; what is work gets a task if it has none.
    """
    verdict = (await read_json(request, CorrectionIn)).to_verdict()
    return model_reply(await deps.board.correct_message(caller, ensure_possible(message_id), verdict))

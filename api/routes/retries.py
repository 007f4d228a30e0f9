"""Dead letters, and giving messages to the agents once more."""

from typing import Annotated

from fastapi import Query
from pydantic import TypeAdapter
from starlette.requests import Request
from starlette.responses import Response

from api import examples
from api.auth import Member, Viewer
from api.body import read_json
from api.deps import DepsIn
from api.ids import ensure_possible
from api.inputs import DeadLetterParams, RetryIn
from api.openapi import LINK_HEADER, READ, WRITE, WRITE_BODY, answer, body, new_router, problems
from api.paging import cursor_of, id_of, link_header
from api.replies import Requeued, json_reply, model_reply
from domain.errors import InvalidInputError, NotFoundError
from domain.retry import DeadLetter, Retried, Which

router = new_router("messages")
_DEAD_LETTERS = TypeAdapter(list[DeadLetter])


@router.get(
    "/api/dead-letters",
    summary="List dead letters",
    response_model=list[DeadLetter],
    responses={
        **answer(200, "Messages the agents failed at, newest first.", [examples.DEAD_LETTER], LINK_HEADER),
        **problems(*READ, InvalidInputError),
    },
)
async def list_dead_letters(
    request: Request, caller: Viewer, deps: DepsIn, params: Annotated[DeadLetterParams, Query()]
) -> Response:
    """Return the messages that failed for good, each with the reason of its last try."""
    page = await deps.retries.list_dead_letters(caller.workspace_id, params.limit, id_of(params.cursor))
    following = cursor_of(page[-1].message_id) if len(page) == params.limit else None
    return json_reply(_DEAD_LETTERS.dump_json(page), headers=link_header(request, following))


@router.post(
    "/api/retries",
    summary="Retry messages",
    response_model=Retried,
    responses={**answer(200, "What became of it.", examples.RETRIED), **problems(*WRITE_BODY)},
    openapi_extra=body(RetryIn, examples.RETRY_IN),
)
async def retry_messages(request: Request, caller: Member, deps: DepsIn) -> Response:
    """Queue messages that have ended once more, as if they had just come.

    Their analysis and a proposal nobody has decided about go; tasks stay, and no second one is made. Of a
    kind, 500 are queued at once: repeat the request while `left` is above 0.
    """
    wish = await read_json(request, RetryIn)
    return model_reply(
        await deps.retries.retry_messages(caller.workspace_id, wish.message_ids)
        if wish.message_ids is not None
        else await deps.retries.retry_all(caller.workspace_id, wish.which or Which.DEAD)
    )


@router.post(
    "/api/messages/{message_id}/retry",
    summary="Retry a message",
    response_model=Requeued,
    responses={
        **answer(200, "The message is in the queue.", examples.REQUEUED),
        **problems(*WRITE, NotFoundError, InvalidInputError),
    },
)
async def retry_message(caller: Member, deps: DepsIn, message_id: int) -> Response:
    """Queue one message once more, whether it failed or was analysed; repeating changes nothing.

    What goes and what stays is as for many messages.
    """
    message = await deps.messages.get_message(caller.workspace_id, ensure_possible(message_id))
    done = await deps.retries.retry_messages(caller.workspace_id, [message.id])
    status = "message queued again" if done.retried else "message still waiting"
    return model_reply(Requeued(status=status, id=message.external_id, message_id=message.id))

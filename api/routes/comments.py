"""Comments on tasks: writing and deleting them; they are read with the task."""

from starlette.requests import Request
from starlette.responses import Response

from api import examples
from api.auth import Member
from api.body import read_json
from api.deps import DepsIn
from api.idempotency import request_key
from api.ids import ensure_possible
from api.inputs import CommentIn
from api.openapi import IDEMPOTENCY_KEY, WRITE, WRITE_BODY, answer, body, new_router, problems
from api.replies import model_reply
from domain.comment import Comment
from domain.errors import (
    ConflictError,
    IdempotencyKeyReusedError,
    InvalidInputError,
    NotFoundError,
    TaskNotFoundError,
)

router = new_router("tasks")


@router.post(
    "/api/tasks/{task_id}/comments",
    status_code=201,
    summary="Comment on a task",
    response_model=Comment,
    responses={
        **answer(201, "The comment.", examples.COMMENT),
        **problems(*WRITE_BODY, TaskNotFoundError, ConflictError, IdempotencyKeyReusedError),
    },
    openapi_extra={"parameters": [IDEMPOTENCY_KEY], **body(CommentIn, examples.COMMENT_IN)},
)
async def add_comment(request: Request, caller: Member, deps: DepsIn, task_id: int) -> Response:
    """Write a comment in the caller's name. With an Idempotency-Key the same request gives the same comment.

    A comment leaves the task's version as it is.
    """
    text = (await read_json(request, CommentIn)).text
    possible = ensure_possible(task_id, TaskNotFoundError)
    key = await request_key(request)
    return model_reply(await deps.board.add_comment(caller, possible, text, key), 201)


@router.delete(
    "/api/tasks/{task_id}/comments/{comment_id}",
    status_code=204,
    summary="Delete a comment",
    responses=problems(*WRITE, NotFoundError, InvalidInputError),
)
async def delete_comment(caller: Member, deps: DepsIn, task_id: int, comment_id: int) -> Response:
    """Delete a comment of the caller's; an admin may delete anybody's."""
    task, comment = ensure_possible(task_id), ensure_possible(comment_id)
    await deps.board.delete_comment(caller, task, comment)
    return Response(status_code=204)

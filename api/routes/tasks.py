"""Tasks: creating, finding, reading and changing them."""

import re
from typing import Annotated

from fastapi import Query
from pydantic import TypeAdapter
from starlette.requests import Request
from starlette.responses import Response

from api import examples
from api.auth import Member, Viewer
from api.body import read_json
from api.deps import DepsIn
from api.idempotency import request_key
from api.ids import ensure_possible
from api.inputs import MergeTaskIn, NewTaskIn, StatusIn, TaskParams, TaskPatch
from api.openapi import (
    ETAG_HEADER,
    IDEMPOTENCY_KEY,
    IF_MATCH,
    LINK_HEADER,
    READ,
    WRITE_BODY,
    answer,
    body,
    new_router,
    problems,
)
from api.paging import link_header
from api.problems import FieldError, InvalidFieldsError
from api.replies import StatusUpdated, json_reply, model_reply, task_reply
from domain.errors import (
    ConflictError,
    IdempotencyKeyReusedError,
    IllegalTransitionError,
    InvalidInputError,
    StaleVersionError,
    TaskNotFoundError,
)
from domain.task import Task, TaskChange, TaskDetail
from domain.values import TaskStatus

router = new_router("tasks")
_TASKS = TypeAdapter(list[Task])
_ETAG = re.compile(r'(?:W/)?"(\d{1,18})"')


@router.post(
    "/api/tasks",
    status_code=201,
    summary="Create a task",
    response_model=Task,
    responses={
        **answer(201, "The task.", examples.TASK, ETAG_HEADER),
        **problems(*WRITE_BODY, IdempotencyKeyReusedError),
    },
    openapi_extra={"parameters": [IDEMPOTENCY_KEY], **body(NewTaskIn, examples.TASK_IN)},
)
async def create_task(request: Request, caller: Member, deps: DepsIn) -> Response:
    """Create a task by hand. With an Idempotency-Key the same request gives the same task again.

    With `recurrence` it is the first of a recurring task: when its time has come, the next one is made.
    """
    new = await read_json(request, NewTaskIn)
    key = await request_key(request)
    if new.recurrence is None:
        task = await deps.board.create_task(caller, new.to_task(), key)
    else:
        zone = new.timezone or (await deps.workspaces.get_workspace(caller.workspace_id)).timezone
        task = await deps.recurrences.start(caller, new.to_task(), new.recurrence, zone, key)
    return task_reply(task, 201, {"Location": f"/api/tasks/{task.id}"})


@router.get(
    "/api/tasks",
    summary="List tasks",
    response_model=list[Task],
    responses={
        **answer(200, "Tasks in the order asked for.", [examples.TASK], LINK_HEADER),
        **problems(*READ, InvalidInputError),
    },
)
async def list_tasks(
    request: Request, caller: Viewer, deps: DepsIn, params: Annotated[TaskParams, Query()]
) -> Response:
    """Return the tasks that fit every filter; a repeated filter means any of its values."""
    page = await deps.board.list_tasks(caller.workspace_id, params.to_query())
    return json_reply(_TASKS.dump_json(page.tasks), headers=link_header(request, page.next_cursor))


@router.get(
    "/api/tasks/{task_id}",
    summary="Read a task",
    response_model=TaskDetail,
    responses={
        **answer(200, "The task with its history and source messages.", examples.TASK_DETAIL, ETAG_HEADER),
        **problems(*READ, TaskNotFoundError, InvalidInputError),
    },
)
async def get_task(caller: Viewer, deps: DepsIn, task_id: int) -> Response:
    """Return a task, what happened to it, and the messages it came from."""
    return task_reply(
        await deps.board.get_task(caller.workspace_id, ensure_possible(task_id, TaskNotFoundError))
    )


@router.patch(
    "/api/tasks/{task_id}",
    summary="Change a task",
    response_model=Task,
    responses={
        **answer(200, "The task after the change.", examples.TASK, ETAG_HEADER),
        **problems(*WRITE_BODY, TaskNotFoundError, StaleVersionError, IllegalTransitionError),
    },
    openapi_extra={"parameters": [IF_MATCH], **body(TaskPatch, examples.TASK_PATCH)},
)
async def change_task(request: Request, caller: Member, deps: DepsIn, task_id: int) -> Response:
    """Change the fields that are sent; `due: null` clears the due time.

    With `version` or If-Match nothing is changed when somebody else was faster (409).
    """
    patch = await read_json(request, TaskPatch)
    expected = _expected_version(request, patch.version)
    possible = ensure_possible(task_id, TaskNotFoundError)
    return task_reply(await deps.board.change_task(caller, possible, patch.to_change(), expected))


def _expected_version(request: Request, in_body: int | None) -> int | None:
    header = request.headers.get("if-match")
    if header is None or header.strip() == "*":
        return in_body
    match = _ETAG.fullmatch(header.strip())
    if match is None or in_body not in {None, int(match[1])}:
        text = 'must be "<version>", and the same as `version` if both are sent'
        raise InvalidFieldsError([FieldError(field="If-Match", message=text, code="if_match")])
    return int(match[1])


@router.put(
    "/api/tasks/{task_id}/status",
    summary="Move a task",
    response_model=StatusUpdated,
    responses={
        **answer(200, "The task has the status.", examples.STATUS_UPDATED, ETAG_HEADER),
        **problems(*WRITE_BODY, TaskNotFoundError, IllegalTransitionError),
    },
    openapi_extra=body(StatusIn, examples.STATUS_IN, required=False),
)
async def set_task_status(
    request: Request,
    caller: Member,
    deps: DepsIn,
    task_id: int,
    status: Annotated[TaskStatus | None, Query(description="The new status; or send it as JSON.")] = None,
) -> Response:
    """Move a task to another status; the status it has already counts as done."""
    target = status or await _status_in_body(request)
    possible = ensure_possible(task_id, TaskNotFoundError)
    task = await deps.board.change_task(caller, possible, TaskChange(status=target), None)
    reply = StatusUpdated(task_id=task.id, status=task.status, version=task.version)
    return model_reply(reply, headers={"ETag": f'"{task.version}"'})


@router.post(
    "/api/tasks/{task_id}/merge",
    summary="Merge a task into another",
    response_model=Task,
    responses={
        **answer(200, "The task that both are now.", examples.TASK, ETAG_HEADER),
        **problems(*WRITE_BODY, TaskNotFoundError, ConflictError),
    },
    openapi_extra=body(MergeTaskIn, examples.MERGE_TASK_IN),
)
async def merge_task(request: Request, caller: Member, deps: DepsIn, task_id: int) -> Response:
    """Move a task's messages and comments to another, add its assignees and labels there, and close it.

    Both say so in their histories and `links`. Repeating changes nothing; reopening the closed one parts
    them, but the messages stay where they are.
    """
    into = (await read_json(request, MergeTaskIn)).into
    possible = ensure_possible(task_id, TaskNotFoundError)
    return task_reply(await deps.board.merge_task(caller, possible, into))


async def _status_in_body(request: Request) -> TaskStatus:
    if not await request.body():
        text = "is needed, as `?status=` or in a JSON body"
        raise InvalidFieldsError([FieldError(field="status", message=text, code="missing")])
    return (await read_json(request, StatusIn)).status

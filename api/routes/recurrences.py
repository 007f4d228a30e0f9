"""Recurring tasks: which there are, and ending them; they begin with `POST /api/tasks`."""

from pydantic import TypeAdapter
from starlette.responses import Response

from api import examples
from api.auth import Member, Viewer
from api.deps import DepsIn
from api.ids import ensure_possible
from api.openapi import READ, WRITE, answer, new_router, problems
from api.replies import json_reply, model_reply
from domain.errors import InvalidInputError, NotFoundError
from domain.recurring import RecurringTask

router = new_router("tasks")
_RECURRENCES = TypeAdapter(list[RecurringTask])


@router.get(
    "/api/recurrences",
    summary="List recurrences",
    response_model=list[RecurringTask],
    responses={**answer(200, "What goes on, the newest first.", [examples.RECURRENCE]), **problems(*READ)},
)
async def list_recurrences(caller: Viewer, deps: DepsIn) -> Response:
    """Return the recurrences that go on, at most 500."""
    found = await deps.recurrences.list_recurrences(caller.workspace_id)
    return json_reply(_RECURRENCES.dump_json(list(found)))


@router.get(
    "/api/recurrences/{recurrence_id}",
    summary="Read a recurrence",
    response_model=RecurringTask,
    responses={
        **answer(200, "The recurrence.", examples.RECURRENCE),
        **problems(*READ, NotFoundError, InvalidInputError),
    },
)
async def get_recurrence(caller: Viewer, deps: DepsIn, recurrence_id: int) -> Response:
    """Return a recurrence; `next_at` is when its next task is made, null when it has ended."""
    return model_reply(
        await deps.recurrences.get_recurrence(caller.workspace_id, ensure_possible(recurrence_id))
    )


@router.delete(
    "/api/recurrences/{recurrence_id}",
    status_code=204,
    summary="End a recurrence",
    responses=problems(*WRITE, NotFoundError, InvalidInputError),
)
async def stop_recurrence(caller: Member, deps: DepsIn, recurrence_id: int) -> Response:
    """Make no more tasks by a rule; what is unfinished of it stays as a plain task."""
    await deps.recurrences.stop(caller, ensure_possible(recurrence_id))
    return Response(status_code=204)

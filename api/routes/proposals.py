"""Proposals: what the agents are not sure of, and what people make of it."""

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
from api.inputs import DeclineIn, MergeProposalIn, ProposalParams, ProposalPatch, TaskIn
from api.openapi import (
    ETAG_HEADER,
    LINK_HEADER,
    READ,
    WRITE,
    WRITE_BODY,
    answer,
    body,
    new_router,
    problems,
)
from api.paging import cursor_of, id_of, link_header
from api.replies import json_reply, model_reply, task_reply
from domain.errors import ConflictError, InvalidInputError, NotFoundError, TaskNotFoundError
from domain.proposal import Proposal
from domain.task import Task

router = new_router("proposals")
_PROPOSALS = TypeAdapter(list[Proposal])


@router.get(
    "/api/proposals",
    summary="List proposals",
    response_model=list[Proposal],
    responses={
        **answer(200, "Proposals, newest first.", [examples.PROPOSAL], LINK_HEADER),
        **problems(*READ, InvalidInputError),
    },
)
async def list_proposals(
    request: Request, caller: Viewer, deps: DepsIn, params: Annotated[ProposalParams, Query()]
) -> Response:
    """Return proposals, newest first; `status=pending` are those that wait for a person."""
    page = await deps.board.list_proposals(
        caller.workspace_id, params.status, params.limit, id_of(params.cursor)
    )
    following = cursor_of(page[-1].id) if len(page) == params.limit else None
    return json_reply(_PROPOSALS.dump_json(page), headers=link_header(request, following))


@router.get(
    "/api/proposals/{proposal_id}",
    summary="Read a proposal",
    response_model=Proposal,
    responses={
        **answer(200, "The proposal.", examples.PROPOSAL),
        **problems(*READ, NotFoundError, InvalidInputError),
    },
)
async def get_proposal(caller: Viewer, deps: DepsIn, proposal_id: int) -> Response:
    """Return one proposal with the message it is about."""
    return model_reply(await deps.board.get_proposal(caller.workspace_id, ensure_possible(proposal_id)))


@router.patch(
    "/api/proposals/{proposal_id}",
    summary="Edit a proposal",
    response_model=Proposal,
    responses={
        **answer(200, "The proposal after the change.", {**examples.PROPOSAL, "task": examples.TASK_IN}),
        **problems(*WRITE_BODY, NotFoundError, ConflictError),
    },
    openapi_extra=body(ProposalPatch, examples.PROPOSAL_PATCH),
)
async def edit_proposal(request: Request, caller: Member, deps: DepsIn, proposal_id: int) -> Response:
    """Change the fields of a pending proposal's draft that are sent; `due: null` clears the due time."""
    change = (await read_json(request, ProposalPatch)).to_change()
    return model_reply(await deps.board.edit_proposal(caller, ensure_possible(proposal_id), change))


@router.post(
    "/api/proposals/{proposal_id}/accept",
    summary="Accept a proposal",
    response_model=Task,
    responses={
        **answer(200, "The task the proposal became.", examples.TASK, ETAG_HEADER),
        **problems(*WRITE_BODY, NotFoundError, ConflictError),
    },
    openapi_extra=body(TaskIn, examples.TASK_IN, required=False),
)
async def accept_proposal(request: Request, caller: Member, deps: DepsIn, proposal_id: int) -> Response:
    """Turn a proposal into a task, as proposed or edited by the body; repeating gives the same task."""
    edited = (await read_json(request, TaskIn)).to_task() if await request.body() else None
    return task_reply(await deps.board.accept_proposal(caller, ensure_possible(proposal_id), edited))


@router.post(
    "/api/proposals/{proposal_id}/merge",
    summary="Merge a proposal into a task",
    response_model=Task,
    responses={
        **answer(200, "The task, with one more message.", examples.TASK, ETAG_HEADER),
        **problems(*WRITE_BODY, NotFoundError, TaskNotFoundError, ConflictError),
    },
    openapi_extra=body(MergeProposalIn, examples.MERGE_PROPOSAL_IN),
)
async def merge_proposal(request: Request, caller: Member, deps: DepsIn, proposal_id: int) -> Response:
    """Make the proposal's message a source of a task that is not closed; repeating changes nothing."""
    target = (await read_json(request, MergeProposalIn)).task_id
    return task_reply(await deps.board.merge_proposal(caller, ensure_possible(proposal_id), target))


@router.post(
    "/api/proposals/{proposal_id}/decline",
    summary="Decline a proposal",
    response_model=Proposal,
    responses={
        **answer(200, "The proposal.", {**examples.PROPOSAL, "status": "declined"}),
        **problems(*WRITE_BODY, NotFoundError, ConflictError),
    },
    openapi_extra=body(DeclineIn, examples.DECLINE_IN, required=False),
)
async def decline_proposal(request: Request, caller: Member, deps: DepsIn, proposal_id: int) -> Response:
    """Decline a proposal, without a body because it is no task; repeating changes nothing."""
    said = (await read_json(request, DeclineIn)) if await request.body() else DeclineIn()
    return model_reply(await deps.board.decline_proposal(caller, ensure_possible(proposal_id), said.reason))


@router.post(
    "/api/proposals/{proposal_id}/reopen",
    summary="Reopen a proposal",
    response_model=Proposal,
    responses={
        **answer(200, "The proposal, which waits again.", examples.PROPOSAL),
        **problems(*WRITE, NotFoundError, ConflictError, InvalidInputError),
    },
)
async def reopen_proposal(caller: Member, deps: DepsIn, proposal_id: int) -> Response:
    """Make a declined proposal pending again and forget what declining it taught; may be repeated."""
    return model_reply(await deps.board.reopen_proposal(caller, ensure_possible(proposal_id)))

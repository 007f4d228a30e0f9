"""The workspace's own words."""

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
from api.inputs import Terms, VocabularyParams
from api.openapi import LOCATION_HEADER, READ, WRITE, WRITE_BODY, answer, body, new_router, problems
from api.replies import json_reply, model_reply
from domain.errors import InvalidInputError, NotFoundError
from domain.vocabulary import DuplicateTermError, StoredTerm, Term, TermChange, VocabularyFullError

router = new_router("workspace")
_TERMS = TypeAdapter(list[StoredTerm])


@router.get(
    "/api/vocabulary",
    summary="List the vocabulary",
    response_model=list[StoredTerm],
    responses={
        **answer(200, "Terms by kind and name.", [examples.TERM]),
        **problems(*READ, InvalidInputError),
    },
)
async def list_terms(caller: Viewer, deps: DepsIn, params: Annotated[VocabularyParams, Query()]) -> Response:
    """Return the projects, components and labels of the workspace, all at once: there are 2,000 at most."""
    return json_reply(_TERMS.dump_json(await deps.vocabulary.list_terms(caller.workspace_id, params.kind)))


@router.post(
    "/api/vocabulary",
    status_code=201,
    summary="Add a term",
    response_model=StoredTerm,
    responses={
        **answer(201, "The term.", examples.TERM, LOCATION_HEADER),
        **problems(*WRITE_BODY, DuplicateTermError, VocabularyFullError),
    },
    openapi_extra=body(Term, examples.TERM_IN),
)
async def add_term(request: Request, caller: Member, deps: DepsIn) -> Response:
    """Add a word and the other ways people write it.

    Within a kind each spelling belongs to one term only; case makes no difference.
    """
    term = await deps.vocabulary.add_term(caller.workspace_id, await read_json(request, Term))
    return model_reply(term, 201, {"Location": f"/api/vocabulary/{term.id}"})


@router.put(
    "/api/vocabulary",
    summary="Replace the vocabulary",
    response_model=list[StoredTerm],
    responses={
        **answer(200, "Terms by kind and name.", [examples.TERM]),
        **problems(*WRITE_BODY, DuplicateTermError),
    },
    openapi_extra=body(Terms, [examples.TERM_IN]),
)
async def replace_terms(request: Request, caller: Member, deps: DepsIn) -> Response:
    """Let these be all terms: what is missing goes, what was there keeps its id. It may be repeated."""
    terms = await read_json(request, Terms)
    return json_reply(_TERMS.dump_json(await deps.vocabulary.replace_terms(caller.workspace_id, terms.root)))


@router.get(
    "/api/vocabulary/{term_id}",
    summary="Read a term",
    response_model=StoredTerm,
    responses={
        **answer(200, "The term.", examples.TERM),
        **problems(*READ, NotFoundError, InvalidInputError),
    },
)
async def get_term(caller: Viewer, deps: DepsIn, term_id: int) -> Response:
    """Return a term of the vocabulary."""
    return model_reply(await deps.vocabulary.get_term(caller.workspace_id, ensure_possible(term_id)))


@router.patch(
    "/api/vocabulary/{term_id}",
    summary="Change a term",
    response_model=StoredTerm,
    responses={
        **answer(200, "The term after the change.", {**examples.TERM, **examples.TERM_PATCH}),
        **problems(*WRITE_BODY, NotFoundError, DuplicateTermError),
    },
    openapi_extra=body(TermChange, examples.TERM_PATCH),
)
async def change_term(request: Request, caller: Member, deps: DepsIn, term_id: int) -> Response:
    """Change the fields that are sent; `aliases` replaces all of them."""
    change = await read_json(request, TermChange)
    return model_reply(
        await deps.vocabulary.change_term(caller.workspace_id, ensure_possible(term_id), change)
    )


@router.delete(
    "/api/vocabulary/{term_id}",
    status_code=204,
    summary="Delete a term",
    responses=problems(*WRITE, NotFoundError, InvalidInputError),
)
async def delete_term(caller: Member, deps: DepsIn, term_id: int) -> Response:
    """Delete a term; what is stored of messages and tasks that name it stays."""
    await deps.vocabulary.delete_term(caller.workspace_id, ensure_possible(term_id))
    return Response(status_code=204)

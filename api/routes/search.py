"""Searching messages and tasks."""

from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from api import examples
from api.auth import Viewer
from api.deps import DepsIn
from api.inputs import SearchParams
from api.openapi import READ, answer, new_router, problems
from api.replies import model_reply
from domain.errors import InvalidInputError
from domain.search import SearchResult

router = new_router("search")


@router.get(
    "/api/search",
    summary="Search messages and tasks",
    response_model=SearchResult,
    responses={
        **answer(200, "What was found, best first.", examples.SEARCH_RESULT),
        **problems(*READ, InvalidInputError),
    },
)
async def search(caller: Viewer, deps: DepsIn, params: Annotated[SearchParams, Query()]) -> Response:
    """Find messages and tasks by their words, misspelt or inflected ones too, and by what they mean.

    `meaning` is false when only words could be looked for; the answer is then complete in words.
    """
    return model_reply(await deps.search.search(caller.workspace_id, params.to_query()))

"""What a browser sees: the front page, the API's documentation and the stylesheet."""

import orjson
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from api import examples
from api.auth import Viewer, find_principal
from api.board_files import board_of
from api.browsers import to_login, wants_html
from api.deps import Deps, DepsIn
from api.docs import docs_page
from api.openapi import READ, Json, answer, new_router, problems
from api.pages import STYLE, STYLE_PATH, front_page
from api.replies import Running, json_reply, model_reply
from domain.access import Principal

router = new_router("service")
_YEAR = "public, max-age=31536000, immutable"


@router.get(
    "/",
    summary="Is Manta running?",
    response_model=Running,
    responses={**answer(200, "To programs; browsers get a page.", examples.RUNNING), **problems(*READ)},
)
async def get_root(request: Request, deps: DepsIn) -> Response:
    """Say that Manta runs: the board to browsers, or counts while there is none, and JSON to programs."""
    caller = await find_principal(request, deps)
    if caller is None:
        return to_login(request)
    if wants_html(request):
        return await _front(request, caller, deps)
    return model_reply(
        Running(version=deps.settings.version, docs="/docs", openapi="/openapi.json", health="/api/health")
    )


async def _front(request: Request, caller: Principal, deps: Deps) -> Response:
    board = board_of(request)
    if board is not None:
        return board.page.answer(request)
    stats = await deps.board.get_stats(caller.workspace_id)
    return HTMLResponse(front_page(caller, stats, deps.settings.version))


@router.get("/docs", include_in_schema=False)
async def get_docs(request: Request, deps: DepsIn) -> Response:
    """Return the API's reference as one page, made from its OpenAPI document."""
    if await find_principal(request, deps) is None:
        return to_login(request)
    return HTMLResponse(docs_page(_document(request)))


@router.get("/openapi.json", include_in_schema=False)
async def get_openapi(request: Request, _caller: Viewer) -> Response:
    """Return the OpenAPI document."""
    return json_reply(orjson.dumps(_document(request)))


def _document(request: Request) -> Json:
    app: FastAPI = request.app  # Starlette's scope is untyped by design
    return app.openapi()


@router.get(STYLE_PATH, include_in_schema=False)
async def get_style() -> Response:
    """Return the stylesheet; its address changes with its content. The login page needs it, so no key."""
    return Response(STYLE, media_type="text/css", headers={"Cache-Control": _YEAR})

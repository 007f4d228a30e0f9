"""What a browser sees: the front page, the API's documentation and the stylesheet."""

import orjson
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api import examples
from api.auth import Viewer, find_principal
from api.deps import DepsIn
from api.docs import docs_page
from api.openapi import READ, Json, answer, new_router, problems
from api.pages import STYLE, STYLE_PATH, front_page
from api.replies import Running, json_reply, model_reply
from domain.errors import UnauthenticatedError

router = new_router("service")
_YEAR = "public, max-age=31536000, immutable"


def _wants_html(request: Request) -> bool:
    """Return whether a browser asks: they name text/html first, programs don't name it."""
    kinds = [part.split(";")[0].strip() for part in request.headers.get("accept", "").split(",")]
    if "text/html" not in kinds:
        return False
    return "application/json" not in kinds or kinds.index("text/html") < kinds.index("application/json")


@router.get(
    "/",
    summary="Is Manta running?",
    response_model=Running,
    responses={**answer(200, "To programs; browsers get a page.", examples.RUNNING), **problems(*READ)},
)
async def get_root(request: Request, deps: DepsIn) -> Response:
    """Say that Manta runs: a page with counts to browsers, JSON to programs."""
    html = _wants_html(request)
    caller = await find_principal(request, deps)
    if caller is None:
        return _to_login(request)
    if html:
        return HTMLResponse(
            front_page(caller, await deps.board.get_stats(caller.workspace_id), deps.settings.version)
        )
    return model_reply(
        Running(version=deps.settings.version, docs="/docs", openapi="/openapi.json", health="/api/health")
    )


def _to_login(request: Request) -> Response:
    """Return the way in for browsers.

    Raises:
        UnauthenticatedError: A program asks.
    """
    if _wants_html(request):
        return RedirectResponse("/login", 303)
    raise UnauthenticatedError


@router.get("/docs", include_in_schema=False)
async def get_docs(request: Request, deps: DepsIn) -> Response:
    """Return the API's reference as one page, made from its OpenAPI document."""
    if await find_principal(request, deps) is None:
        return _to_login(request)
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

"""Logging in and out with a browser, and links that let a browser in."""

from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import Query
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api import examples
from api.auth import Admin, ensure_own_origin, session_of
from api.browsers import HOME, NEXT, own_path
from api.cookies import delete_session_cookies, set_session_cookie
from api.deps import Deps, DepsIn
from api.openapi import WRITE, answer, new_router, problems
from api.origins import base_url
from api.pages import login_page
from api.problems import MalformedJsonError, UnsupportedMediaTypeError
from api.replies import LoginLink, model_reply
from domain.access import Principal, TokenKind

router = new_router("access")
_FORM = "application/x-www-form-urlencoded"
_MAX_FORM_BYTES = 8192


@router.get("/login", include_in_schema=False)
async def show_login(token: str = "", wish: Annotated[str, Query(alias=NEXT)] = HOME) -> Response:
    """Show the login form. The token is not used up: link previewers open addresses too."""
    return HTMLResponse(login_page(token, own_path(wish)))


@router.post("/login", include_in_schema=False)
async def log_in(request: Request, deps: DepsIn) -> Response:
    """Exchange a one-time token or an API key for a session cookie."""
    _ensure_own_form(request, deps)
    form = await _read_form(request)
    wish = own_path(form.get(NEXT, HOME))
    principal = await _redeem(form, deps)
    if principal is None:
        text = "That link or key is not valid. Links work once and not for long; ask for a new one."
        return HTMLResponse(login_page("", wish, text), 401, {"WWW-Authenticate": 'Bearer realm="manta"'})
    response = RedirectResponse(wish, 303)
    set_session_cookie(response, request, deps, await deps.gatekeeper.open_session(principal))
    return response


def _ensure_own_form(request: Request, deps: Deps) -> None:
    """Refuse forms of other sites: they could log a person in as somebody else."""
    if "origin" in request.headers:
        ensure_own_origin(request, deps)


async def _read_form(request: Request) -> dict[str, str]:
    if not request.headers.get("content-type", "").lower().startswith(_FORM):
        raise UnsupportedMediaTypeError(remedy=f"Send `Content-Type: {_FORM}`.")
    raw = await request.body()
    try:
        return dict(parse_qsl(raw[:_MAX_FORM_BYTES].decode(), max_num_fields=10))
    except ValueError:
        raise MalformedJsonError("The form can't be read.", remedy="Use the form of /login.") from None


async def _redeem(form: dict[str, str], deps: Deps) -> Principal | None:
    token, key = form.get("token", ""), form.get("key", "").strip()
    if token:
        return await deps.gatekeeper.redeem_token(token, TokenKind.LOGIN)
    return await deps.gatekeeper.authenticate_key(key) if key else None


@router.post("/logout", include_in_schema=False)
async def log_out(request: Request, deps: DepsIn) -> Response:
    """End the session of the cookie."""
    session = session_of(request)
    if session is not None:
        ensure_own_origin(request, deps)
        await deps.gatekeeper.close_session(session)
    response = RedirectResponse("/login", 303)
    delete_session_cookies(response, request, deps)
    return response


@router.post(
    "/api/login-links",
    status_code=201,
    summary="Make a login link",
    response_model=LoginLink,
    responses={**answer(201, "The link, shown once.", examples.LOGIN_LINK), **problems(*WRITE)},
)
async def create_login_link(request: Request, caller: Admin, deps: DepsIn) -> Response:
    """Make a link that logs one browser in, once, with your own rights."""
    issued = await deps.gatekeeper.issue_token(caller, TokenKind.LOGIN)
    url = f"{base_url(request, deps.settings)}/login?token={issued.token}"
    return model_reply(LoginLink(url=url, expires_at=issued.expires_at), 201)

"""Who is calling: bearer keys and session cookies, roles, and the guard against cross-site requests."""

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Depends
from starlette.requests import HTTPConnection, Request

from api.deps import Deps, deps_of
from api.origins import is_own_origin
from domain.access import Principal
from domain.errors import ForbiddenError, UnauthenticatedError
from domain.values import Role

SESSION_COOKIE = "manta_session"
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_BEARER = "bearer "


def bearer_of(connection: HTTPConnection) -> str | None:
    """Return the key of the Authorization header, None when there is no bearer key."""
    return bearer_in(connection.headers.get("authorization", ""))


def bearer_in(header: str) -> str | None:
    """Return the key in an Authorization header, None when it holds no bearer key."""
    return header[len(_BEARER) :].strip() if header[: len(_BEARER)].lower() == _BEARER else None


def session_of(connection: HTTPConnection) -> str | None:
    """Return the session cookie's secret."""
    return connection.cookies.get(SESSION_COOKIE) or None


def ensure_own_origin(connection: HTTPConnection, deps: Deps) -> None:
    """Pass when the request comes from one of this server's own pages.

    Browsers send the cookie with requests that other sites cause; the Origin header tells them apart.

    Raises:
        ForbiddenError: The Origin header is missing or names another site.
    """
    origin = connection.headers.get("origin", "")
    if not is_own_origin(origin, connection, deps.settings):
        raise ForbiddenError(
            "A session cookie counts only for requests from this server's own pages.",
            remedy="Send the Origin header of this server, or use an API key.",
        )


async def find_principal(connection: HTTPConnection, deps: Deps) -> Principal | None:
    """Return whom the request's key or session cookie stands for, None when it has no valid one."""
    key = bearer_of(connection)
    if key is not None:
        return await deps.gatekeeper.authenticate_key(key) if key else None
    session = session_of(connection)
    return await deps.gatekeeper.authenticate_session(session) if session else None


async def authenticate(request: Request, deps: Deps) -> Principal:
    """Return the caller of an HTTP request.

    Raises:
        UnauthenticatedError: No valid key or session.
        ForbiddenError: A state-changing request with a cookie from another site.
    """
    principal = await find_principal(request, deps)
    if principal is None:
        raise UnauthenticatedError
    if request.method not in _SAFE_METHODS and bearer_of(request) is None:
        ensure_own_origin(request, deps)
    return principal


def _require(role: Role) -> Callable[[Request], Awaitable[Principal]]:
    async def principal(request: Request) -> Principal:
        caller = await authenticate(request, deps_of(request))
        caller.require(role)
        return caller

    return principal


Viewer = Annotated[Principal, Depends(_require(Role.VIEWER))]
"""A route's parameter: any authenticated caller."""

Member = Annotated[Principal, Depends(_require(Role.MEMBER))]
"""A route's parameter: a caller who may write."""

Admin = Annotated[Principal, Depends(_require(Role.ADMIN))]
"""A route's parameter: a caller who may let others in."""

"""The session's cookie: how browsers keep it, in a tab of their own and in Telegram's frame."""

from starlette.requests import Request
from starlette.responses import Response

from api.auth import SESSION_COOKIE
from api.deps import Deps
from api.origins import scheme_of
from domain.access import IssuedToken

_FRAMED = "HttpOnly; Path=/; SameSite=None; Secure; Partitioned"
"""Attributes in a frame of another site: browsers take them over https only (see decision 0020)."""


def set_session_cookie(
    response: Response, request: Request, deps: Deps, session: IssuedToken, *, framed: bool = False
) -> None:
    """Let a browser keep a session out of reach for scripts.

    Args:
        response: Gets the cookie.
        request: Tells whether the client speaks https.
        deps: Its clock tells how long the session still lives.
        session: What the cookie holds.
        framed: The page may be in a frame of Telegram's web client. Over https the cookie is then sent
            there too, and only in frames of that site; else other sites never cause it to be sent.
    """
    lifetime_s = max(0, int((session.expires_at - deps.clock.now()).total_seconds()))
    secure = _is_secure(request, deps)
    if framed and secure:
        _append(response, session.token, lifetime_s)
        return
    response.set_cookie(
        SESSION_COOKIE,
        session.token,
        max_age=lifetime_s,
        path="/",
        secure=secure,
        httponly=True,
        samesite="strict",
    )


def delete_session_cookies(response: Response, request: Request, deps: Deps) -> None:
    """Let a browser forget its session, in whichever way it keeps it."""
    response.delete_cookie(SESSION_COOKIE, path="/", httponly=True, samesite="strict")
    if _is_secure(request, deps):
        _append(response, "", 0)


def _is_secure(request: Request, deps: Deps) -> bool:
    return scheme_of(request, deps.settings) == "https"


def _append(response: Response, token: str, max_age_s: int) -> None:
    """Add the header by hand: before Python 3.14 the standard library refuses to write `Partitioned`."""
    response.headers.append("Set-Cookie", f"{SESSION_COOKIE}={token}; Max-Age={max_age_s}; {_FRAMED}")

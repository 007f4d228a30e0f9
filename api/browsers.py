"""What browsers need that programs don't: knowing them, and the way in and back to where they wanted."""

from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.pages import onward_page
from domain.errors import UnauthenticatedError

HOME = "/"
NEXT = "next"
"""The field of the login's address and form that says where to go afterwards."""
_MAX_LENGTH = 2000
_FIRST_PRINTABLE = "!"


def wants_html(request: Request) -> bool:
    """Return whether a browser asks: they name text/html first, programs don't name it."""
    kinds = [part.split(";")[0].strip() for part in request.headers.get("accept", "").split(",")]
    if "text/html" not in kinds:
        return False
    return "application/json" not in kinds or kinds.index("text/html") < kinds.index("application/json")


def own_path(wish: str) -> str:
    """Return where to go after logging in: `wish` if it is a path of this server, else the front page.

    Browsers read two slashes, or a slash and a backslash, as the beginning of another host, also with a tab
    or a line's end between them, which they drop: a link to our login must not lead there.
    """
    fits = wish.startswith("/") and len(wish) <= _MAX_LENGTH
    if not fits or wish.startswith("//") or "\\" in wish or min(wish) < _FIRST_PRINTABLE:
        return HOME
    return wish


def to_login(request: Request) -> Response:
    """Return the way in for browsers, which leads back to what they asked for.

    A link on another site's page comes without the cookie, as it is SameSite=Strict, though the browser may
    be logged in: a page of ours that goes on to the same address brings the cookie along.

    Raises:
        UnauthenticatedError: A program asks.
    """
    if not wants_html(request):
        raise UnauthenticatedError
    # Not request.url: it can't be made of every Host header.
    path, query = quote(request.scope["path"]), request.scope["query_string"].decode("latin-1")
    wish = own_path(f"{path}?{query}" if query else path)
    if request.headers.get("sec-fetch-site") == "cross-site":
        return HTMLResponse(onward_page(wish))
    return RedirectResponse("/login" if wish == HOME else f"/login?{urlencode({NEXT: wish})}", 303)

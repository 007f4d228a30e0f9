"""What browsers need that programs don't: knowing them, and the way in and back to where they wanted."""

from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from domain.errors import UnauthenticatedError

HOME = "/"
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

    Raises:
        UnauthenticatedError: A program asks.
    """
    if not wants_html(request):
        raise UnauthenticatedError
    # Not request.url: it can't be made of every Host header.
    path, query = quote(request.scope["path"]), request.scope["query_string"].decode("latin-1")
    wish = own_path(f"{path}?{query}" if query else path)
    return RedirectResponse("/login" if wish == HOME else f"/login?{urlencode({'next': wish})}", 303)

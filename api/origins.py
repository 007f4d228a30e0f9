"""Where the server is seen from outside: base address, and whether an Origin is its own."""

import re
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

from api.deps import ApiSettings

_HOST = re.compile(r"[A-Za-z0-9.\-_]+(:\d{1,5})?|\[[0-9A-Fa-f:.]+\](:\d{1,5})?")


def _first(value: str | None) -> str:
    return (value or "").split(",")[0].strip()


def scheme_of(connection: HTTPConnection, settings: ApiSettings) -> str:
    """Return `http` or `https` as the client sees it."""
    if settings.public_base_url:
        return urlsplit(settings.public_base_url).scheme
    forwarded = _first(connection.headers.get("x-forwarded-proto")).lower()
    scheme = forwarded or str(connection.scope.get("scheme", "http"))
    return "https" if scheme in {"https", "wss"} else "http"


def host_of(connection: HTTPConnection) -> str:
    """Return `host[:port]` as the client wrote it, `localhost` when it is not a host at all."""
    headers = connection.headers
    host = _first(headers.get("x-forwarded-host")) or headers.get("host", "")
    return host if _HOST.fullmatch(host) else "localhost"


def base_url(connection: HTTPConnection, settings: ApiSettings) -> str:
    """Return the address clients reach this server at, without a slash at its end."""
    if settings.public_base_url:
        return settings.public_base_url.rstrip("/")
    return f"{scheme_of(connection, settings)}://{host_of(connection)}"


def is_own_origin(origin: str, connection: HTTPConnection, settings: ApiSettings) -> bool:
    """Return whether a page of `origin` may act with the session cookie.

    Hosts are compared without the scheme: a proxy that ends TLS need not forward it, and a page that
    could answer for this host over plain HTTP already owns the network.
    """
    if origin in settings.allowed_origins:
        return True
    netloc = urlsplit(origin).netloc.lower() if "://" in origin else ""
    own = {host_of(connection).lower(), connection.headers.get("host", "").lower()}
    if settings.public_base_url:
        own.add(urlsplit(settings.public_base_url).netloc.lower())
    return bool(netloc) and netloc in own

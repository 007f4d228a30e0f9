"""Compressed answers for readers of long lists; everything else passes untouched."""

from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

MINIMUM_BYTES = 8 * 1024
"""Shorter answers stay as they are: they fit into a few packets anyway."""

LEVEL = 1
"""zlib's; JSON of tasks shrinks to a tenth; level 6 takes nearly three times as long for a quarter less."""

PATHS = frozenset({"/api/tasks", "/api/messages", "/api/proposals", "/api/stats/history", "/api/facets"})
"""Lists that may be long. Attachments are compressed by their own formats."""


class CompressionMiddleware:
    """Gzips long answers to GET requests of `PATHS` for clients that accept it.

    Other requests don't even pass through the compressor: writing messages is the hot path.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._compressed = GZipMiddleware(app, minimum_size=MINIMUM_BYTES, compresslevel=LEVEL)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, through the compressor if its answer may be long."""
        may_be_long = scope["type"] == "http" and scope["method"] == "GET" and scope["path"] in PATHS
        await (self._compressed if may_be_long else self._app)(scope, receive, send)

"""The outermost layer of a replica's HTTP server: what the application answers before Serve sees it.

Serve wraps what `middlewares` names around the HTTP server of each ingress replica, and around that of its
own proxy; see docs/decisions/0022-express-lane.md. The module imports nothing of the application, because
processes of Serve that never have one import it too.
"""

from typing import Protocol

from starlette.middleware import Middleware
from starlette.types import ASGIApp, Receive, Scope, Send


class Express(Protocol):
    """Answers what it can by itself and leaves everything else to `usual`."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send, usual: ASGIApp) -> None:
        """Handle one HTTP request."""
        ...


class Lane:
    """Where the application of this process registers its express lane while it runs."""

    def __init__(self) -> None:
        self.express: Express | None = None

    def open(self, express: Express) -> None:
        """Let `express` see each HTTP request first."""
        self.express = express

    def close(self) -> None:
        """Leave all requests to Serve from now on."""
        self.express = None


lane = Lane()
"""This process's only one: Serve makes the HTTP server and knows the middleware by a name alone."""


class FrontMiddleware:
    """Offers each HTTP request to the express lane, if the process has one open."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request or socket."""
        express = lane.express
        if express is None or scope["type"] != "http":
            await self._app(scope, receive, send)
        else:
            await express(scope, receive, send, self._app)


def middlewares() -> list[Middleware]:
    """Return what Serve is to wrap its HTTP servers in; its environment names this function."""
    return [Middleware(FrontMiddleware)]

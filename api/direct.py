"""Routes for hot paths: documented like any other, but called without FastAPI's parameter machinery."""

from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.types import Receive, Scope, Send


def direct(route: APIRoute) -> APIRoute:
    """Return `route` with its endpoint called as plain `async (Request) -> Response`.

    Errors the endpoint raises reach the application's exception handlers as usual.
    """
    endpoint = route.endpoint

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        response = await endpoint(Request(scope, receive, send))
        await response(scope, receive, send)

    route.app = app
    return route

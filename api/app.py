"""The HTTP application: routes, middleware and error handling put together."""

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.types import Lifespan

from api.board_files import Board, load_board
from api.body import BodyLimitMiddleware
from api.channels import Channels
from api.compression import CompressionMiddleware
from api.deps import ApiSettings, Deps
from api.edge import EdgeMiddleware
from api.errors import on_http_exception, on_invalid_parameters, on_manta_error
from api.openapi import DESCRIPTION, TAGS, Json, MantaApi
from api.routes import (
    agents,
    attachments,
    board,
    comments,
    example,
    figures,
    keys,
    live,
    me,
    members,
    messages,
    mini_app,
    models,
    pages,
    proposals,
    quick_add,
    recurrences,
    retries,
    search,
    service,
    sessions,
    tasks,
    telegram,
    telegram_report,
    vocabulary,
    workspace,
)
from api.sockets import SocketSlots
from domain.errors import MantaError


def create_app(deps: Deps, lifespan: Lifespan[FastAPI] | None = None) -> FastAPI:
    """Return the application over `deps`; starting and stopping them is the caller's business.

    Args:
        deps: Ports and settings; the composition root fills them with the real thing, tests with fakes.
        lifespan: Runs around the application's life, if the server supports it.
    """
    app = _application(deps.settings, lifespan)
    app.state.deps = deps
    app.state.slots = SocketSlots(deps.settings.sockets.max_sockets)
    app.state.channels = Channels(deps)
    app.state.board = _load_board(deps.settings)
    if app.state.board is not None:
        app.router.routes.extend(board.routes_of(app.state.board))
    return app


def _load_board(settings: ApiSettings) -> Board | None:
    return None if settings.board_folder is None else load_board(settings.board_folder)


def describe_api(version: str) -> Json:
    """Return the OpenAPI document of the routes as they are, without anything they call.

    Args:
        version: Manta's version, which the document names.
    """
    return _application(ApiSettings(version)).openapi()


def _application(settings: ApiSettings, lifespan: Lifespan[FastAPI] | None = None) -> MantaApi:
    """Return the routes with their middleware; they answer when `state` holds deps and slots."""
    app = MantaApi(
        title="Manta",
        summary="Messages become tasks.",
        description=DESCRIPTION,
        version=settings.version,
        openapi_tags=TAGS,
        openapi_url=None,  # served behind a key by api.routes.pages
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        separate_input_output_schemas=False,
        # Ray sets a global meter provider in its workers, and FastAPI would feed it at a price per request.
        telemetry={"tracing": False, "metrics": False, "logs": False},
        lifespan=lifespan,
        middleware=layers(settings),
        exception_handlers={
            MantaError: on_manta_error,
            HTTPException: on_http_exception,
            RequestValidationError: on_invalid_parameters,
        },
    )
    app.router.routes.append(messages.receive_message_route)
    for part in (
        live,
        messages,
        attachments,
        retries,
        example,
        tasks,
        comments,
        quick_add,
        recurrences,
        search,
        proposals,
        workspace,
        vocabulary,
        agents,
        figures,
        models,
        members,
        service,
        sessions,
        mini_app,
        me,
        keys,
        telegram,
        board,
        telegram_report,
        pages,
    ):
        # Not include_router: it would build every route a second time and match paths twice per request.
        app.router.routes.extend(part.router.routes)
    return app


def layers(settings: ApiSettings) -> list[Middleware]:
    """Return the layers around the routes from the outside in; the express lane has the same."""
    found = [Middleware(EdgeMiddleware, settings=settings)]
    if settings.allowed_origins:
        found.append(
            Middleware(
                CORSMiddleware,
                allow_origins=settings.allowed_origins,
                allow_methods=["GET", "POST", "PUT", "PATCH", "DELETE"],
                allow_headers=[
                    "Authorization",
                    "Content-Type",
                    "Idempotency-Key",
                    "If-Match",
                    "X-Request-Id",
                ],
                expose_headers=["ETag", "Link", "Location", "Retry-After", "X-Request-Id"],
            )
        )
    found.append(Middleware(CompressionMiddleware))
    found.append(Middleware(BodyLimitMiddleware, max_bytes=settings.max_body_bytes))
    return found

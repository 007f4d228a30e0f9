"""Turns what routes raise into problem details."""

import logging
from collections.abc import Iterable, Mapping, Sequence

from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from pydantic_core import ErrorDetails
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from api.deps import deps_of
from api.problems import (
    REQUEST_ID_KEY,
    BodyTooLargeError,
    FieldError,
    InternalError,
    InvalidFieldsError,
    MethodNotAllowedError,
    NoSuchRouteError,
    RequestRefusedError,
    problem_response,
)
from domain.errors import MantaError
from domain.metrics import REFUSALS, Metrics

logger = logging.getLogger(__name__)

_OF_STATUS: Mapping[int, type[MantaError]] = {
    404: NoSuchRouteError,
    405: MethodNotAllowedError,
    413: BodyTooLargeError,
}
_FIRST_SERVER_ERROR = 500


def request_id_of(scope: Scope) -> str:
    """Return the id the edge gave the request, empty when it did not pass the edge."""
    return str(scope.get(REQUEST_ID_KEY, ""))


def field_errors(errors: Iterable[ErrorDetails], skip: int = 0) -> list[FieldError]:
    """Return pydantic's findings without the values they are about: those may be secrets.

    `skip` leaves out that many leading parts of each location.
    """
    return [
        FieldError(
            field=".".join(str(part) for part in error["loc"][skip:]),
            message=error["msg"].removeprefix("Value error, "),
            code=error["type"],
        )
        for error in errors
    ]


def invalid_fields(error: ValidationError) -> InvalidFieldsError:
    """Return the API's error for a value that did not pass its model."""
    return InvalidFieldsError(
        field_errors(error.errors(include_url=False, include_context=False, include_input=False))
    )


async def on_manta_error(request: Request, error: Exception) -> Response:
    """Answer an error of the domain."""
    known = error if isinstance(error, MantaError) else InternalError()
    return refuse(known, request.scope, deps_of(request).metrics)


def refuse(error: MantaError, scope: Scope, metrics: Metrics) -> Response:
    """Return the answer that tells of an error, and count it."""
    metrics.add(REFUSALS, 1, (error.code,))
    return problem_response(error, scope["path"], request_id_of(scope))


async def on_http_exception(request: Request, error: Exception) -> Response:
    """Answer what the framework itself refuses: unknown routes, methods, broken bodies."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    headers = error.headers if isinstance(error, HTTPException) else None
    kind = _OF_STATUS.get(status, RequestRefusedError if status < _FIRST_SERVER_ERROR else InternalError)
    return problem_response(kind(), request.scope["path"], request_id_of(request.scope), headers)


async def on_invalid_parameters(request: Request, error: Exception) -> Response:
    """Answer path and query parameters that did not pass their types."""
    details: Sequence[ErrorDetails] = error.errors() if isinstance(error, RequestValidationError) else ()
    # FastAPI puts "query" or "path" before each name.
    return await on_manta_error(request, InvalidFieldsError(field_errors(details, skip=1)))

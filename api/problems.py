"""RFC 9457 problem details: every error the API answers with, in one table."""

import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus

import orjson
from pydantic import BaseModel, Field
from starlette.responses import Response

from domain.attachment import FileGoneError, FileTooLargeError
from domain.errors import (
    ConfigurationError,
    ConflictError,
    DuplicateIdError,
    ForbiddenError,
    IdempotencyKeyReusedError,
    IllegalTransitionError,
    InvalidInputError,
    MantaError,
    NotFoundError,
    OverloadedError,
    StaleVersionError,
    TaskNotFoundError,
    UnauthenticatedError,
    UnavailableError,
)
from domain.vocabulary import DuplicateTermError, VocabularyFullError

PROBLEM_JSON = "application/problem+json"
REQUEST_ID_HEADER = "X-Request-Id"
REQUEST_ID_KEY = "manta.request_id"
"""Where the edge leaves the request's id in the ASGI scope."""


class FieldError(BaseModel):
    """One field of a request that can't be accepted. The value itself is never repeated."""

    field: str = Field(description="Path of the field, for example `labels.0`; empty for the whole body.")
    message: str
    code: str = Field(description="Stable name of the rule, for example `missing`.")


class Problem(BaseModel):
    """Problem details (RFC 9457). `detail` is always a string; `remedy` says what to do."""

    type: str = Field(description="URI reference that explains this kind of problem.")
    title: str
    status: int
    detail: str
    code: str
    remedy: str
    instance: str = Field(description="The request's path.")
    request_id: str = Field(description="Names the request in the server's log.")
    errors: list[FieldError] | None = Field(default=None, description="For invalid input: which fields.")


class InvalidFieldsError(InvalidInputError):
    """Some fields can't be accepted."""

    code = "invalid-fields"
    remedy = "`errors` names each field and its rule; /docs shows an example."

    def __init__(self, errors: Sequence[FieldError], *, remedy: str = "") -> None:
        self.errors = list(errors)
        first = self.errors[0]
        detail = f"{first.field}: {first.message}" if first.field else first.message
        super().__init__(detail, remedy=remedy)


class MalformedJsonError(InvalidInputError):
    """The body is not JSON."""

    code = "malformed-json"
    remedy = "Send one JSON document in UTF-8."


class UnsupportedMediaTypeError(InvalidInputError):
    """The body's Content-Type is not one this endpoint reads."""

    code = "unsupported-media-type"
    remedy = "Send `Content-Type: application/json`."


class BodyTooLargeError(InvalidInputError):
    """The body is longer than this server accepts."""

    code = "body-too-large"
    remedy = "Send less at once, for example in several batches."


class NoSuchRouteError(NotFoundError):
    """There is no such address."""

    code = "no-such-route"
    remedy = "/docs lists every address."


class MethodNotAllowedError(InvalidInputError):
    """This address does not support the method."""

    code = "method-not-allowed"
    remedy = "The Allow header lists the methods; /docs explains them."


class RequestRefusedError(InvalidInputError):
    """The request was refused."""

    code = "refused"


class InternalError(MantaError):
    """Something went wrong inside the server; the request may or may not have taken effect."""

    code = "internal"
    remedy = "The server's log tells more under `request_id`; writes may be repeated with the same id or key."


STATUS: Mapping[type[MantaError], int] = {
    MalformedJsonError: 400,
    RequestRefusedError: 400,
    UnauthenticatedError: 401,
    ForbiddenError: 403,
    NotFoundError: 404,
    TaskNotFoundError: 404,
    NoSuchRouteError: 404,
    FileGoneError: 404,
    FileTooLargeError: 404,
    MethodNotAllowedError: 405,
    ConflictError: 409,
    DuplicateIdError: 409,
    IdempotencyKeyReusedError: 409,
    StaleVersionError: 409,
    IllegalTransitionError: 409,
    DuplicateTermError: 409,
    VocabularyFullError: 409,
    BodyTooLargeError: 413,
    UnsupportedMediaTypeError: 415,
    InvalidInputError: 422,
    InvalidFieldsError: 422,
    OverloadedError: 429,
    InternalError: 500,
    ConfigurationError: 500,
    UnavailableError: 503,
}
"""HTTP status of each kind of error; others follow their nearest ancestor."""

_RETRY_AFTER_S = {429: "1", 503: "2"}


def status_of(kind: type[MantaError]) -> int:
    """Return the HTTP status that errors of `kind` are answered with."""
    return next((STATUS[base] for base in kind.__mro__ if base in STATUS), 500)


def title_of(kind: type[MantaError]) -> str:
    """Return the sentence that stands for all errors of `kind`: its docstring's first line."""
    line = (kind.__doc__ or kind.code).strip().splitlines()[0]
    return line.split(";")[0].rstrip(".")


def _shown(path: str) -> str:
    return re.sub(r"[^\x21-\x7e]", "?", path)[:500]


def problem_of(error: MantaError, path: str, request_id: str) -> Problem:
    """Return the problem details of `error`, raised by a request for `path`."""
    kind = type(error)
    return Problem(
        type=f"/docs#problem-{error.code}",
        title=title_of(kind),
        status=status_of(kind),
        detail=error.detail,
        code=error.code,
        remedy=error.remedy,
        instance=_shown(path),
        request_id=request_id,
        errors=error.errors if isinstance(error, InvalidFieldsError) else None,
    )


def problem_response(
    error: MantaError, path: str, request_id: str, headers: Mapping[str, str] | None = None
) -> Response:
    """Return the HTTP answer for `error`."""
    problem = problem_of(error, path, request_id)
    extra = dict(headers or {})
    if problem.status == HTTPStatus.UNAUTHORIZED:
        extra["WWW-Authenticate"] = 'Bearer realm="manta"'
    if problem.status in _RETRY_AFTER_S:
        extra["Retry-After"] = _RETRY_AFTER_S[problem.status]
    body = orjson.dumps(problem.model_dump(exclude_none=True))
    return Response(body, problem.status, extra, media_type=PROBLEM_JSON)

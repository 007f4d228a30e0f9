"""Request bodies: bounded while they are read, then checked against a model."""

import asyncio
import json
import logging
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import invalid_fields, request_id_of
from api.problems import BodyTooLargeError, MalformedJsonError, UnsupportedMediaTypeError, problem_response

logger = logging.getLogger(__name__)
ModelT = TypeVar("ModelT", bound=BaseModel)


_DRAIN_BYTES = 64 * 1024 * 1024
_DRAIN_S = 5.0


class BodyLimitMiddleware:
    """Refuses bodies over a limit with 413 before they fill the memory, announced or chunked."""

    def __init__(self, app: ASGIApp, max_bytes: int) -> None:
        self._app = app
        self._max_bytes = max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        announced, waits = _announced(scope)
        if announced <= self._max_bytes:
            await self._app(scope, _Counted(receive, self._max_bytes), send)
            return
        if not waits:
            await _drain(receive)
        error = BodyTooLargeError(f"The body is longer than {self._max_bytes} bytes.")
        response = problem_response(error, scope["path"], request_id_of(scope), {"Connection": "close"})
        await response(scope, receive, send)


def _announced(scope: Scope) -> tuple[int, bool]:
    """Return the body's announced length, and whether the client waits for leave to send it."""
    length, waits = 0, False
    for name, value in scope["headers"]:
        if name == b"content-length":
            length = int(value) if value.isdigit() else 0
        elif name == b"expect":
            waits = True
    return length, waits


async def _drain(receive: Receive) -> None:
    """Read on for a while and drop it: a client that is still sending would not see the answer."""
    left = _DRAIN_BYTES
    try:
        async with asyncio.timeout(_DRAIN_S):
            while left > 0:
                message = await receive()
                left -= len(message.get("body", b""))
                if not message.get("more_body", False):
                    return
    except TimeoutError:
        logger.info("a body over the limit is still being sent after %s s", _DRAIN_S)


class _Counted:
    """A `receive` that stops at the limit.

    It raises Starlette's HTTPException because FastAPI turns any other exception met while it reads a
    body into 400.
    """

    __slots__ = ("_left", "_receive")

    def __init__(self, receive: Receive, max_bytes: int) -> None:
        self._receive = receive
        self._left = max_bytes

    async def __call__(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            self._left -= len(message.get("body", b""))
            if self._left < 0:
                if message.get("more_body", False):
                    await _drain(self._receive)
                raise HTTPException(413, headers={"Connection": "close"})
        return message


def ensure_json(headers: Headers) -> None:
    """Pass when the body is said to be JSON, or nothing is said.

    Raises:
        UnsupportedMediaTypeError: The Content-Type names something else.
    """
    content_type = headers.get("content-type")
    if content_type is None or content_type == "application/json":
        return
    kind = content_type.split(";")[0].strip().lower()
    if kind != "application/json" and not kind.endswith("+json"):
        raise UnsupportedMediaTypeError


async def read_json(request: Request, model: type[ModelT]) -> ModelT:
    """Return the request's JSON body as a `model`.

    Raises:
        UnsupportedMediaTypeError: The body is said to be something else.
        MalformedJsonError: The bytes are not JSON.
        InvalidFieldsError: The document does not fit the model.
    """
    ensure_json(request.headers)
    return parse_json(model, await request.body())


def parse_json(model: type[ModelT], raw: bytes) -> ModelT:
    """Return `raw` as a `model`.

    Raises:
        MalformedJsonError: The bytes are not JSON.
        InvalidFieldsError: The document does not fit the model.
    """
    try:
        return model.model_validate_json(raw)
    except ValidationError as error:
        if error.errors(include_url=False, include_input=False)[0]["type"] != "json_invalid":
            raise invalid_fields(error) from None
    # pydantic's parser calls a lone surrogate bad JSON and says no more; the standard library's lets it
    # through, so that the model can name the field.
    return validate(model, load_json(raw))


def validate(model: type[ModelT], value: object) -> ModelT:
    """Return a parsed JSON value as a `model`.

    Raises:
        InvalidFieldsError: The value does not fit the model.
    """
    try:
        return model.model_validate(value)
    except ValidationError as error:
        raise invalid_fields(error) from None


def load_json(raw: bytes) -> object:
    """Return the JSON document in `raw`, lone surrogates included.

    Raises:
        MalformedJsonError: The bytes are not JSON, or nested too deeply.
    """
    try:
        return json.loads(raw)
    except json.JSONDecodeError as error:
        raise MalformedJsonError(f"The body is not JSON: {error.msg} at character {error.pos}.") from None
    except (ValueError, RecursionError):
        raise MalformedJsonError from None

"""What the generated OpenAPI document can't know by itself: bodies read by hand, problems, security."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, cast

from fastapi import APIRouter, FastAPI
from pydantic import BaseModel

from api.auth import SESSION_COOKIE
from api.inputs import (
    CommentIn,
    CorrectionIn,
    DeclineIn,
    MergeProposalIn,
    MergeTaskIn,
    MessageIn,
    ModelTrialIn,
    NewTaskIn,
    ProposalPatch,
    QuickAddIn,
    RetryIn,
    SessionWorkspaceIn,
    StatusIn,
    TaskIn,
    TaskPatch,
    Terms,
    WorkspacePatch,
)
from api.problems import (
    PROBLEM_JSON,
    BodyTooLargeError,
    MalformedJsonError,
    Problem,
    UnsupportedMediaTypeError,
    problem_of,
    status_of,
)
from domain.errors import (
    ForbiddenError,
    InvalidInputError,
    MantaError,
    OverloadedError,
    UnauthenticatedError,
    UnavailableError,
)
from domain.keys import NewKey
from domain.vocabulary import Term, TermChange

Json = dict[str, Any]
Responses = dict[int | str, Json]

DESCRIPTION = """\
Messages go in, tasks come out; every step is an event on `/ws`.

- **Access**: `Authorization: Bearer <key>` on every request, or the session cookie of `/login`.
- **Repeating is safe**: the same message id, or the same `Idempotency-Key`, gives the same answer.
- **Lists** are plain arrays, newest first; the `Link` header leads to the next page. A search answers with an
  object, best first, and has no pages.
- **Errors** are RFC 9457 problem details; 400 means the body is not JSON, 422 that it does not fit.
- **Times** are ISO 8601 with offset; without an offset they are read as UTC.
- **Live**: `/ws?last_seq=<seq>` continues where you stopped; see the table of close codes in `/docs`.
"""
TAGS = [
    {"name": "messages", "description": "What people wrote."},
    {"name": "tasks", "description": "What is to be done."},
    {"name": "search", "description": "Finding messages and tasks by their words and by what they mean."},
    {"name": "proposals", "description": "Tasks the agents are not sure of; a person decides."},
    {"name": "workspace", "description": "How messages are read here, in whose words, and how well."},
    {"name": "live", "description": "Events as they happen."},
    {"name": "access", "description": "Logging in and letting others in."},
    {"name": "service", "description": "Manta itself."},
    {"name": "telegram", "description": "The bot's webhook."},
]
_SCHEMA_REF = "#/components/schemas/{model}"
_HAND_READ: Sequence[type[BaseModel]] = (
    MessageIn,
    CorrectionIn,
    TaskIn,
    NewTaskIn,
    TaskPatch,
    QuickAddIn,
    StatusIn,
    MergeTaskIn,
    CommentIn,
    ProposalPatch,
    MergeProposalIn,
    DeclineIn,
    RetryIn,
    WorkspacePatch,
    ModelTrialIn,
    SessionWorkspaceIn,
    NewKey,
    Term,
    TermChange,
    Terms,
    Problem,
)
_SECURITY_SCHEMES: Json = {
    "bearer": {"type": "http", "scheme": "bearer", "description": "An API key."},
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": SESSION_COOKIE,
        "description": "Set by `/login`; changes also need this server's Origin.",
    },
    "telegram": {
        "type": "apiKey",
        "in": "header",
        "name": "X-Telegram-Bot-Api-Secret-Token",
        "description": "The webhook's secret.",
    },
}
IDEMPOTENCY_KEY: Json = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "maxLength": 512},
    "description": "A name of your choice for this request; repeating both gives the first answer again.",
}
IF_MATCH: Json = {
    "name": "If-Match",
    "in": "header",
    "required": False,
    "schema": {"type": "string"},
    "example": '"3"',
    "description": "The ETag you read; 409 `stale-version` when the task has changed since.",
}


def new_router(tag: str) -> APIRouter:
    """Return a router whose operations carry `tag` and are named after their functions."""
    return APIRouter(tags=[tag], generate_unique_id_function=lambda route: route.name)


def body(schema: Json | type[BaseModel], example: object, *, required: bool = True) -> Json:
    """Return the request body of an operation that reads it by hand."""
    shape = schema if isinstance(schema, dict) else ref(schema)
    return {
        "requestBody": {
            "required": required,
            "content": {"application/json": {"schema": shape, "example": example}},
        }
    }


def ref(model: type[BaseModel]) -> Json:
    """Return a reference to a model's schema."""
    return {"$ref": _SCHEMA_REF.format(model=model.__name__)}


def answer(status: int, description: str, example: object, headers: Json | None = None) -> Responses:
    """Return a documented answer with its example; its schema comes from the route's response model."""
    documented: Json = {"description": description, "content": {"application/json": {"example": example}}}
    return {status: {**documented, "headers": headers} if headers else documented}


def problems(*kinds: type[MantaError]) -> Responses:
    """Return the documented problems of an operation, one example for each kind."""
    responses: Responses = {}
    for kind in kinds:
        status = status_of(kind)
        response = responses.setdefault(status, _problem_response(status))
        example = problem_of(kind(), "/api/…", "5f1c…").model_dump(exclude_none=True)
        response["content"][PROBLEM_JSON]["examples"][kind.code] = {"value": example}
    return responses


def _problem_response(status: int) -> Json:
    return {
        "description": HTTPStatus(status).phrase,
        "content": {PROBLEM_JSON: {"schema": ref(Problem), "examples": {}}},
    }


READ = (UnauthenticatedError, OverloadedError, UnavailableError)
"""Problems of every reading operation."""

WRITE = (*READ, ForbiddenError)
"""Problems of every writing operation without a body."""

WRITE_BODY = (
    *WRITE,
    MalformedJsonError,
    UnsupportedMediaTypeError,
    BodyTooLargeError,
    InvalidInputError,
)
"""Problems of every writing operation with a JSON body."""

LINK_HEADER: Json = {
    "Link": {
        "description": '`<address>; rel="next"`: the next page (RFC 8288); absent on the last one.',
        "schema": {"type": "string"},
    }
}
LOCATION_HEADER: Json = {"Location": {"description": "Where it is.", "schema": {"type": "string"}}}
ETAG_HEADER: Json = {
    "ETag": {"description": "The task's version, for If-Match.", "schema": {"type": "string"}}
}


class MantaApi(FastAPI):
    """FastAPI whose OpenAPI document also knows bodies read by hand, problems and how to authenticate."""

    def openapi(self) -> Json:
        """Return the OpenAPI document, completed once."""
        document = super().openapi()
        if "security" not in document:
            _complete(document)
        return document


def _complete(document: Json) -> None:
    document["security"] = [{"bearer": []}, {"session": []}]
    components: Json = document.setdefault("components", {})
    components["securitySchemes"] = _SECURITY_SCHEMES
    schemas: Json = components.setdefault("schemas", {})
    for generated in ("HTTPValidationError", "ValidationError"):
        schemas.pop(generated, None)
    for model in _HAND_READ:
        own = model.model_json_schema(ref_template=_SCHEMA_REF)
        for name, schema in cast("Json", own.pop("$defs", {})).items():
            schemas.setdefault(name, schema)
        schemas[model.__name__] = own

"""Answers: JSON written straight from values, without a second validation, and their models for the docs."""

from collections.abc import Mapping

from pydantic import BaseModel, Field
from starlette.responses import Response

from domain.health import HealthStatus
from domain.quick_add import QuickAdd, QuickAddSettings
from domain.task import Task
from domain.values import Instant, Role, TaskStatus

JSON = "application/json"


def json_reply(content: bytes, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """Return `content`, which is JSON already."""
    return Response(content, status, dict(headers or {}), media_type=JSON)


def model_reply(value: BaseModel, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """Return a value as JSON."""
    return json_reply(value.model_dump_json().encode(), status, headers)


def task_reply(task: Task, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """Return a task as JSON, its version as the ETag."""
    return model_reply(task, status, {"ETag": f'"{task.version}"', **(headers or {})})


class Received(BaseModel):
    """A message is stored durably; the same answer whenever the message is repeated."""

    status: str = Field(default="message received", examples=["message received"])
    id: str = Field(description="The message's own id, yours or the one it was given.")
    message_id: int = Field(description="Manta's number of the message.")


class Requeued(BaseModel):
    """A message is in the queue: again, or still."""

    status: str = Field(
        description="`message queued again`, or `message still waiting`: nothing has changed."
    )
    id: str = Field(description="The message's own id.")
    message_id: int = Field(description="Manta's number of the message.")


class Refusal(BaseModel):
    """Why one item of a batch was not stored."""

    code: str
    detail: str
    remedy: str


class BatchResult(BaseModel):
    """What became of one item of a batch, in the order sent."""

    id: str | None = Field(description="The item's id, null when it has none that can be read.")
    status: str = Field(description="`message received`, `duplicate` (stored before) or `rejected`.")
    message_id: int | None = None
    error: Refusal | None = None


class BatchReply(BaseModel):
    """What became of each item of a batch."""

    results: list[BatchResult]
    received: int
    duplicates: int
    rejected: int


class QuickAddReply(QuickAddSettings, QuickAdd):
    """What a line of text was understood as, and how it was read."""


class StatusUpdated(BaseModel):
    """A task's status after the request."""

    message: str = "Task status updated"
    task_id: int
    status: TaskStatus
    version: int


class Config(BaseModel):
    """How a client reaches this server."""

    wsUrl: str  # noqa: N815 - the early clients' name
    apiBaseUrl: str  # noqa: N815 - the early clients' name
    version: str
    docsUrl: str  # noqa: N815 - as its neighbours
    workspaceId: int  # noqa: N815 - as its neighbours
    role: Role


class Running(BaseModel):
    """The root's answer to programs."""

    message: str = "Manta is running"
    status: str = "running"
    version: str
    docs: str
    openapi: str
    health: str


class CheckReply(BaseModel):
    """One part's state; the detail is shown to authenticated callers only."""

    ok: bool
    detail: str | None = None


class HealthReply(BaseModel):
    """The state of the whole, with each part's."""

    status: HealthStatus
    timestamp: Instant
    version: str
    checks: dict[str, CheckReply]


class LoginLink(BaseModel):
    """A link that logs one browser in, once."""

    url: str
    expires_at: Instant


class SocketTicket(BaseModel):
    """A ticket that opens one socket, once: `/ws?ticket=…`."""

    ticket: str
    expires_at: Instant


class WebhookReply(BaseModel):
    """Telegram need not deliver the update again."""

    status: str = "ok"

"""Calls as they come over HTTP, and answers as they go."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import HTTP
from typing import cast
from urllib.parse import parse_qsl

from pydantic import TypeAdapter, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from tests.fakes.telegram.jsons import Json
from tests.fakes.telegram.refusals import Refusal, bad_request
from tests.fakes.telegram.world import Upload

_FIELDS = TypeAdapter(dict[str, object])


@dataclass(frozen=True)
class Answer:
    """An answer; `is_cut` means that the connection breaks in its midst."""

    status: int
    body: Json
    is_cut: bool = False

    def to_response(self) -> Response:
        """Return it as Starlette sends it."""
        if self.is_cut:
            return StreamingResponse(_break_off(), headers={"Content-Length": "1000"})
        headers = {"Retry-After": str(after)} if (after := self._retry_after()) is not None else None
        return JSONResponse(self.body, self.status, headers)

    def _retry_after(self) -> object:
        parameters = self.body.get("parameters")
        return cast("Json", parameters).get("retry_after") if isinstance(parameters, dict) else None


@dataclass
class Form:
    """What a call has brought."""

    fields: Json = field(default_factory=dict[str, object])
    uploads: dict[str, Upload] = field(default_factory=dict[str, Upload])


def answer_with(result: object) -> Answer:
    """Return the answer to what was done."""
    return Answer(200, {"ok": True, "result": result})


def answer_refusal(refusal: Refusal) -> Answer:
    """Return the answer to what was not done."""
    body: Json = {"ok": False, "error_code": refusal.status, "description": refusal.description}
    return Answer(refusal.status, body | ({"parameters": refusal.parameters} if refusal.parameters else {}))


async def read_form(request: Request) -> Form:
    """Return a call's fields from the query, JSON, a form, or a multipart body (RFC 7578).

    Raises:
        Refusal: 400, when a JSON body is none.
    """
    kind, body = request.headers.get("content-type", ""), await request.body()
    form = Form(dict(request.query_params))
    if kind.startswith("application/json"):
        form.fields |= _read_json(body)
    elif kind.startswith("multipart/"):
        _read_parts(kind, body, form)
    else:
        form.fields |= dict(parse_qsl(body.decode(), keep_blank_values=True))
    return form


def _read_json(body: bytes) -> Json:
    try:
        return _FIELDS.validate_json(body)
    except ValidationError as error:
        raise bad_request("can't parse JSON object") from error


def _read_parts(kind: str, body: bytes, form: Form) -> None:
    whole = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + body)
    for part in cast("list[EmailMessage]", list(whole.iter_parts())):
        name = str(part.get_param("name", header="content-disposition"))
        content = cast("bytes", part.get_payload(decode=True))
        file_name = part.get_filename()
        if file_name is None:
            form.fields[name] = content.decode()
        else:
            form.uploads[name] = Upload(file_name, content)


async def _break_off() -> AsyncIterator[bytes]:
    yield b'{"ok":'

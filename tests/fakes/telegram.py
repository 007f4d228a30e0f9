"""A Bot API server that can be told to misbehave: it takes messages, and hands out updates until confirmed.

In a test it lives in the process; as a process of its own: `python -m tests.fakes.telegram --port 8010
--file SENT.jsonl`. What it has answered for is in the file before it answers, and read again at its next
start, as Telegram would know it too. `POST /control/mode`, `POST /control/update`, `GET /control/sent`.
"""

import argparse
import asyncio
import os
import time
from collections.abc import AsyncIterator
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.policy import HTTP
from enum import StrEnum
from pathlib import Path
from typing import ClassVar, cast
from urllib.parse import parse_qsl

import orjson
from pydantic import BaseModel, TypeAdapter, ValidationError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from tests.fakes.serving import serve_until_killed

_FIELDS = TypeAdapter(dict[str, object])


class Mode(StrEnum):
    """What the server does with a message."""

    OK = "ok"
    HANG = "hang"
    ERROR_500 = "error_500"
    RATE_LIMITED = "rate_limited"
    CLOSE_AFTER_TAKING = "close_after_taking"
    FORBIDDEN = "forbidden"


class Wish(BaseModel):
    """The body of POST /control/mode."""

    mode: Mode


class Replied(BaseModel):
    """What is read of a message's reply_parameters."""

    message_id: int


class Outgoing(BaseModel):
    """A message as it was taken."""

    chat_id: str
    text: str
    reply_to: int | None = None


class FakeTelegram:
    """The server's behaviour; `mode` may be changed at any time, `sent` is what it took, doubles included."""

    SILENCE_S: ClassVar[float] = 3600.0
    POLL_S: ClassVar[float] = 2.0

    def __init__(self, file: Path | None = None) -> None:
        self.mode = Mode.OK
        self._file = file
        self.sent: list[Outgoing] = []
        self.updates: list[dict[str, object]] = []
        self._recall()
        self.app = Starlette(
            routes=[
                Route("/control/mode", self._set_mode, methods=["POST"]),
                Route("/control/update", self._push, methods=["POST"]),
                Route("/control/sent", self._tell_sent),
                Route("/bot{token}/{method}", self._call, methods=["GET", "POST"]),
            ]
        )

    def _recall(self) -> None:
        if self._file is None or not self._file.exists():
            return
        for line in self._file.read_bytes().splitlines(keepends=True):
            if line.endswith(b"\n"):
                record = _FIELDS.validate_json(line)
                if "update" in record:
                    self.updates.append(_FIELDS.validate_python(record["update"]))
                else:
                    self.sent.append(Outgoing.model_validate(record["sent"]))

    def _remember(self, kind: str, value: object) -> None:
        if self._file is None:
            return
        with self._file.open("ab") as stream:
            stream.write(orjson.dumps({kind: value}) + b"\n")
            stream.flush()
            os.fsync(stream.fileno())

    async def _set_mode(self, request: Request) -> Response:
        self.mode = Wish.model_validate_json(await request.body()).mode
        return JSONResponse({"mode": self.mode})

    async def _push(self, request: Request) -> Response:
        update = _FIELDS.validate_json(await request.body())
        if update["update_id"] not in {known["update_id"] for known in self.updates}:
            self._remember("update", update)
            self.updates.append(update)
        return JSONResponse({"ok": True})

    async def _tell_sent(self, _: Request) -> Response:
        return JSONResponse([one.model_dump() for one in self.sent])

    async def _call(self, request: Request) -> Response:
        fields = await _read_fields(request)
        match request.path_params["method"].lower():
            case "getme":
                return _ok({"id": 1, "is_bot": True, "first_name": "Manta", "username": "manta_bot"})
            case "getwebhookinfo":
                return _ok({"url": "", "has_custom_certificate": False, "pending_update_count": 0})
            case "deletewebhook":
                return _ok(result=True)
            case "getupdates":
                return await self._get_updates(fields)
            case "sendmessage":
                return await self._send(fields)
            case method:
                return _refuse(404, f"Not Found: method {method}")

    async def _get_updates(self, fields: dict[str, object]) -> Response:
        offset = int(str(fields.get("offset") or 0))
        until = time.monotonic() + self.POLL_S
        while time.monotonic() < until:
            waiting = [one for one in self.updates if int(str(one["update_id"])) >= offset]
            if waiting:
                return _ok(waiting[:100])
            await asyncio.sleep(0.05)
        return _ok([])

    async def _send(self, fields: dict[str, object]) -> Response:
        if self.mode is Mode.HANG:
            await asyncio.sleep(self.SILENCE_S)
        if self.mode in _REFUSALS:
            status, text, parameters = _REFUSALS[self.mode]
            return _refuse(status, text, parameters)
        try:
            taken = _outgoing(fields)
        except (KeyError, ValidationError):
            return _refuse(400, "Bad Request: chat_id and text are needed")
        self._remember("sent", taken.model_dump())
        self.sent.append(taken)
        if self.mode is Mode.CLOSE_AFTER_TAKING:
            return StreamingResponse(_break_off(), headers={"Content-Length": "1000"})
        chat = {"id": int(taken.chat_id), "type": "group", "title": "chat"}
        message = {"message_id": 10_000 + len(self.sent), "date": int(time.time()), "chat": chat}
        return _ok({**message, "text": taken.text})


_REFUSALS: dict[Mode, tuple[int, str, dict[str, int]]] = {
    Mode.ERROR_500: (500, "Internal Server Error", {}),
    Mode.RATE_LIMITED: (429, "Too Many Requests: retry after 1", {"retry_after": 1}),
    Mode.FORBIDDEN: (403, "Forbidden: bot was blocked by the user", {}),
}


async def _read_fields(request: Request) -> dict[str, object]:
    """Return a call's fields, from JSON, a form, or a multipart body (RFC 7578) as aiogram sends them."""
    kind, body = request.headers.get("content-type", ""), await request.body()
    if kind.startswith("application/json"):
        return _FIELDS.validate_json(body)
    if not kind.startswith("multipart/"):
        return dict(parse_qsl(body.decode()))
    whole = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + body)
    parts = cast("list[EmailMessage]", list(whole.iter_parts()))
    return {_name(part): cast("bytes", part.get_payload(decode=True)).decode() for part in parts}


def _name(part: Message) -> str:
    return str(part.get_param("name", header="content-disposition"))


def _outgoing(fields: dict[str, object]) -> Outgoing:
    reply = fields.get("reply_parameters")
    replied = Replied.model_validate_json(reply).message_id if isinstance(reply, str) else None
    return Outgoing(chat_id=str(fields["chat_id"]), text=str(fields["text"]), reply_to=replied)


async def _break_off() -> AsyncIterator[bytes]:
    yield b'{"ok":'


def _ok(result: object) -> Response:
    return JSONResponse({"ok": True, "result": result})


def _refuse(status: int, text: str, parameters: dict[str, int] | None = None) -> Response:
    body = {"ok": False, "error_code": status, "description": text, "parameters": parameters or {}}
    return JSONResponse(body, status)


def main() -> None:
    """Serve until killed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--file", type=Path)
    options = parser.parse_args()
    serve_until_killed(FakeTelegram(options.file).app, options.port)


if __name__ == "__main__":
    main()

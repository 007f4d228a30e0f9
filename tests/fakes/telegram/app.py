"""The emulator over HTTP."""

import base64
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Final

from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from tests.fakes.serving import served
from tests.fakes.telegram.emulator import Emulator
from tests.fakes.telegram.refusals import Refusal
from tests.fakes.telegram.wire import answer_refusal, read_form

_UNAUTHORIZED: Final = Refusal(401, "Unauthorized")
_NOT_FOUND: Final = Refusal(404, "Not Found")


def build_app(emulator: Emulator, routes: list[Route] | None = None) -> Starlette:
    """Return the Bot API, the files and the control endpoints of an emulator."""
    wire = _Wire(emulator)
    return Starlette(
        routes=[
            *(routes or []),
            Route("/control/ask/{name}", wire.ask, methods=["POST"]),
            Route("/bot{token}/{method}", wire.call, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", wire.file),
        ]
    )


@asynccontextmanager
async def running(emulator: Emulator) -> AsyncGenerator[str]:
    """Serve an emulator on a free port and give the address for `TelegramAPIServer.from_base`."""
    emulator.start()
    try:
        async with served(build_app(emulator)) as url:
            yield url
    finally:
        await emulator.close()


class _Wire:
    def __init__(self, emulator: Emulator) -> None:
        self._emulator = emulator

    def _knows(self, token: str) -> bool:
        known = self._emulator.state.settings.token
        number, colon, secret = token.partition(":")
        return token == known if known is not None else number.isdecimal() and bool(colon and secret)

    async def call(self, request: Request) -> Response:
        if not self._knows(request.path_params["token"]):
            return answer_refusal(_UNAUTHORIZED).to_response()
        try:
            form = await read_form(request)
        except Refusal as refusal:
            return answer_refusal(refusal).to_response()
        answer = await self._emulator.call(request.path_params["method"], form.fields, form.uploads)
        return answer.to_response()

    async def file(self, request: Request) -> Response:
        if not self._knows(request.path_params["token"]):
            return answer_refusal(_UNAUTHORIZED).to_response()
        path: str = request.path_params["path"]
        found = next((one for one in self._emulator.state.files if one.name == path), None)
        if found is None:
            return answer_refusal(_NOT_FOUND).to_response()
        return Response(base64.b64decode(found.content), media_type="application/octet-stream")

    async def ask(self, request: Request) -> Response:
        """Answer a question of `asks`; what can't be answered is told as text."""
        try:
            answer = self._emulator.control.ask(request.path_params["name"], await request.body())
        except (LookupError, Refusal, ValidationError) as error:
            return PlainTextResponse(f"{type(error).__name__}: {error}", 422)
        return Response(answer, media_type="application/json")

"""The emulator with one switch for all of its trouble, for tests that only ask what comes of messages."""

from enum import StrEnum
from pathlib import Path
from typing import Final

from pydantic import BaseModel, TypeAdapter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.fakes.telegram.app import build_app
from tests.fakes.telegram.calls import LoggedCall
from tests.fakes.telegram.emulator import Emulator
from tests.fakes.telegram.faults import Fault, FaultKind
from tests.fakes.telegram.jsons import find_int, find_object
from tests.fakes.telegram.models import Settings

_UPDATE = TypeAdapter(dict[str, object])
_SENDING: Final = "sendmessage"
_TOLD: Final = (_SENDING, "editmessagetext", "setmessagereaction")
"""Calls that a mode is about: what the bot tells people."""


class Mode(StrEnum):
    """What the server does with a message."""

    OK = "ok"
    HANG = "hang"
    ERROR_500 = "error_500"
    RATE_LIMITED = "rate_limited"
    CLOSE_AFTER_TAKING = "close_after_taking"
    FORBIDDEN = "forbidden"


_FAULTS: Final = {
    Mode.HANG: FaultKind.HANG,
    Mode.ERROR_500: FaultKind.SERVER_ERROR,
    Mode.RATE_LIMITED: FaultKind.RATE_LIMITED,
    Mode.CLOSE_AFTER_TAKING: FaultKind.CLOSE_AFTER_TAKING,
    Mode.FORBIDDEN: FaultKind.FORBIDDEN,
}


class Wish(BaseModel):
    """The body of POST /control/mode."""

    mode: Mode


class Outgoing(BaseModel):
    """A message as it was taken."""

    chat_id: str
    text: str
    reply_to: int | None = None


class FakeTelegram:
    """An emulator that knows every chat; `mode` may be changed at any time.

    `POST /control/mode`, `POST /control/update` and `GET /control/sent` stand beside the emulator's own
    endpoints.
    """

    def __init__(self, file: Path | None = None) -> None:
        self.emulator = Emulator(file)
        if not self.emulator.state.settings.knows_every_chat:
            self.emulator.state.settings = Settings(knows_every_chat=True)
        self._mode = Mode.OK
        self.app = build_app(
            self.emulator,
            [
                Route("/control/mode", self._set_mode, methods=["POST"]),
                Route("/control/update", self._push, methods=["POST"]),
                Route("/control/sent", self._tell_sent),
            ],
        )

    @property
    def mode(self) -> Mode:
        return self._mode

    @mode.setter
    def mode(self, mode: Mode) -> None:
        self._mode = mode
        self.emulator.faults.clear()
        if mode is not Mode.OK:
            for method in _TOLD:
                self.emulator.faults.order(Fault(kind=_FAULTS[mode], method=method, count=None))

    @property
    def sent(self) -> list[Outgoing]:
        """What sendMessage has taken, doubles included."""
        calls = self.emulator.people.calls(_SENDING)
        return [_outgoing(call) for call in calls if call.is_taken]

    async def _set_mode(self, request: Request) -> Response:
        self.mode = Wish.model_validate_json(await request.body()).mode
        return JSONResponse({"mode": self.mode})

    async def _push(self, request: Request) -> Response:
        self.emulator.people.raw(_UPDATE.validate_json(await request.body()))
        return JSONResponse({"ok": True})

    async def _tell_sent(self, _: Request) -> Response:
        return JSONResponse([one.model_dump() for one in self.sent])


def _outgoing(call: LoggedCall) -> Outgoing:
    replied = find_object(call.fields, "reply_parameters") or {}
    return Outgoing(
        chat_id=str(call.fields["chat_id"]),
        text=str(call.fields["text"]),
        reply_to=find_int(replied, "message_id"),
    )

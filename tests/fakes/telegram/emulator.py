"""The Bot API over a state of its own."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from inspect import isawaitable
from pathlib import Path
from typing import ClassVar, Final

from tests.fakes.telegram.calls import LoggedCall
from tests.fakes.telegram.checking import Checker
from tests.fakes.telegram.client import TelegramClient
from tests.fakes.telegram.control import Control
from tests.fakes.telegram.deliverer import Deliverer
from tests.fakes.telegram.faults import Fault, FaultKind, Faults, refusal_of
from tests.fakes.telegram.jsons import Json, as_list, find_int, find_object
from tests.fakes.telegram.methods import all_handlers
from tests.fakes.telegram.minimal import minimal_result
from tests.fakes.telegram.models import Settings
from tests.fakes.telegram.refusals import Refusal
from tests.fakes.telegram.schema import Shape, load_schema
from tests.fakes.telegram.state import State
from tests.fakes.telegram.tables import Table
from tests.fakes.telegram.updates import Updates
from tests.fakes.telegram.wire import Answer, answer_refusal, answer_with
from tests.fakes.telegram.world import Call, Upload, World

SILENT: Final = 0
"""The status of an answer that never comes."""

NO_UPLOADS: Mapping[str, Upload] = {}


class Emulator:
    """Telegram, as far as a bot can tell.

    Lives in one event loop; `close` ends what it has begun. With a file it knows at its next start what it
    has answered for; ordered faults are forgotten.

    Attributes:
        people: The way to act as people, to order trouble and to see what became of it.
    """

    SILENCE_S: ClassVar[float] = 3600.0

    def __init__(
        self,
        file: Path | None = None,
        settings: Settings | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        schema = load_schema()
        self.state = State(file, clock)
        if settings is not None:
            self.state.settings = settings
        self.faults = Faults()
        self.calls = Table("calls", LoggedCall, self.state.journal)
        updates = Updates(self.state)
        self.world = World(self.state, updates, Deliverer(self.state, updates), Checker(schema))
        self.control = Control(self.world, self.faults, self.calls)
        self.people = TelegramClient(self.control)
        self._methods = schema.methods
        self._handlers = all_handlers(list(schema.methods))

    def start(self) -> None:
        """Go on with what an earlier process has left; needs a running loop."""
        self.world.deliverer.wake()

    async def close(self) -> None:
        """End what was begun in the background."""
        await self.world.deliverer.close()

    async def call(self, method: str, raw: Json, uploads: Mapping[str, Upload] = NO_UPLOADS) -> Answer:
        """Answer a call; what it has changed is on the disk before."""
        at, name = self.state.clock(), method.lower()
        chat_id = self._chat_of(raw)
        fault = self.faults.take(name, chat_id)
        answer, fields = await self._answer(name, raw, uploads, fault)
        self._log(name, fields, at, answer)
        self.state.journal.flush()
        if answer.status == SILENT:
            await asyncio.sleep(self.SILENCE_S)
        return answer

    async def _answer(
        self, name: str, raw: Json, uploads: Mapping[str, Upload], fault: Fault | None
    ) -> tuple[Answer, Json]:
        fields = raw
        try:
            if fault is not None and fault.kind is FaultKind.HANG:
                return Answer(SILENT, {}), fields
            if fault is not None and (refusal := refusal_of(fault)) is not None:
                raise refusal
            shape = self._shape(name)
            fields = self.world.checker.read_parameters(shape, _with_uploads(shape, raw, uploads))
            result = await self._perform(shape, Call(self.world, fields, uploads))
        except Refusal as refusal:
            return answer_refusal(refusal), fields
        done = answer_with(result)
        is_cut = fault is not None and fault.kind is FaultKind.CLOSE_AFTER_TAKING
        return Answer(done.status, done.body, is_cut=is_cut), fields

    def _shape(self, name: str) -> Shape:
        shape = self._methods.get(name)
        if shape is None:
            raise Refusal(404, "Not Found: method not found")
        return shape

    async def _perform(self, shape: Shape, call: Call) -> object:
        handler = self._handlers.get(shape.name.lower())
        if handler is None:
            return minimal_result(self.world.checker.schema, shape)
        result = handler(call)
        return await _awaited(result) if isawaitable(result) else result

    def _chat_of(self, fields: Json) -> int | None:
        text = str(fields.get("chat_id", ""))
        if text.startswith("@"):
            return next((chat.id for chat in self.state.chats if chat.username == text[1:]), None)
        return int(text) if text.removeprefix("-").isdecimal() else None

    def _log(self, name: str, fields: Json, at: float, answer: Answer) -> None:
        number = self.state.count_up("calls")
        call = LoggedCall(
            number=number,
            method=name,
            fields=fields,
            chat_id=self._chat_of(fields),
            at=at,
            status=0 if answer.is_cut else answer.status,
            description=str(answer.body.get("description", "")),
            retry_after=find_int(find_object(answer.body, "parameters") or {}, "retry_after"),
            is_taken=answer.status == 200,
            size=_size_of(name, fields),
        )
        self.calls.put(call, number)


async def _awaited(result: Awaitable[object]) -> object:
    return await result


def _with_uploads(shape: Shape, raw: Json, uploads: Mapping[str, Upload]) -> Json:
    """Return the fields with those files that are named like a parameter."""
    return raw | {name: f"attach://{name}" for name in uploads if name in shape.fields}


def _size_of(name: str, fields: Json) -> int:
    many = fields.get("media") if name == "sendmediagroup" else fields.get("message_ids")
    return 1 if many is None else len(as_list(many))

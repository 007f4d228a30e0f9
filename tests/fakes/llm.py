"""A model server that can be told to misbehave: OpenAI's chat completions, as Ollama serves them too.

In a test it lives in the process; as a process of its own: `python -m tests.fakes.llm --port 8009`, with
`--latency-s 1` if each answer is to take a second. Then
`POST /mode` with `{"mode": "hang"}` changes what it does, and `GET /counts` tells what it was asked.
"""

import argparse
import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator
from enum import StrEnum
from typing import ClassVar

from pydantic import BaseModel
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from domain.analysis import Classification, Extraction, Summary
from domain.values import Category, Priority
from tests.fakes.serving import serve_until_killed

MODEL = "fake"
HUGE_BYTES = 100_000_000
_CHUNK = b" " * 65_536


class Mode(StrEnum):
    """What the server does with a request."""

    OK = "ok"
    HANG = "hang"
    ERROR_500 = "error_500"
    RATE_LIMITED = "rate_limited"
    GARBAGE = "garbage"
    SCHEMA_MISS = "schema_miss"
    HUGE = "huge"
    DRIP = "drip"
    ZIPPED = "zipped"


class Wish(BaseModel):
    """The body of POST /mode."""

    mode: Mode


class Part(BaseModel):
    """A part of a message's content."""

    text: str = ""


class Turn(BaseModel):
    """A message of a chat."""

    content: str | list[Part] | None = None

    def text(self) -> str:
        """Return what it says."""
        parts = self.content if isinstance(self.content, list) else [Part(text=self.content or "")]
        return " ".join(part.text for part in parts)


class Schema(BaseModel):
    """What is read of a requested schema."""

    name: str


class Format(BaseModel):
    """What is read of a requested format."""

    json_schema: Schema


class Chat(BaseModel):
    """What is read of a request for a completion."""

    model: str
    messages: list[Turn]
    response_format: Format


_MISBEHAVIOUR = {
    Mode.GARBAGE: Response("<html>\x00{{{", media_type="application/json"),
    Mode.ERROR_500: JSONResponse({"error": {"message": "out of memory"}}, 500),
    Mode.RATE_LIMITED: JSONResponse({"error": {"message": "slow down"}}, 429),
    Mode.ZIPPED: Response(b"", headers={"Content-Encoding": "gzip"}, media_type="application/json"),
}


class FakeLlm:
    """The server's behaviour; `mode` may be changed at any time, `counts` tells requests by path and mode.

    Args:
        mode: What it does with a request.
        latency_s: How long it takes to answer, in seconds; it answers any number at once.
    """

    SILENCE_S: ClassVar[float] = 3600.0

    def __init__(self, mode: Mode = Mode.OK, latency_s: float = 0.0) -> None:
        self.mode = mode
        self._latency_s = latency_s
        self.counts = Counter[str]()
        self.app = Starlette(
            routes=[
                Route("/api/tags", self._tags),
                Route("/v1/chat/completions", self._complete, methods=["POST"]),
                Route("/mode", self._set_mode, methods=["POST"]),
                Route("/counts", self._count),
            ]
        )

    async def _tags(self, _: Request) -> Response:
        return JSONResponse({"models": [{"model": f"{MODEL}:latest"}]})

    async def _set_mode(self, request: Request) -> Response:
        self.mode = Wish.model_validate_json(await request.body()).mode
        return JSONResponse({"mode": self.mode})

    async def _count(self, _: Request) -> Response:
        return JSONResponse(dict(self.counts))

    async def _complete(self, request: Request) -> Response:
        chat = Chat.model_validate_json(await request.body())
        self.counts[self.mode] += 1
        await asyncio.sleep(self._latency_s)
        if self.mode is Mode.HANG:
            await asyncio.sleep(self.SILENCE_S)
        if self.mode in {Mode.HUGE, Mode.DRIP}:
            return StreamingResponse(self._endless(), media_type="application/json")
        return _MISBEHAVIOUR.get(self.mode) or _completion(chat, self._content(chat))

    def _content(self, chat: Chat) -> str:
        return '{"mood": "sunny"}' if self.mode is Mode.SCHEMA_MISS else _answer(chat).model_dump_json()

    async def _endless(self) -> AsyncIterator[bytes]:
        while self.mode is Mode.DRIP:
            yield b" "
            await asyncio.sleep(0.05)
        for _ in range(HUGE_BYTES // len(_CHUNK)):
            yield _CHUNK


def _answer(chat: Chat) -> BaseModel:
    """Return what an agent hopes for: work if it says please."""
    text = chat.messages[-1].text().lower()
    match chat.response_format.json_schema.name:
        case "Classification":
            is_work = "please" in text
            return Classification(
                is_actionable=is_work,
                category=Category.BUG if is_work else Category.OTHER,
                priority=Priority.MEDIUM,
                confidence=0.95,
                reason="It says please." if is_work else "It asks for nothing.",
            )
        case "Extraction":
            return Extraction()
        case _:
            return Summary(short="Somebody asks for something.", title="Do what is asked for")


def _completion(chat: Chat, content: str) -> Response:
    choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": content}}
    answer = {"id": "1", "object": "chat.completion", "created": 1, "model": chat.model, "choices": [choice]}
    return Response(json.dumps(answer), media_type="application/json")


def main() -> None:
    """Serve until killed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--latency-s", type=float, default=0.0)
    asked = parser.parse_args()
    serve_until_killed(FakeLlm(latency_s=asked.latency_s).app, asked.port)


if __name__ == "__main__":
    main()

"""Reading files from Telegram, and what never gets out (line 27 of the bot's checklist).

The Bot API is a real server on this machine; the token must be in no error and no log line.
"""

import asyncio
import logging
import traceback
from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import dataclass, field
from urllib.parse import unquote

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.files import TelegramFiles, build_files
from config.settings import Settings
from domain.attachment import FileGoneError, FileTooLargeError
from domain.errors import MantaError, UnavailableError
from tests.fakes.serving import served

TOKEN = "4242:AAsecret-CANARY_of-the-token"
PATH = "photos/file 1.jpg"
BYTES = bytes(range(256)) * 1000


def refusal(status: int, description: str) -> Response:
    """Return an error of the Bot API."""
    answer = {"ok": False, "error_code": status, "description": description}
    return JSONResponse(answer, status)


def found(path: str | None) -> Response:
    """Return where a file is."""
    return JSONResponse({"ok": True, "result": {"file_id": "F", "file_unique_id": "u", "file_path": path}})


async def broken() -> AsyncIterator[bytes]:
    """Yield less than was promised."""
    yield BYTES[:1000]


CUT = StreamingResponse(broken(), headers={"Content-Length": str(len(BYTES))})


@dataclass
class FakeBotApi:
    """Answers getFile and hands out files; None hangs. `asked` are the paths of all requests."""

    where: Response | None = field(default_factory=lambda: found(PATH))
    file: Response | None = field(default_factory=lambda: Response(BYTES))
    asked: list[str] = field(default_factory=list[str])

    @property
    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/bot{token}/getFile", self._find, methods=["POST"]),
                Route("/file/bot{token}/{path:path}", self._hand_out),
                Route("/elsewhere", self._hand_out),
            ]
        )

    async def _find(self, request: Request) -> Response:
        self.asked.append(request.url.path)
        assert (await request.json())["file_id"] == "F"
        return self.where or await asyncio.Future[Response]()

    async def _hand_out(self, request: Request) -> Response:
        self.asked.append(request.url.path)
        return self.file or await asyncio.Future[Response]()


@pytest.fixture
def telegram() -> FakeBotApi:
    return FakeBotApi()


@pytest.fixture
async def files(telegram: FakeBotApi) -> AsyncGenerator[TelegramFiles]:
    async with served(telegram.app) as url:
        files = TelegramFiles(TOKEN, url + "/", timeout_s=0.5)
        yield files
        await files.close()


async def read(files: TelegramFiles) -> bytes:
    """Return all bytes of the file."""
    content = await files.open("F")
    try:
        return b"".join([chunk async for chunk in content.chunks()])
    finally:
        await content.close()


async def test_a_file_is_read(telegram: FakeBotApi, files: TelegramFiles) -> None:
    content = await files.open("F")
    assert content.size == len(BYTES)
    await content.close()
    assert await read(files) == BYTES
    assert unquote(telegram.asked[-1]) == f"/file/bot{TOKEN}/{PATH}"


TROUBLE: dict[str, tuple[FakeBotApi, type[MantaError], str]] = {
    "the token is wrong": (FakeBotApi(refusal(401, "Unauthorized")), UnavailableError, "token"),
    "the bot is unknown": (FakeBotApi(refusal(404, "Not Found")), UnavailableError, "token"),
    "the file is of another bot": (
        FakeBotApi(refusal(400, f"Bad Request: wrong file_id {TOKEN}")),
        FileGoneError,
        "any more",
    ),
    "the file is too big": (FakeBotApi(refusal(400, "Bad Request: file is too big")), FileTooLargeError, ""),
    "too many requests": (FakeBotApi(refusal(429, "Too Many Requests")), UnavailableError, "patience"),
    "Telegram fails": (FakeBotApi(refusal(502, f"Bad Gateway {TOKEN}")), UnavailableError, "502"),
    "a page instead of JSON": (FakeBotApi(Response("<html>")), UnavailableError, "can't be used"),
    "an endless answer": (FakeBotApi(Response(b" " * 1_000_000)), UnavailableError, "can't be used"),
    "no path": (FakeBotApi(found(None)), FileGoneError, ""),
    "a path of its disk": (FakeBotApi(found(f"/data/{TOKEN}/f")), UnavailableError, "its own disk"),
    "a path of its Windows disk": (FakeBotApi(found("C:\\files\\f")), UnavailableError, "its own disk"),
    "a path that climbs": (FakeBotApi(found("photos/../../getMe")), UnavailableError, "strange path"),
    "getFile hangs": (FakeBotApi(None), UnavailableError, "no answer"),
    "the file hangs": (FakeBotApi(file=None), UnavailableError, "no answer"),
    "the file is gone": (FakeBotApi(file=Response(status_code=404)), FileGoneError, ""),
    "the file fails": (FakeBotApi(file=Response(status_code=500)), UnavailableError, "500"),
    "the file is elsewhere": (FakeBotApi(file=RedirectResponse("/elsewhere")), UnavailableError, "307"),
    "the file is compressed": (
        FakeBotApi(file=Response(b"x", headers={"Content-Encoding": "gzip"})),
        UnavailableError,
        "can't be used",
    ),
    "the file breaks off": (FakeBotApi(file=CUT), UnavailableError, "no answer"),
}


@pytest.mark.parametrize("what", TROUBLE)
async def test_no_trouble_tells_the_token(what: str, caplog: pytest.LogCaptureFixture) -> None:
    telegram, kind, words = TROUBLE[what]
    async with served(telegram.app) as url:
        files = TelegramFiles(TOKEN, url, timeout_s=0.3)
        await expect(files, kind, words, caplog)
    assert "/elsewhere" not in telegram.asked


async def test_a_server_that_is_away_tells_nothing_either(caplog: pytest.LogCaptureFixture) -> None:
    await expect(TelegramFiles(TOKEN, "http://127.0.0.1:9"), UnavailableError, "ConnectError", caplog)
    await expect(TelegramFiles(TOKEN, "ftp://files"), UnavailableError, "UnsupportedProtocol", caplog)


async def expect(
    files: TelegramFiles, kind: type[MantaError], words: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Check that reading fails as it should, and that neither error nor log holds the token."""
    caplog.set_level(logging.DEBUG)
    with pytest.raises(kind) as caught:
        await read(files)
    await files.close()
    told = "".join(traceback.format_exception(caught.value)) + repr(caught.value) + caught.value.remedy
    assert words in caught.value.detail
    assert "CANARY" not in told
    assert "CANARY" not in caplog.text


async def test_reading_well_logs_no_token(files: TelegramFiles, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    await read(files)
    assert "CANARY" not in caplog.text


async def test_without_a_token_it_says_what_to_do() -> None:
    files = build_files(Settings.model_construct(telegram_bot_token=None, telegram_api_url=None))
    with pytest.raises(UnavailableError) as caught:
        await files.open("F")
    assert "TELEGRAM_BOT_TOKEN" in caught.value.remedy

"""Reads files from Telegram: two requests whose addresses hold the token, so nothing of them gets out.

Without aiogram, which loads for seconds, and without httpx2's client, which logs the address of each request.
"""

import asyncio
import json
from collections.abc import AsyncGenerator
from typing import Final
from urllib.parse import quote

import httpx2
from pydantic import BaseModel, ValidationError

from config.settings import Settings
from domain.attachment import FileGoneError, FileTooLargeError
from domain.errors import MantaError, UnavailableError

API_URL: Final = "https://api.telegram.org"

OPEN_S: Final = 15.0
"""How long it may take until the first byte is there."""

STEP_S: Final = 10.0
"""How long Telegram may be silent in the middle of a file."""

MAX_READERS: Final = 20
"""Files that are read at once; further readers wait, and are told so after `STEP_S`."""

_MAX_ANSWER_BYTES: Final = 65_536
_TOO_BIG: Final = "file is too big"
_OK, _BAD_REQUEST, _UNAUTHORIZED, _NOT_FOUND, _TOO_MANY = 200, 400, 401, 404, 429
_CONNECT: Final = "Set TELEGRAM_BOT_TOKEN; it comes from @BotFather."
_LATER: Final = "Try again in a few seconds; `manta doctor` tells whether Telegram answers."


class _File(BaseModel):
    file_path: str | None = None


class _Answer(BaseModel):
    """What is read of an answer of the Bot API."""

    ok: bool
    result: _File | None = None
    description: str = ""


class TelegramFiles:
    """`domain.attachment.Files` over the Bot API.

    Args:
        token: The bot's; None: every file is unavailable.
        api_url: A Bot API server of one's own; None is Telegram's.
        transport: What carries the requests; None is the network.
        timeout_s: How long any step may take.
    """

    def __init__(
        self,
        token: str | None,
        api_url: str | None = None,
        transport: httpx2.AsyncBaseTransport | None = None,
        timeout_s: float = STEP_S,
    ) -> None:
        self._token = token
        self._base = (api_url or API_URL).rstrip("/")
        self._transport = transport or httpx2.AsyncHTTPTransport(
            limits=httpx2.Limits(max_connections=MAX_READERS, max_keepalive_connections=4)
        )
        self._timeout = httpx2.Timeout(timeout_s, connect=min(5.0, timeout_s))

    async def open(self, file_id: str) -> "TelegramContent":
        """See `domain.attachment.Files`."""
        if self._token is None:
            raise UnavailableError("Telegram is not connected, and its files are there.", remedy=_CONNECT)
        try:
            async with asyncio.timeout(OPEN_S):
                path = await self._find_path(self._token, file_id)
                address = f"{self._base}/file/bot{self._token}/{path}"
                return await self._begin(address)
        except TimeoutError:
            raise UnavailableError("Telegram took too long to hand out the file.", remedy=_LATER) from None

    async def close(self) -> None:
        """Close the connections."""
        await self._transport.aclose()

    async def _find_path(self, token: str, file_id: str) -> str:
        body = json.dumps({"file_id": file_id}).encode()
        response = await self._send("POST", f"{self._base}/bot{token}/getFile", body)
        try:
            answer = _Answer.model_validate_json(await _read(response))
        except ValidationError:
            answer = None
        finally:
            await response.aclose()
        if response.status_code != _OK or answer is None or not answer.ok:
            raise _refusal(response.status_code, answer.description if answer else "")
        return _safe_path(answer.result.file_path if answer.result else None)

    async def _begin(self, address: str) -> "TelegramContent":
        response = await self._send("GET", address)
        if response.status_code == _OK and response.headers.get("content-encoding") in {None, "identity"}:
            return TelegramContent(response)
        await response.aclose()
        if response.status_code == _NOT_FOUND:
            raise FileGoneError
        raise _refusal(response.status_code)

    async def _send(self, method: str, address: str, body: bytes | None = None) -> httpx2.Response:
        headers = {"Accept-Encoding": "identity", "User-Agent": "manta"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        try:
            request = httpx2.Request(method, address, headers=headers, content=body)
            request.extensions["timeout"] = self._timeout.as_dict()
            return await self._transport.handle_async_request(request)
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise _silence(error) from None


class TelegramContent:
    """`domain.attachment.Content` of an answer that has begun."""

    def __init__(self, response: httpx2.Response) -> None:
        self._response = response

    @property
    def size(self) -> int | None:
        """See `domain.attachment.Content`."""
        length = self._response.headers.get("content-length", "")
        return int(length) if length.isdecimal() else None

    async def chunks(self) -> AsyncGenerator[bytes]:
        """See `domain.attachment.Content`."""
        try:
            async for chunk in self._response.aiter_raw():
                yield chunk
        except httpx2.HTTPError as error:
            raise _silence(error) from None

    async def close(self) -> None:
        """See `domain.attachment.Content`."""
        await self._response.aclose()


async def _read(response: httpx2.Response) -> bytes:
    """Return a short answer; of a longer one as much as shows that it is none of the Bot API."""
    read = b""
    try:
        async for chunk in response.aiter_raw():
            read += chunk
            if len(read) > _MAX_ANSWER_BYTES:
                break
    except httpx2.HTTPError as error:
        raise _silence(error) from None
    return read


def _silence(error: Exception) -> UnavailableError:
    """Tell of a failure by its kind alone: its words may hold the address, and that the token."""
    return UnavailableError(f"Telegram gave no answer ({type(error).__name__}).", remedy=_LATER)


def _refusal(status: int, description: str = "") -> MantaError:
    """Return what it means that Telegram does not hand out a file; its words are not repeated."""
    if _TOO_BIG in description.lower():
        return FileTooLargeError()
    if status in {_UNAUTHORIZED, _NOT_FOUND}:
        return UnavailableError("Telegram refuses the bot's token.", remedy=_CONNECT)
    if status == _BAD_REQUEST:
        return FileGoneError()
    if status == _TOO_MANY:
        return UnavailableError("Telegram asks for patience.", remedy=_LATER)
    return UnavailableError(f"Telegram's answer can't be used (status {status}).", remedy=_LATER)


def _safe_path(path: str | None) -> str:
    """Return a path below the address of files, ready to be put into it."""
    if not path:
        raise FileGoneError
    if path.startswith("/") or "\\" in path or ":" in path:
        raise UnavailableError(
            "The Bot API server names a file on its own disk, and Manta does not read that.",
            remedy="Run the Bot API server without --local.",
        )
    steps = path.split("/")
    if not set(steps).isdisjoint({"", ".", ".."}):
        raise UnavailableError("Telegram's answer can't be used (a strange path).", remedy=_LATER)
    return "/".join(quote(step, safe="") for step in steps)


def build_files(settings: Settings) -> TelegramFiles:
    """Return the files of the settings' bot."""
    token = settings.telegram_bot_token
    secret = None if token is None else token.get_secret_value()
    return TelegramFiles(secret, settings.telegram_api_url)

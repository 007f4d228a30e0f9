"""Files that came with messages, handed through from where they are kept."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from api.auth import Viewer
from api.deps import DepsIn
from api.ids import ensure_possible
from api.openapi import READ, Json, Responses, new_router, problems
from domain.attachment import Content, FileGoneError, FileTooLargeError, StoredAttachment
from domain.errors import InvalidInputError, NotFoundError

router = new_router("messages")

SHOWN: Final = frozenset(
    {
        "application/pdf",
        "audio/aac",
        "audio/flac",
        "audio/mp4",
        "audio/mpeg",
        "audio/ogg",
        "audio/wav",
        "audio/webm",
        "image/gif",
        "image/jpeg",
        "image/png",
        "image/webp",
        "video/mp4",
        "video/quicktime",
        "video/webm",
    }
)
"""What browsers may show; none of it runs scripts of its own.

Everything else is a plain download: its sender chose its type, and a script of this server's own origin would
act with the reader's session.
"""

_DOWNLOAD: Final = "application/octet-stream"
_CACHE: Final = "private, no-cache"
_FILE: Json = {"schema": {"type": "string", "format": "binary"}, "example": "…"}
_ANSWERS: Responses = {
    200: {
        "description": "The bytes, with their type if a browser may show it.",
        "content": {_DOWNLOAD: _FILE},
        "headers": {"ETag": {"description": "Names the bytes.", "schema": {"type": "string"}}},
    },
    304: {"description": "The reader has them: If-None-Match names their ETag."},
}


@router.get(
    "/api/attachments/{attachment_id}",
    summary="Read a file",
    response_class=Response,
    responses={
        **_ANSWERS,
        **problems(*READ, NotFoundError, FileTooLargeError, FileGoneError, InvalidInputError),
    },
)
async def get_attachment(request: Request, caller: Viewer, deps: DepsIn, attachment_id: int) -> Response:
    """Return the bytes of a file that came with a message, fetched from Telegram as they are read.

    Telegram hands out files of up to 20 MB to bots.
    """
    found = await deps.attachments.get_attachment(caller.workspace_id, ensure_possible(attachment_id))
    etag = f'"{quote(found.unique_id, safe="")}"'
    headers = {"ETag": etag, "Cache-Control": _CACHE}
    if _has(request, etag):
        return Response(status_code=304, headers=headers)
    shown = (found.mime or "").lower() in SHOWN
    headers["Content-Disposition"] = _disposition("inline" if shown else "attachment", found)
    media_type = (found.mime or "").lower() if shown else _DOWNLOAD
    return FileReply(await deps.files.open(found.file_id), headers, media_type)


class FileReply(StreamingResponse):
    """Passes a file on and closes it, whether its reader stayed or left."""

    def __init__(self, content: Content, headers: Mapping[str, str], media_type: str) -> None:
        sized = {} if content.size is None else {"Content-Length": str(content.size)}
        super().__init__(content.chunks(), headers={**headers, **sized}, media_type=media_type)
        self._content = content

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the answer."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            await self._content.close()


def _has(request: Request, etag: str) -> bool:
    known = request.headers.get("if-none-match", "")
    return any(each.strip().removeprefix("W/") in {etag, "*"} for each in known.split(","))


def _disposition(kind: str, found: StoredAttachment) -> str:
    name = found.name or f"{found.kind}-{found.id}"
    return f"{kind}; filename*=UTF-8''{quote(name, safe='')}"

"""Files: those that the bot uploads and those that people send."""

import base64
import hashlib
from typing import Final

from tests.fakes.telegram.jsons import Json
from tests.fakes.telegram.models import File
from tests.fakes.telegram.refusals import bad_request
from tests.fakes.telegram.state import State
from tests.fakes.telegram.world import Call

MEDIA: Final = ("photo", "document", "video", "animation", "audio", "voice", "video_note", "sticker")

MAX_DOWNLOAD_BYTES: Final = 20_000_000
"""The largest file that getFile gives."""

_TIMED: Final = frozenset({"video", "animation", "audio", "voice", "video_note"})
_SIZED: Final = frozenset({"video", "animation", "sticker"})
_NAMED: Final = frozenset({"document", "video", "animation", "audio"})
_FOLDERS: Final = {"photo": "photos", "voice": "voice", "video": "videos", "sticker": "stickers"}


def keep_file(state: State, kind: str, name: str, content: bytes) -> File:
    """Keep a file under a new id."""
    number = state.count_up("files")
    path = f"{_FOLDERS.get(kind, 'documents')}/file_{number}{_suffix(name)}"
    file_id = base64.urlsafe_b64encode(f"{kind}:{number}".encode()).decode().rstrip("=")
    file = File(id=file_id, name=path, content=base64.b64encode(content).decode(), size=len(content))
    return state.files.put(file, file_id)


def describe(kind: str, file: File, name: str, duration_s: int = 3) -> object:
    """Return what a message says of a file: an object, or the sizes of a photo."""
    digest = hashlib.sha256(file.id.encode()).hexdigest()[:16]
    base: Json = {"file_id": file.id, "file_unique_id": digest, "file_size": file.size}
    if kind == "photo":
        return [base | {"width": 90, "height": 90}, base | {"width": 800, "height": 800}]
    return {
        **base,
        **({"file_name": name} if kind in _NAMED else {}),
        **({"duration": duration_s} if kind in _TIMED else {}),
        **({"width": 512, "height": 512} if kind in _SIZED else {}),
        **({"length": 240} if kind == "video_note" else {}),
        **({"type": "regular", "is_animated": False, "is_video": False} if kind == "sticker" else {}),
    }


def find_media(call: Call, kind: str, value: object) -> object:
    """Return what a message says of a file that a call sends: uploaded, sent before, or at an address.

    Raises:
        Refusal: 400, when there is no such file.
    """
    named = str(value)
    upload = call.uploads.get(named.removeprefix("attach://"))
    if upload is not None:
        return describe(kind, keep_file(call.state, kind, upload.name, upload.content), upload.name)
    if named.startswith(("http://", "https://")):
        name = named.rpartition("/")[2]
        return describe(kind, keep_file(call.state, kind, name, b"from an address"), name)
    known = call.state.files.find(named)
    if known is None:
        raise bad_request("wrong remote file identifier specified: Wrong string length")
    return describe(kind, known, known.name.rpartition("/")[2])


def _suffix(name: str) -> str:
    stem, dot, suffix = name.rpartition(".")
    return dot + suffix if stem else ""

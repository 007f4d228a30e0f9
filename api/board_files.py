"""The built board in memory: its page, and the files the page loads, each as it is and compressed.

The files are read once, when a process starts, so that an address can only ever name one of them.
"""

import hashlib
import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from starlette.requests import HTTPConnection, Request
from starlette.responses import Response

BOARD_FOLDER: Final = Path(__file__).parent / "board"
"""Where `make web` puts the board; it is not there before."""

_INDEX: Final = "index.html"
_ASSETS: Final = "assets/"
_IDENTITY: Final = ""
_SUFFIXES: Final = {"br": ".br", "gzip": ".gz", _IDENTITY: ""}
"""Encodings and the endings of their files, the smallest first."""
_FOR_EVER: Final = "public, max-age=31536000, immutable"
_ASK_AGAIN: Final = "no-cache"
_TYPES: Final = {
    ".css": "text/css",
    ".html": "text/html",
    ".ico": "image/vnd.microsoft.icon",
    ".js": "text/javascript",
    ".json": "application/json",
    ".map": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}
"""Media types by ending: the standard library's depend on the machine and on Python's version."""
_ZERO = re.compile(r"\s*q\s*=\s*0(\.0{0,3})?\s*", re.IGNORECASE)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class BoardFile:
    """One file of the board.

    Args:
        media_type: Its type, for example `text/css`.
        cache_control: How long browsers may keep it.
        contents: Its bytes by content coding (`br`, `gzip`, or empty for none), the preferred one first.
        digest: Changes with its content.
    """

    media_type: str
    cache_control: str
    contents: Mapping[str, bytes]
    digest: str

    def answer(self, request: Request) -> Response:
        """Return it in the best coding that is accepted; 304 without it when the client has it already."""
        coding = self._choose(_accepted(request.headers.get("accept-encoding", "")))
        etag = f'"{self.digest}{"-" if coding else ""}{coding}"'
        headers = {"Cache-Control": self.cache_control, "ETag": etag, "Vary": "Accept, Accept-Encoding"}
        if etag in _known(request):
            return Response(status_code=304, headers=headers)
        if coding:
            headers["Content-Encoding"] = coding
        content = self.contents[coding]
        headers["Content-Length"] = str(len(content))
        return Response(
            b"" if request.method == "HEAD" else content, media_type=self.media_type, headers=headers
        )

    def _choose(self, accepted: set[str]) -> str:
        return next((coding for coding in self.contents if coding in accepted), _IDENTITY)


@dataclass(frozen=True, slots=True)
class Board:
    """All files of the board.

    Args:
        page: What a browser gets at each of the board's addresses.
        assets: Files below `/assets/` by the rest of their path; their names change with their content.
        others: Files with names that stay, such as an icon, by their path.
    """

    page: BoardFile
    assets: Mapping[str, BoardFile]
    others: Mapping[str, BoardFile]


def load_board(folder: Path) -> Board | None:
    """Read the board from the folder it was built into; None when it was not built.

    Raises:
        OSError: A file can't be read.
    """
    if not (folder / _INDEX).is_file():
        _log.info("There is no board in %s: `make web` builds it", folder)
        return None
    files = dict(_read_files(folder))
    page = files.pop(_INDEX)
    assets = {name.removeprefix(_ASSETS): file for name, file in files.items() if name.startswith(_ASSETS)}
    others = {name: file for name, file in files.items() if not name.startswith(_ASSETS)}
    return Board(page, assets, others)


def board_of(connection: HTTPConnection) -> Board | None:
    """Return the board of the application that handles `connection`."""
    board = connection.app.state.board  # Starlette's state is untyped by design
    return board if isinstance(board, Board) else None


def _read_files(folder: Path) -> Iterator[tuple[str, BoardFile]]:
    """Yield the files by their path below `folder`; what is compressed belongs to what it was made of."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    compressed = {name + suffix for name in found for suffix in _SUFFIXES.values() if suffix}
    for name, path in found.items():
        if name not in compressed:
            contents = {
                coding: found[name + suffix].read_bytes()
                for coding, suffix in _SUFFIXES.items()
                if name + suffix in found
            }
            yield (
                name,
                BoardFile(
                    media_type=_TYPES.get(path.suffix, "application/octet-stream"),
                    cache_control=_FOR_EVER if name.startswith(_ASSETS) else _ASK_AGAIN,
                    contents=contents,
                    digest=hashlib.blake2b(contents[_IDENTITY], digest_size=12).hexdigest(),
                ),
            )


def _accepted(header: str) -> set[str]:
    """Return the codings that an Accept-Encoding header names and does not refuse (RFC 9110, 12.5.3)."""
    codings = (part.split(";") for part in header.lower().split(","))
    return {
        name.strip() for name, *parameters in codings if not any(_ZERO.fullmatch(each) for each in parameters)
    }


def _known(request: Request) -> set[str]:
    """Return the ETags a client has, compared weakly as RFC 9110 (13.1.2) wants it."""
    return {tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")}

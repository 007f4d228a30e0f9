"""The board for browsers: one page at each of its addresses, and the files it loads."""

from collections.abc import Awaitable, Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from api.auth import find_principal
from api.board_files import Board, BoardFile, board_of
from api.browsers import to_login, wants_html
from api.deps import DepsIn
from api.openapi import new_router
from api.pages import unbuilt_page
from bot.links import BOARD_PATH

PAGES = (
    "/inbox",
    "/messages",
    "/messages/{message_id}",
    "/tasks/{task_id}",
    "/stats",
    "/settings",
    "/settings/{part}",
)
"""The board's addresses besides `/`; the page itself reads which one it is."""

Endpoint = Callable[[Request], Awaitable[Response]]

READING = ["GET", "HEAD"]

router = new_router("service")


async def show_board(request: Request, deps: DepsIn) -> Response:
    """Return the board's page to a browser that is logged in, and the way in to others."""
    board = board_of(request)
    if board is None or not wants_html(request):
        raise HTTPException(404)
    if await find_principal(request, deps) is None:
        return to_login(request)
    return board.page.answer(request)


for path in PAGES:
    router.add_api_route(path, show_board, methods=READING, include_in_schema=False)


@router.api_route(BOARD_PATH, methods=READING, include_in_schema=False)
async def show_board_in_telegram(request: Request) -> Response:
    """Return the board's page without asking who it is: it logs in by what Telegram gives it."""
    board = board_of(request)
    return HTMLResponse(unbuilt_page(), 404) if board is None else board.page.answer(request)


@router.api_route("/assets/{name:path}", methods=READING, include_in_schema=False)
async def get_asset(request: Request, name: str) -> Response:
    """Return a file that the board's page loads. It is the same for everybody, so no key is needed."""
    board = board_of(request)
    file = board.assets.get(name) if board else None
    if file is None:
        raise HTTPException(404)
    return file.answer(request)


def routes_of(board: Board) -> list[Route]:
    """Return the routes of files whose names stay, such as the icon: one for each that there is."""
    return [Route(f"/{name}", _answering(file), methods=["GET"]) for name, file in board.others.items()]


def _answering(file: BoardFile) -> Endpoint:
    async def answer(request: Request) -> Response:
        return file.answer(request)

    return answer

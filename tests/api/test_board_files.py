"""The board's page and files (made small): who gets them, in which coding, for how long."""

import gzip
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from api.board_files import load_board
from api.deps import ApiSettings
from tests.api.client import Api, problem
from tests.fakes.world import FakeWorld
from tests.support.board import BROTLI, PAGE, SCRIPT, STYLE, build_board

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Accept-Encoding": "identity"}
ADDRESSES = [
    "/",
    "/inbox",
    "/messages",
    "/messages/m-1",
    "/tasks/7",
    "/stats",
    "/settings",
    "/settings/keys",
]
SCRIPT_PATH = "/assets/index-a1B2c3.js"


@pytest.fixture
async def board_api(world: FakeWorld, tmp_path: Path) -> AsyncIterator[Api]:
    (tmp_path / "secret.txt").write_text("CANARY")
    folder = build_board(tmp_path / "board")
    async with Api(world, ApiSettings(version="0.1.0", board_folder=folder)) as api:
        yield api


@pytest.mark.parametrize("address", ADDRESSES)
async def test_a_browser_that_is_logged_in_gets_the_page(board_api: Api, address: str) -> None:
    answer = await board_api.viewer.get(address, headers=BROWSER)
    assert (answer.status_code, answer.content) == (200, PAGE)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("address", [*ADDRESSES[1:], "/tasks/7?view=list&label=a%26b", "/messages/a%3Fb"])
async def test_a_stranger_is_led_to_the_login_and_back(board_api: Api, address: str) -> None:
    answer = await board_api.anonymous.get(address, headers=BROWSER)
    assert answer.status_code == 303
    way = urlsplit(answer.headers["location"])
    assert (way.netloc, way.path, parse_qs(way.query)) == ("", "/login", {"next": [address]})
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("address", ADDRESSES[1:])
async def test_programs_are_told_that_there_is_nothing(board_api: Api, address: str) -> None:
    for headers in ({}, {"Accept": "application/json"}):
        problem(await board_api.viewer.get(address, headers=headers), 404, "no-such-route")


async def test_programs_get_json_at_the_front(board_api: Api) -> None:
    answer = await board_api.viewer.get("/", headers={"Accept": "application/json"})
    assert answer.json()["message"] == "Manta is running"
    problem(await board_api.anonymous.get("/"), 401, "unauthenticated")


async def test_telegram_gets_the_page_without_a_session(board_api: Api) -> None:
    answer = await board_api.anonymous.get("/telegram/board", headers=BROWSER)
    assert (answer.status_code, answer.content) == (200, PAGE)


async def test_a_browser_asks_for_the_page_again_and_takes_it_only_when_it_changed(board_api: Api) -> None:
    first = await board_api.viewer.get("/inbox", headers=BROWSER)
    for tag in (first.headers["etag"], f'"other", W/{first.headers["etag"]}'):
        again = await board_api.viewer.get("/stats", headers={**BROWSER, "If-None-Match": tag})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]
        assert again.headers["cache-control"] == "no-cache"
    changed = await board_api.viewer.get("/inbox", headers={**BROWSER, "If-None-Match": '"other"'})
    assert changed.status_code == 200


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=1.0, BR;q=0.5", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br; q=0.000, gzip;q=0", None),
        ("bro, x-gzip", None),
        ("identity", None),
        ("", None),
    ],
)
async def test_a_file_comes_in_the_best_coding_that_is_accepted(
    board_api: Api, accepted: str, coding: str | None
) -> None:
    wanted = {"br": BROTLI, "gzip": gzip.compress(SCRIPT), None: SCRIPT}[coding]
    headers = {"Accept-Encoding": accepted}
    async with board_api.anonymous.stream("GET", SCRIPT_PATH, headers=headers) as answer:
        raw = b"".join([chunk async for chunk in answer.aiter_raw()])
    assert answer.headers.get("content-encoding") == coding
    assert int(answer.headers["content-length"]) == len(raw) == len(wanted)
    assert coding == "gzip" or raw == wanted
    assert coding != "gzip" or gzip.decompress(raw) == SCRIPT
    assert "Accept-Encoding" in answer.headers["vary"]
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_each_coding_has_its_own_tag(board_api: Api) -> None:
    answers = [
        await board_api.anonymous.head(SCRIPT_PATH, headers={"Accept-Encoding": coding})
        for coding in ("br", "gzip", "identity")
    ]
    tags = [answer.headers["etag"] for answer in answers]
    assert len(set(tags)) == len(tags)
    crossed = {"Accept-Encoding": "br", "If-None-Match": tags[1]}
    assert (await board_api.anonymous.head(SCRIPT_PATH, headers=crossed)).status_code == 200


async def test_head_tells_what_get_would_send(board_api: Api) -> None:
    for path in (SCRIPT_PATH, "/inbox", "/telegram/board", "/icon.svg"):
        got = await board_api.viewer.get(path, headers=BROWSER)
        told = await board_api.viewer.head(path, headers=BROWSER)
        assert (told.status_code, told.content) == (200, b"")
        for name in ("content-length", "content-type", "etag", "cache-control", "vary"):
            assert told.headers[name] == got.headers[name]
        assert int(told.headers["content-length"]) == len(got.content)


async def test_what_is_not_compressed_comes_as_it_is(board_api: Api) -> None:
    answer = await board_api.anonymous.get(
        "/assets/index-d4E5f6.css", headers={"Accept-Encoding": "br, gzip"}
    )
    assert answer.content == STYLE
    assert "content-encoding" not in answer.headers
    assert answer.headers["content-type"] == "text/css; charset=utf-8"
    font = await board_api.anonymous.get("/assets/inter-g7H8i9.woff2")
    assert font.headers["content-type"] == "font/woff2"


async def test_a_file_whose_name_stays_is_asked_for_again(board_api: Api) -> None:
    answer = await board_api.anonymous.get("/icon.svg")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.headers["cache-control"] == "no-cache"
    tag = {"If-None-Match": answer.headers["etag"]}
    assert (await board_api.anonymous.get("/icon.svg", headers=tag)).status_code == 304


@pytest.mark.parametrize(
    "path",
    [
        "/assets/../../secret.txt",
        "/assets/%2e%2e/%2e%2e/secret.txt",
        "/assets/..%2f..%2fsecret.txt",
        "/assets/..%5c..%5csecret.txt",
        "/assets//secret.txt",
        "/assets/%00",
        "/assets/",
        "/assets/index-a1B2c3.js.br",
        "/assets/index-a1B2c3.js/",
        "/assets/../index.html",
        "/index.html",
        "/secret.txt",
    ],
)
async def test_only_the_board_s_own_files_have_an_address(board_api: Api, path: str) -> None:
    answer = await board_api.viewer.get(path, headers=BROWSER)
    problem(answer, 404, "no-such-route")
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
async def test_files_are_only_read(board_api: Api, method: str) -> None:
    problem(await board_api.admin.request(method, SCRIPT_PATH), 405, "method-not-allowed")


async def test_without_a_board_the_front_page_tells_how_to_build_it(world: FakeWorld, tmp_path: Path) -> None:
    async with Api(world, ApiSettings(version="0.1.0", board_folder=tmp_path / "missing")) as api:
        front = await api.viewer.get("/", headers=BROWSER)
        assert "Manta is running" in front.text
        assert "make web" in front.text
        for address in ADDRESSES[1:]:
            problem(await api.viewer.get(address, headers=BROWSER), 404, "no-such-route")
        problem(await api.viewer.get(SCRIPT_PATH), 404, "no-such-route")
        in_telegram = await api.anonymous.get("/telegram/board", headers=BROWSER)
        assert in_telegram.status_code == 404
        assert "make web" in in_telegram.text


def test_a_folder_without_a_page_is_no_board(tmp_path: Path) -> None:
    folder = build_board(tmp_path / "board")
    assert load_board(folder) is not None
    (folder / "index.html").unlink()
    assert load_board(folder) is None

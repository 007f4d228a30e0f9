"""Logging in from Telegram (checklist 32, 33)."""

import re
from http.cookies import SimpleCookie

import pytest

from api.deps import ApiSettings
from domain.mini_app import Link, Room
from tests.api.client import ORIGIN, TASK, Api, problem
from tests.fakes.gatekeeper import LIFETIME_S
from tests.fakes.world import FOREIGN, OWN, FakeWorld
from tests.support.init_data import TOKEN, sign_init_data

PERSON = 7
ROOMS = [
    Room(id=OWN, name="Main", chats=["Harbor"], mark="@olena"),
    Room(id=FOREIGN, name="Other", chats=["Port", "Pier"], mark="@olena"),
]


@pytest.fixture
def bot_api(world: FakeWorld) -> Api:
    return Api(world, ApiSettings(version="0", telegram_token=TOKEN))


def signed(api: Api, **more: object) -> dict[str, object]:
    return {"init_data": sign_init_data(api.world.clock.now())} | more


async def test_who_belongs_to_a_workspace_gets_a_session_of_it(bot_api: Api) -> None:
    bot_api.world.rooms.rooms[PERSON] = ROOMS
    answer = await bot_api.anonymous.post("/api/sessions/telegram", json=signed(bot_api))
    assert answer.status_code == 201
    assert answer.json() == {
        "workspace_id": OWN,
        "workspaces": [
            {"id": OWN, "name": "Main", "chats": ["Harbor"]},
            {"id": FOREIGN, "name": "Other", "chats": ["Port", "Pier"]},
        ],
    }
    cookie = SimpleCookie(answer.headers["set-cookie"])["manta_session"]
    assert cookie["httponly"]
    browser = bot_api.client({"Cookie": f"manta_session={cookie.value}"})
    config = (await browser.get("/api/config")).json()
    assert (config["workspaceId"], config["role"]) == (OWN, "member")
    assert bot_api.world.gatekeeper.people == [PERSON]


async def _log_in(bot_api: Api, **headers: str) -> str:
    """Log in from Telegram and return the cookie as it was set."""
    bot_api.world.rooms.rooms[PERSON] = ROOMS
    answer = await bot_api.anonymous.post("/api/sessions/telegram", json=signed(bot_api), headers=headers)
    (cookie,) = answer.headers.get_list("set-cookie")
    return cookie


async def test_over_https_the_cookie_works_in_a_frame_of_telegram_and_only_there(bot_api: Api) -> None:
    cookie = await _log_in(bot_api, **{"X-Forwarded-Proto": "https"})
    pair, *attributes = cookie.split("; ")
    assert re.fullmatch(r"manta_session=[\w-]+", pair)
    assert set(attributes) == {
        f"Max-Age={int(LIFETIME_S)}",
        "HttpOnly",
        "Path=/",
        "SameSite=None",
        "Secure",
        "Partitioned",
    }


async def test_over_plain_http_the_cookie_is_the_usual_one(bot_api: Api) -> None:
    cookie = await _log_in(bot_api)
    assert "SameSite=strict" in cookie
    for attribute in ("Partitioned", "Secure", "None"):
        assert attribute not in cookie


@pytest.mark.parametrize("origin", [None, "null", "https://web.telegram.org", "https://evil.example"])
async def test_other_sites_can_not_use_the_cookie_of_a_frame(bot_api: Api, origin: str | None) -> None:
    """Browsers that don't know partitions send it with every request: the Origin tells them apart."""
    cookie = await _log_in(bot_api, **{"X-Forwarded-Proto": "https"})
    headers = {"Cookie": cookie.split(";")[0], "X-Forwarded-Proto": "https"}
    foreign = headers if origin is None else {**headers, "Origin": origin}
    for method, path in (
        ("POST", "/api/tasks"),
        ("PATCH", "/api/tasks/1"),
        ("DELETE", "/api/vocabulary/1"),
        ("POST", "/api/ws-tickets"),
        ("POST", "/logout"),
    ):
        answer = await bot_api.anonymous.request(method, path, json=TASK, headers=foreign)
        problem(answer, 403, "forbidden")
    own = {**headers, "Origin": ORIGIN.replace("http:", "https:")}
    assert (await bot_api.anonymous.post("/api/tasks", json=TASK, headers=own)).status_code == 201


async def test_one_of_several_workspaces_is_chosen(bot_api: Api) -> None:
    bot_api.world.rooms.rooms[PERSON] = ROOMS
    wanted = signed(bot_api, workspace_id=FOREIGN)
    answer = await bot_api.anonymous.post("/api/sessions/telegram", json=wanted)
    assert answer.json()["workspace_id"] == FOREIGN


@pytest.mark.parametrize(
    ("start_param", "workspace"), [("chat_-100", FOREIGN), ("task_9", FOREIGN), ("task_8", OWN)]
)
async def test_a_link_opens_the_workspace_of_what_it_names(
    bot_api: Api, start_param: str, workspace: int
) -> None:
    rooms = bot_api.world.rooms
    rooms.rooms[PERSON] = ROOMS
    rooms.workspaces = {Link(kind="chat", id=-100): FOREIGN, Link(kind="task", id=9): FOREIGN}
    linked = {"init_data": sign_init_data(bot_api.world.clock.now(), start_param=start_param)}
    answer = await bot_api.anonymous.post("/api/sessions/telegram", json=linked)
    assert answer.json()["workspace_id"] == workspace


@pytest.mark.parametrize(
    ("signed_param", "workspace"), [(None, FOREIGN), ("task_8", OWN)], ids=["unsigned alone", "both"]
)
async def test_a_button_opens_the_workspace_of_what_its_address_names(
    bot_api: Api, signed_param: str | None, workspace: int
) -> None:
    """Telegram signs no text for `web_app` buttons; one that it has signed comes first."""
    rooms = bot_api.world.rooms
    rooms.rooms[PERSON] = ROOMS
    rooms.workspaces = {Link(kind="task", id=9): FOREIGN, Link(kind="task", id=8): OWN}
    linked = {
        "init_data": sign_init_data(bot_api.world.clock.now(), start_param=signed_param),
        "start_param": "task_9",
    }
    answer = await bot_api.anonymous.post("/api/sessions/telegram", json=linked)
    assert answer.json()["workspace_id"] == workspace


@pytest.mark.parametrize(("signed_param", "unsigned"), [("task_9", ""), (None, "task_9")])
async def test_a_link_opens_no_workspace_of_others(
    bot_api: Api, signed_param: str | None, unsigned: str
) -> None:
    rooms = bot_api.world.rooms
    rooms.rooms[PERSON] = ROOMS[:1]
    rooms.workspaces = {Link(kind="task", id=9): FOREIGN}
    init_data = sign_init_data(bot_api.world.clock.now(), start_param=signed_param)
    linked = {"init_data": init_data, "start_param": unsigned}
    answer = await bot_api.anonymous.post("/api/sessions/telegram", json=linked)
    assert answer.json()["workspace_id"] == OWN


async def test_strangers_and_other_workspaces_are_refused(bot_api: Api) -> None:
    problem(await bot_api.anonymous.post("/api/sessions/telegram", json=signed(bot_api)), 403, "forbidden")
    bot_api.world.rooms.rooms[PERSON] = ROOMS[:1]
    wanted = signed(bot_api, workspace_id=FOREIGN)
    problem(await bot_api.anonymous.post("/api/sessions/telegram", json=wanted), 403, "forbidden")
    assert bot_api.world.gatekeeper.sessions == {}


@pytest.mark.parametrize("init_data", ["", "hash=ф", "a=1&a=1&hash=0", "user={}&hash=" + "0" * 64])
async def test_what_telegram_did_not_sign_is_refused(bot_api: Api, init_data: str) -> None:
    bot_api.world.rooms.rooms[PERSON] = ROOMS
    answer = await bot_api.anonymous.post("/api/sessions/telegram", json={"init_data": init_data})
    problem(answer, 401, "unauthenticated")
    assert TOKEN not in answer.text


async def test_without_a_bot_nobody_is_let_in(api: Api) -> None:
    problem(await api.anonymous.post("/api/sessions/telegram", json=signed(api)), 401, "unauthenticated")


async def test_other_sites_can_not_log_anybody_in(bot_api: Api) -> None:
    bot_api.world.rooms.rooms[PERSON] = ROOMS
    foreign = {"Origin": "https://evil.example"}
    answer = await bot_api.anonymous.post("/api/sessions/telegram", json=signed(bot_api), headers=foreign)
    problem(answer, 403, "forbidden")
    own = {"Origin": ORIGIN}
    answer = await bot_api.anonymous.post("/api/sessions/telegram", json=signed(bot_api), headers=own)
    assert answer.status_code == 201

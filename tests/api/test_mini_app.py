"""Logging in from Telegram (checklist 32, 33)."""

from http.cookies import SimpleCookie

import pytest

from api.deps import ApiSettings
from domain.mini_app import Room
from tests.api.client import ORIGIN, Api, problem
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


async def test_one_of_several_workspaces_is_chosen(bot_api: Api) -> None:
    bot_api.world.rooms.rooms[PERSON] = ROOMS
    wanted = signed(bot_api, workspace_id=FOREIGN)
    answer = await bot_api.anonymous.post("/api/sessions/telegram", json=wanted)
    assert answer.json()["workspace_id"] == FOREIGN


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

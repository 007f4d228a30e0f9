"""Who the caller is, and how a person of Telegram changes between their workspaces."""

from http.cookies import SimpleCookie

import httpx2
import pytest

from domain.access import Principal
from domain.mini_app import Room
from domain.values import Role
from tests.api.client import ORIGIN, Api, problem
from tests.fakes.world import FOREIGN, OWN

PERSON = 7
ROOMS = [
    Room(id=OWN, name="W1", chats=["Harbor"], mark="@olena"),
    Room(id=FOREIGN, name="W2", chats=["Port", "Pier"], mark="@olena"),
]
ADDRESS = "/api/sessions/workspace"


async def browser_of(api: Api, person_id: int | None = PERSON, origin: str = ORIGIN) -> httpx2.AsyncClient:
    """Return a browser with a session of the own workspace."""
    principal = Principal(workspace_id=OWN, role=Role.MEMBER, name="@olena", person_id=person_id)
    session = await api.world.gatekeeper.open_session(principal)
    return api.client({"Cookie": f"manta_session={session.token}", "Origin": origin})


async def test_a_key_is_told_its_own_workspace_alone(api: Api) -> None:
    assert (await api.admin.get("/api/me")).json() == {
        "name": "admin 1",
        "role": "admin",
        "workspace": {"id": OWN, "slug": "w1", "name": "W1", "timezone": "UTC", "language": ""},
        "workspaces": [{"id": OWN, "name": "W1", "chats": []}],
        "telegram_person": False,
        "last_seq": 0,
        "version": "0.1.0",
    }


async def test_a_person_of_telegram_is_told_all_they_may_open(api: Api) -> None:
    api.world.rooms.rooms[PERSON] = ROOMS
    me = (await (await browser_of(api)).get("/api/me")).json()
    assert (me["name"], me["role"], me["telegram_person"]) == ("@olena", "member", True)
    assert [room["chats"] for room in me["workspaces"]] == [["Harbor"], ["Port", "Pier"]]


async def test_where_somebody_is_belongs_to_what_they_may_open(api: Api) -> None:
    """Groups may have lost their trust since the session was opened."""
    api.world.rooms.rooms[PERSON] = ROOMS[1:]
    me = (await (await browser_of(api)).get("/api/me")).json()
    assert [room["id"] for room in me["workspaces"]] == [OWN, FOREIGN]


async def test_a_person_changes_to_another_workspace_and_leaves_the_old_session(api: Api) -> None:
    api.world.rooms.rooms[PERSON] = ROOMS
    before = await browser_of(api)
    answer = await before.post(ADDRESS, json={"workspace_id": FOREIGN})
    assert (answer.status_code, answer.content) == (204, b"")
    cookie = SimpleCookie(answer.headers["set-cookie"])["manta_session"]
    assert cookie["httponly"]
    after = api.client({"Cookie": f"manta_session={cookie.value}"})
    me = (await after.get("/api/me")).json()
    assert (me["workspace"]["id"], me["telegram_person"]) == (FOREIGN, True)
    problem(await before.get("/api/me", headers={"Cookie": before.headers["Cookie"]}), 401, "unauthenticated")


async def test_over_https_a_person_keeps_the_new_session_in_telegram_s_frame(api: Api) -> None:
    api.world.rooms.rooms[PERSON] = ROOMS
    browser = await browser_of(api)
    headers = {"X-Forwarded-Proto": "https"}
    answer = await browser.post(ADDRESS, json={"workspace_id": FOREIGN}, headers=headers)
    assert answer.headers["set-cookie"].endswith("; SameSite=None; Secure; Partitioned")


@pytest.mark.parametrize("workspace_id", [FOREIGN, 999, 2**63 - 1])
async def test_where_one_does_not_belong_nobody_gets(api: Api, workspace_id: int) -> None:
    api.world.rooms.rooms[PERSON] = ROOMS[:1]
    browser = await browser_of(api)
    problem(await browser.post(ADDRESS, json={"workspace_id": workspace_id}), 403, "forbidden")
    assert (await browser.get("/api/me")).json()["workspace"]["id"] == OWN


async def test_keys_and_their_sessions_stay_where_they_are(api: Api) -> None:
    body = {"workspace_id": FOREIGN}
    problem(await api.admin.post(ADDRESS, json=body), 403, "forbidden")
    problem(await (await browser_of(api, person_id=None)).post(ADDRESS, json=body), 403, "forbidden")


async def test_a_key_beside_a_cookie_does_not_move_the_cookies_session(api: Api) -> None:
    api.world.rooms.rooms[PERSON] = ROOMS
    browser = await browser_of(api)
    both = {"Authorization": f"Bearer {api.world.viewer}"}
    problem(await browser.post(ADDRESS, json={"workspace_id": FOREIGN}, headers=both), 403, "forbidden")
    assert (await browser.get("/api/me")).json()["workspace"]["id"] == OWN


async def test_other_sites_can_not_move_anybody(api: Api) -> None:
    api.world.rooms.rooms[PERSON] = ROOMS
    browser = await browser_of(api, origin="https://evil.example")
    problem(await browser.post(ADDRESS, json={"workspace_id": FOREIGN}), 403, "forbidden")


@pytest.mark.parametrize("body", [{}, {"workspace_id": None}, {"workspace_id": "x"}, {"workspace_id": 2**63}])
async def test_a_workspace_is_named_by_its_number(api: Api, body: object) -> None:
    problem(await (await browser_of(api)).post(ADDRESS, json=body), 422, "invalid-fields")


async def test_an_outage_is_told(api: Api) -> None:
    api.world.rooms.unavailable = True
    problem(await (await browser_of(api)).get("/api/me"), 503, "unavailable")

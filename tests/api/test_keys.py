"""Keys by the API."""

import httpx2
import pytest

from domain.keys import MAX_KEYS
from tests.api.client import ORIGIN, Api, problem
from tests.fakes.world import OWN

ADDRESS = "/api/keys"
NEW = {"name": "ci", "role": "member"}


async def listed(client: httpx2.AsyncClient) -> dict[str, dict[str, object]]:
    return {key["name"]: key for key in (await client.get(ADDRESS)).json()}


async def browser_of(api: Api, key: str) -> httpx2.AsyncClient:
    """Return a browser that is logged in by a key."""
    session = await api.world.gatekeeper.open_session(api.world.gatekeeper.keys[key])
    return api.client({"Cookie": f"manta_session={session.token}", "Origin": ORIGIN})


async def test_a_key_is_shown_once_and_opens_what_its_role_opens(api: Api) -> None:
    answer = await api.admin.post(ADDRESS, json=NEW)
    assert answer.status_code == 201
    made = answer.json()
    assert answer.headers["cache-control"] == "no-store"
    assert made == {**NEW, "id": made["id"], "secret": made["secret"]}
    me = (await api.with_key(made["secret"]).get("/api/me")).json()
    assert (me["name"], me["role"], me["workspace"]["id"]) == ("ci", "member", OWN)
    assert made["secret"] not in (await api.admin.get(ADDRESS)).text


async def test_a_workspace_sees_its_own_keys_the_revoked_ones_last(api: Api) -> None:
    made = (await api.admin.post(ADDRESS, json=NEW)).json()
    await api.admin.delete(f"{ADDRESS}/{made['id']}")
    keys = (await api.admin.get(ADDRESS)).json()
    assert [(key["name"], key["revoked_at"] is None) for key in keys] == [
        ("admin 1", True),
        ("member 1", True),
        ("viewer 1", True),
        ("ci", False),
    ]
    assert set(keys[0]) == {"id", "name", "role", "created_at", "revoked_at"}
    assert list(await listed(api.foreigner)) == ["admin 2"]


async def test_a_revoked_key_opens_nothing_and_its_sessions_end(api: Api) -> None:
    browser = await browser_of(api, api.world.member)
    key_id = (await listed(api.admin))["member 1"]["id"]
    for _ in range(2):
        assert (await api.admin.delete(f"{ADDRESS}/{key_id}")).status_code == 204
    problem(await api.member.get("/api/me"), 401, "unauthenticated")
    problem(await browser.get("/api/me"), 401, "unauthenticated")


async def test_nobody_cuts_the_branch_they_sit_on(api: Api) -> None:
    key_id = (await listed(api.admin))["admin 1"]["id"]
    problem(await api.admin.delete(f"{ADDRESS}/{key_id}"), 409, "conflict")
    browser = await browser_of(api, api.world.admin)
    problem(await browser.delete(f"{ADDRESS}/{key_id}"), 409, "conflict")
    assert (await browser.get("/api/me")).status_code == 200


async def test_names_of_keys_in_force_differ(api: Api) -> None:
    made = (await api.admin.post(ADDRESS, json=NEW)).json()
    problem(await api.admin.post(ADDRESS, json={"name": " ci ", "role": "viewer"}), 409, "conflict")
    assert (await api.foreigner.post(ADDRESS, json=NEW)).status_code == 201
    await api.admin.delete(f"{ADDRESS}/{made['id']}")
    assert (await api.admin.post(ADDRESS, json=NEW)).status_code == 201


async def test_there_is_an_end_to_keys(api: Api) -> None:
    statuses = [
        (await api.admin.post(ADDRESS, json={"name": f"k{number}", "role": "viewer"})).status_code
        for number in range(MAX_KEYS)
    ]
    assert statuses == [201] * (MAX_KEYS - 3) + [409] * 3


@pytest.mark.parametrize(
    ("change", "field"), [({"name": " "}, "name"), ({"role": "owner"}, "role"), ({"name": None}, "name")]
)
async def test_what_can_not_be_is_refused_by_field(api: Api, change: dict[str, object], field: str) -> None:
    answer = await api.admin.post(ADDRESS, json=NEW | change)
    problem(answer, 422, "invalid-fields")
    assert [error["field"] for error in answer.json()["errors"]] == [field]


async def test_other_sites_change_nothing(api: Api) -> None:
    browser = await browser_of(api, api.world.admin)
    evil = {"Origin": "https://evil.example"}
    problem(await browser.post(ADDRESS, json=NEW, headers=evil), 403, "forbidden")


async def test_an_outage_is_told(api: Api) -> None:
    api.world.keys.unavailable = True
    problem(await api.admin.get(ADDRESS), 503, "unavailable")
    problem(await api.admin.post(ADDRESS, json=NEW), 503, "unavailable")

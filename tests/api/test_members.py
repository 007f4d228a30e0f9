"""People of the chats by the API."""

import httpx2
import pytest

from domain.access import Principal
from domain.chat import Standing
from domain.members import WorkspaceMember
from domain.values import Role
from tests.api.client import Api, problem
from tests.fakes.world import FOREIGN, OWN

OLENA = WorkspaceMember(
    person_id=7, name="Olena K.", username="olena", mark="@olena", chats=["Harbor"], standing=Standing.ADMIN
)
TARAS = WorkspaceMember(person_id=9, name="Taras", mark="Taras", chats=["Harbor"], standing=Standing.LEFT)


async def browser_of(api: Api, person_id: int, workspace_id: int = OWN) -> httpx2.AsyncClient:
    principal = Principal(workspace_id=workspace_id, role=Role.MEMBER, name="@olena", person_id=person_id)
    session = await api.world.gatekeeper.open_session(principal)
    return api.client({"Cookie": f"manta_session={session.token}"})


async def test_who_is_there_is_told_to_all_and_who_has_left_to_admins(api: Api) -> None:
    api.world.members.members[OWN] = [OLENA, TARAS]
    [olena] = (await api.viewer.get("/api/members")).json()
    assert olena == {
        "person_id": 7,
        "name": "Olena K.",
        "username": "olena",
        "mark": "@olena",
        "chats": ["Harbor"],
        "standing": "admin",
        "language": "",
    }
    assert [one["name"] for one in (await api.admin.get("/api/members")).json()] == ["Olena K.", "Taras"]
    assert (await api.foreigner.get("/api/members")).json() == []


async def test_signing_out_ends_a_persons_sessions_of_this_workspace_alone(api: Api) -> None:
    api.world.members.members[OWN] = [OLENA]
    here, elsewhere = await browser_of(api, 7), await browser_of(api, 7, FOREIGN)
    other = await browser_of(api, 9)
    for _ in range(2):
        assert (await api.admin.post("/api/members/7/sign-out")).status_code == 204
    problem(await here.get("/api/stats"), 401, "unauthenticated")
    assert [(await each.get("/api/stats")).status_code for each in (elsewhere, other)] == [200, 200]


@pytest.mark.parametrize("person_id", [7, -1, 0, 2**63, 10**30])
async def test_who_was_never_here_can_not_be_signed_out(api: Api, person_id: int) -> None:
    api.world.members.members[FOREIGN] = [OLENA]
    problem(await api.admin.post(f"/api/members/{person_id}/sign-out"), 404, "not-found")


async def test_an_outage_is_told(api: Api) -> None:
    api.world.members.unavailable = True
    problem(await api.viewer.get("/api/members"), 503, "unavailable")
    problem(await api.admin.post("/api/members/7/sign-out"), 503, "unavailable")

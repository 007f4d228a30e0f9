"""The example chat by the API."""

from tests.api.client import Api, problem
from tests.fakes.world import FOREIGN, OWN

ADDRESS = "/api/example"


async def test_what_the_example_holds_is_told_and_nothing_is_stored(api: Api) -> None:
    assert (await api.viewer.get(ADDRESS)).json() == {"messages": 470, "chat": "Harbor ⚓ team"}
    assert api.world.messages.inbox(OWN).messages == {}


async def test_it_is_taken_in_once_into_the_own_workspace(api: Api) -> None:
    first = await api.member.post(ADDRESS)
    assert (first.status_code, first.json()) == (202, {"received": 470, "duplicates": 0})
    api.world.clock.advance(3600)
    second = await api.member.post(ADDRESS)
    assert (second.status_code, second.json()) == (200, {"received": 0, "duplicates": 470})
    assert len(api.world.messages.inbox(OWN).messages) == 470
    assert api.world.messages.inbox(FOREIGN).messages == {}


async def test_an_outage_is_told(api: Api) -> None:
    api.world.messages.unavailable = True
    problem(await api.member.post(ADDRESS), 503, "unavailable")
    assert (await api.viewer.get(ADDRESS)).status_code == 200

"""Who is in a workspace's chats, and ending their sessions."""

import pytest

from db.access import PostgresGatekeeper
from db.chats import PostgresChats
from db.members import PostgresMembers
from domain.access import Principal, TokenKind
from domain.chat import ChatKind, ChatState, PersonChange, SeenChat, SeenPerson, Sighting, Standing
from domain.errors import NotFoundError
from domain.members import WorkspaceMember
from domain.values import Role
from tests.db.stores import ADA, MAIN, Stores

GROUP = SeenChat(id=-100, kind=ChatKind.SUPERGROUP, title="Harbor")
PIER = SeenChat(id=-200, kind=ChatKind.GROUP, title="Pier")
OLENA = SeenPerson(id=7, name="Olena K.", username="olena", language="uk")
TARAS = SeenPerson(id=9, name="Taras")
OLENA_HERE = Principal(workspace_id=MAIN, role=Role.MEMBER, name="@olena", person_id=OLENA.id)


async def furnish(stores: Stores) -> tuple[PostgresChats, PostgresMembers]:
    """Let Olena be in two chats, and Taras only be named in one."""
    chats = PostgresChats(stores.database)
    await chats.meet(Sighting(chat=GROUP, person=OLENA, others=(TARAS,)))
    await chats.meet(Sighting(chat=PIER, person=OLENA))
    return chats, PostgresMembers(stores.database)


async def test_people_are_listed_once_with_their_chats_and_highest_standing(stores: Stores) -> None:
    chats, members = await furnish(stores)
    await chats.set_standing(PIER.id, OLENA.id, Standing.ADMIN)
    await chats.change_person(OLENA.id, PersonChange(language="de"))
    olena = WorkspaceMember(
        person_id=7,
        name="Olena K.",
        username="olena",
        mark="@olena",
        chats=["Harbor", "Pier"],
        standing=Standing.ADMIN,
        language="de",
    )
    taras = WorkspaceMember(person_id=9, name="Taras", mark="Taras", chats=["Harbor"], standing=Standing.SEEN)
    assert await members.list_members(MAIN, everybody=False) == [olena]
    assert await members.list_members(MAIN, everybody=True) == [olena, taras]
    assert await members.list_members(await stores.add_workspace(), everybody=True) == []


async def test_chats_that_the_bot_has_left_tell_nothing(stores: Stores) -> None:
    chats, members = await furnish(stores)
    await chats.set_state(PIER.id, ChatState.LEFT)
    [olena] = await members.list_members(MAIN, everybody=False)
    assert olena.chats == ["Harbor"]


async def test_signing_out_ends_what_a_person_has_opened_and_nothing_else(stores: Stores) -> None:
    _, members = await furnish(stores)
    gatekeeper = PostgresGatekeeper(stores.database)
    session, ada = await gatekeeper.open_session(OLENA_HERE), await gatekeeper.open_session(ADA)
    ticket = await gatekeeper.issue_token(OLENA_HERE, TokenKind.SOCKET)
    assert await gatekeeper.authenticate_session(session.token) == OLENA_HERE
    for _ in range(2):
        await members.sign_out(MAIN, OLENA.id)
    assert await gatekeeper.authenticate_session(session.token) is None
    assert await gatekeeper.redeem_token(ticket.token, TokenKind.SOCKET) is None
    assert await gatekeeper.authenticate_session(ada.token) == ADA


async def test_people_of_other_workspaces_do_not_exist(stores: Stores) -> None:
    _, members = await furnish(stores)
    gatekeeper = PostgresGatekeeper(stores.database)
    session = await gatekeeper.open_session(OLENA_HERE)
    with pytest.raises(NotFoundError):
        await members.sign_out(await stores.add_workspace(), OLENA.id)
    assert await gatekeeper.authenticate_session(session.token) == OLENA_HERE

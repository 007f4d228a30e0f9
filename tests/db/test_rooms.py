"""Which workspaces people of Telegram may open (checklist 33: only those they belong to)."""

from db.access import PostgresGatekeeper
from db.chats import PostgresChats
from db.rooms import PostgresRooms
from domain.access import Principal
from domain.chat import ChatKind, ChatState, SeenChat, SeenPerson, Sighting, Standing
from domain.mini_app import Link
from domain.values import Role
from tests.db.samples import new_task
from tests.db.stores import ADA, MAIN, Stores

GROUP = SeenChat(id=-100, kind=ChatKind.SUPERGROUP, title="Harbor")
PRIVATE = SeenChat(id=7, kind=ChatKind.PRIVATE, title="Olena K.")
OLENA = SeenPerson(id=7, name="Olena K.", username="olena")
TARAS = SeenPerson(id=9, name="Taras")


async def opened(stores: Stores, person: SeenPerson = OLENA, *, trusts: bool = True) -> list[int]:
    rooms = PostgresRooms(stores.database, trusts_groups=trusts)
    return [room.id for room in await rooms.rooms_of(person.id)]


async def test_members_of_a_group_may_open_what_is_shared_if_groups_are_trusted(stores: Stores) -> None:
    chats = PostgresChats(stores.database)
    await chats.meet(Sighting(chat=GROUP, person=OLENA, others=(TARAS,)))
    assert await opened(stores) == [MAIN]
    assert await opened(stores, trusts=False) == []
    assert await opened(stores, TARAS) == []


async def test_a_private_chat_opens_nothing_that_is_shared(stores: Stores) -> None:
    await PostgresChats(stores.database).meet(Sighting(chat=PRIVATE, person=OLENA))
    assert await opened(stores) == []


async def test_workspaces_of_single_chats_are_open_to_their_members_alone(stores: Stores) -> None:
    chats = PostgresChats(stores.database, is_apart=True)
    private = (await chats.meet(Sighting(chat=PRIVATE, person=OLENA))).chat
    group = (await chats.meet(Sighting(chat=GROUP, person=OLENA))).chat
    await chats.meet(Sighting(chat=SeenChat(id=-5, kind=ChatKind.GROUP), person=TARAS))
    assert private is not None
    assert group is not None
    assert await opened(stores, trusts=False) == sorted([private.workspace_id, group.workspace_id])


async def test_a_session_ends_with_the_membership(stores: Stores) -> None:
    chats, gatekeeper = PostgresChats(stores.database), PostgresGatekeeper(stores.database)
    await chats.meet(Sighting(chat=GROUP, person=OLENA))
    principal = Principal(workspace_id=MAIN, role=Role.MEMBER, name="@olena", person_id=OLENA.id)
    session = await gatekeeper.open_session(principal)
    assert await gatekeeper.authenticate_session(session.token) == principal
    await chats.set_standing(GROUP.id, OLENA.id, Standing.LEFT)
    assert await gatekeeper.authenticate_session(session.token) is None
    await chats.set_standing(GROUP.id, OLENA.id, Standing.MEMBER)
    await chats.set_state(GROUP.id, ChatState.LEFT)
    assert await gatekeeper.authenticate_session(session.token) is None


async def test_what_links_name_is_found_in_its_workspace(stores: Stores) -> None:
    rooms = PostgresRooms(stores.database)
    group = (
        await PostgresChats(stores.database, is_apart=True).meet(Sighting(chat=GROUP, person=OLENA))
    ).chat
    task = await stores.tasks.create_task(ADA, new_task(), None)
    assert group is not None
    assert group.workspace_id != MAIN
    assert await rooms.find_workspace(Link(kind="chat", id=GROUP.id)) == group.workspace_id
    assert await rooms.find_workspace(Link(kind="task", id=task.id)) == MAIN
    assert await rooms.find_workspace(Link(kind="task", id=task.id + 1)) is None

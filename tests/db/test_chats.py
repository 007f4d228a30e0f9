"""Chats and people as updates show them (checklist 20, 29; people's names change hands)."""

import asyncio

import pytest

from db.chats import PostgresChats
from domain.chat import (
    Chat,
    ChatChange,
    ChatKind,
    ChatState,
    Feedback,
    Person,
    PersonChange,
    SeenChat,
    SeenPerson,
    Sighting,
    Standing,
)
from domain.errors import NotFoundError
from domain.task import TaskQuery
from domain.values import Source
from tests.db.samples import new_task
from tests.db.stores import ADA, MAIN, Stores

GROUP = SeenChat(id=-100, kind=ChatKind.SUPERGROUP, title="Harbor")
OTHER = SeenChat(id=-200, kind=ChatKind.GROUP, title="Elsewhere")
PRIVATE = SeenChat(id=7, kind=ChatKind.PRIVATE, title="Olena K.")
OLENA = SeenPerson(id=7, name="Olena K.", username="olena", language="uk")
TARAS = SeenPerson(id=9, name="Taras Shum", username="taras", language="en")
NAMELESS = SeenPerson(id=11, name="Anna Berg")


@pytest.fixture
def chats(stores: Stores) -> PostgresChats:
    return PostgresChats(stores.database)


async def meet(
    chats: PostgresChats, person: SeenPerson, *others: SeenPerson, chat: SeenChat = GROUP
) -> Person:
    met = await chats.meet(Sighting(chat=chat, person=person, others=others))
    assert met.person is not None
    return met.person


async def know_chat(chats: PostgresChats, chat: SeenChat = GROUP) -> Chat:
    met = await chats.meet(Sighting(chat=chat))
    assert met.chat is not None
    return met.chat


async def find_id(chats: PostgresChats, name: str, chat: SeenChat = GROUP) -> int | None:
    found = await chats.find_person(chat.id, name)
    return None if found is None else found.id


async def test_what_was_met_is_known_with_what_suits_it(chats: PostgresChats) -> None:
    assert await know_chat(chats) == Chat(**dict(GROUP), workspace_id=MAIN, feedback=Feedback.REACTIONS)
    assert await know_chat(chats, PRIVATE) == Chat(
        **dict(PRIVATE), workspace_id=MAIN, feedback=Feedback.CARDS
    )
    assert await meet(chats, OLENA) == Person(**dict(OLENA))


async def test_meeting_again_writes_nothing(chats: PostgresChats, stores: Stores) -> None:
    await meet(chats, OLENA, TARAS)
    before = await stores.rows(
        "SELECT xmin::text FROM telegram_people UNION ALL SELECT xmin::text "
        "FROM telegram_members UNION ALL SELECT xmin::text FROM telegram_chats"
    )
    newest = await stores.column("SELECT pg_snapshot_xmax(pg_current_snapshot())::text")
    await meet(chats, OLENA, TARAS)
    after = await stores.rows(
        "SELECT xmin::text FROM telegram_people UNION ALL SELECT xmin::text "
        "FROM telegram_members UNION ALL SELECT xmin::text FROM telegram_chats"
    )
    assert after == before
    assert await stores.column("SELECT pg_snapshot_xmax(pg_current_snapshot())::text") == newest


async def test_settings_changed_by_another_process_are_seen_at_once(
    chats: PostgresChats, stores: Stores
) -> None:
    await meet(chats, OLENA)
    elsewhere = PostgresChats(stores.database)
    await elsewhere.change_chat(GROUP.id, ChatChange(timezone="Europe/Kyiv", feedback=Feedback.OFF))
    await elsewhere.change_person(OLENA.id, PersonChange(language="de", timezone="Asia/Tokyo"))
    met = await chats.meet(Sighting(chat=GROUP, person=OLENA))
    assert met.chat is not None
    assert met.person is not None
    assert (met.chat.timezone, met.chat.feedback) == ("Europe/Kyiv", Feedback.OFF)
    assert (met.person.own_language, met.person.timezone) == ("de", "Asia/Tokyo")


async def test_a_renamed_chat_keeps_its_settings(chats: PostgresChats) -> None:
    await know_chat(chats)
    await chats.change_chat(GROUP.id, ChatChange(language="uk"))
    renamed = await know_chat(chats, GROUP.model_copy(update={"title": "Port", "is_forum": True}))
    assert (renamed.title, renamed.is_forum, renamed.language) == ("Port", True, "uk")


async def test_a_change_of_telegrams_language_is_noticed_and_silence_is_none(chats: PostgresChats) -> None:
    await meet(chats, OLENA)
    assert (await meet(chats, OLENA.model_copy(update={"language": "de"}))).language == "de"
    assert (await meet(chats, OLENA.model_copy(update={"language": ""}))).language == "de"


async def test_a_username_belongs_to_who_had_it_last(chats: PostgresChats) -> None:
    await meet(chats, OLENA)
    await meet(chats, TARAS)
    await meet(chats, TARAS.model_copy(update={"username": "OLENA"}))
    assert await find_id(chats, "@olena") == TARAS.id
    assert await chats.names_of(OLENA.id) == ["Olena K.", "Olena"]


async def test_usernames_exchanged_in_one_update_end_where_they_are_seen(chats: PostgresChats) -> None:
    await meet(chats, OLENA, TARAS)
    swapped = (OLENA.model_copy(update={"username": "taras"}), TARAS.model_copy(update={"username": "olena"}))
    await meet(chats, *swapped)
    assert await find_id(chats, "taras") == OLENA.id
    assert await find_id(chats, "olena") == TARAS.id


async def test_who_is_mentioned_without_a_username_is_found_by_name(chats: PostgresChats) -> None:
    await meet(chats, OLENA, NAMELESS)
    assert await find_id(chats, "Anna Berg") == NAMELESS.id
    assert await find_id(chats, "anna") == NAMELESS.id
    assert await find_id(chats, "nobody") is None


async def test_strangers_are_not_found_by_any_name(chats: PostgresChats) -> None:
    await meet(chats, TARAS, chat=OTHER)
    await know_chat(chats)
    assert await find_id(chats, "Taras Shum") is None
    assert await find_id(chats, "@Taras") is None
    assert await find_id(chats, "@Taras", OTHER) == TARAS.id


async def test_a_first_name_that_two_share_is_nobodys(chats: PostgresChats) -> None:
    await meet(chats, NAMELESS)
    await meet(chats, SeenPerson(id=12, name="Anna Stone"))
    assert await find_id(chats, "Anna") is None
    assert await find_id(chats, "Anna Stone") == 12


async def test_all_spellings_of_a_person(chats: PostgresChats) -> None:
    await meet(chats, TARAS)
    assert await chats.names_of(TARAS.id) == ["@taras", "taras", "Taras Shum", "Taras"]
    assert await chats.names_of(404) == []


async def test_who_leaves_is_no_member_until_they_act_again(chats: PostgresChats) -> None:
    await meet(chats, OLENA)
    await chats.set_standing(GROUP.id, OLENA.id, Standing.LEFT)
    assert await chats.chats_of(OLENA.id) == []
    await meet(chats, OLENA)
    assert await chats.get_standing(GROUP.id, OLENA.id) is Standing.MEMBER
    assert [chat.id for chat in await chats.chats_of(OLENA.id)] == [GROUP.id]


async def test_who_was_only_named_in_a_chat_is_no_member_of_it(chats: PostgresChats) -> None:
    await meet(chats, OLENA, NAMELESS)
    assert await chats.get_standing(GROUP.id, NAMELESS.id) is Standing.SEEN
    assert await chats.chats_of(NAMELESS.id) == []
    await meet(chats, NAMELESS)
    assert await chats.get_standing(GROUP.id, NAMELESS.id) is Standing.MEMBER


async def test_assignees_of_a_chats_tasks_are_called_in_one_way(chats: PostgresChats, stores: Stores) -> None:
    await meet(chats, OLENA, NAMELESS)
    asked = ["Olena", "OLENA", "anna", "Nobody"]
    task = new_task(assignees=asked, chat_id=str(GROUP.id), source=Source.TELEGRAM)
    made = await stores.tasks.create_task(ADA, task, None)
    assert made.assignees == ["olena", "Anna Berg", "Nobody"]
    query = TaskQuery(assignees=list(await chats.names_of(NAMELESS.id)))
    assert [found.id for found in (await stores.tasks.list_tasks(MAIN, query)).tasks] == [made.id]


async def test_an_admin_stays_one_by_acting(chats: PostgresChats) -> None:
    await meet(chats, OLENA)
    await chats.set_standing(GROUP.id, OLENA.id, Standing.ADMIN)
    await meet(chats, OLENA)
    assert await chats.get_standing(GROUP.id, OLENA.id) is Standing.ADMIN
    assert await chats.get_standing(GROUP.id, TARAS.id) is None


async def test_chats_the_bot_left_are_nobodys(chats: PostgresChats) -> None:
    await meet(chats, OLENA)
    await meet(chats, OLENA, chat=PRIVATE)
    assert [chat.id for chat in await chats.chats_of(OLENA.id)] == [PRIVATE.id, GROUP.id]
    await chats.set_state(GROUP.id, ChatState.LEFT)
    assert [chat.id for chat in await chats.chats_of(OLENA.id)] == [PRIVATE.id]


async def test_who_writes_in_private_again_has_unblocked_the_bot(chats: PostgresChats) -> None:
    await meet(chats, OLENA, chat=PRIVATE)
    await chats.set_state(PRIVATE.id, ChatState.LEFT)
    await meet(chats, OLENA, chat=PRIVATE)
    assert (await know_chat(chats, PRIVATE)).state is ChatState.ACTIVE


async def test_each_chat_may_have_a_workspace_of_its_own(stores: Stores) -> None:
    apart = PostgresChats(stores.database, is_apart=True)
    first, second = await know_chat(apart), await know_chat(apart, OTHER)
    assert len({MAIN, first.workspace_id, second.workspace_id}) == 3
    assert (await know_chat(apart)).workspace_id == first.workspace_id


async def test_two_who_exchange_usernames_at_once_do_not_deadlock(
    chats: PostgresChats, stores: Stores
) -> None:
    """Each learns one person and takes a username from the other: two rows, locked in opposite orders."""
    await meet(chats, OLENA)
    await meet(chats, TARAS, chat=OTHER)
    async with stores.database.transaction() as held, asyncio.TaskGroup() as group:
        await held.execute("SELECT FROM telegram_people WHERE person_id = $1 FOR UPDATE", OLENA.id)
        group.create_task(meet(chats, OLENA.model_copy(update={"username": "taras"})))
        await stores.wait_for_waiters(1)
        group.create_task(meet(chats, TARAS.model_copy(update={"username": "olena"}), chat=OTHER))
        await stores.wait_for_waiters(2)
        await held.execute("COMMIT")
        await held.execute("BEGIN")
    assert await find_id(chats, "taras") == OLENA.id
    assert await find_id(chats, "olena", OTHER) == TARAS.id


async def test_new_people_met_at_once_in_opposite_orders_do_not_deadlock(chats: PostgresChats) -> None:
    await know_chat(chats)
    crowd = [SeenPerson(id=100 + number, name=f"P{number}") for number in range(40)]
    await asyncio.gather(
        *(meet(chats, crowd[place], *crowd) for place in range(0, 40, 5)),
        *(meet(chats, crowd[place], *reversed(crowd)) for place in range(0, 40, 5)),
    )
    assert [await chats.names_of(person.id) for person in crowd] == [[person.name] for person in crowd]


async def test_settings_of_what_was_never_met_can_not_be_changed(chats: PostgresChats) -> None:
    with pytest.raises(NotFoundError):
        await chats.change_chat(404, ChatChange(language="uk"))
    with pytest.raises(NotFoundError):
        await chats.change_person(404, PersonChange(language="uk"))

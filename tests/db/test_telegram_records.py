"""What is shown of Telegram's chats and updates."""

from db.chats import PostgresChats
from db.telegram_records import PostgresTelegramRecords
from db.updates import PostgresUpdates
from domain.chat import ChatKind, ChatState, SeenChat, SeenPerson, Sighting, Standing
from domain.telegram_report import TelegramChat
from domain.update import read_update
from tests.db.stores import MAIN, Stores

GROUP = SeenChat(id=-100, kind=ChatKind.SUPERGROUP, title="Harbor")
OLENA = SeenPerson(id=7, name="Olena K.", username="olena")
TARAS = SeenPerson(id=9, name="Taras")
ANNA = SeenPerson(id=11, name="Anna")


async def test_chats_are_listed_with_those_who_are_in_them(stores: Stores) -> None:
    chats, records = PostgresChats(stores.database), PostgresTelegramRecords(stores.database)
    await chats.meet(Sighting(chat=GROUP, person=OLENA, others=(TARAS,)))
    await chats.meet(Sighting(chat=GROUP, person=ANNA))
    await chats.set_standing(GROUP.id, ANNA.id, Standing.LEFT)
    await chats.meet(Sighting(chat=SeenChat(id=-5, kind=ChatKind.GROUP, title="bay")))
    await chats.set_state(-5, ChatState.LEFT)
    assert await records.list_chats(MAIN) == [
        TelegramChat(chat_id=-5, title="bay", kind=ChatKind.GROUP, state=ChatState.LEFT, members=0),
        TelegramChat(
            chat_id=-100, title="Harbor", kind=ChatKind.SUPERGROUP, state=ChatState.ACTIVE, members=1
        ),
    ]
    assert await records.list_chats(await stores.add_workspace()) == []


async def test_a_chat_that_moved_is_listed_where_it_is_now(stores: Stores) -> None:
    chats = PostgresChats(stores.database)
    await chats.meet(Sighting(chat=SeenChat(id=-5, kind=ChatKind.GROUP, title="Bay")))
    await chats.migrate(-5, -1005)
    listed = await PostgresTelegramRecords(stores.database).list_chats(MAIN)
    assert [chat.chat_id for chat in listed] == [-1005]


async def test_the_newest_update_counts_not_the_highest_number(stores: Stores) -> None:
    records = PostgresTelegramRecords(stores.database)
    assert await records.find_last_update() is None
    updates = PostgresUpdates(stores.database)
    for number in (900, 5):
        await updates.store_updates(MAIN, [read_update(b'{"update_id": %d}' % number)])
    await stores.rows(
        "UPDATE telegram_updates SET received_at = received_at - interval '8 days' WHERE update_id = 900"
    )
    [newest] = await stores.column("SELECT received_at FROM telegram_updates WHERE update_id = 5")
    assert await records.find_last_update() == newest

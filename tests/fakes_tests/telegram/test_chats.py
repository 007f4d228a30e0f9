"""Chats and who is in them."""

import pytest

from tests.fakes.telegram import Chat, ChatType, Emulator, Status, TelegramClient
from tests.fakes.telegram.jsons import as_object
from tests.fakes_tests.telegram.world import (
    CHANNEL,
    FORUM,
    GROUP,
    MARK,
    OLENA,
    STRANGER,
    SUPERGROUP,
    call,
    refused,
    send,
)


async def test_members(telegram: Emulator, people: TelegramClient) -> None:
    schema = telegram.world.checker
    for user, status in ((OLENA, "administrator"), (MARK, "member"), (STRANGER, "left")):
        member = await call(telegram, "getChatMember", chat_id=GROUP.id, user_id=user.id)
        assert schema.check_object("ChatMember", member)["status"] == status
    assert (
        await refused(telegram, "getChatMember", chat_id=GROUP.id, user_id=1)
        == "400 Bad Request: user not found"
    )
    [admin] = [as_object(one) for one in await admins(telegram)]
    assert as_object(admin["user"])["id"] == OLENA.id
    assert await call(telegram, "getChatMemberCount", chat_id=GROUP.id) == 3
    people.set_bot_status(GROUP.id, OLENA.id, Status.KICKED)
    told = await refused(telegram, "getChat", chat_id=GROUP.id)
    assert told == "403 Forbidden: bot was kicked from the group chat"


async def admins(telegram: Emulator) -> list[object]:
    found = await call(telegram, "getChatAdministrators", chat_id=GROUP.id)
    assert isinstance(found, list)
    return list(found)  # pyright: ignore[reportUnknownArgumentType] - JSON


@pytest.mark.parametrize("chat", [GROUP, SUPERGROUP, FORUM, CHANNEL])
async def test_chats_are_told_in_full(telegram: Emulator, chat: Chat) -> None:
    told = await call(telegram, "getChat", chat_id=chat.id)
    assert telegram.world.checker.check_object("ChatFullInfo", told)["title"] == chat.title


async def test_a_chat_the_bot_has_left(telegram: Emulator) -> None:
    await call(telegram, "leaveChat", chat_id=GROUP.id)
    told = await refused(telegram, "sendChatAction", chat_id=GROUP.id, action="typing")
    assert told == "403 Forbidden: bot is not a member of the group chat"


async def test_unknown_chats_are_made_up_when_that_is_asked_for(telegram: Emulator) -> None:
    telegram.people.configure(knows_every_chat=True)
    await send(telegram, chat_id=-5)
    await send(telegram, chat_id=-1_009_000_000_000)
    await send(telegram, chat_id=5)
    kinds = [telegram.state.chats.find(chat) for chat in (-5, -1_009_000_000_000, 5)]
    assert [kind and kind.type for kind in kinds] == [ChatType.GROUP, ChatType.SUPERGROUP, ChatType.PRIVATE]

"""What the bot shows of itself."""

import pytest

from tests.fakes.telegram import (
    Emulator,
    TelegramClient,
)
from tests.fakes.telegram.jsons import Json, as_list
from tests.fakes_tests.telegram.world import (
    GROUP,
    MARK,
    OLENA,
    STRANGER,
    call,
    refused,
)


async def test_commands_by_scope_and_language(telegram: Emulator, people: TelegramClient) -> None:
    async def set_commands(word: str, language: str = "", **scope: object) -> None:
        commands = [{"command": word, "description": word}]
        where = {"scope": scope} if scope else {}
        await call(telegram, "setMyCommands", commands=commands, language_code=language, **where)

    await set_commands("default")
    await set_commands("default_uk", "uk")
    await set_commands("default_pt", "pt")
    assert people.commands(OLENA.id, OLENA.id) == ["/default_uk default_uk"]
    assert people.commands(MARK.id, MARK.id) == ["/default_pt default_pt"]
    assert people.commands(STRANGER.id, STRANGER.id) == ["/default default"]
    await set_commands("groups", type="all_group_chats")
    assert people.commands(GROUP.id, OLENA.id) == ["/groups groups"]
    await set_commands("admins", type="all_chat_administrators")
    assert people.commands(GROUP.id, OLENA.id) == ["/admins admins"]
    assert people.commands(GROUP.id, MARK.id) == ["/groups groups"]
    await set_commands("mark", type="chat_member", chat_id=GROUP.id, user_id=MARK.id)
    assert people.commands(GROUP.id, MARK.id) == ["/mark mark"]
    scope = {"type": "all_group_chats"}
    assert as_list(await call(telegram, "getMyCommands", scope=scope)) == [
        {"command": "groups", "description": "groups"}
    ]
    await call(telegram, "deleteMyCommands", scope=scope)
    assert await call(telegram, "getMyCommands", scope=scope) == []


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"commands": [{"command": "New", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "x" * 33, "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "new", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": [{"command": "new", "description": "x"}] * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": [], "language_code": "pt-br"}, "invalid language code specified"),
        ({"commands": [], "scope": {"type": "chat", "chat_id": -404}}, "chat not found"),
    ],
)
async def test_commands_that_are_refused(telegram: Emulator, fields: Json, reason: str) -> None:
    assert await refused(telegram, "setMyCommands", **fields) == f"400 Bad Request: {reason}"


async def test_menu_buttons(telegram: Emulator) -> None:
    button = {"type": "web_app", "text": "Open", "web_app": {"url": "https://a.b"}}
    await call(telegram, "setChatMenuButton", chat_id=OLENA.id, menu_button=button)
    assert await call(telegram, "getChatMenuButton", chat_id=OLENA.id) == button
    assert await call(telegram, "getChatMenuButton", chat_id=MARK.id) == {"type": "commands"}

"""What the bot is and shows of itself: getMe, its commands, its menu button, its files."""

import re
from typing import Final

from tests.fakes.telegram.jsons import Json, as_objects
from tests.fakes.telegram.media import MAX_DOWNLOAD_BYTES
from tests.fakes.telegram.models import ChatType, CommandList, Note
from tests.fakes.telegram.refusals import bad_request
from tests.fakes.telegram.state import State
from tests.fakes.telegram.world import Call, Handler, find_chat

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"[a-z]{2}")
_MAX_COMMANDS: Final = 100
_MAX_DESCRIPTION: Final = 256


def _get_me(call: Call) -> Json:
    known = call.state.settings
    return {
        **call.state.bot.to_json(),
        "can_join_groups": known.can_join_groups,
        "can_read_all_group_messages": known.can_read_all_group_messages,
        "supports_inline_queries": known.supports_inline_queries,
        "can_connect_to_business": False,
        "has_main_web_app": known.has_main_web_app,
        "has_topics_enabled": known.has_topics_enabled,
        "allows_users_to_create_topics": known.has_topics_enabled,
    }


def _scope(call: Call) -> Json:
    scope = call.object("scope") or {"type": "default"}
    if "chat_id" in scope:
        chat = find_chat(call.state, scope["chat_id"])
        if chat.type is ChatType.PRIVATE and scope["type"] != "chat":
            raise bad_request("can't set commands for members of a private chat")
        scope = scope | {"chat_id": chat.id}
    return scope


def _key(scope: Json, language: str) -> tuple[str, ...]:
    named = [str(scope[name]) for name in ("type", "chat_id", "user_id") if name in scope]
    return ("/".join(named), language)


def _language(call: Call) -> str:
    language = call.text("language_code") or ""
    if language and not _LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    return language


def _set_commands(call: Call) -> bool:
    commands = as_objects(call.fields["commands"])
    if len(commands) > _MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not _COMMAND.fullmatch(str(command["command"])):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command["description"])) <= _MAX_DESCRIPTION:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    scope, language = _scope(call), _language(call)
    made = CommandList(scope=scope, language_code=language, commands=commands)
    call.state.commands.put(made, *_key(scope, language))
    return True


def _get_commands(call: Call) -> list[Json]:
    found = call.state.commands.find(*_key(_scope(call), _language(call)))
    return [] if found is None else found.commands


def _delete_commands(call: Call) -> bool:
    call.state.commands.drop(*_key(_scope(call), _language(call)))
    return True


def shown_commands(state: State, chat_id: int, user_id: int) -> list[Json]:
    """Return the commands that somebody's app shows in a chat.

    The order in which scopes and languages are tried is that of
    https://core.telegram.org/bots/api#determining-list-of-commands.
    """
    user = state.users.find(user_id)
    language = ((user and user.language_code) or "").partition("-")[0]
    for scope in _scopes(state, chat_id, user_id):
        for code in dict.fromkeys((language, "")):
            found = state.commands.find(*_key(scope, code))
            if found is not None and found.commands:
                return found.commands
    return []


def _scopes(state: State, chat_id: int, user_id: int) -> list[Json]:
    chat = find_chat(state, chat_id)
    here: Json = {"chat_id": chat.id}
    default: Json = {"type": "default"}
    if chat.type is ChatType.PRIVATE:
        return [here | {"type": "chat"}, {"type": "all_private_chats"}, default]
    is_admin = state.member(chat.id, user_id).status.is_admin
    return [
        here | {"type": "chat_member", "user_id": user_id},
        *([here | {"type": "chat_administrators"}] if is_admin else []),
        here | {"type": "chat"},
        *([{"type": "all_chat_administrators"}] if is_admin else []),
        {"type": "all_group_chats"},
        default,
    ]


def _set_menu(call: Call) -> bool:
    button = call.object("menu_button") or {"type": "default"}
    call.state.notes.put(Note(value=button), "menu", call.int("chat_id") or 0)
    return True


def _get_menu(call: Call) -> Json:
    number = call.int("chat_id") or 0
    found = call.state.notes.find("menu", number) or call.state.notes.find("menu", 0)
    return {"type": "commands"} if found is None else found.value


def _get_file(call: Call) -> Json:
    file = call.state.files.find(call.text("file_id") or "")
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if file.size > MAX_DOWNLOAD_BYTES:
        raise bad_request("file is too big")
    unique = f"unique-{file.id}"
    return {"file_id": file.id, "file_unique_id": unique, "file_size": file.size, "file_path": file.name}


PROFILE: Final[dict[str, Handler]] = {
    "getme": _get_me,
    "setmycommands": _set_commands,
    "getmycommands": _get_commands,
    "deletemycommands": _delete_commands,
    "setchatmenubutton": _set_menu,
    "getchatmenubutton": _get_menu,
    "getfile": _get_file,
}

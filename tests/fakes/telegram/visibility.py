"""Which messages of a group a bot gets to see, see https://core.telegram.org/bots/features#privacy-mode."""

from tests.fakes.telegram.jsons import Json, as_objects, find_int, find_object, find_text
from tests.fakes.telegram.models import ChatType
from tests.fakes.telegram.state import State
from tests.fakes.telegram.texts import cut


def bot_sees(state: State, message: Json) -> bool:
    """Whether a message of a person reaches the bot at all."""
    chat = find_object(message, "chat") or {}
    chat_id = find_int(chat, "id") or 0
    membership = state.bot_in(chat_id)
    if not membership.status.is_in:
        return False
    if chat.get("type") in {ChatType.PRIVATE, ChatType.CHANNEL} or membership.status.is_admin:
        return True
    return state.settings.can_read_all_group_messages or _is_meant(state, message)


def _is_meant(state: State, message: Json) -> bool:
    replied = find_object(find_object(message, "reply_to_message") or {}, "from") or {}
    if replied.get("id") == state.settings.bot_id or "via_bot" in message:
        return True
    return any(_names(state, message, entity) for entity in as_objects(message.get("entities")))


def _names(state: State, message: Json, entity: Json) -> bool:
    words = cut(find_text(message, "text") or "", entity)
    if entity["type"] == "bot_command":
        _, _, addressee = words.partition("@")
        return addressee in {"", state.settings.username}
    return entity["type"] == "mention" and words == f"@{state.settings.username}"

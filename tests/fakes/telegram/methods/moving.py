"""Messages that are there already: forwarded, copied, deleted, pinned, reacted to."""

from typing import Final

from tests.fakes.telegram.access import check_writable, find_place
from tests.fakes.telegram.jsons import Json, as_int, as_list, as_objects, find_object
from tests.fakes.telegram.methods.sending import caption_of, put
from tests.fakes.telegram.models import ChatType, Reaction, Stored
from tests.fakes.telegram.refusals import bad_request
from tests.fakes.telegram.state import State
from tests.fakes.telegram.world import Call, Handler, World

_NOT_CONTENT: Final = frozenset(
    {
        "message_id",
        "message_thread_id",
        "is_topic_message",
        "from",
        "sender_chat",
        "chat",
        "date",
        "edit_date",
        "forward_origin",
        "reply_to_message",
        "external_reply",
        "quote",
        "reply_markup",
        "media_group_id",
        "via_bot",
        "has_protected_content",
    }
)


def _source(call: Call, message_id: int, what: str) -> Stored:
    found = call.state.find_message(call.chat("from_chat_id").id, message_id)
    if found is None:
        raise bad_request(f"message to {what} not found")
    if found.body.get("has_protected_content"):
        raise bad_request(f"message can't be {'copied' if what == 'copy' else 'forwarded'}")
    return found


def content_of(message: Json) -> Json:
    """Return what a message says, without where, when and by whom."""
    return {name: value for name, value in message.items() if name not in _NOT_CONTENT}


def origin_of(message: Json) -> Json:
    """Return where a forward of a message says that it comes from."""
    known = find_object(message, "forward_origin")
    if known is not None:
        return known
    chat = find_object(message, "chat") or {}
    if chat.get("type") == ChatType.CHANNEL:
        return {"type": "channel", "date": message["date"], "chat": chat, "message_id": message["message_id"]}
    if "sender_chat" in message:
        return {"type": "chat", "date": message["date"], "sender_chat": message["sender_chat"]}
    return {"type": "user", "date": message["date"], "sender_user": message["from"]}


def _forward_one(call: Call, message_id: int) -> Json:
    source = _source(call, message_id, "forward").body
    return put(call, find_place(call), content_of(source) | {"forward_origin": origin_of(source)}).body


def _forward(call: Call) -> Json:
    return _forward_one(call, as_int(call.fields["message_id"]))


def _forward_many(call: Call) -> list[Json]:
    done = [_forward_one(call, as_int(number)) for number in as_list(call.fields["message_ids"])]
    return [{"message_id": one["message_id"]} for one in done]


def _copy_one(call: Call, message_id: int) -> Json:
    content = content_of(_source(call, message_id, "copy").body)
    if "caption" in call.fields and "text" not in content:
        content = {name: value for name, value in content.items() if not name.startswith("caption")}
        content |= caption_of(call.fields)
    return {"message_id": put(call, find_place(call), content).id}


def _copy(call: Call) -> Json:
    return _copy_one(call, as_int(call.fields["message_id"]))


def _copy_many(call: Call) -> list[Json]:
    return [_copy_one(call, as_int(number)) for number in as_list(call.fields["message_ids"])]


def _delete(call: Call) -> bool:
    chat = call.chat()
    check_writable(call, chat)
    target = call.state.find_message(chat.id, call.int("message_id"))
    if target is None:
        raise bad_request("message to delete not found")
    may = target.is_ours or chat.type is ChatType.PRIVATE
    if not may and not call.state.bot_in(chat.id).may("can_delete_messages"):
        raise bad_request("message can't be deleted")
    call.state.put_message(target.model_copy(update={"is_deleted": True}))
    return True


def _delete_many(call: Call) -> bool:
    """Delete those that are there: the others are passed over, as the API promises."""
    chat = call.chat()
    for number in as_list(call.fields["message_ids"]):
        if call.state.find_message(chat.id, as_int(number)) is not None:
            _delete(Call(call.world, {"chat_id": chat.id, "message_id": number}))
    return True


def _react(call: Call) -> bool:
    chat = call.chat()
    check_writable(call, chat)
    target = call.state.find_message(chat.id, call.int("message_id"))
    if target is None:
        raise bad_request("message to react not found")
    kinds = as_objects(call.fields.get("reaction"))
    if len(kinds) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    for kind in kinds:
        check_reaction(call.world, kind)
    put_reaction(call.state, target, call.state.settings.bot_id, kinds)
    return True


def check_reaction(world: World, kind: Json) -> None:
    """Return if a bot may react with this.

    Raises:
        Refusal: 400, when the emoji is none of those that Telegram takes, or costs Stars.
    """
    emojis = world.checker.schema.reaction_emojis
    if kind["type"] == "paid" or (kind["type"] == "emoji" and kind["emoji"] not in emojis):
        raise bad_request("REACTION_INVALID")


def put_reaction(state: State, target: Stored, user_id: int, kinds: list[Json]) -> list[Json]:
    """Let somebody react with just these; return what they had reacted with."""
    others = [one for one in target.reactions if one.user_id != user_id]
    before = [kind for one in target.reactions if one.user_id == user_id for kind in one.kinds]
    mine = [Reaction(user_id=user_id, kinds=kinds)] if kinds else []
    state.put_message(target.model_copy(update={"reactions": [*others, *mine]}))
    return before


def _pin(call: Call) -> bool:
    return _set_pinned(call, is_pinned=True)


def _unpin(call: Call) -> bool:
    return _set_pinned(call, is_pinned=False)


def _set_pinned(call: Call, *, is_pinned: bool) -> bool:
    chat = call.chat()
    check_writable(call, chat)
    right = "can_edit_messages" if chat.type is ChatType.CHANNEL else "can_pin_messages"
    if chat.type is not ChatType.PRIVATE and not call.state.bot_in(chat.id).may(right):
        raise bad_request("not enough rights to manage pinned messages in the chat")
    number = call.int("message_id")
    pinned = [one for one in call.state.messages if one.chat_id == chat.id and one.is_pinned]
    target = call.state.find_message(chat.id, number) if number or not pinned else pinned[-1]
    if target is None:
        raise bad_request("message to pin not found" if is_pinned else "message to unpin not found")
    call.state.put_message(target.model_copy(update={"is_pinned": is_pinned}))
    return True


def _unpin_all(call: Call) -> bool:
    chat = call.chat()
    for one in call.state.messages:
        if one.chat_id == chat.id and one.is_pinned:
            call.state.put_message(one.model_copy(update={"is_pinned": False}))
    return True


MOVING: Final[dict[str, Handler]] = {
    "forwardmessage": _forward,
    "forwardmessages": _forward_many,
    "copymessage": _copy,
    "copymessages": _copy_many,
    "deletemessage": _delete,
    "deletemessages": _delete_many,
    "setmessagereaction": _react,
    "pinchatmessage": _pin,
    "unpinchatmessage": _unpin,
    "unpinallchatmessages": _unpin_all,
}

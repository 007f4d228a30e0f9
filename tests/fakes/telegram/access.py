"""Whether the bot may write in a chat, and as a reply to what."""

from dataclasses import dataclass

from tests.fakes.telegram.html import utf16_length
from tests.fakes.telegram.jsons import Json, find_int, find_text
from tests.fakes.telegram.models import Chat, ChatType, Status
from tests.fakes.telegram.refusals import Refusal, bad_request, forbidden
from tests.fakes.telegram.texts import find_entities
from tests.fakes.telegram.world import Call, find_chat

GENERAL_TOPIC = 1


@dataclass(frozen=True)
class Place:
    """Where a message goes: the chat, its topic, and the fields that make it a reply."""

    chat: Chat
    topic: int | None
    reply: Json


def find_place(call: Call) -> Place:
    """Return where a call's message goes.

    Raises:
        Refusal: As `check_writable`; 400, when the topic or the message to reply to is unknown.
    """
    chat = call.chat()
    check_writable(call, chat)
    topic = _find_topic(call, chat)
    return Place(chat, topic, _find_reply(call, chat))


def check_writable(call: Call, chat: Chat) -> None:
    """Return if the bot may write in a chat.

    Raises:
        Refusal: 403, when it was blocked or thrown out; 400, when the group has become a supergroup.
    """
    if chat.migrated_to is not None:
        raise migrated(chat.migrated_to)
    membership = call.state.bot_in(chat.id)
    if not membership.status.is_in:
        raise _shut_out(chat, membership.status)
    if chat.type is ChatType.CHANNEL and not membership.may("can_post_messages"):
        raise bad_request("need administrator rights in the channel chat")
    if membership.status is Status.RESTRICTED and not membership.rights.get("can_send_messages", False):
        raise bad_request("not enough rights to send text messages to the chat")


def migrated(chat_id: int) -> Refusal:
    """Return the answer to a call for a group that has become a supergroup with this id."""
    return Refusal(
        400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat_id
    )


def _shut_out(chat: Chat, status: Status) -> Refusal:
    if chat.type is ChatType.PRIVATE:
        return forbidden(
            "bot was blocked by the user"
            if status is Status.KICKED
            else "bot can't initiate conversation with a user"
        )
    how = "was kicked from" if status is Status.KICKED else "is not a member of"
    return forbidden(f"bot {how} the {chat.type} chat")


def _find_topic(call: Call, chat: Chat) -> int | None:
    number = call.int("message_thread_id")
    if number is None:
        return None
    topic = call.state.topics.find(chat.id, number)
    if topic is None or number == GENERAL_TOPIC:
        raise bad_request("message thread not found")
    if topic.is_closed and not call.state.bot_in(chat.id).may("can_manage_topics"):
        raise bad_request("TOPIC_CLOSED")
    return number


def _find_reply(call: Call, chat: Chat) -> Json:
    asked = call.object("reply_parameters")
    if asked is None or "ephemeral_message_id" in asked:
        return {}
    elsewhere = asked.get("chat_id")
    target_chat = chat if elsewhere is None else find_chat(call.state, elsewhere)
    target = call.state.find_message(target_chat.id, find_int(asked, "message_id"))
    if target is None:
        if asked.get("allow_sending_without_reply"):
            return {}
        raise bad_request("message to be replied not found")
    if target_chat.id != chat.id:
        return {"external_reply": _external(target.body)} | _quote(asked, target.text)
    return {"reply_to_message": flat(target.body)} | _quote(asked, target.text)


def _external(message: Json) -> Json:
    sender = message.get("from") or {"id": 777000, "is_bot": False, "first_name": "Telegram"}
    origin = {"type": "user", "date": message["date"], "sender_user": sender}
    return {"origin": origin, "chat": message["chat"], "message_id": message["message_id"]}


def _quote(asked: Json, words: str) -> Json:
    quote = find_text(asked, "quote")
    return {} if quote is None else {"quote": make_quote(quote, words)}


def make_quote(quote: str, words: str) -> Json:
    """Return a quote of a message's text.

    Raises:
        Refusal: 400, when it is not a part of it.
    """
    start = words.find(quote)
    if start < 0:
        raise bad_request("QUOTE_TEXT_INVALID")
    entities = find_entities(quote, []).entities
    fields: Json = {"text": quote, "position": utf16_length(words[:start]), "is_manual": True}
    return fields | ({"entities": entities} if entities else {})


def flat(message: Json) -> Json:
    """Return a message as it stands inside another one: without what it replies to itself."""
    return {name: value for name, value in message.items() if name != "reply_to_message"}

"""Chats: what they are, who is in them, and their topics."""

from typing import Final

from tests.fakes.telegram.access import check_writable
from tests.fakes.telegram.jsons import Json
from tests.fakes.telegram.minimal import minimal_object
from tests.fakes.telegram.models import Chat, ChatType, Member, Status, Topic, User
from tests.fakes.telegram.refusals import bad_request, forbidden
from tests.fakes.telegram.schema import Schema
from tests.fakes.telegram.state import State
from tests.fakes.telegram.world import Call, Handler

_SHAPES: Final = {
    Status.CREATOR: "ChatMemberOwner",
    Status.ADMINISTRATOR: "ChatMemberAdministrator",
    Status.MEMBER: "ChatMemberMember",
    Status.RESTRICTED: "ChatMemberRestricted",
    Status.LEFT: "ChatMemberLeft",
    Status.KICKED: "ChatMemberBanned",
}
_COLOR: Final = 7322096


def describe_member(state: State, schema: Schema, member: Member) -> Json:
    """Return a membership as https://core.telegram.org/bots/api#chatmember."""
    made = minimal_object(schema, _SHAPES[member.status])
    user = _user(state, member.user_id)
    rights = {
        name: member.may(name) for name, value in made.items() if value is False and name != "is_anonymous"
    }
    given = {
        name: value
        for name, value in member.rights.items()
        if name in schema.objects[_SHAPES[member.status]].fields
    }
    until = {"until_date": 0} if "until_date" in made else {}
    is_admin = member.status is Status.ADMINISTRATOR
    return made | (rights if is_admin else {}) | given | until | {"user": user.to_json()}


def _user(state: State, user_id: int) -> User:
    if user_id == state.settings.bot_id:
        return state.bot
    user = state.users.find(user_id)
    if user is None:
        raise bad_request("user not found")
    return user


def _visible_chat(call: Call) -> Chat:
    chat = call.chat()
    status = call.state.bot_in(chat.id).status
    if chat.type is not ChatType.PRIVATE and not status.is_in:
        raise forbidden(
            f"bot {'was kicked from' if status is Status.KICKED else 'is not a member of'} "
            f"the {chat.type} chat"
        )
    return chat


def _get_chat(call: Call) -> Json:
    chat = _visible_chat(call)
    made = minimal_object(call.world.checker.schema, "ChatFullInfo")
    pinned = [one for one in call.state.messages if one.chat_id == chat.id and one.is_pinned]
    return made | chat.to_json() | ({"pinned_message": pinned[-1].body} if pinned else {})


def _get_member(call: Call) -> Json:
    chat = _visible_chat(call)
    member = call.state.member(chat.id, call.int("user_id") or 0)
    return describe_member(call.state, call.world.checker.schema, member)


def _members(call: Call) -> list[Member]:
    chat = _visible_chat(call)
    known = [one for one in call.state.members if one.chat_id == chat.id and one.status.is_in]
    has_bot = any(one.user_id == call.state.settings.bot_id for one in known)
    return known if has_bot else [*known, call.state.bot_in(chat.id)]


def _get_admins(call: Call) -> list[Json]:
    admins = [one for one in _members(call) if one.status.is_admin]
    schema = call.world.checker.schema
    return [
        describe_member(call.state, schema, one)
        for one in admins
        if not _user(call.state, one.user_id).is_bot
    ]


def _count_members(call: Call) -> int:
    return len(_members(call))


def _leave(call: Call) -> bool:
    chat = _visible_chat(call)
    bot_id = call.state.settings.bot_id
    call.state.members.put(Member(chat_id=chat.id, user_id=bot_id, status=Status.LEFT), chat.id, bot_id)
    return True


def _act(call: Call) -> bool:
    check_writable(call, call.chat())
    return True


def _create_topic(call: Call) -> Json:
    chat = call.chat()
    check_writable(call, chat)
    if not chat.is_forum:
        raise bad_request("the chat is not a forum")
    if not call.state.bot_in(chat.id).may("can_manage_topics"):
        raise bad_request("not enough rights to create a topic")
    number = call.state.next_message_id(chat.id)
    topic = Topic(chat_id=chat.id, id=number, name=call.text("name") or "")
    call.state.topics.put(topic, chat.id, topic.id)
    return {"message_thread_id": topic.id, "name": topic.name, "icon_color": call.int("icon_color") or _COLOR}


def _topic(call: Call) -> Topic:
    chat = call.chat()
    topic = call.state.topics.find(chat.id, call.int("message_thread_id") or 0)
    if topic is None:
        raise bad_request("message thread not found")
    return topic


def _close_topic(call: Call) -> bool:
    return _set_closed(call, is_closed=True)


def _reopen_topic(call: Call) -> bool:
    return _set_closed(call, is_closed=False)


def _set_closed(call: Call, *, is_closed: bool) -> bool:
    topic = _topic(call)
    if topic.is_closed is is_closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    call.state.topics.put(topic.model_copy(update={"is_closed": is_closed}), topic.chat_id, topic.id)
    return True


def _delete_topic(call: Call) -> bool:
    topic = _topic(call)
    call.state.topics.drop(topic.chat_id, topic.id)
    return True


CHATS: Final[dict[str, Handler]] = {
    "getchat": _get_chat,
    "getchatmember": _get_member,
    "getchatadministrators": _get_admins,
    "getchatmembercount": _count_members,
    "leavechat": _leave,
    "sendchataction": _act,
    "createforumtopic": _create_topic,
    "closeforumtopic": _close_topic,
    "reopenforumtopic": _reopen_topic,
    "deleteforumtopic": _delete_topic,
}

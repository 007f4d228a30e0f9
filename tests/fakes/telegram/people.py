"""What people do in chats, and the updates that come of it."""

from dataclasses import dataclass
from typing import Final

from pydantic import ValidationError

from tests.fakes.telegram import asks
from tests.fakes.telegram.access import flat, make_quote
from tests.fakes.telegram.asks import Pushed
from tests.fakes.telegram.jsons import Json, find_int, find_object
from tests.fakes.telegram.media import describe, keep_file
from tests.fakes.telegram.methods.editing import revise
from tests.fakes.telegram.models import Chat, ChatType, Status, Stored, User
from tests.fakes.telegram.state import State
from tests.fakes.telegram.texts import find_entities
from tests.fakes.telegram.visibility import bot_sees
from tests.fakes.telegram.world import World

_CONTENTS: Final = ("message", "edited_message", "channel_post", "edited_channel_post")


@dataclass(frozen=True)
class People:
    """Acts on the world as people would.

    Raises of its methods:
        LookupError: A chat, person or message that is named is unknown.
    """

    world: World

    @property
    def _state(self) -> State:
        return self.world.state

    def write(self, wish: asks.Write) -> Pushed:
        chat, user = self.chat(wish.chat_id), self.user(wish.user_id)
        if chat.type is ChatType.PRIVATE:
            self._start(chat.id)
        body: Json = {
            "message_id": self._state.next_message_id(chat.id),
            "date": self._state.now,
            "chat": chat.to_json(),
            **self._sender(chat, user, wish.extras.sender_chat),
            **self._around(chat, wish.extras),
            **self._content(wish),
        }
        return self._push_message(body)

    def _push_message(self, body: Json) -> Pushed:
        stored = self._state.learn_message(body)
        kind = "channel_post" if self.chat(stored.chat_id).type is ChatType.CHANNEL else "message"
        return self.push_of(stored, kind)

    def push_of(self, stored: Stored, kind: str) -> Pushed:
        """Push an update about a message, if the bot gets to see it."""
        seen = bot_sees(self._state, stored.body)
        return Pushed(update_id=self.push({kind: stored.body}) if seen else None, message_id=stored.id)

    def push(self, update: Json) -> int | None:
        """Push an update to the bot; return its id, None when the bot does not want its kind."""
        update_id = self.world.updates.push(update)
        self.world.deliverer.wake()
        return update_id

    def _start(self, chat_id: int) -> None:
        """Whoever writes to the bot lets it write back."""
        membership = self._state.bot_in(chat_id)
        if membership.status is not Status.MEMBER:
            member = membership.model_copy(update={"status": Status.MEMBER})
            self._state.members.put(member, chat_id, member.user_id)

    def _sender(self, chat: Chat, user: User, sender_chat: int | None) -> Json:
        if chat.type is ChatType.CHANNEL:
            return {"sender_chat": chat.to_json()}
        if sender_chat is None:
            return {"from": user.to_json()}
        name = {"username": "GroupAnonymousBot"} if sender_chat == chat.id else {"username": "Channel_Bot"}
        proxy = {"id": 1087968824, "is_bot": True, "first_name": "Group", **name}
        return {"from": proxy, "sender_chat": self.chat(sender_chat).to_json()}

    def _around(self, chat: Chat, extras: asks.Extras) -> Json:
        fields: Json = {}
        if extras.topic_id is not None:
            fields |= {"message_thread_id": extras.topic_id, "is_topic_message": True}
        if extras.reply_to is not None:
            target = self.message(chat.id, extras.reply_to)
            fields["reply_to_message"] = flat(target.body)
            fields |= {} if extras.quote is None else {"quote": make_quote(extras.quote, target.text)}
        if extras.origin is not None:
            fields["forward_origin"] = extras.origin
        if extras.album is not None:
            fields["media_group_id"] = extras.album
        if extras.via_bot:
            fields["via_bot"] = self._state.bot.to_json()
        return fields

    def _content(self, wish: asks.Write) -> Json:
        if wish.checklist is not None:
            return {"checklist": wish.checklist}
        if wish.file is None:
            return find_entities(wish.text, wish.extras.entities).to_json("text")
        sent = wish.file
        file = keep_file(self._state, sent.kind, sent.file_name, sent.content)
        caption = find_entities(sent.caption, wish.extras.entities).to_json("caption")
        return {sent.kind: describe(sent.kind, file, sent.file_name, sent.duration_s)} | caption

    def edit(self, wish: asks.Edit) -> Pushed:
        stored = self.message(wish.chat_id, wish.message_id)
        name = "text" if "text" in stored.body else "caption"
        kept = {
            key: value for key, value in stored.body.items() if key not in {"entities", "caption_entities"}
        }
        text = find_entities(wish.text, wish.entities)
        edited = revise(stored, kept | text.to_json(name) | {"edit_date": self._state.now})
        self._state.put_message(edited)
        is_post = self.chat(wish.chat_id).type is ChatType.CHANNEL
        return self.push_of(edited, "edited_channel_post" if is_post else "edited_message")

    def erase(self, wish: asks.MessageName) -> Pushed:
        """Delete a message; Telegram tells a bot nothing of it."""
        stored = self.message(wish.chat_id, wish.message_id)
        self._state.put_message(stored.model_copy(update={"is_deleted": True}))
        return Pushed(update_id=None, message_id=stored.id)

    def raw(self, wish: asks.Raw) -> Pushed:
        """Learn from an update what it tells, and push it as it is unless it has been brought already."""
        found = (find_object(wish.update, kind) for kind in _CONTENTS)
        learnt = [self._learn(message) for message in found if message is not None]
        update_id = self.push(wish.update) if wish.is_pushed else None
        return Pushed(update_id=update_id, message_id=learnt[0] if learnt else None)

    def _learn(self, message: Json) -> int | None:
        chat_id = find_int(find_object(message, "chat") or {}, "id")
        message_id = find_int(message, "message_id")
        if chat_id is None or message_id is None:
            return None
        known = self._state.find_message(chat_id, message_id)
        if known is not None:
            self._state.put_message(known if known.body == message else revise(known, message))
            return known.id
        try:
            return self._state.learn_message(message).id
        except ValidationError:
            return None  # a test may push what no Telegram would send, to see what the bot makes of it

    def chat(self, chat_id: int) -> Chat:
        """Return a known chat."""
        found = self._state.chats.find(chat_id)
        if found is None:
            raise LookupError(f"There is no chat {chat_id}; add it first.")
        return found

    def user(self, user_id: int) -> User:
        """Return a known person."""
        found = self._state.users.find(user_id)
        if found is None:
            raise LookupError(f"There is no user {user_id}; add it first.")
        return found

    def message(self, chat_id: int, message_id: int) -> Stored:
        """Return a message that is not deleted."""
        found = self._state.find_message(chat_id, message_id)
        if found is None:
            raise LookupError(f"There is no message {message_id} in the chat {chat_id}.")
        return found

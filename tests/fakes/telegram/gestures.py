"""What people do without words: react, press, choose, let the bot in and out, move a group."""

from dataclasses import dataclass
from typing import Final

from tests.fakes.telegram import asks
from tests.fakes.telegram.asks import Pushed
from tests.fakes.telegram.jsons import Json, as_objects, find_object, find_text
from tests.fakes.telegram.markup import button_rows, check_markup
from tests.fakes.telegram.methods.chats import describe_member
from tests.fakes.telegram.methods.moving import check_reaction, put_reaction
from tests.fakes.telegram.methods.queries import text_of_result
from tests.fakes.telegram.models import ChatType, Member, Query, Stored
from tests.fakes.telegram.people import People
from tests.fakes.telegram.state import State
from tests.fakes.telegram.world import World

_CHAT_INSTANCE: Final = "7340000000000000001"


@dataclass(frozen=True)
class Gestures:
    """Acts on the world as people would; raises as `People` does."""

    world: World
    people: People

    @property
    def _state(self) -> State:
        return self.world.state

    def react(self, wish: asks.React) -> Pushed:
        target = self.people.message(wish.chat_id, wish.message_id)
        kinds: list[Json] = [{"type": "emoji", "emoji": emoji} for emoji in wish.emojis]
        for kind in kinds:
            check_reaction(self.world, kind)
        before = put_reaction(self._state, target, wish.user_id, kinds)
        change: Json = {
            "chat": self.people.chat(wish.chat_id).to_json(),
            "message_id": target.id,
            "user": self.people.user(wish.user_id).to_json(),
            "date": self._state.now,
            "old_reaction": before,
            "new_reaction": kinds,
        }
        return Pushed(update_id=self._push_if_admin(wish.chat_id, change), message_id=target.id)

    def _push_if_admin(self, chat_id: int, change: Json) -> int | None:
        """Push a reaction: in groups only administrators are told of them."""
        is_private = self.people.chat(chat_id).type is ChatType.PRIVATE
        if not is_private and not self._state.bot_in(chat_id).status.is_admin:
            return None
        return self.people.push({"message_reaction": change})

    def press(self, wish: asks.Press) -> Pushed:
        target, button = self._find_button(wish)
        data = wish.data or find_text(button, "callback_data")
        if data is None:
            raise LookupError(f"The button {wish.button!r} sends nothing to the bot: {button}")
        query = self._ask("callback", wish.user_id, data, target)
        inline_id = target.inline_message_id
        update: Json = {
            "id": query.id,
            "from": self.people.user(wish.user_id).to_json(),
            **({"message": target.body} if inline_id is None else {"inline_message_id": inline_id}),
            "chat_instance": _CHAT_INSTANCE,
            "data": data,
        }
        return self._pushed(query, {"callback_query": update}, target.id)

    def _pushed(self, query: Query, update: Json, message_id: int | None = None) -> Pushed:
        return Pushed(update_id=self.people.push(update), message_id=message_id, query_id=query.id)

    def _find_button(self, wish: asks.Press) -> tuple[Stored, Json]:
        if wish.message_id is not None:
            candidates = [self.people.message(wish.chat_id, wish.message_id)]
        else:
            here = [one for one in self._state.messages if one.chat_id == wish.chat_id and not one.is_deleted]
            candidates = sorted(here, key=lambda one: one.id, reverse=True)
        for stored in candidates:
            for button in (
                one for row in button_rows(find_object(stored.body, "reply_markup")) for one in row
            ):
                if button["text"] == wish.button:
                    return stored, button
        if wish.message_id is not None and wish.data is not None:
            return candidates[0], {"text": wish.button}
        raise LookupError(f"No message in the chat {wish.chat_id} has the button {wish.button!r}.")

    def _ask(self, kind: str, user_id: int, words: str, message: Stored | None = None) -> Query:
        number = self._state.count_up("queries", 4_000_000_000_000_001)
        place = {} if message is None else {"message_id": message.id, "chat_id": message.chat_id}
        asked: Json = {
            "id": str(number),
            "kind": kind,
            "user_id": user_id,
            "sent_at": self._state.clock(),
            "words": words,
        }
        return self._state.queries.put(Query.model_validate(asked | place), str(number))

    def inline(self, wish: asks.Inline) -> Pushed:
        query = self._ask("inline", wish.user_id, wish.query)
        update: Json = {
            "id": query.id,
            "from": self.people.user(wish.user_id).to_json(),
            "query": wish.query,
            "offset": "",
            "chat_type": wish.chat_type,
        }
        return self._pushed(query, {"inline_query": update})

    def choose(self, wish: asks.Choose) -> Pushed:
        query = self._state.queries.find(wish.query_id)
        results = as_objects((query.answer or {}).get("results")) if query is not None else []
        result = next((one for one in results if one["id"] == wish.result_id), None)
        if query is None or result is None:
            raise LookupError(f"The query {wish.query_id} was not answered with a result {wish.result_id!r}.")
        stored = None if wish.chat_id is None else self._send_result(wish.chat_id, query.user_id, result)
        inline_id = None if stored is None else stored.inline_message_id
        update: Json = {
            "result_id": wish.result_id,
            "from": self.people.user(query.user_id).to_json(),
            "query": query.words,
            **({} if inline_id is None else {"inline_message_id": inline_id}),
        }
        return self._pushed(query, {"chosen_inline_result": update}, None if stored is None else stored.id)

    def _send_result(self, chat_id: int, user_id: int, result: Json) -> Stored:
        """Let the message of a result stand in a chat; with buttons the bot can edit it."""
        markup = check_markup(find_object(result, "reply_markup"), None)
        body: Json = {
            "message_id": self._state.next_message_id(chat_id),
            "date": self._state.now,
            "chat": self.people.chat(chat_id).to_json(),
            "from": self.people.user(user_id).to_json(),
            "via_bot": self._state.bot.to_json(),
            **text_of_result(
                find_object(result, "input_message_content") or {"message_text": result["title"]}
            ),
            **({} if markup is None else {"reply_markup": markup}),
        }
        inline_id = None if markup is None else f"inline-{self._state.count_up('inline messages')}"
        return self._state.put_message(Stored(body=body, is_ours=False, inline_message_id=inline_id))

    def set_bot_status(self, wish: asks.BotStatus) -> Pushed:
        chat, bot_id = self.people.chat(wish.chat_id), self._state.settings.bot_id
        new = Member(chat_id=chat.id, user_id=bot_id, status=wish.status, rights=wish.rights)
        schema = self.world.checker.schema
        change: Json = {
            "chat": chat.to_json(),
            "from": self.people.user(wish.user_id).to_json(),
            "date": self._state.now,
            "old_chat_member": describe_member(self._state, schema, self._state.bot_in(chat.id)),
            "new_chat_member": describe_member(self._state, schema, new),
        }
        self._state.members.put(new, chat.id, bot_id)
        return Pushed(update_id=self.people.push({"my_chat_member": change}))

    def migrate(self, wish: asks.Migrate) -> Pushed:
        """Let a group become a supergroup: both chats tell of it, then the old one is closed."""
        old = self.people.chat(wish.chat_id)
        new = old.model_copy(update={"id": wish.new_chat_id, "type": ChatType.SUPERGROUP})
        self._state.chats.put(new, new.id)
        for member in [one for one in self._state.members if one.chat_id == old.id]:
            moved = member.model_copy(update={"chat_id": new.id})
            self._state.members.put(moved, new.id, moved.user_id)
        first = self._tell(old.id, wish.user_id, {"migrate_to_chat_id": new.id})
        self._state.chats.put(old.model_copy(update={"migrated_to": new.id}), old.id)
        self._tell(new.id, wish.user_id, {"migrate_from_chat_id": old.id})
        return first

    def _tell(self, chat_id: int, user_id: int, content: Json) -> Pushed:
        body: Json = {
            "message_id": self._state.next_message_id(chat_id),
            "date": self._state.now,
            "chat": self.people.chat(chat_id).to_json(),
            "from": self.people.user(user_id).to_json(),
            **content,
        }
        stored = self._state.put_message(Stored(body=body, is_ours=False))
        return Pushed(update_id=self.people.push({"message": body}), message_id=stored.id)

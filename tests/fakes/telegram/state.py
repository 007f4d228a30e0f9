"""All that the emulator knows, and the small questions asked of it everywhere."""

import time
from collections.abc import Callable
from pathlib import Path

from tests.fakes.telegram.journal import Journal
from tests.fakes.telegram.jsons import Json, find_int, find_object, find_text
from tests.fakes.telegram.models import (
    Chat,
    ChatType,
    CommandList,
    File,
    Member,
    Note,
    Pending,
    Query,
    Settings,
    Status,
    Stored,
    Topic,
    User,
    Webhook,
)
from tests.fakes.telegram.tables import Table

SUPERGROUPS_FROM = -1_000_000_000_000


class State:
    """The tables, read again from a file that an earlier process has left."""

    def __init__(self, file: Path | None, clock: Callable[[], float] = time.time) -> None:
        self.journal = Journal(file)
        self.clock = clock
        self.settings_table = Table("settings", Settings, self.journal)
        self.users = Table("users", User, self.journal)
        self.chats = Table("chats", Chat, self.journal)
        self.members = Table("members", Member, self.journal)
        self.topics = Table("topics", Topic, self.journal)
        self.messages = Table("messages", Stored, self.journal)
        self.queries = Table("queries", Query, self.journal)
        self.files = Table("files", File, self.journal)
        self.commands = Table("commands", CommandList, self.journal)
        self.updates = Table("updates", Pending, self.journal)
        self.webhooks = Table("webhooks", Webhook, self.journal)
        self.notes = Table("notes", Note, self.journal)

    @property
    def now(self) -> int:
        """The time as messages carry it: whole seconds since 1970."""
        return int(self.clock())

    @property
    def settings(self) -> Settings:
        return self.settings_table.find("bot") or Settings()

    @settings.setter
    def settings(self, settings: Settings) -> None:
        self.settings_table.put(settings, "bot")

    @property
    def webhook(self) -> Webhook:
        return self.webhooks.find("bot") or Webhook()

    @webhook.setter
    def webhook(self, webhook: Webhook) -> None:
        self.webhooks.put(webhook, "bot")

    @property
    def bot(self) -> User:
        """The bot as others see it."""
        known = self.settings
        return User(id=known.bot_id, first_name=known.first_name, username=known.username, is_bot=True)

    def count_up(self, name: str, first: int = 1) -> int:
        """Return the next of the numbers that have this name."""
        note = self.notes.find("count", name)
        number = first if note is None else (find_int(note.value, "last") or 0) + 1
        self.notes.put(Note(value={"last": number}), "count", name)
        return number

    def next_message_id(self, chat_id: int) -> int:
        """Return an id that no message of the chat has had."""
        number = self.count_up(f"messages {chat_id}", self.settings.first_message_id)
        return number if self.messages.find(chat_id, number) is None else self.next_message_id(chat_id)

    def member(self, chat_id: int, user_id: int) -> Member:
        """Return how somebody belongs to a chat; the bot is a member of every chat that is known."""
        known = self.members.find(chat_id, user_id)
        if known is not None:
            return known
        is_in = user_id in {self.settings.bot_id, chat_id}
        return Member(chat_id=chat_id, user_id=user_id, status=Status.MEMBER if is_in else Status.LEFT)

    def bot_in(self, chat_id: int) -> Member:
        """Return how the bot belongs to a chat."""
        return self.member(chat_id, self.settings.bot_id)

    def put_message(self, stored: Stored) -> Stored:
        """Keep a message."""
        return self.messages.put(stored, stored.chat_id, stored.id)

    def find_message(self, chat_id: int, message_id: int | None) -> Stored | None:
        """Return a message that is not deleted."""
        found = self.messages.find(chat_id, message_id or 0)
        return None if found is None or found.is_deleted else found

    def learn_chat(self, chat: Json) -> Chat:
        """Know the chat of an update from outside, unless it is known."""
        known = self.chats.find(find_int(chat, "id") or 0)
        if known is not None:
            return known
        fields = {name: value for name, value in chat.items() if name in Chat.model_fields}
        made = Chat.model_validate(fields)
        return self.chats.put(made, made.id)

    def learn_user(self, user: Json) -> User:
        """Know the sender of an update from outside, unless it is known."""
        known = self.users.find(find_int(user, "id") or 0)
        if known is not None:
            return known
        fields = {name: value for name, value in user.items() if name in User.model_fields}
        made = User.model_validate(fields)
        return self.users.put(made, made.id)

    def learn_message(self, message: Json, *, is_ours: bool = False) -> Stored:
        """Keep a message as the Bot API writes it, with its chat and its sender."""
        chat = self.learn_chat(find_object(message, "chat") or {})
        sender = find_object(message, "from")
        if sender is not None and find_int(sender, "id") != self.settings.bot_id:
            user = self.learn_user(sender)
            if self.members.find(chat.id, user.id) is None:
                self.members.put(Member(chat_id=chat.id, user_id=user.id), chat.id, user.id)
        thread = find_int(message, "message_thread_id")
        if chat.is_forum and thread is not None and self.topics.find(chat.id, thread) is None:
            self.topics.put(Topic(chat_id=chat.id, id=thread, name=f"Topic {thread}"), chat.id, thread)
        return self.put_message(Stored(body=message, is_ours=is_ours))

    def invent_chat(self, chat_id: int) -> Chat:
        """Make up a chat that nobody has told of, with the type that such ids have."""
        if chat_id > 0:
            chat = Chat(id=chat_id, type=ChatType.PRIVATE, first_name=f"User {chat_id}")
        else:
            kind = ChatType.SUPERGROUP if chat_id < SUPERGROUPS_FROM else ChatType.GROUP
            chat = Chat(id=chat_id, type=kind, title=f"Chat {chat_id}")
        return self.chats.put(chat, chat_id)


def name_of(user: Json | User) -> str:
    """Return the name that others see."""
    fields = user.to_json() if isinstance(user, User) else user
    names = (find_text(fields, "first_name"), find_text(fields, "last_name"))
    return " ".join(name for name in names if name)

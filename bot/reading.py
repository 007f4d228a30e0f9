"""Reads Telegram's messages: who wrote what where, as Manta stores it."""

import re
from datetime import UTC

from aiogram.types import (
    CallbackQuery,
    ChatMemberUpdated,
    Message,
    MessageReactionUpdated,
    TelegramObject,
    User,
)
from aiogram.types import Chat as TelegramChat
from pydantic import ValidationError

from bot.origins import read_origin
from domain.chat import SeenChat, SeenPerson, Sighting
from domain.errors import InvalidInputError
from domain.message import NewMessage
from domain.values import MAX_NAME_CHARS, Source

COMMAND = re.compile(r"/[A-Za-z0-9_]{1,64}(@[A-Za-z0-9_]+)?(\s|$)")
"""How a command begins; a path such as "/etc/hosts" starts with a slash too, but is what a person said."""


def read_message(message: Message) -> NewMessage | None:
    """Return the words of a person in a message; None for commands, bots, pictures and service messages.

    Raises:
        InvalidInputError: It can't be stored.
    """
    content = message.text or message.caption or ""
    if is_by_bot(message) or not content.strip() or COMMAND.match(content):
        return None
    try:
        return _to_new_message(message, content)
    except ValidationError as error:
        raise InvalidInputError(f"The message can't be stored: {faults(error)}.") from None
    except OverflowError:
        raise InvalidInputError("The message's date can't be told in UTC.") from None


def faults(error: ValidationError) -> str:
    """Name faulty fields without quoting them: they hold people's words."""
    found = error.errors(include_url=False, include_context=False, include_input=False)
    return ", ".join(f"{'.'.join(map(str, fault['loc']))} ({fault['type']})" for fault in found[:5])


def is_by_bot(message: Message) -> bool:
    """Whether a program wrote a message."""
    if message.sender_business_bot is not None:
        return True
    # Who writes as a group or a channel is a person behind one of Telegram's placeholder bots.
    return message.sender_chat is None and message.from_user is not None and message.from_user.is_bot


def _to_new_message(message: Message, content: str) -> NewMessage:
    return NewMessage(
        external_id=f"{message.chat.id}:{message.message_id}",
        content=content,
        author=author_of(message),
        chat_id=str(message.chat.id),
        sent_at=message.date.astimezone(UTC) if message.date.tzinfo else message.date,
        source=Source.TELEGRAM,
        chat_title=(message.chat.title or "").replace("\x00", ""),
        reply_to=_find_reply_to(message),
        author_id=author_id_of(message),
        thread_id=message.message_thread_id if message.is_topic_message else None,
        origin=read_origin(message.forward_origin),
    )


def author_id_of(message: Message) -> str | None:
    """Return the number of who wrote a message: of a chat, when somebody wrote in its name."""
    if message.sender_chat is not None:
        return str(message.sender_chat.id)
    return str(message.from_user.id) if message.from_user is not None else None


def author_of(message: Message) -> str:
    """Return who wrote a message: a chat, a person, else what the chat is called."""
    names = (
        message.sender_chat.title if message.sender_chat else None,
        message.from_user.full_name if message.from_user else None,
        message.chat.title,
    )
    # Deleted accounts have a blank name.
    return next((name for name in names if name and name.strip()), str(message.chat.id))


def _find_reply_to(message: Message) -> str | None:
    reply = message.reply_to_message
    # In a forum every message "replies" to the service message that opened its topic.
    if reply is None or reply.forum_topic_created is not None:
        return None
    return f"{message.chat.id}:{reply.message_id}"


def read_sighting(event: TelegramObject) -> Sighting:
    """Return the chat and the people an update's content shows.

    Raises:
        InvalidInputError: They can't be stored, such as a chat of a type that is none of this Bot API.
    """
    try:
        return _read_sighting(event)
    except ValidationError as error:
        raise InvalidInputError(f"Who is seen can't be stored: {faults(error)}.") from None


def _read_sighting(event: TelegramObject) -> Sighting:
    chat: TelegramChat | None = getattr(event, "chat", None)
    message = getattr(event, "message", None)
    if chat is None and message is not None:
        chat = getattr(message, "chat", None)
    person: User | None = getattr(event, "from_user", None) or getattr(event, "user", None)
    return Sighting(
        chat=None if chat is None else _seen_chat(chat),
        person=None if person is None or person.is_bot else seen_person(person),
        others=tuple(seen_person(user) for user in _others(event) if not user.is_bot),
        proves_membership=not isinstance(event, (CallbackQuery, MessageReactionUpdated)),
    )


def _seen_chat(chat: TelegramChat) -> SeenChat:
    title = (chat.title or chat.full_name or "").replace("\x00", "")[:MAX_NAME_CHARS]
    # Telegram's type is any text, and which of them are known is for the model to say.
    return SeenChat.model_validate(
        {"id": chat.id, "kind": chat.type, "title": title, "is_forum": bool(chat.is_forum)}
    )


def seen_person(user: User) -> SeenPerson:
    """Return a person as Telegram shows them; deleted accounts have a blank name."""
    name = user.full_name.replace("\x00", "").strip()[:MAX_NAME_CHARS] or str(user.id)
    return SeenPerson(
        id=user.id, name=name, username=user.username or None, language=user.language_code or ""
    )


def _others(event: TelegramObject) -> list[User]:
    """Return the people that a message, or a change of members, names besides who acts."""
    if isinstance(event, ChatMemberUpdated):
        return [event.new_chat_member.user]
    if not isinstance(event, Message):
        return []
    found = [entity.user for entity in [*(event.entities or ()), *(event.caption_entities or ())]]
    found += [*(event.new_chat_members or ()), event.left_chat_member]
    if event.reply_to_message is not None:
        found.append(event.reply_to_message.from_user)
    return [user for user in found if user is not None]

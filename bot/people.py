"""Whom a command names: by username, by name, as oneself, or by replying to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from aiogram.types import Message, User

from bot.here import Here
from bot.reading import seen_person
from domain.chat import SeenPerson

_MENTION: Final = "text_mention"


@dataclass(frozen=True)
class Named:
    """How tasks call the people who were named, and the words that name nobody here."""

    names: tuple[str, ...]
    unknown: tuple[str, ...] = ()


async def read_people(message: Message, words: Sequence[str], here: Here) -> Named:
    """Return whom the words behind a command name; without words, who wrote the replied message."""
    names = [assignee_name(seen_person(user)) for user, _ in _mentions(message)]
    rest = _without_mentions(message, words)
    if not rest and not names:
        author = _author_replied_to(message)
        return Named((assignee_name(seen_person(author)),) if author is not None else ())
    unknown: list[str] = []
    whole = await here.services.chats.find_person(here.in_chat.id, " ".join(rest)) if rest else None
    for word in () if whole is not None else rest:
        name = await _find(word, here)
        (unknown.append(word) if name is None else names.append(name))
    names += [assignee_name(whole)] if whole is not None else []
    return Named(tuple(dict.fromkeys(names)), tuple(unknown))


def assignee_name(person: SeenPerson) -> str:
    """Return how tasks call a person: by their username, which is theirs alone, if they have one."""
    return person.username or person.name


async def _find(word: str, here: Here) -> str | None:
    if word.casefold() in {"me", *here.texts("assign-me-words").split()}:
        return assignee_name(here.person) if here.person is not None else None
    person = await here.services.chats.find_person(here.in_chat.id, word)
    if person is not None:
        return assignee_name(person)
    # Who has never written here can be named all the same, as a username needs no meeting.
    handle = word.removeprefix("@")
    return handle if handle != word and handle.isascii() and handle.isidentifier() else None


def _mentions(message: Message) -> list[tuple[User, str]]:
    """Return people without usernames who are named by Telegram's own mentions, and the words for them."""
    text = message.text or message.caption or ""
    entities = message.entities or message.caption_entities or []
    return [
        (entity.user, entity.extract_from(text))
        for entity in entities
        if entity.type == _MENTION and entity.user is not None and not entity.user.is_bot
    ]


def _without_mentions(message: Message, words: Sequence[str]) -> list[str]:
    rest = list(words)
    for _, told in _mentions(message):
        for word in told.split():
            if word in rest:
                rest.remove(word)
    return rest


def _author_replied_to(message: Message) -> User | None:
    reply = message.reply_to_message
    if reply is None or reply.forum_topic_created is not None or reply.sender_chat is not None:
        return None
    return reply.from_user if reply.from_user is not None and not reply.from_user.is_bot else None

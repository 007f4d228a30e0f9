"""Etiquette: what the bot says to a command it does not know, and to nothing but its own name."""

from aiogram import Router
from aiogram.enums import MessageEntityType
from aiogram.filters import Filter
from aiogram.types import Message

from bot.command_texts import TEXTS
from bot.commands import Audience
from bot.here import Here
from bot.html import escape
from bot.links import Links
from bot.listening import In
from bot.reading import COMMAND


class IsForNobodyElse(Filter):
    """Passes commands that name no other bot."""

    async def __call__(self, message: Message, links: Links) -> bool:
        """Return whether a message is such a command."""
        found = COMMAND.match(message.text or message.caption or "")
        if found is None:
            return False
        named = (found.group(1) or "").removeprefix("@")
        return not named or named.lower() == (await links.find_username()).lower()


class IsBareMention(Filter):
    """Passes messages that say nothing but the bot's username."""

    async def __call__(self, message: Message, links: Links) -> bool:
        """Return whether a message is such a mention."""
        words = (message.text or "").strip()
        kinds = [entity.type for entity in message.entities or ()]
        if kinds != [MessageEntityType.MENTION] or not words.startswith("@"):
            return False
        return words.lower() == f"@{await links.find_username()}".lower()


def router() -> Router:
    """Return the router of hints; it comes after all others that take commands."""
    made = Router(name="hints")
    made.message.register(hint, In(Audience.PRIVATE), IsForNobodyElse())
    made.message.register(say_what_to_do, In(Audience.GROUPS), IsBareMention())
    return made


async def hint(message: Message, here: Here) -> None:
    """Say where a command works, or where to see which there are."""
    name = (message.text or message.caption or "").split()[0].lstrip("/").partition("@")[0].lower()
    is_of_groups = name in TEXTS.commands[Audience.ADMINISTRATORS]
    here.say(here.texts("hint-groups" if is_of_groups else "hint-unknown", command=escape(f"/{name}")))


async def say_what_to_do(message: Message, here: Here) -> None:
    """Say shortly what a group can do with the bot."""
    here.say(here.texts("help-group"), reply_to=message.message_id, essential=False)

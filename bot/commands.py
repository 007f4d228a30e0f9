"""What Telegram shows of the bot: its commands, its description and the button beside the input field."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from aiogram import Bot
from aiogram.methods import (
    DeleteMyCommands,
    SetChatMenuButton,
    SetMyCommands,
    SetMyDescription,
    SetMyShortDescription,
)
from aiogram.methods.base import TelegramMethod
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeUnion,
    MenuButtonCommands,
    MenuButtonWebApp,
)

from bot.asking import ask
from bot.once import digest, key_of, remembering
from domain.telegram import BotMemory

DEFAULT_LANGUAGE = ""
"""The Bot API's name for the texts of everyone without texts in their own language."""

_log = logging.getLogger(__name__)


class Audience(StrEnum):
    """Who sees a list of commands (https://core.telegram.org/bots/api#botcommandscope).

    Telegram shows the narrowest list only: that of administrators has to repeat the one of groups.
    """

    PRIVATE = "all_private_chats"
    GROUPS = "all_group_chats"
    ADMINISTRATORS = "all_chat_administrators"


_SCOPES: Mapping[Audience, BotCommandScopeUnion] = {
    Audience.PRIVATE: BotCommandScopeAllPrivateChats(),
    Audience.GROUPS: BotCommandScopeAllGroupChats(),
    Audience.ADMINISTRATORS: BotCommandScopeAllChatAdministrators(),
}


@dataclass(frozen=True, slots=True)
class LanguageTexts:
    """The texts of one language.

    Args:
        commands: What each command does, 1 to 256 characters, by its name.
        description: What an empty chat with the bot shows, up to 512 characters.
        short_description: What the bot's profile shows, up to 120 characters.
    """

    commands: Mapping[str, str]
    description: str
    short_description: str


@dataclass(frozen=True, slots=True)
class BotTexts:
    """Everything Telegram shows of the bot.

    Args:
        commands: Names of commands in the order they are shown.
        languages: The texts by two-letter code (ISO 639-1), and by `DEFAULT_LANGUAGE`.
        menu: The button beside the input field of private chats.
    """

    commands: Mapping[Audience, Sequence[str]]
    languages: Mapping[str, LanguageTexts]
    menu: MenuButtonCommands | MenuButtonWebApp = field(default_factory=MenuButtonCommands)


async def ensure_commands(bot: Bot, texts: BotTexts, memory: BotMemory) -> int:
    """Set what changed since it was last set; return how many things that were.

    Texts of a language that is no longer among them are taken away: Telegram would show them for ever.

    Each is remembered by itself: when Telegram asks for patience, what was set is not set again.

    Raises:
        ConfigurationError: The token is wrong, or Telegram refuses a text.
        TransientError: Telegram can't be reached or can't answer now.
        UnavailableError: The memory can't be reached.
    """
    gone = await _remember_languages(bot, texts, memory) - set(texts.languages)
    methods = (*_list_methods(texts), *_list_removals(sorted(gone)))
    changed = [name for name, method in methods if await _ensure(bot, name, method, memory)]
    if changed:
        _log.info("Told Telegram the bot's %s", ", ".join(changed))
    return len(changed)


async def _ensure(bot: Bot, name: str, method: TelegramMethod[bool], memory: BotMemory) -> bool:
    key, value = key_of(bot, name), _digest(bot, method)
    if await memory.recall(key) == value:
        return False
    async with remembering(memory, key, value):
        await ask(bot, method)
    return True


def _digest(bot: Bot, method: TelegramMethod[bool]) -> str:
    return digest(bot, method.__api_method__, method.model_dump_json(exclude_none=True))


async def _remember_languages(bot: Bot, texts: BotTexts, memory: BotMemory) -> set[str]:
    """Return every language there has ever been, remembered before anything of it is set."""
    key = key_of(bot, "languages")
    known = set((await memory.recall(key) or DEFAULT_LANGUAGE).split(","))
    if new := set(texts.languages) - known:
        await memory.remember(key, ",".join(sorted(known | new)))
    return known | new


def _list_methods(texts: BotTexts) -> Iterator[tuple[str, TelegramMethod[bool]]]:
    for language, words in texts.languages.items():
        told = language or "default"
        for audience, names in texts.commands.items():
            yield _list_name(audience, told), _set_commands(audience, names, language, words)
        yield (
            f"description:{told}",
            SetMyDescription(description=words.description, language_code=language or None),
        )
        yield (
            f"short_description:{told}",
            SetMyShortDescription(short_description=words.short_description, language_code=language or None),
        )
    yield "menu", SetChatMenuButton(menu_button=texts.menu)


def _list_removals(languages: Sequence[str]) -> Iterator[tuple[str, TelegramMethod[bool]]]:
    """Yield what leaves a language to the default's texts, under the names of what is taken away."""
    for code in languages:
        told = code or "default"
        for audience, scope in _SCOPES.items():
            yield _list_name(audience, told), DeleteMyCommands(scope=scope, language_code=code or None)
        yield f"description:{told}", SetMyDescription(language_code=code or None)
        yield f"short_description:{told}", SetMyShortDescription(language_code=code or None)


def _list_name(audience: Audience, told: str) -> str:
    return f"commands:{audience}:{told}"


def _set_commands(
    audience: Audience, names: Sequence[str], language: str, words: LanguageTexts
) -> SetMyCommands:
    return SetMyCommands(
        commands=[BotCommand(command=name, description=words.commands[name]) for name in names],
        scope=_SCOPES[audience],
        language_code=language or None,
    )

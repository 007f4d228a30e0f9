"""The bot's commands and what Telegram says of them, in every language there are texts for."""

from dataclasses import replace
from typing import Final

from aiogram.types import MenuButtonWebApp, WebAppInfo

from bot.commands import DEFAULT_LANGUAGE, Audience, BotTexts, LanguageTexts
from bot.links import board_url
from bot.texts import FALLBACK, LANGUAGES, Texts

_GROUP: Final = ("task", "tasks", "done", "assign", "triage", "repeat", "search", "board", "digest", "help")

_COMMANDS: Final = {
    Audience.PRIVATE: (
        "start",
        "new",
        "my",
        "today",
        "triage",
        "repeat",
        "board",
        "search",
        "settings",
        "lang",
        "export",
        "forget",
        "help",
    ),
    Audience.GROUPS: _GROUP,
    Audience.ADMINISTRATORS: (*_GROUP, "setup", "quiet"),
}

_CODE_LETTERS: Final = 2


def _read(language: str) -> LanguageTexts:
    texts = Texts(language)
    names = {name for commands in _COMMANDS.values() for name in commands}
    return LanguageTexts(
        commands={name: texts(f"command-{name}") for name in sorted(names)},
        description=texts("bot-description"),
        short_description=texts("bot-short-description"),
    )


def _languages() -> dict[str, LanguageTexts]:
    """Return the texts by what Telegram calls languages: by two letters, whatever the region."""
    own = [tag for tag in LANGUAGES if len(tag) == _CODE_LETTERS and tag != FALLBACK]
    return {DEFAULT_LANGUAGE: _read(FALLBACK)} | {tag: _read(tag) for tag in own}


TEXTS: Final = BotTexts(commands=_COMMANDS, languages=_languages())


def texts_with_board(public_url: str | None) -> BotTexts:
    """Return the texts with the board behind the menu button, or the commands where it has no address.

    The button has one text for everybody: Telegram knows no languages here.

    Args:
        public_url: MANTA_PUBLIC_URL.
    """
    board = board_url(public_url)
    if board is None:
        return TEXTS
    button = MenuButtonWebApp(text=Texts(FALLBACK)("menu-board"), web_app=WebAppInfo(url=board))
    return replace(TEXTS, menu=button)

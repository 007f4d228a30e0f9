"""Settings: a person's own in private, a group's by its administrators; all in one message."""

from typing import Final

from aiogram import Bot, Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message
from pydantic import ValidationError

from bot.administrators import is_administrator
from bot.answering import answer_button
from bot.callbacks_settings import SettingsOpen, SettingsPage, SettingsSet
from bot.commands import Audience
from bot.here import Here
from bot.listening import listen
from bot.listing import View
from bot.settings_pages import Shown, render_page, render_suggestions
from bot.speaking import texts_for
from bot.texts import LANGUAGES
from bot.zones import find_zones
from domain.chat import ChatChange, PersonChange
from domain.outbox import EditParcel

_FIELDS: Final = {
    SettingsPage.LANGUAGE: "language",
    SettingsPage.ZONES: "timezone",
    SettingsPage.FEEDBACK: "feedback",
    SettingsPage.DIGEST: "digest_hour",
}
_OF_A_PERSON: Final = frozenset({SettingsPage.LANGUAGE, SettingsPage.ZONES})


def router() -> Router:
    """Return the router of settings."""
    made = Router(name="settings")
    listen(made, Audience.PRIVATE, "settings", settings)
    listen(made, Audience.ADMINISTRATORS, "setup", settings)
    listen(made, Audience.PRIVATE, "lang", language)
    made.callback_query.register(open_page, SettingsOpen.filter())
    made.callback_query.register(set_value, SettingsSet.filter())
    return made


async def settings(_message: Message, command: CommandObject, here: Here) -> None:
    """Show the settings, or set the time zone that is named."""
    words = (command.args or "").split()
    if not words:
        await show_settings(here)
        return
    named = here.texts("settings-zone-words").split()
    rest = words[1:] if words[0].casefold() in {"timezone", "zone", *named} else words
    if not rest:
        _say(here, render_page(_shown(here), SettingsOpen(page=SettingsPage.REGIONS)))
        return
    await _set_zone(" ".join(rest), here)


async def show_settings(here: Here) -> None:
    """Show the first page of the settings."""
    _say(here, render_page(_shown(here), SettingsOpen(page=SettingsPage.MAIN)))


async def _set_zone(wish: str, here: Here) -> None:
    zones = find_zones(wish, here.texts)
    if len(zones) == 1:
        await _change(here, SettingsPage.ZONES, zones[0])
        await show_settings(here)
    else:
        _say(here, render_suggestions(_shown(here), wish, zones))


async def language(_message: Message, command: CommandObject, here: Here) -> None:
    """Set the language that is named, or offer those there are."""
    wish = (command.args or "").strip().casefold()
    if wish in LANGUAGES:
        await _change(here, SettingsPage.LANGUAGE, wish)
        await show_settings(here)
    else:
        _say(here, render_page(_shown(here), SettingsOpen(page=SettingsPage.LANGUAGE)))


async def open_page(callback: CallbackQuery, callback_data: SettingsOpen, here: Here, bot: Bot) -> None:
    """Show a page of the settings in the place of the one before."""
    if await _may_press(callback, here, bot):
        _edit(callback, here, callback_data)
        await answer_button(bot, callback)


async def set_value(callback: CallbackQuery, callback_data: SettingsSet, here: Here, bot: Bot) -> None:
    """Set something, and show the first page with it."""
    if not await _may_press(callback, here, bot):
        return
    try:
        await _change(here, callback_data.page, callback_data.value)
    except (KeyError, ValidationError):
        # A button of an earlier version, with something that can be set no more.
        await answer_button(bot, callback, here.texts("button-old"))
        return
    _edit(callback, here, SettingsOpen(page=SettingsPage.MAIN))
    await answer_button(bot, callback, here.texts("settings-saved"))


async def _may_press(callback: CallbackQuery, here: Here, bot: Bot) -> bool:
    if callback.message is None:
        await answer_button(bot, callback, here.texts("button-old"))
        return False
    if here.in_chat.is_private or await is_administrator(bot, here):
        return True
    await answer_button(bot, callback, here.texts("error-administrators"), alert=True)
    return False


async def _change(here: Here, page: SettingsPage, value: str) -> None:
    """Set something, and speak as it says from here on.

    Raises:
        KeyError: Nothing is set on this page.
        pydantic.ValidationError: There is no such value.
    """
    fields = {_FIELDS[page]: value or None}
    chats = here.services.chats
    if here.in_chat.is_private and here.person is not None and page in _OF_A_PERSON:
        here.person = await chats.change_person(here.person.id, PersonChange.model_validate(fields))
        # The private chat goes by its person.
        here.chat = await chats.get_chat(here.in_chat.id) or here.chat
    else:
        here.chat = await chats.change_chat(here.in_chat.id, ChatChange.model_validate(fields))
    here.texts = texts_for(here.chat, here.person)


def _shown(here: Here) -> Shown:
    chat = here.in_chat
    own = here.person.own_language if here.person is not None else ""
    return Shown(
        texts=here.texts,
        now=here.services.clock.now(),
        language=own if chat.is_private else chat.language,
        feedback=chat.feedback,
        digest_hour=chat.digest_hour,
        command="/settings" if chat.is_private else "/setup",
    )


def _say(here: Here, view: View) -> None:
    here.say(view.html, keyboard=view.keyboard)


def _edit(callback: CallbackQuery, here: Here, page: SettingsOpen) -> None:
    view = render_page(_shown(here), page)
    if callback.message is not None:
        number = callback.message.message_id
        here.send(EditParcel(message_number=number, html=view.html, keyboard=view.keyboard))

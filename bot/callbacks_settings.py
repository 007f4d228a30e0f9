"""What the buttons of the settings carry."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData


class SettingsPage(StrEnum):
    """A page of the settings; all but the first and the regions set one thing."""

    MAIN = "m"
    LANGUAGE = "l"
    REGIONS = "r"
    ZONES = "z"
    FEEDBACK = "f"
    DIGEST = "d"


class SettingsOpen(CallbackData, prefix="so"):
    """Shows a page; the pages of zones are of a `region`, and several, counted from 0."""

    page: SettingsPage
    region: str = ""
    number: int = 0


class SettingsSet(CallbackData, prefix="ss"):
    """Sets what a page is about; an empty value leaves it to what is usual."""

    page: SettingsPage
    value: str = ""

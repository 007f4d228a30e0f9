"""What the buttons of lists and of the greeting carry."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData


class ListKind(StrEnum):
    """Which list a message shows."""

    CHAT = "c"
    MINE = "m"
    TODAY = "d"
    SEARCH = "s"


class ListTurn(CallbackData, prefix="l"):
    """Shows another page, counted from 0, in the place of this one."""

    kind: ListKind
    page: int


class ListOpen(CallbackData, prefix="lo"):
    """Shows the card of a task."""

    task_id: int


class TryExample(CallbackData, prefix="ex"):
    """Lets the agents read the example of the greeting."""

"""What the buttons of reminders carry: at most 64 bytes."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData


class ReminderAction(StrEnum):
    """What a button of a reminder does."""

    DONE = "d"
    HOUR = "h"
    TOMORROW = "t"


class ReminderPress(CallbackData, prefix="r"):
    """A button of a reminder; `version` is the task's as it was told."""

    action: ReminderAction
    task_id: int
    version: int

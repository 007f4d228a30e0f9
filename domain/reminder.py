"""Reminders: what is told because a task's time comes."""

from enum import StrEnum


class ReminderKind(StrEnum):
    """Why somebody is reminded: the due time is near, it is now, or somebody asked for it."""

    BEFORE = "before"
    DUE = "due"
    SNOOZED = "snoozed"

"""What the bot does: one router for each feature."""

from aiogram import Router

from bot.handlers import (
    adding,
    cards,
    checklists,
    doing,
    edits,
    hints,
    inline,
    lists,
    media,
    membership,
    messages,
    proposals,
    reactions,
    reminders,
    repeating,
    settings,
    start,
)


def routers() -> list[Router]:
    """Return new routers in the order they are asked; what is left is a message."""
    features = (
        start,
        lists,
        doing,
        settings,
        inline,
        membership,
        checklists,
        reminders,
        repeating,
        cards,
        proposals,
        adding,
        reactions,
        media,
        edits,
        hints,
    )
    return [*(feature.router() for feature in features), messages.router()]

"""What the bot does: one router for each feature."""

from aiogram import Router

from bot.handlers import doing, edits, hints, inline, lists, media, messages, settings, start


def routers() -> list[Router]:
    """Return new routers in the order they are asked."""
    return [
        start.router(),
        lists.router(),
        doing.router(),
        settings.router(),
        inline.router(),
        media.router(),
        edits.router(),
        hints.router(),
        messages.router(),
    ]
